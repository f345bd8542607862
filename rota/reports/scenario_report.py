"""Scenarios as papers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rota.domain import Slot
from rota.exports.summary_text import rule_in_words
from rota.reports.report import Paper, ReportTable, Section
from rota.scenarios.scenario import Comparison
from rota.scenarios.store import KeptScenario
from rota.text.english import are_over, counted, day_in_words, joined, moment_in_words


def paper_of_comparison(council: str, comparison: Comparison, names: tuple[str, str], edits: Sequence[str]) -> Paper:
    """Two rotas side by side, under their names."""
    names = (f"'{names[0]}'", f"'{names[1]}'")
    sections = (
        Section("", tuple(_opening(comparison, names, edits))),
        Section("Visits that differ", (), _visits(comparison, names)),
        Section("Points by rule", (), _points(comparison, names)),
        Section("Loads that differ", (), _loads(comparison, names)),
        Section(f"Musts broken in {names[0]}", comparison.breaches_before),
        Section(f"Musts broken in {names[1]}", comparison.breaches_after),
    )
    return Paper(council, f"What if: {names[1]} beside {names[0]}", sections)


def _opening(comparison: Comparison, names: tuple[str, str], edits: Sequence[str]) -> Iterator[str]:
    yield from edits
    who = "1 person is" if len(comparison.people) == 1 else f"{len(comparison.people):,} people are"
    differ = len(comparison.visits)
    if not differ:
        affected = f"; {who} affected" if comparison.people else ""
        yield f"No visit differs between {names[0]} and {names[1]}{affected}."
    else:
        whole = counted(comparison.alike + differ, "visit")
        yield f"{differ:,} of {whole} {'differs' if differ == 1 else 'differ'}; {who} affected."
        if comparison.nearness is not None:
            yield comparison.nearness.sentence
    yield from _of_the_past(comparison, names[1])
    yield _points_in_all(comparison)
    before, after = (
        f"{low:.1f} to {high:.1f}" for low, high in zip(comparison.lightest, comparison.heaviest, strict=True)
    )
    yield (
        f"Loads run from {after}, as before." if before == after else f"Loads run from {after}; before, from {before}."
    )


def _of_the_past(comparison: Comparison, name: str) -> Iterator[str]:
    first = comparison.first_day
    if first is None or not (comparison.over or comparison.too_late):
        return
    if comparison.over:
        yield f"{are_over(comparison.over, first)}, and what is over stays as it was."
    if comparison.too_late:
        one = len(comparison.too_late) == 1
        yield (
            f"{joined(comparison.too_late)} {'differs' if one else 'differ'} before {day_in_words(first)}, "
            f"so that {name} is not possible any more: try it again."
        )
    if comparison.past_breaks:
        yield f"It breaks a must of {name} already; every must that can still be kept is kept."


def _points_in_all(comparison: Comparison) -> str:
    change = comparison.points_after - comparison.points_before
    points = counted(comparison.points_after, "point")
    if not change:
        return f"{points[0].upper()}{points[1:]}, as before."
    more = f"{abs(change):,} {'more' if change > 0 else 'fewer'}"
    return f"{points[0].upper()}{points[1:]}, {more} than the {comparison.points_before:,} before."


def _visits(comparison: Comparison, names: tuple[str, str]) -> ReportTable | None:
    rows = tuple(
        (
            pair.title,
            _when(pair.before),
            _people(pair.names_before, pair.received_before),
            _when(pair.after),
            _people(pair.names_after, pair.received_after),
        )
        for pair in comparison.visits
    )
    return ReportTable(("Visit", f"Date, {names[0]}", "People", f"Date, {names[1]}", "People"), rows) if rows else None


def _people(names: Sequence[str], received_by: Sequence[str]) -> str:
    return joined(names) + (f", received by {joined(received_by)}" if received_by else "")


def _when(slot: Slot | None) -> str:
    return moment_in_words(slot.start) if slot else "not placed"


def _points(comparison: Comparison, names: tuple[str, str]) -> ReportTable | None:
    rows = tuple(
        (rule_in_words(one.rule), f"{one.before:,}", f"{one.after:,}", f"{one.points:+,}") for one in comparison.by_rule
    )
    return ReportTable(("Rule", names[0], names[1], "Change"), rows, numeric=(1, 2, 3)) if rows else None


def _loads(comparison: Comparison, names: tuple[str, str]) -> ReportTable | None:
    rows = tuple((one.name, f"{float(one.before):.2f}", f"{float(one.after):.2f}") for one in comparison.loads)
    return ReportTable(("Member", names[0], names[1]), rows, numeric=(1, 2)) if rows else None


def paper_of_list(council: str, kept: Sequence[KeptScenario]) -> Paper:
    """The scenarios that are kept."""
    if not kept:
        return Paper(council, "Scenarios", (Section("", ("No scenario is kept. --save keeps one under a name.",)),))
    rows = tuple((one.name, f"{one.points:,}", " ".join(one.words)) for one in kept)
    return Paper(
        council, "Scenarios", (Section("", (), ReportTable(("Name", "Points", "What if"), rows, numeric=(1,))),)
    )
