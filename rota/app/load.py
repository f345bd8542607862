"""A council's files and rules, or every fault in them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from rota.checking.warnings import advice
from rota.checking.who_can_go import for_rota, with_who_can_go
from rota.domain import Problem
from rota.domain.history_overlap import fixed, with_those_who_went
from rota.reading import Made, Use, read_source, role_doubts
from rota.reading.reader import source_at
from rota.rules import Rule, rulebook
from rota.rules.settings import Settings, SettingsError
from rota.source import Source
from rota.tables.faults import Fault, Faults
from rota.tracking.kept import TrackingFacts


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a rota is drawn from: the problem, the rules in force and the settings that chose them.

    ``warnings`` say what the reading left out or assumed, ``doubts`` what is probably a mistake of typing.
    ``required`` are the roles that teams require, where they stand; ``made`` are the visits of the history, with
    their rows; ``kept`` is what came of the visits.
    """

    source: Source
    problem: Problem
    rules: tuple[Rule, ...]
    settings: Settings
    kept: TrackingFacts
    warnings: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    required: tuple[Use, ...] = ()
    made: tuple[Made, ...] = ()

    def to_draw(self) -> Problem:
        """The problem that a new rota is drawn from: what is fixed, and in the history too, is one visit."""
        problem = with_those_who_went(self.problem)
        return for_rota(problem, self.rules, fixed(problem))

    def of_the_tables(self) -> tuple[str, ...]:
        """What the tables show to be left out, assumed or doubtful, in sentences."""
        return (*self.warnings, *self.doubts)

    def all_warnings(self) -> tuple[str, ...]:
        """The same, and then what the rules make unwise: what 'rota check' tells."""
        return (*self.of_the_tables(), *advice(self.to_draw(), self.rules, self.required))


@dataclass(frozen=True, slots=True)
class FirstLook:
    """A first look at a council's files. ``inputs`` is None when ``faults``, in sentences, say why.

    ``places`` are those of the tables, each with its file, row and column.
    """

    inputs: Inputs | None
    faults: tuple[str, ...] = ()
    places: tuple[Fault, ...] = ()


def look_at(path: Path, own_rules: bool) -> FirstLook:
    """Everything at ``path``, or every fault in it. OSError when the disk does not let it be read."""
    faults = Faults()
    source = source_at(path, faults)
    return (
        look_into(source, own_rules) if source else FirstLook(None, tuple(fault.sentence for fault in faults.found()))
    )


def look_into(source: Source, own_rules: bool = False) -> FirstLook:
    """Everything in the source, or every fault in it. OSError when the disk does not let it be read.

    Rules that came with the files are code, run only when told that they may be: a service never does.
    """
    reading = read_source(source)
    faults = [fault.sentence for fault in reading.faults]
    rules: tuple[Rule, ...] = ()
    try:
        rules = rulebook.load(reading.settings, source, trusted=own_rules)
    except SettingsError as error:
        faults += error.faults
    if reading.problem is None or reading.kept is None or faults:
        return FirstLook(None, tuple(faults), reading.faults)
    left_out = [role for rule in rules for role in rule.leaves_out()]
    roles = role_doubts(reading.held, left_out, [one.value for one in reading.required])
    doubts = (*reading.doubts, *roles)
    problem = with_who_can_go(reading.problem, rules)
    of_tables = (reading.kept, reading.warnings, doubts, reading.required, reading.made)
    return FirstLook(Inputs(source, problem, rules, reading.settings, *of_tables), ())


def folder_of(path: Path) -> Path:
    """The folder that the inputs are in: ``path`` itself, or the folder of the workbook."""
    return path if path.is_dir() else path.parent
