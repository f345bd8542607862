"""The year's report and a quarter's tracker, each for everybody and for the officer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from rota.exports.committee_paper import CommitteePaper, PaperBlock, PaperHeading, PaperTable, PaperText
from rota.figures.records import IssueRecord
from rota.reports.committee import body
from rota.reports.committee.appendix import appendix, state_of, where_it_stands
from rota.reports.committee.reader import OFFICERS_ONLY, PaperFacts, shortened
from rota.reports.committee.timetable import timetable
from rota.text.english import counted, day_in_words
from rota.text.sanitise import without_address

SCHEME = "Members' visits to children's services"


def annual_report(facts: PaperFacts) -> CommitteePaper:
    """The year's report: at most four sides and an appendix, with page one for the five questions of scrutiny.

    Its parts follow what schemes of the kind report (docs/sources/domain.md, B2, and reports.md, A61 to A63).
    """
    parts = (
        *(body.in_short, body.recommendations, body.purpose, body.what_changed, body.coverage),
        *(body.from_required_to_done, body.reports_and_answers, body.themes, body.participation, body.still_open),
        *(body.overridden, body.not_published, timetable),
    )
    return _paper(facts, f"{SCHEME}: annual report {facts.figures.period.name}", parts)


def tracker(facts: PaperFacts) -> CommitteePaper:
    """A quarter's tracker: the same five answers, this quarter's visits, and every issue and action that is open."""
    parts = (body.in_short, body.coverage, _open_now, body.what_changed, body.themes, body.not_published, timetable)
    return _paper(facts, f"{SCHEME}: tracker of {facts.figures.period.name}", parts)


def for_officer(facts: PaperFacts) -> PaperFacts:
    """The same facts for the officer, who reads what may not be published."""
    return replace(facts, officer=True)


def _paper(facts: PaperFacts, title: str, parts: tuple[object, ...]) -> CommitteePaper:
    blocks = tuple(block for part in parts for block in part(facts))  # type: ignore[operator]
    return CommitteePaper(
        facts.problem.council,
        f"{title} (officer's version)" if facts.officer else title,
        facts.figures.day,
        tuple(_front(facts)),
        blocks,
        tuple(appendix(facts)),
        OFFICERS_ONLY if facts.officer else "",
    )


def _front(facts: PaperFacts) -> Iterator[tuple[str, str]]:
    """Front matter, as far as it is known."""
    posts = facts.posts
    if facts.to:
        yield "Report to", facts.to
    if facts.committee:
        yield "Date of meeting", day_in_words(facts.committee)
    if posts.head:
        yield "Report of", without_address(posts.head)
    if posts.officer:
        yield "Contact", without_address(posts.officer)
    if posts.chief_executive:
        yield "Copy to", without_address(posts.chief_executive)
    yield "Period", facts.figures.period.days


def missing(facts: PaperFacts) -> tuple[str, ...]:
    """What the front matter lacks, and where it is said."""
    found = {
        "the committee (--to)": facts.to,
        "the date of its meeting (--committee)": facts.committee,
        "the Head of Service (tracking.head)": facts.posts.head,
        "the contact (tracking.officer)": facts.posts.officer,
    }
    return tuple(name for name, said in found.items() if not said)


def _open_now(facts: PaperFacts) -> Iterator[PaperBlock]:
    """Every open issue that the reader may know of, with its actions: those that are late first."""
    day = facts.figures.day
    late_first = sorted(facts.figures.open, key=lambda one: (not _late(one, facts), one.raised, one.reference))
    shown = [one for one in late_first if facts.may_read(one)]
    yield PaperHeading(2, "Open issues and their actions")
    if not shown:
        hidden = len(facts.figures.open)
        yield PaperText(
            f"{counted(hidden, 'issue')} open, none of them published here." if hidden else "No issue is open."
        )
        return
    rows = tuple(_row(one, facts) for one in shown[: 2 * body.MOST_ROWS])
    owner = ("Owner",) if facts.officer else ()
    more = f" The first {len(rows)} of {len(shown):,}. {body.IN_THE_APPENDIX}" if len(rows) < len(shown) else ""
    about = f"As it stood on {day_in_words(day)}, what is late first.{more}"
    yield PaperTable(about, ("Issue", "What was raised", "Raised", "Where it stands", *owner), rows)


def _late(one: IssueRecord, facts: PaperFacts) -> bool:
    return one.due is not None and one.due < facts.figures.day


def _row(one: IssueRecord, facts: PaperFacts) -> tuple[str, ...]:
    actions = [action for action in facts.records.actions if action.issue == one.reference and action.open]
    stands = "; ".join(f"{action.reference[len(one.reference) :]}: {state_of(facts, action)}" for action in actions)
    late = "late: " if _late(one, facts) else ""
    owner = (without_address(one.owner) or "-",) if facts.officer else ()
    where = f"{late}{where_it_stands(facts, one)}" + (f" ({stands})" if stands else "")
    return (one.reference, shortened(f"{one.theme}: {one.text}"), day_in_words(one.raised), where, *owner)
