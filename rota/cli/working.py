"""A council's visits on the day of a command, read from its tables and its rota."""

from __future__ import annotations

import gc
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rota.cli.console import tell

if TYPE_CHECKING:
    from rota.app.load import Inputs
    from rota.exports.view import Document
    from rota.reports.working import TrackedYear


def work_on(path: Path, rota: Path, on: datetime | None, own_rules: bool) -> tuple[TrackedYear, Inputs, Document]:
    """What is kept of the visits on the day of --on or today, the inputs and the rota; what is wrong with it is told.

    CouldNotRunError, with every fault, when it cannot be read.
    """
    from rota.app.open_rota import read_document
    from rota.cli.first_day import of_our_time, today
    from rota.cli.inputs import read_inputs
    from rota.reports.working import TrackedYear

    _throw_nothing_away()
    inputs = read_inputs(path, own_rules)
    day = of_our_time(on.date() if on else today(), "--on")
    document = read_document(inputs, rota, complete=False, tell=tell)
    work = TrackedYear(inputs.problem, document.record.rota, inputs.kept, day)
    tell(*(f"Set aside: {one}" if aside else one for one, aside in work.remarks()))
    return work, inputs, document


def _throw_nothing_away() -> None:
    """Until the command ends Python does not look for what nobody needs any more.

    All that is read is needed to the end; of a hundred thousand facts the looking takes a quarter of the time.
    """
    if gc.isenabled():
        gc.disable()
        click.get_current_context().call_on_close(gc.enable)
