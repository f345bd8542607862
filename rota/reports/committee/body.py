"""The sections of a paper's body. Each is short however large the council is: the appendix has the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rota.domain.teams import KIND_WORDS
from rota.exports.committee_paper import PaperBlock, PaperHeading, PaperList, PaperTable, PaperText
from rota.figures.counted import Figure
from rota.figures.figures import Coverage
from rota.figures.participation import Share
from rota.figures.records import VisitRecord, why_lost
from rota.reports.committee.reader import LONGEST, PaperFacts, last_year, left_out, shortened
from rota.reports.five_answers import figure, five_answers, in_the_middle, lived
from rota.text.english import counted, day_in_words, several

MOST_ROWS = 5
"""Rows of a table in the body."""
MOST_GROUPS = 6
"""Groups that have a row each; where there are more, the largest have."""
BESIDE = 40
"""Characters of each of two texts that stand beside each other in a full table."""
MOST_DATED = 2
"""Visits to a team of which the days are said."""
MOST_NAMES, MOST_REASONS = 3, 2
IN_THE_APPENDIX = "The appendix has all of them."


def in_short(facts: PaperFacts) -> Iterator[PaperBlock]:
    """The five questions of scrutiny and their answers: what page one is for."""
    yield PaperHeading(2, "In short")
    for one in five_answers(facts.figures, facts.team):
        yield PaperHeading(3, one.question)
        yield PaperText(" ".join(one.sentences))


def recommendations(facts: PaperFacts) -> Iterator[PaperBlock]:
    """What the committee is asked to do."""
    late = [one for one in facts.figures.records.actions if one.stage in ("slipped", "not achieved")]
    points = ["That what came of the visits, and what changed because of them, is noted."]
    if late:
        which = "action that has" if len(late) == 1 else f"{len(late):,} actions that have"
        points.append(f"That the committee asks about the {which} slipped or failed.")
    if facts.figures.open:
        points.append("That what is still open is reported again in the next tracker.")
    yield PaperHeading(2, "Recommendations")
    yield PaperList(tuple(points))


def purpose(facts: PaperFacts) -> Iterator[PaperBlock]:
    """Why there are visits, and how far this report goes."""
    yield PaperHeading(2, "Purpose")
    yield PaperText(
        "Elected members visit the teams of children's services so that the council knows its front line, as Lord "
        "Laming's inquiry asked. Members report each visit, the service answers what they raise, and once a year the "
        "committee and the Chief Executive are told what came of it."
    )
    before = facts.figures.period.before()
    kept = facts.figures.visits[0].before is not None
    beside = (
        f"last year's are those of {before.name} as they stood a year before"
        if kept
        else (f"nothing is kept of {before.name}, so that last year's are not known (-)")
    )
    yield PaperText(
        f"Figures are those of {facts.figures.period.days}, as known on {day_in_words(facts.figures.day)}; {beside}."
    )


def what_changed(facts: PaperFacts) -> Iterator[PaperBlock]:
    """What was done because of the visits, and who saw it."""
    yield PaperHeading(2, "What changed")
    shown = [one for one in facts.figures.changed if facts.may_read_action(one)]
    hidden = len(facts.figures.changed) - len(shown)
    if not facts.figures.changed:
        yield PaperText("No action has been done and confirmed yet.")
    if hidden:
        yield PaperText(
            f"{counted(hidden, 'action')} done and confirmed {'is' if hidden == 1 else 'are'} not published here."
        )
    if not shown:
        return
    room = LONGEST if len(shown) < MOST_ROWS else BESIDE
    rows = tuple(
        (
            one.reference,
            shortened(facts.issue(one.issue).text, room),
            shortened(one.text, room),
            f"{lived(one.capacity)}, {day_in_words(one.confirmed)}",
        )
        for one in shown[-MOST_ROWS:]
        if one.confirmed
    )
    about = "What was done and is confirmed by somebody other than whoever did it."
    if len(shown) > MOST_ROWS:
        about = f"{about} The latest {MOST_ROWS} of {len(shown):,}. {IN_THE_APPENDIX}"
    yield PaperTable(about, ("Action", "What was raised", "What was done", "Confirmed by"), rows)


@dataclass(frozen=True, slots=True)
class _Row:
    name: str
    visits: tuple[VisitRecord, ...]


def coverage(facts: PaperFacts) -> Iterator[PaperBlock]:
    """For each team what was required, planned and held, when, and why not; of many teams the same by kind."""
    yield PaperHeading(2, "Coverage")
    teams = facts.figures.coverage
    if not teams:
        yield PaperText("No visit was required.")
        return
    by_kind = len(teams) > MOST_ROWS
    groups = _by_kind(facts, teams) if by_kind else [_Row(facts.team(one.team), one.visits) for one in teams]
    dated = not by_kind and all(len(group.visits) <= MOST_DATED for group in groups)
    rows = tuple(
        (
            group.name,
            f"{len(group.visits):,}",
            f"{sum(visit.planned for visit in group.visits):,}",
            f"{sum(visit.held is not None for visit in group.visits):,}",
            _when(group.visits) if dated else _why_not(group.visits),
        )
        for group in groups
    )
    about = f"The visits to {counted(len(teams), 'team')}{', by kind of team' if by_kind else ''}."
    about = f"{about} {IN_THE_APPENDIX}" if by_kind else about
    last = "Held on, and dates lost" if dated else "Dates lost"
    yield PaperTable(about, ("Team", "Required", "Planned", "Held", last), rows, numeric=(1, 2, 3))


def _by_kind(facts: PaperFacts, teams: Sequence[Coverage]) -> list[_Row]:
    found: dict[str, list[VisitRecord]] = {}
    for one in teams:
        found.setdefault(KIND_WORDS[facts.problem.team(one.team).kind], []).extend(one.visits)
    return [_Row(kind, tuple(visits)) for kind, visits in sorted(found.items())]


def _when(visits: Sequence[VisitRecord]) -> str:
    """ "10 December 2018; lost: cancelled by the service: inspection": the days held, and why others were lost."""
    held = several([day_in_words(visit.held) for visit in visits if visit.held], MOST_DATED)
    lost = _why_not(visits)
    return "; ".join([*([held] if held else []), *([f"lost: {lost}"] if lost != "none" else [])]) or "-"


def _why_not(visits: Sequence[VisitRecord]) -> str:
    lost = [why_lost(outcome) for visit in visits for outcome in visit.lost]
    counts = Counter(lost).most_common()
    return several([why if many == 1 else f"{why} ({many:,})" for why, many in counts], MOST_REASONS) or "none"


def from_required_to_done(facts: PaperFacts) -> Iterator[PaperBlock]:
    """The funnel, with last year's beside it and why visits were lost."""
    yield PaperHeading(2, "From required to done")
    rows = tuple(
        (
            step.reached.name,
            f"{step.reached.value:,}",
            last_year(step.reached.last),
            several([f"{one.name} ({one.value:,})" for one in step.lost if one.refs], 3) or "-",
        )
        for step in facts.figures.funnel
    )
    about = "Each step counts the visits that reached it; those that did not are lost once, for the reason given."
    yield PaperTable(about, ("Step", "Visits", "Last year", "Lost before it"), rows, numeric=(1, 2), charted=(1, 2))


def reports_and_answers(facts: PaperFacts) -> Iterator[PaperBlock]:
    """How many reports and answers came, and in time."""
    yield PaperHeading(2, "Reports and answers")
    reports = (
        "reports received",
        "received in time",
        "received late",
        "not received",
        "agreed by all who went",
        "found accurate by the host",
    )
    answers = ("sent to be answered", "answered", "answered in time", "overdue without an answer", "not accepted")
    chosen = [figure(facts.figures.reports, name) for name in reports]
    chosen += [figure(facts.figures.issues, name) for name in answers]
    days = (in_the_middle("report", facts.figures.report_days), in_the_middle("answer", facts.figures.answer_days))
    if any(days):
        yield PaperText(" ".join(filter(None, days)))
    yield PaperTable(
        "Reports, in visits, and answers, in issues.", ("Figure", "Number", "Last year"), _rows(chosen), numeric=(1, 2)
    )


def _rows(figures: Sequence[Figure]) -> tuple[tuple[str, ...], ...]:
    return tuple((one.name, f"{one.value:,}", last_year(one.last)) for one in figures)


def themes(facts: PaperFacts) -> Iterator[PaperBlock]:
    """What issues were about, this year and last."""
    yield PaperHeading(2, "Themes")
    found = facts.figures.themes
    if not found:
        yield PaperText("No issue was raised in either year.")
        return
    more = f" The first {MOST_ROWS} of {len(found):,}. {IN_THE_APPENDIX}" if len(found) > MOST_ROWS else ""
    yield PaperTable(
        f"Issues by theme, praise apart.{more}",
        ("Theme", "Issues", "Last year"),
        _rows(found[:MOST_ROWS]),
        numeric=(1, 2),
        charted=(1, 2),
    )


def participation(facts: PaperFacts) -> Iterator[PaperBlock]:
    """Who went, by group; nobody by name unless the reader is the officer."""
    part = facts.figures.participation
    yield PaperHeading(2, "Participation")
    yield PaperText(" ".join(_on_participation(facts)))
    shares = (part.everybody, *part.groups)
    shown = shares if len(part.groups) <= MOST_GROUPS else shares[: MOST_ROWS - 1]
    more = f" The largest of {len(part.groups):,} groups." if len(shares) > len(shown) else ""
    rows = tuple(_share(one) for one in (*shown, *([part.new] if part.new.members else [])))
    headings = ("Group", "Members", "Asked", "Went", "Places", "Last year")
    yield PaperTable(f"Members who may be asked, and places filled.{more}", headings, rows, numeric=(1, 2, 3, 4, 5))


def _share(one: Share) -> tuple[str, ...]:
    parts = (one.members, one.asked, one.went, one.places)
    return (one.name, *(f"{len(part):,}" for part in parts), last_year(None if one.before is None else len(one.before)))


def _on_participation(facts: PaperFacts) -> Iterator[str]:
    part = facts.figures.participation
    if part.idle is None:
        yield "Nobody's training is recorded."
    else:
        where = f" {IN_THE_APPENDIX}" if facts.officer and part.idle else ""
        were = "was" if len(part.idle) == 1 else "were"
        yield f"{counted(len(part.idle), 'member')} {were} trained and not asked.{where}"
    roles = [f"{one.name} {len(one.went):,} of {len(one.members):,}" for one in part.roles]
    if roles:
        yield f"By role, those who went: {several(roles, MOST_NAMES)}."


def still_open(facts: PaperFacts) -> Iterator[PaperBlock]:
    """What is open, how old it is, and the oldest of it."""
    found = facts.figures
    yield PaperHeading(2, "Still open")
    yield PaperTable(
        f"{counted(len(found.open), 'issue')} open, of this year and earlier ones, by time since raised.",
        ("Age", "Issues", "Last year"),
        _rows(found.ages),
        numeric=(1, 2),
        charted=(1, 2),
    )
    oldest = [one for one in found.open if facts.may_read(one)][:3]
    if oldest:
        yield PaperList(
            tuple(
                f"{one.reference}, {one.theme}, raised {day_in_words(one.raised)}: {shortened(one.text)}"
                for one in oldest
            )
        )


def overridden(facts: PaperFacts) -> Iterator[PaperBlock]:
    """The rules that the rota breaks; nothing where it breaks none."""
    yield PaperHeading(2, "Rules overridden")
    if facts.broken:
        each = " 'rota audit' lists each: say why." if facts.officer else ""
        yield PaperText(f"The rota does not keep every must: {several(facts.broken, MOST_NAMES)}.{each}")
    else:
        yield PaperText("The rota keeps every must of the council's rules.")


def not_published(facts: PaperFacts) -> Iterator[PaperBlock]:
    """How much of what is counted the reader may not read."""
    said = left_out(
        facts, {one.reference: one for one in (*facts.figures.records.issues, *facts.figures.open)}.values()
    )
    if said:
        yield PaperHeading(2, "What is not published here")
        yield PaperText(said)
