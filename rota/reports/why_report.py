"""Explanations in sentences, and as papers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rota.compare import Difference, LoadChange, RuleChange
from rota.domain import Placement
from rota.explaining.context import Over
from rota.explaining.why_not import NOT_AVAILABLE, Barrier, WhyNot
from rota.explaining.why_visit import Alternative, Why
from rota.exports.summary_text import rule_in_words
from rota.reports.report import Paper, Section
from rota.text.english import counted, is_over, joined, moment_in_words


def paper_of_why(council: str, why: Why) -> Paper:
    """Why the visit is as it is, or why the member goes on it."""
    is_or_was = "was" if why.over else "is"
    opening = [f"{why.title} {is_or_was} {_placed(why.placement, why.names, why.received_by)}.", _costs(why)]
    if why.over:
        opening.append(over_in_words(why.title, why.over))
    broken = tuple(f"{finding.sentence} (a must is broken)" for finding in why.findings if finding.breach)
    found = broken + tuple(f"{finding.sentence} ({finding.points:,})" for finding in why.findings if finding.points)
    next_best = () if why.over else (Section(*_next_best(why)),)
    sections = (Section("", tuple(opening)), Section("What the audit says of it", found), *next_best)
    goes, was = ("went", "as it was") if why.over else ("goes", "as it is")
    title = f"Why {why.name} {goes} to {why.title}" if why.name else f"Why {why.title} {is_or_was} {was}"
    return Paper(council, title, sections)


def over_in_words(title: str, over: Over) -> str:
    """That nothing of the visit can change any more."""
    return is_over(title, over.held, over.first_day)


def _placed(placement: Placement, names: Sequence[str], received_by: Sequence[str]) -> str:
    who = f", with {joined(names)}" if names else ", with nobody"
    host = f", received by {joined(received_by)}" if received_by else ""
    return f"on {moment_in_words(placement.slot.start)}{who}{host}"


def _costs(why: Why) -> str:
    whose = f"{why.name}'s place" if why.name else "It"
    if not why.costs:
        return f"{whose} adds no points to the rota."
    return f"{whose} {_adds(why.points)}: {by_rule(why.costs, signed=why.points < 0 or _mixed(why.costs))}."


def _adds(points: int) -> str:
    if points < 0:
        return f"saves the rota {counted(-points, 'point')}"
    return f"adds {counted(points, 'point')} to the rota"


def _mixed(changes: Iterable[RuleChange]) -> bool:
    return len({change.points > 0 for change in changes}) > 1


def by_rule(changes: Iterable[RuleChange], signed: bool = True) -> str:
    """The points by rule: "fair share +9, fresh eyes +3"."""
    sign = "+" if signed else ""
    return ", ".join(f"{rule_in_words(one.rule).lower()} {one.points:{sign},}" for one in changes)


def _next_best(why: Why) -> tuple[str, tuple[str, ...]]:
    without = f" without {why.name}" if why.name else ""
    lines = [line for number, one in enumerate(why.alternatives, 1) for line in _numbered(number, one)]
    if why.all_told:
        there_are = "There is no other way" if not why.alternatives else "There is no further way"
        if any(not one.others_move for one in why.alternatives) or not why.alternatives:
            lines.append(f"{there_are}{without} that leaves the other visits as they are.")
        else:
            lines.insert(0, f"There is no way{without} that leaves the other visits as they are.")
    return f"The next best{without}", tuple(lines)


def _numbered(number: int, alternative: Alternative) -> Iterator[str]:
    difference = alternative.difference
    placed = _placed(alternative.placement, alternative.names, alternative.received_by)
    yield f"{number}. {_first(placed)}: {what_it_costs(difference)}."
    if difference.loads:
        yield f"   Loads: {loads(difference.loads)}."
    if alternative.others_move:
        visit = alternative.placement.visit
        others = [change.sentence for change in difference.diary if change.visit != visit]
        proven = "" if alternative.proven else " Fewer changes may be possible."
        yield f"   Others have to change: {' '.join(others)}{proven}"


def _first(words: str) -> str:
    return words[:1].upper() + words[1:]


def what_it_costs(difference: Difference) -> str:
    """The points in words, and by rule: "12 points more (fair share +9, fresh eyes +3)"."""
    why = f" ({by_rule(difference.by_rule)})" if difference.by_rule else ""
    if difference.points > 0:
        return f"{counted(difference.points, 'point')} more{why}"
    if difference.points < 0:
        return f"{counted(-difference.points, 'point')} fewer{why}"
    return f"the same points{why}"


def loads(changes: Iterable[LoadChange]) -> str:
    """The loads that change: "Ann 1.0 to 2.0, Bob 2.0 to 1.0"."""
    return ", ".join(f"{one.name} {float(one.before):.1f} to {float(one.after):.1f}" for one in changes)


# Why not.


def paper_of_why_not(council: str, why_not: WhyNot) -> Paper:
    """Why the member does not go, or what it would cost."""
    sections = (Section("", tuple(_answer(why_not))), Section("What the audit would say of it", _ways(why_not)))
    does_not_go = "did not go" if why_not.over else "does not go"
    return Paper(council, f"Why {why_not.name} {does_not_go} to {why_not.title}", sections)


def _answer(why_not: WhyNot) -> Iterator[str]:
    yield from _on_its_date(why_not)
    if why_not.over:
        yield over_in_words(why_not.title, why_not.over)
        return
    other = why_not.another_date
    if other and (why_not.could is None or other.difference.points < why_not.could.difference.points):
        when = moment_in_words(other.placement.slot.start)
        yield f"{why_not.name} could go if {why_not.title} were on {when}, for {_cost_and_group(other)}."
    elif why_not.could is None and not why_not.reasons_hidden:
        yield f"There is no date on which {why_not.name} could go while the other visits stay as they are."


def _on_its_date(why_not: WhyNot) -> Iterator[str]:
    """Whether the member could go on the visit's date or, of one that is over, could have gone."""
    over = why_not.over is not None
    go = f"{'have gone' if over else 'go'} to {why_not.title} on {moment_in_words(why_not.slot.start)}"
    cannot = "could not" if over else "cannot"
    if why_not.could:
        yield f"{why_not.name} could {go} for {_cost_and_group(why_not.could, over)}."
    elif len(why_not.barriers) == 1:
        yield f"{why_not.name} {cannot} {go}. {_said(why_not.barriers[0])}"
    elif why_not.barriers:
        yield f"{why_not.name} {cannot} {go}."
    else:
        yield f"{why_not.name} {cannot} {go} in anybody's place."


def _cost_and_group(alternative: Alternative, over: bool = False) -> str:
    go = "have gone" if over else "go"
    return f"{what_it_costs(alternative.difference)}; {joined(alternative.names)} would {go}"


def _said(barrier: Barrier) -> str:
    """The sentence of an audit that is not so: it must not read as if the member went."""
    return barrier.sentence if barrier == NOT_AVAILABLE else f"The audit would say: {barrier.sentence}"


def _ways(why_not: WhyNot) -> tuple[str, ...]:
    """Each barrier in order; where none holds for every place, what each place would break."""
    if len(why_not.barriers) == 1:
        return ()  # the answer has said it
    if why_not.barriers:
        return tuple(_by_step(barrier) for barrier in why_not.barriers)
    lines = []
    for option in why_not.options:
        place = f"In the place of {option.instead_of}" if option.instead_of else "Beside everybody"
        lines.append(f"{place}: {' '.join(barrier.sentence for barrier in option.barriers)}")
    return tuple(lines)


def _by_step(barrier: Barrier) -> str:
    return barrier.sentence if barrier == NOT_AVAILABLE else f"{_first(barrier.step)}: {barrier.sentence}"
