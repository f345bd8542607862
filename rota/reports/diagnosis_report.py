"""A diagnosis as a paper: what stands in the way, and the ways out that were tried."""

from __future__ import annotations

from collections.abc import Iterator

from rota.domain import Problem
from rota.explaining.no_rota import ObstacleInWords, WhyNoRota
from rota.reports.report import Paper, ReportTable, Section
from rota.text.english import counted, joined


def paper_of_diagnosis(problem: Problem, diagnosis: WhyNoRota) -> Paper:
    """Every obstacle under a heading of its own, with what each rule takes out and the ways out, the least first."""
    sections = [Section("", tuple(_opening(problem, diagnosis)))]
    for number, obstacle in enumerate(diagnosis.obstacles, start=1):
        sections.append(Section(f"{number}. {_heading(problem, obstacle)}", (obstacle.sentence,), _table(obstacle)))
        sections.append(Section(f"Ways out of {number}", tuple(_ways(obstacle, diagnosis))))
    return Paper(problem.council, "Why there is no rota", tuple(sections))


def _opening(problem: Problem, diagnosis: WhyNoRota) -> Iterator[str]:
    count = len(diagnosis.obstacles)
    if not count:
        if diagnosis.rota is not None:
            yield "Nothing stands in the way: there is a rota that keeps every must."
        else:
            yield "No rota was found, nor anything that stands in its way: one may exist. Let it be solved for longer."
        return
    yield f"No rota keeps every must: {counted(count, 'thing')} {'stands' if count == 1 else 'stand'} in the way."
    if diagnosis.left_out:
        titles = joined([problem.title(visit) for visit in diagnosis.left_out])
        yield f"No way out is known for {titles}; the rest was looked at without."
    if diagnosis.rota is not None:
        each = "With the first way out" if count == 1 else "With the first way out of each"
        others = any(len(obstacle.ways_out) > 1 for obstacle in diagnosis.obstacles)
        yield f"{each} there is a rota{'; every other way out was tried in its place' if others else ''}."
    else:
        yield "Ways out were found for these, but no rota with all of them taken: more may stand in the way."


def _heading(problem: Problem, obstacle: ObstacleInWords) -> str:
    kinds = {
        "no date": "No date",
        "too few places": "Too few to go round",
        "no room": "No room in the calendar",
        "clash": "Visits that clash",
    }
    teams = list(dict.fromkeys(problem.team_of(visit).name for visit in obstacle.visits))
    whose = joined(teams) if len(teams) <= 3 else f"{len(obstacle.visits)} visits"
    return f"{kinds[obstacle.kind]}: {whose}"


def _table(obstacle: ObstacleInWords) -> ReportTable | None:
    """What each rule takes out, in order; nothing where a rule alone leaves nothing, for the sentence says it."""
    if len(obstacle.steps) < 2:
        return None
    rows = tuple((step.words, f"{step.removed:,}", f"{step.left:,}") for step in obstacle.steps)
    return ReportTable(
        ("In turn", "Takes out", "Left"), (("open by all other rules", "", f"{obstacle.times_open:,}"), *rows), (1, 2)
    )


def _ways(obstacle: ObstacleInWords, diagnosis: WhyNoRota) -> Iterator[str]:
    for letter, way in zip("abcdefghij", obstacle.ways_out, strict=False):
        yield f"{letter}. {way.sentence}"
    if not obstacle.ways_out:
        taken = diagnosis.rota is not None and not set(obstacle.visits) <= set(diagnosis.left_out)
        yield (
            "The ways out of the others are enough."
            if taken
            else "None is known that would leave the rules as they are."
        )
