"""The appendix of a paper: each visit, issue and action that its reader may know of, all figures, background papers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rota.exports.committee_paper import PaperBlock, PaperHeading, PaperList, PaperTable, PaperText
from rota.figures.periods import years_after
from rota.figures.records import ActionRecord, IssueRecord, VisitRecord, why_lost
from rota.reports.committee.reader import PaperFacts, day_or_dash, last_year, left_out, some
from rota.reports.five_answers import lived
from rota.text.english import counted, day_in_words, joined
from rota.text.sanitise import without_address

YEARS_OPEN = 4
"""Years from the meeting for which background papers are open to inspection: Local Government Act 1972, s.100D."""
MOST_ROWS = 1_000
"""Issues, and actions, that are listed: what a hundred sides hold."""
BACKGROUND = "Background papers"


def appendix(facts: PaperFacts) -> Iterator[PaperBlock]:
    """All of it."""
    yield from _visits(facts)
    yield from _issues(facts)
    yield from _actions(facts)
    yield from _idle(facts)
    yield from _figures(facts)
    yield from background_papers(facts)


def _visits(facts: PaperFacts) -> Iterator[PaperBlock]:
    yield PaperHeading(3, "Each visit")
    rows = tuple(_visit(facts, one) for one in facts.figures.records.visits)
    who = ("Who went",) if facts.officer else ()
    if rows:
        headings = ("Visit", "To", "Day", "What came of it", "Report", *who)
        yield PaperTable(f"{counted(len(rows), 'visit')} of {facts.figures.period.name}.", headings, rows)
    else:
        yield PaperText(f"No visit was required in {facts.figures.period.name}.")


def _visit(facts: PaperFacts, one: VisitRecord) -> tuple[str, ...]:
    lost = [f"{why_lost(outcome)}, {day_in_words(outcome.day)}" for outcome in one.lost]
    came = [*lost, *([one.result] if one.held else ["still to come"] if not one.result and one.day else [])]
    if facts.was_closed(one):
        came.append(_closed(facts, one) if facts.officer else "closed by the officer")
    who = (facts.names(one.went) or "-",) if facts.officer else ()
    return (
        one.reference,
        one.title,
        day_or_dash(one.day),
        "; ".join(came) or "not given a date",
        _report(facts, one),
        *who,
    )


def _report(facts: PaperFacts, one: VisitRecord) -> str:
    if not one.held:
        return "-"
    if not one.reported:
        return "not received"
    said = [f"{day_in_words(one.reported)}{'' if one.reported_in_time else ', late'}"]
    said += _agreed(facts, one)
    said += ["not checked"] if one.checked == "no" else ["corrected by the host"] if one.checked == "corrected" else []
    if facts.officer:
        decided = {True: "publishable", None: "not decided"}
        said.append(decided.get(one.publishable, f"exempt, paragraph {one.paragraph}"))
    return "; ".join(said)


def _agreed(facts: PaperFacts, one: VisitRecord) -> list[str]:
    """What is to be said of who agreed it: for the officer with who did not."""
    if facts.officer:
        marks = [mark for mark in one.stands.marks if mark.kind in ("not yet agreed by", "objected to by")]
        if marks:
            return [mark.words(facts.problem.name_of) for mark in marks]
    words = {"no": "not agreed by all", "objected": "objected to", "waiting": "to be agreed"}
    return [words[one.agreed]] if one.agreed in words else []


def _issues(facts: PaperFacts) -> Iterator[PaperBlock]:
    yield PaperHeading(3, "Issues and answers")
    issues = _each_once((*facts.figures.open, *facts.figures.records.issues))
    hidden = left_out(facts, issues)
    if hidden:
        yield PaperText(hidden)
    shown = [one for one in issues if facts.may_read(one)]
    if shown:
        about = "Issues of the period, and those that are open from before."
        if len(shown) > MOST_ROWS:
            about = f"{about} The latest {MOST_ROWS:,} of {len(shown):,}: 'rota worklist' has the others."
        yield issue_table(facts, shown[-MOST_ROWS:], about)
    elif not hidden:
        yield PaperText("No issue was raised, and none is open.")


def issue_table(facts: PaperFacts, issues: Iterable[IssueRecord], about: str) -> PaperTable:
    """These issues, which the reader may read, with the answer to each; with the owner for the officer."""
    more = ("Owner", "May be published") if facts.officer else ()
    headings = ("Issue", "What was raised", "Answer", "Where it stands", *more)
    return PaperTable(about, headings, tuple(_issue(facts, one) for one in issues))


def _each_once(issues: Iterable[IssueRecord]) -> list[IssueRecord]:
    found = {one.reference: one for one in issues}
    return sorted(found.values(), key=lambda one: (one.year, one.visit, int(one.reference.rpartition(".")[2])))


def _issue(facts: PaperFacts, one: IssueRecord) -> tuple[str, ...]:
    kind = "" if one.asks == "for response" else f" ({one.asks})"
    raised = f"{one.theme}{kind}: {one.text}"
    decided = {True: "yes", None: "not decided"}.get(one.publishable, f"exempt, paragraph {one.paragraph}")
    more = (without_address(one.owner) or "-", decided) if facts.officer else ()
    return (one.reference, raised, _answer(one), where_it_stands(facts, one), *more)


def _answer(one: IssueRecord) -> str:
    if not one.answers:
        return {"not asked": "-", "overdue": "no response received", "closed": "closed without an answer"}.get(
            one.answered, "awaited"
        )
    last = one.answers[-1]
    said = [f"{last.answer}, {day_in_words(last.on)}: {last.text}"]
    said += [f"Reason: {last.reason}"] if last.reason else []
    said += [f"Asked: {last.asked}"] if last.asked else []
    said += ["The members said that the first answer was none."] if one.disputed else []
    return " ".join(said)


def where_it_stands(facts: PaperFacts, one: IssueRecord) -> str:
    """The stage, and until when something is awaited; of what an officer closed also why."""
    if facts.was_closed(one):
        return _closed(facts, one)
    return f"{one.stage}, due {day_in_words(one.due)}" if one.due else f"{one.stage}, {day_in_words(one.since)}"


def _actions(facts: PaperFacts) -> Iterator[PaperBlock]:
    yield PaperHeading(3, "Actions")
    open_ = {one.reference for one in facts.figures.open}
    older = (one for one in facts.records.actions if one.issue in open_)
    actions = {one.reference: one for one in (*older, *facts.figures.changed, *facts.figures.records.actions)}
    shown = [one for one in actions.values() if facts.may_read_action(one)]
    if len(shown) < len(actions):
        yield PaperText(f"{counted(len(actions) - len(shown), 'action')} of issues that are not published left out.")
    if len(shown) > MOST_ROWS:
        yield PaperText(f"The latest {MOST_ROWS:,} of {len(shown):,} actions: 'rota worklist' has the others.")
    if shown:
        yield action_table(facts, shown[-MOST_ROWS:])
    elif not actions:
        yield PaperText("No action was set.")


def action_table(facts: PaperFacts, actions: Iterable[ActionRecord]) -> PaperTable:
    """These actions, which the reader may read; with the owner and the evidence for the officer."""
    more = ("Owner", "Evidence") if facts.officer else ()
    headings = ("Action", "What is to be done", "Dates promised", "Where it stands", *more)
    about = "Each action, with its first date and every later one."
    return PaperTable(about, headings, tuple(_action(facts, one) for one in actions))


def _action(facts: PaperFacts, one: ActionRecord) -> tuple[str, ...]:
    more = (without_address(one.owner), one.evidence or "-") if facts.officer else ()
    return (one.reference, one.text, joined([day_in_words(day) for day in one.due_dates]), state_of(facts, one), *more)


def _closed(facts: PaperFacts, one: IssueRecord | ActionRecord | VisitRecord) -> str:
    """That an officer closed it, when and why: the report that comes next shows it (docs/sources/reports.md, A70)."""
    return ": ".join(
        [f"closed by the officer, {day_in_words(one.since)}", *filter(None, [facts.closed.get(one.reference)])]
    )


def state_of(facts: PaperFacts, one: ActionRecord) -> str:
    """The action's stage in words: with who confirmed it, or why it slipped and what else must be said."""
    if one.confirmed:
        return f"{one.stage} by {lived(one.capacity)}, {day_in_words(one.confirmed)}"
    if facts.was_closed(one):
        return _closed(facts, one)
    why = f": {one.reason}" if one.reason and one.stage in ("slipped", "paused", "not achieved", "not ours") else ""
    return ", ".join([one.stage, *one.marks]) + why


def _idle(facts: PaperFacts) -> Iterator[PaperBlock]:
    """For the officer, who was trained and not asked."""
    idle = facts.figures.participation.idle
    if facts.officer and idle:
        yield PaperHeading(3, "Trained and not asked")
        yield PaperText(f"{facts.names(idle)}.")


def _figures(facts: PaperFacts) -> Iterator[PaperBlock]:
    found = facts.figures
    yield PaperHeading(3, "Every figure, and what is behind it")
    figures = [*(step.reached for step in found.funnel), *found.visits[1:], *found.dates_lost, *found.reports]
    figures += [*found.issues, *found.themes, *found.actions, *found.ages]
    rows = tuple((one.name, f"{one.value:,}", last_year(one.last), some(one.refs, 12) or "-") for one in figures)
    about = "Visits, issues and actions by their references. The table of figures that comes with this paper has all."
    yield PaperTable(about, ("Figure", "Number", "Last year", "Which"), rows, numeric=(1, 2))


def background_papers(facts: PaperFacts) -> Iterator[PaperBlock]:
    """The reports of visits that this rests on, without exempt ones and those of which nobody decided yet."""
    yield PaperHeading(3, BACKGROUND)
    reported = [one for one in facts.figures.records.visits if one.reported]
    listed = [one for one in reported if one.publishable]
    until = f", until {day_in_words(years_after(facts.committee, YEARS_OPEN))}" if facts.committee else ""
    if listed:
        yield PaperText(
            f"Open to inspection for {YEARS_OPEN} years from the meeting{until} (Local Government Act 1972, s.100D)."
        )
        yield PaperList(
            tuple(f"Report of visit {one.reference}, {one.title}, {day_or_dash(one.held)}" for one in listed)
        )
    else:
        yield PaperText("None may be listed.")
    if facts.officer and len(listed) < len(reported):
        hidden = [one for one in reported if not one.publishable]
        exempt = [one.reference for one in hidden if one.publishable is False]
        open_ = [one.reference for one in hidden if one.publishable is None]
        yield PaperText(f"Not listed: exempt {joined(exempt) or 'none'}; not decided {joined(open_) or 'none'}.")
