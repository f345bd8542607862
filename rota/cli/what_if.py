"""``rota what-if``: scenarios, drawn beside the rota there is, kept under names, compared and discarded."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rota.cli.console import answer, answer_is_no, tell
from rota.cli.options import own_rules_option, paper_option, path_argument
from rota.errors import CouldNotRunError

if TYPE_CHECKING:
    from rota.cli.inputs import Inputs
    from rota.domain import Problem, Rota
    from rota.domain.edits import Edit
    from rota.scenarios.scenario import NoScenario, Scenario

AS_IT_IS, WHAT_IF = "as it is", "what if"
"""What the rota there is is called beside a scenario, and a scenario that is not kept."""


@click.command("what-if")
@path_argument
@click.argument("rota", type=click.Path(path_type=Path), required=False)
@click.option(
    "--set",
    "settings",
    multiple=True,
    metavar="WHAT=VALUE",
    help="A number of a rule (yearly_limit.visits_a_year=3) or a fact of a team or member (mash.group_least=2).",
)
@click.option(
    "--pin", "pins", multiple=True, metavar="VISIT=WHAT", help="A date, a time, a member who goes, or 'not' one."
)
@click.option("--drop", "drops", multiple=True, metavar="WHAT", help="A member, host or team that leaves, or a date.")
@click.option(
    "--from",
    "since",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="The first day that may change, and from which what is dropped is gone: today unless given, "
    "or the year's first while that is to come.",
)
@click.option("--save", metavar="NAME", help="Keep the scenario under this name.")
@click.option("--list", "listing", is_flag=True, help="List the scenarios that are kept.")
@click.option(
    "--compare", multiple=True, metavar="NAME", help="Show one that is kept beside ROTA, or two beside each other."
)
@click.option("--discard", metavar="NAME", help="Remove one that is kept.")
@own_rules_option
@paper_option
def command(
    path: Path,
    rota: Path | None,
    settings: tuple[str, ...],
    pins: tuple[str, ...],
    drops: tuple[str, ...],
    since: datetime | None,
    save: str | None,
    listing: bool,
    compare: tuple[str, ...],
    discard: str | None,
    own_rules: bool,
    form: str,
) -> None:
    """Tries a change without touching the inputs.

    The rota is drawn again as if the change had been made, from ROTA on, and shown beside it: dates, people, points
    and loads. What is over stays as it was. Of the rotas that are as good it is the nearest to ROTA, and it says
    whether that is proven. Scenarios that are saved lie in the folder what-if beside the tables. Exits with 1 when
    the change leaves no rota.

    \b
    Example:
      rota what-if visits visits/out/rota.json --set yearly_limit.visits_a_year=1 --save lighter
      rota what-if visits visits/out/rota.json --compare lighter
      rota what-if visits --discard lighter
    """
    from rota.cli.inputs import folder_of
    from rota.scenarios.store import ScenarioError

    changes = bool(settings or pins or drops)
    if sum((changes, listing, bool(compare), discard is not None)) != 1:
        raise CouldNotRunError("Say one thing: what is changed (--set, --pin, --drop), --list, --compare or --discard.")
    _must_be_of_use(changes, save, bool(compare), since)
    try:
        if discard is not None:
            _discard(folder_of(path), discard)
        elif listing:
            _list(path, own_rules, form)
        elif compare:
            _compare(path, rota, compare, since, own_rules, form)
        else:
            _imagine(path, rota, (settings, pins, drops), since, save, own_rules, form)
    except ScenarioError as error:
        raise CouldNotRunError(str(error)) from error


def _must_be_of_use(changes: bool, save: str | None, compares: bool, since: datetime | None) -> None:
    if save is not None and not changes:
        raise CouldNotRunError("--save keeps what is tried: say also what is changed (--set, --pin, --drop).")
    if since is not None and not (changes or compares):
        raise CouldNotRunError("--from is the first day that may change: it is of no use with --list or --discard.")


def _discard(folder: Path, name: str) -> None:
    from rota.scenarios.store import discard

    discard(folder, name)
    answer(f"Discarded: {name}.")


def _list(path: Path, own_rules: bool, form: str) -> None:
    from rota.cli.inputs import folder_of, read_inputs
    from rota.cli.print_report import show
    from rota.reports.scenario_report import paper_of_list
    from rota.scenarios.store import ScenarioError, names, read

    inputs = read_inputs(path, own_rules)
    folder = folder_of(path)
    kept = []
    for name in names(folder):
        try:
            kept.append(read(folder, name))
        except ScenarioError as error:
            tell(str(error))
    show(kept, paper_of_list(inputs.problem.council, kept), form)


def _compare(
    path: Path, rota: Path | None, names: tuple[str, ...], since: datetime | None, own_rules: bool, form: str
) -> None:
    from rota.cli.inputs import read_inputs
    from rota.cli.print_report import show
    from rota.reports.scenario_report import paper_of_comparison
    from rota.scenarios.scenario import as_it_is, compared

    if len(names) > 2 or (len(names) == 1 and rota is None):
        raise CouldNotRunError("Compare two scenarios, or one with a rota: rota what-if PATH ROTA --compare NAME.")
    inputs = read_inputs(path, own_rules)
    from_day = _first_day(inputs, since)
    kept = [_kept(inputs, path, name, from_day) for name in names]
    if len(kept) == 1:
        assert rota is not None
        base = as_it_is(inputs.problem, inputs.rules, _rota(inputs, rota, from_day), from_day)
        kept, names = [(base, ()), *kept], (AS_IT_IS, *names)
    (one, first), (other, words) = kept
    if first:
        words = tuple(f"{name}: {word}" for name, (_, told) in zip(names, kept, strict=True) for word in told)
    found = compared(one, other, from_day)
    show(found, paper_of_comparison(inputs.problem.council, found, (names[0], names[1]), words), form)


def _kept(inputs: Inputs, path: Path, name: str, from_day: date) -> tuple[Scenario, tuple[str, ...]]:
    """The scenario of this name, its edits made to the inputs of now."""
    from rota.app.edit_syntax import rule_faults
    from rota.cli.inputs import folder_of
    from rota.domain.snapshot import snapshot_hash
    from rota.scenarios.scenario import as_it_is
    from rota.scenarios.store import ScenarioError, read

    kept = read(folder_of(path), name)
    if kept.snapshot != snapshot_hash(inputs.problem):
        tell(f"The inputs have changed since '{name}' was tried: its rota is held against those of now.")
    faults = rule_faults(inputs.rules, kept.edits)
    if faults:
        raise ScenarioError(f"'{name}' changes what is no longer there ({faults[0]}) Discard it.")
    try:
        return as_it_is(inputs.problem, inputs.rules, kept.rota, from_day, kept.edits), kept.words
    except (KeyError, ValueError) as error:
        raise ScenarioError(f"'{name}' changes what is no longer there ({error}). Discard it.") from error


def _rota(inputs: Inputs, path: Path, first_day: date) -> Rota:
    from rota.app.context import opened
    from rota.cli.first_day import today

    return opened(inputs, path, first_day, today(), tell)[1].rota


def _first_day(inputs: Inputs, since: datetime | None) -> date:
    """The first day that may change; before the year there is nothing that could."""
    from rota.cli.first_day import first_day

    day = first_day(since)
    return day if since else max(day, inputs.problem.year.ends()[0])


def _imagine(
    path: Path,
    rota: Path | None,
    words: tuple[tuple[str, ...], ...],
    since: datetime | None,
    save: str | None,
    own_rules: bool,
    form: str,
) -> None:
    from rota.cli.inputs import folder_of, read_inputs
    from rota.cli.print_report import show
    from rota.reports.edit_sentences import in_words
    from rota.reports.scenario_report import paper_of_comparison
    from rota.scenarios.scenario import NoScenario, as_it_is, compared, imagined
    from rota.scenarios.store import file_of

    if rota is None:
        raise CouldNotRunError("Name the rota to begin from: rota what-if PATH ROTA --set ...")
    if save is not None:
        file_of(folder_of(path), save)
    inputs = read_inputs(path, own_rules)
    from_day = _first_day(inputs, since)
    base = as_it_is(inputs.problem, inputs.rules, _rota(inputs, rota, from_day), from_day)
    edits = _edits(inputs, base.rota, words, from_day)
    told = tuple(in_words(inputs.problem, edit) for edit in edits)
    found = imagined(base, edits, first_day=from_day)
    if isinstance(found, NoScenario):
        _say_why(found, told, form)
        raise answer_is_no()
    name = WHAT_IF if save is None else save
    if save is not None:
        _save(inputs, path, save, found, told)
    comparison = compared(base, found, from_day)
    show(comparison, paper_of_comparison(inputs.problem.council, comparison, (AS_IT_IS, name), told), form)


def _edits(inputs: Inputs, rota: Rota, words: tuple[tuple[str, ...], ...], from_day: date) -> tuple[Edit, ...]:
    from rota.app.edit_syntax import lost, pinned, said_once, set_to
    from rota.domain.edits import edited
    from rota.rules import ruled
    from rota.scenarios.refused_edits import rewritten
    from rota.solving.model.what_is_over import what_is_over

    settings, pins, drops = words
    problem = inputs.problem
    said = said_once(problem, (*set_to(problem, inputs.rules, settings), *pinned(problem, pins)))
    edits = (*dict.fromkeys(lost(problem, drops, from_day, rota)), *said)
    try:
        after = edited(problem, edits)
        _must_be_sizes(after)
        ruled(inputs.rules, edits)
    except ValueError as error:
        raise CouldNotRunError(f"{error}.") from error
    over = what_is_over(problem, rota, from_day)
    if refused := tuple(dict.fromkeys(rewritten(problem, after, edits, over))) if over else ():
        raise CouldNotRunError("\n".join(refused))
    return edits


def _must_be_sizes(problem: Problem) -> None:
    for team in problem.teams:
        if team.group_least > team.group_most:
            raise ValueError(f"{team.name}: group_least is {team.group_least}, more than group_most, {team.group_most}")


def _save(inputs: Inputs, path: Path, name: str, found: Scenario, words: tuple[str, ...]) -> None:
    from rota.cli.files import write
    from rota.cli.inputs import folder_of
    from rota.domain.snapshot import snapshot_hash
    from rota.scenarios.store import FOLDER, Kept, content, file_of

    file = file_of(folder_of(path), name)
    kept = Kept(name, found.edits, words, snapshot_hash(inputs.problem), found.report.points, found.rota)
    before = ", in place of the one of that name" if file.exists() else ""
    write({f"{FOLDER}/{file.name}": content(kept)}, folder_of(path), force=True)
    tell(f"Kept as '{name}'{before}.")


def _say_why(found: NoScenario, told: tuple[str, ...], form: str) -> None:
    from dataclasses import replace

    from rota.cli.print_report import show
    from rota.reports.diagnosis_report import paper_of_diagnosis
    from rota.reports.report import Section
    from rota.solving.diagnosis.diagnose import diagnose

    why = diagnose(found.problem, found.rules)
    paper = paper_of_diagnosis(found.problem, why)
    if found.past_breaks:  # the diagnosis knows nothing of what is over: where it finds a way, that is none
        told, paper = (*told, *found.reasons), replace(paper, sections=paper.sections if why.obstacles else ())
    show(why, replace(paper, sections=(Section("", told), *paper.sections)), form)
