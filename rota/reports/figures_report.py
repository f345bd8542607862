"""The figures of a year or a quarter as a paper and as rows of a table."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Literal, get_args

from rota.domain import Problem
from rota.figures.counted import DaysTaken, Figure
from rota.figures.figures import Figures
from rota.figures.participation import Share
from rota.reports.five_answers import five_answers, in_the_middle, lived
from rota.reports.report import Paper, ReportTable, Section
from rota.text.english import counted, day_in_words, joined, several

Topic = Literal["visits", "reports", "issues", "answers", "changes", "open", "participation", "members"]
TOPICS: tuple[Topic, ...] = get_args(Topic)
USUAL: tuple[Topic, ...] = TOPICS[:-1]
"""What is told when nobody says of what: no list of members, which is for whoever asks for it."""

UNKNOWN = "-"
"""Stands where nothing is kept of the year before."""
MOST_NAMED = 6
"""References in a cell; the CSV file and JSON have all."""


def paper_of(problem: Problem, found: Figures, topics: Collection[Topic] = USUAL) -> Paper:
    """The figures of these topics, with last year's beside each and the visits behind it."""
    sections: Mapping[Topic, Callable[[], Iterator[Section]]] = {
        "visits": lambda: _visits(problem, found),
        "reports": lambda: _plain("Reports", found.reports, *_median("report", found.report_days)),
        "issues": lambda: _issues(found),
        "answers": lambda: _answers(found),
        "changes": lambda: _changes(found),
        "open": lambda: _open(found),
        "participation": lambda: _participation(problem, found),
        "members": lambda: _members(problem, found),
    }
    asked = [section for topic in TOPICS if topic in topics for section in sections[topic]()]
    opening = [Section("", tuple(_opening(found)))]
    if set(USUAL) <= set(topics):
        answers = five_answers(found, lambda team: problem.team(team).name)
        opening += [Section(one.question.removesuffix("?"), one.sentences) for one in answers]
    return Paper(problem.council, f"Figures of {found.period.name}", (*opening, *asked))


def _opening(found: Figures) -> Iterator[str]:
    yield f"{_capital(found.period.name)}, {found.period.days}, as it stood on {day_in_words(found.day)}."
    before = found.period.before()
    if found.visits[0].before is None:
        yield f"Nothing is kept of {before.name}: 'last year' says {UNKNOWN}."
    else:
        yield f"'Last year' is {before.name} as it stood a year before that day."


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _table(first: str, figures: Sequence[Figure]) -> ReportTable:
    rows = tuple((one.name, f"{one.value:,}", last_year(one), several(one.refs, MOST_NAMED)) for one in figures)
    return ReportTable((first, "Number", "Last year", "Which"), rows, numeric=(1, 2))


def last_year(one: Figure) -> str:
    """How many a year before, or a dash."""
    return UNKNOWN if one.last is None else f"{one.last:,}"


def _plain(heading: str, figures: Sequence[Figure], *sentences: str) -> Iterator[Section]:
    yield Section(heading, sentences, _table("", figures))


def _visits(problem: Problem, found: Figures) -> Iterator[Section]:
    yield Section("From required to done, in visits", (), _table("Step", [step.reached for step in found.funnel]))
    lost = [
        (step.reached.name, one.name, f"{one.value:,}", last_year(one), several(one.refs, MOST_NAMED))
        for step in found.funnel
        for one in step.lost
    ]
    if lost:
        table = ReportTable(("Lost before", "Why", "Number", "Last year", "Which"), tuple(lost), numeric=(2, 3))
        yield Section("Why visits were lost, each once", (), table)
    if found.dates_lost:
        yield Section("Dates that were lost, made good later or not", (), _table("Why", found.dates_lost))
    rows = tuple(
        (
            problem.team(one.team).name,
            str(len(one.visits)),
            str(sum(visit.planned for visit in one.visits)),
            str(sum(visit.held is not None for visit in one.visits)),
            joined([day_in_words(visit.held) for visit in one.visits if visit.held]),
        )
        for one in found.coverage
    )
    yield Section("By team", (), ReportTable(("Team", "Required", "Planned", "Held", "On"), rows, numeric=(1, 2, 3)))


def _issues(found: Figures) -> Iterator[Section]:
    kinds = ("issues raised", "for response", "settled on the day", "to note", "praise")
    yield from _plain("Issues raised", [one for one in found.issues if one.name in kinds])
    if found.themes:
        yield from _plain("Issues by theme, praise apart", found.themes)


def _answers(found: Figures) -> Iterator[Section]:
    names = [one.name for one in found.issues]
    first = names.index("sent to be answered")
    yield from _plain("Answers", found.issues[first:-1], *_median("answer", found.answer_days))


def _median(what: str, days: DaysTaken) -> Iterator[str]:
    yield from filter(None, [in_the_middle(what, days)])


def _changes(found: Figures) -> Iterator[Section]:
    yield from _plain("Actions", found.actions)
    rows = tuple(
        (one.reference, one.text, f"{lived(one.capacity)}, {day_in_words(one.confirmed)}")
        for one in found.changed
        if one.confirmed
    )
    since = day_in_words(found.period.span.ends()[0])
    said = (
        (f"Done and confirmed since {since}, of this year's visits and earlier ones.",) if rows else ("Nothing yet.",)
    )
    yield Section(
        "What changed", said, ReportTable(("Action", "What was done", "Confirmed by"), rows) if rows else None
    )


def _open(found: Figures) -> Iterator[Section]:
    said = (f"{counted(len(found.open), 'issue')}, of this year and earlier ones.",)
    yield from _plain("Issues that are open, by age", found.ages, *said)


def _participation(problem: Problem, found: Figures) -> Iterator[Section]:
    part = found.participation
    shares = (part.everybody, *part.groups, *([part.new] if part.new.members else []))
    said = []
    if part.idle is None:
        said.append("Nobody's training is recorded, so nobody is known to be trained and not asked.")
    else:
        said.append(f"Trained and not asked: {counted(len(part.idle), 'member')}.")
    if part.barred:
        said.append(f"{counted(len(part.barred), 'other member')} may not be asked, by a rule.")
    yield Section("Participation", tuple(said), _shares("", shares))
    if part.roles:
        yield Section("Participation by role", (), _shares("Role", part.roles))


def _shares(first: str, shares: Sequence[Share]) -> ReportTable:
    rows = tuple(
        (
            one.name,
            *(f"{len(part):,}" for part in (one.members, one.asked, one.went, one.places)),
            UNKNOWN if one.before is None else f"{len(one.before):,}",
        )
        for one in shares
    )
    return ReportTable((first, "Members", "Asked", "Went", "Places", "Last year"), rows, numeric=(1, 2, 3, 4, 5))


def _members(problem: Problem, found: Figures) -> Iterator[Section]:
    part = found.participation
    gone = [problem.name_of(one.member) for one in part.members if not one.went and not one.since_elected]
    idle = [problem.name_of(one) for one in part.idle or ()]
    said = [f"Have not gone since elected: {joined(gone) or 'nobody'}."]
    said += [f"Trained and not asked: {joined(idle) or 'nobody'}."] if part.idle is not None else []
    said.append("In order of name: it is no league table.")
    rows = tuple(
        (
            problem.name_of(one.member),
            one.group,
            day_in_words(one.elected) if one.elected else UNKNOWN,
            "yes" if one.trained else "no",
            *(str(len(several_)) for several_ in (one.asked, one.went, one.to_come)),
            str(one.since_elected),
            day_in_words(one.latest) if one.latest else UNKNOWN,
        )
        for one in part.members
    )
    headings = ("Member", "Group", "Elected", "Trained", "Asked", "Went", "To come", "Since elected", "Last")
    yield Section("Members since election", tuple(said), ReportTable(headings, rows, numeric=(4, 5, 6, 7)))


def rows_of(found: Figures) -> Iterator[tuple[str, str, str, str, str, str]]:
    """Every figure as a row: its part, its name, the number, last year's, and the references behind each."""
    yield ("part", "figure", "number", "last year", "which", "which last year")
    parts: list[tuple[str, Sequence[Figure]]] = [("funnel, in visits", [step.reached for step in found.funnel])]
    parts += [(f"lost before: {step.reached.name}", step.lost) for step in found.funnel if step.lost]
    parts += [("visits", found.visits), ("dates lost", found.dates_lost), ("reports", found.reports)]
    parts += [
        ("issues", found.issues),
        ("themes", found.themes),
        ("actions", found.actions),
        ("open, by age", found.ages),
    ]
    for part, figures in parts:
        for one in figures:
            before = "" if one.last is None else str(one.last)
            yield (part, one.name, str(one.value), before, " ".join(one.refs), " ".join(one.before or ()))
    shares = (found.participation.everybody, *found.participation.groups, found.participation.new)
    for share in shares:
        for name, several_ in (("members", share.members), ("asked", share.asked), ("went", share.went)):
            yield ("participation", f"{share.name}, {name}", str(len(several_)), "", "", "")
        old = "" if share.before is None else str(len(share.before))
        now = " ".join(share.places)
        yield ("participation", f"{share.name}, places", str(len(share.places)), old, now, " ".join(share.before or ()))
