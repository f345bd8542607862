"""Makes a swap, or puts a reserve in somebody's place, and writes the rota with what was done in its log."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from rota.cli.changed import changed, written
from rota.cli.files import refuse_early
from rota.cli.inputs import Inputs
from rota.cli.talk import CouldNotRunError, answer
from rota.domain import LONDON, Rota
from rota.explaining.ground import Ground, with_placement
from rota.explaining.reserves import StandBy
from rota.explaining.sheets import swap_in_words
from rota.explaining.swapping import Offers, taken
from rota.exports.document import Document
from rota.record import LogEntry
from rota.words import counted


def make_swap(
    inputs: Inputs,
    document: Document,
    ground: Ground,
    found: Offers,
    number: int,
    folder: Path,
    force: bool,
    dated: datetime | None,
) -> None:
    """The swap of this number, made and written."""
    rota = taken(ground, found.member, found.visit, number)
    if rota is None:
        are = "is" if found.in_all == 1 else "are"
        raise CouldNotRunError(f"There is no swap {number}: there {are} {counted(found.in_all, 'swap')}.")
    _write(inputs, document, rota, swap_in_words(found.offers[number - 1]), folder, force, dated)


def step_in(
    inputs: Inputs,
    document: Document,
    found: StandBy,
    leaver: str,
    number: int,
    folder: Path,
    force: bool,
    dated: datetime | None,
) -> None:
    """The reserve of this number in the leaver's place, and the rota written."""
    if not 1 <= number <= len(found.reserves):
        count = counted(len(found.reserves), "member")
        raise CouldNotRunError(f"There is nobody with the number {number}: {count} could step in.")
    chosen = found.reserves[number - 1]
    rota = document.record.rota
    (placement,) = rota.of([found.visit])
    going = [chosen.member, *(one for one in placement.members if one != leaver)]
    sentence = f"{chosen.name} goes to {found.title} in the place of {inputs.problem.member(leaver).name}."
    done = with_placement(rota, replace(placement, members=tuple(going)))
    _write(inputs, document, done, sentence, folder, force, dated)


def _write(
    inputs: Inputs,
    document: Document,
    rota: Rota,
    sentence: str,
    folder: Path,
    force: bool,
    dated: datetime | None,
) -> None:
    refuse_early(folder, force, inputs.path)  # before anything is said to be done
    day = (dated or datetime.now(LONDON)).date()
    done = changed(document, rota, LogEntry(day, sentence))
    answer(sentence)
    written(done, folder, force, inputs)
