"""Writes a rota in which somebody goes in another's place: what ``--take`` of a command does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from rota.app.context import opened
from rota.app.files import refuse_early, tell_files
from rota.app.substitute import Substitution, substituted
from rota.cli.console import answer, tell
from rota.cli.files import keep, stay_in
from rota.cli.first_day import first_day, now, of_our_time, today
from rota.cli.inputs import read_inputs
from rota.explaining.context import RotaContext
from rota.exports.view import Document


def opened_to_take(
    path: Path, rota: Path, take: int | None, folder: Path, since: datetime | None, own_rules: bool
) -> tuple[Document, RotaContext]:
    """The rota and the ground of its explanations, in which one may be taken.

    With --take no other command writes to the folder meanwhile: what it wrote would be lost.
    """
    if take is not None:
        stay_in(folder)
    day = first_day(since)
    return opened(read_inputs(path, own_rules, day), rota, day, today(), tell)


@dataclass(frozen=True, slots=True)
class Taking:
    """Where and when it is done: ``path`` is the council's, ``since`` and ``dated`` are --from and --dated."""

    path: Path
    document: Document
    ground: RotaContext
    folder: Path
    force: bool
    since: datetime | None
    dated: datetime | None

    def write(self, made: Substitution) -> None:
        """Writes the rota with the substitution in its log, and says so. CouldNotRunError when that is refused."""
        refuse_early(self.folder, self.force, self.path)  # before anything is said to be done
        day = of_our_time((self.dated or now()).date(), "--dated")
        past = self.since is not None
        done, after = substituted(self.document, self.ground, made, day, may_change_the_past=past)
        answer(made.sentence)
        names = keep(done, after, self.folder, self.force)
        answer(tell_files(names, self.folder))
