"""What could not be written, and why."""

from __future__ import annotations

from rota.errors import RotaError


class OutputRefused(RotaError):  # noqa: N818 - it is an answer, not a fault of the program
    """The files were not written. The message says why in a sentence; nothing was changed."""


class OutputExists(OutputRefused):
    """Something would be overwritten, and the officer did not ask for that."""


class ChangedMeanwhile(OutputRefused):
    """What is to be replaced is not what was read: somebody changed it between."""


class FolderBusy(OutputRefused):
    """Another command writes to the folder, and did not end in the time for which this one waits."""
