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
    from rota.domain import Rota

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
      rota what-if visits.xlsx out/rota.json --set yearly_limit.visits_a_year=1 --save lighter
      rota what-if visits.xlsx out/rota.json --compare lighter
      rota what-if visits.xlsx --discard lighter
    """
    from rota.cli.inputs import folder_of

    changes = bool(settings or pins or drops)
    if sum((changes, listing, bool(compare), discard is not None)) != 1:
        raise CouldNotRunError("Say one thing: what is changed (--set, --pin, --drop), --list, --compare or --discard.")
    _must_be_of_use(changes, save, bool(compare), since)
    if discard is not None:
        _discard(folder_of(path), discard)
    elif listing:
        _list(path, own_rules, form)
    elif compare:
        _compare(path, rota, compare, since, own_rules, form)
    else:
        _imagine(path, rota, (settings, pins, drops), since, save, own_rules, form)


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
    from rota.app.what_if import every_kept
    from rota.cli.inputs import folder_of, read_inputs
    from rota.cli.print_report import show
    from rota.reports.scenario_report import paper_of_list

    inputs = read_inputs(path, own_rules)
    kept = every_kept(folder_of(path), tell)
    show(kept, paper_of_list(inputs.problem.council, kept), form)


def _compare(
    path: Path, rota: Path | None, names: tuple[str, ...], since: datetime | None, own_rules: bool, form: str
) -> None:
    from rota.app.what_if import kept_as
    from rota.cli.inputs import folder_of, read_inputs
    from rota.cli.print_report import show
    from rota.reports.scenario_report import paper_of_comparison
    from rota.scenarios.scenario import as_it_is, compared

    if len(names) > 2 or (len(names) == 1 and rota is None):
        raise CouldNotRunError("Compare two scenarios, or one with a rota: rota what-if PATH ROTA --compare NAME.")
    inputs = read_inputs(path, own_rules, since.date() if since else None)
    from_day = _first_day(inputs, since)
    kept = [kept_as(inputs, folder_of(path), name, from_day, tell) for name in names]
    if len(kept) == 1:
        assert rota is not None
        base = as_it_is(inputs.problem, inputs.rules, _rota(inputs, rota, from_day), from_day)
        kept, names = [(base, ()), *kept], (AS_IT_IS, *names)
    (one, first), (other, words) = kept
    if first:
        words = tuple(f"{name}: {word}" for name, (_, told) in zip(names, kept, strict=True) for word in told)
    found = compared(one, other, from_day)
    show(found, paper_of_comparison(inputs.problem.council, found, (names[0], names[1]), words), form)


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
    from rota.app.what_if import WrittenChange, edits_of, file_to_keep, told, why_none
    from rota.cli.files import write
    from rota.cli.inputs import folder_of, read_inputs
    from rota.cli.print_report import show
    from rota.reports.scenario_report import paper_of_comparison
    from rota.scenarios.scenario import NoScenario, as_it_is, compared, imagined
    from rota.scenarios.store import file_of

    if rota is None:
        raise CouldNotRunError("Name the rota to begin from: rota what-if PATH ROTA --set ...")
    if save is not None:
        file_of(folder_of(path), save)
    inputs = read_inputs(path, own_rules, since.date() if since else None)
    from_day = _first_day(inputs, since)
    base = as_it_is(inputs.problem, inputs.rules, _rota(inputs, rota, from_day), from_day)
    edits = edits_of(inputs, base.rota, WrittenChange(*words), from_day)
    sentences = told(inputs.problem, edits)
    found = imagined(base, edits, first_day=from_day)
    if isinstance(found, NoScenario):
        show(*why_none(found, sentences), form)
        raise answer_is_no()
    name = WHAT_IF if save is None else save
    if save is not None:
        files, said = file_to_keep(inputs, folder_of(path), save, found, sentences)
        write(files, folder_of(path), force=True)
        tell(said)
    comparison = compared(base, found, from_day)
    show(comparison, paper_of_comparison(inputs.problem.council, comparison, (AS_IT_IS, name), sentences), form)
