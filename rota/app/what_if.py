"""A scenario: a rota drawn again as if a change had been made, kept under a name, and compared."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from rota.app.edit_syntax import lost, pinned, rule_faults, said_once, set_to
from rota.app.load import Inputs
from rota.app.tell import Tell, unheard
from rota.domain import Problem, Rota
from rota.domain.edits import Edit, edited
from rota.domain.snapshot import snapshot_hash
from rota.errors import CouldNotRunError
from rota.explaining.no_rota import WhyNoRota, why_no_rota
from rota.reports.diagnosis_report import paper_of_diagnosis
from rota.reports.edit_sentences import in_words
from rota.reports.report import Paper, Section
from rota.rules import ruled
from rota.scenarios.refused_edits import rewritten
from rota.scenarios.scenario import NoScenario, Scenario, as_it_is
from rota.scenarios.store import FOLDER, KeptScenario, ScenarioError, content, file_of, names, read
from rota.solving.model.what_is_over import what_is_over


@dataclass(frozen=True, slots=True)
class WrittenChange:
    """A change as an officer writes it: numbers and facts set, visits fixed, and what is dropped."""

    settings: Iterable[str] = ()
    pins: Iterable[str] = ()
    drops: Iterable[str] = ()


def edits_of(inputs: Inputs, rota: Rota, change: WrittenChange, from_day: date) -> tuple[Edit, ...]:
    """The change as edits. CouldNotRunError when it means nothing, contradicts itself or rewrites what is over."""
    problem = inputs.problem
    said = said_once(problem, (*set_to(problem, inputs.rules, change.settings), *pinned(problem, change.pins)))
    edits = (*dict.fromkeys(lost(problem, change.drops, from_day, rota)), *said)
    must_be_possible(inputs, rota, edits, from_day)
    return edits


def must_be_possible(inputs: Inputs, rota: Rota, edits: tuple[Edit, ...], from_day: date) -> None:
    """CouldNotRunError when the edits cannot be made to the inputs, or rewrite what is over."""
    problem = inputs.problem
    try:
        after = edited(problem, edits)
        _must_be_sizes(after)
        ruled(inputs.rules, edits)
    except ValueError as error:
        raise CouldNotRunError(f"{error}.") from error
    over = what_is_over(problem, rota, from_day)
    if refused := tuple(dict.fromkeys(rewritten(problem, after, edits, over))) if over else ():
        raise CouldNotRunError("\n".join(refused))


def _must_be_sizes(problem: Problem) -> None:
    for team in problem.teams:
        if team.group_least > team.group_most:
            raise ValueError(f"{team.name}: group_least is {team.group_least}, more than group_most, {team.group_most}")


def told(problem: Problem, edits: Iterable[Edit]) -> tuple[str, ...]:
    """Each edit in a sentence."""
    return tuple(in_words(problem, edit) for edit in edits)


def file_to_keep(
    inputs: Inputs, folder: Path, name: str, found: Scenario, words: tuple[str, ...]
) -> tuple[dict[str, bytes], str]:
    """The file, by its name within ``folder``, that keeps the scenario, and what to say of it once it is written."""
    file = file_of(folder, name)
    kept = KeptScenario(name, found.edits, words, snapshot_hash(inputs.problem), found.report.points, found.rota)
    before = ", in place of the one of that name" if file.exists() else ""
    return {f"{FOLDER}/{file.name}": content(kept)}, f"Kept as '{name}'{before}."


def every_kept(folder: Path, tell: Tell = unheard) -> list[KeptScenario]:
    """The scenarios kept beside the tables; one that cannot be read is told and left out."""
    kept = []
    for name in names(folder):
        try:
            kept.append(read(folder, name))
        except ScenarioError as error:
            tell(str(error))
    return kept


def kept_as(
    inputs: Inputs, folder: Path, name: str, from_day: date, tell: Tell = unheard
) -> tuple[Scenario, tuple[str, ...]]:
    """The scenario of this name, its edits made to the inputs of now, and its edits in words."""
    kept = read(folder, name)
    if kept.snapshot != snapshot_hash(inputs.problem):
        tell(f"The inputs have changed since '{name}' was tried: its rota is held against those of now.")
    faults = rule_faults(inputs.rules, kept.edits)
    if faults:
        raise ScenarioError(f"'{name}' changes what is no longer there ({faults[0]}) Discard it.")
    try:
        return as_it_is(inputs.problem, inputs.rules, kept.rota, from_day, kept.edits), kept.words
    except (KeyError, ValueError) as error:
        raise ScenarioError(f"'{name}' changes what is no longer there ({error}). Discard it.") from error


_PAST_BREAKS = "No rota leaves what is over as it was and keeps every must that can still be kept."


def why_none(found: NoScenario, words: tuple[str, ...]) -> tuple[WhyNoRota, Paper]:
    """Why the change leaves no rota, as data and as a paper."""
    why = why_no_rota(found.problem, found.rules)
    paper = paper_of_diagnosis(found.problem, why)
    if found.past_breaks:  # the diagnosis knows nothing of what is over: where it finds a way, that is none
        words, paper = (*words, _PAST_BREAKS), replace(paper, sections=paper.sections if why.obstacles else ())
    return why, replace(paper, sections=(Section("", words), *paper.sections))
