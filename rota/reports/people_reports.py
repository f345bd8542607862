"""Reserves, swaps and fairness as papers."""

from __future__ import annotations

from collections.abc import Iterator

from rota.checking.who_can_go import apart_in_words
from rota.explaining.context import Over
from rota.explaining.fairness import Fairness, Spread
from rota.explaining.reserves import StandBy
from rota.explaining.swaps import Offers, SwapOffer
from rota.reports.report import Paper, ReportTable, Section
from rota.reports.why_report import loads, over_in_words, what_it_costs
from rota.text.english import are_over, counted, day_in_words, joined, moment_in_words


def paper_of_reserves(council: str, stand_by: StandBy, carried: tuple[str, ...], most: int) -> Paper:
    """Who could step in on a visit, best first; ``carried`` are the names of the reserves that the rota gives it."""
    going = joined(stand_by.names) or "nobody"
    if stand_by.over:
        said = (f"{stand_by.title} was made by {going}.", nobody_can_step_in(stand_by.title, stand_by.over))
        return Paper(council, f"Reserves for {stand_by.title}", (Section("", said),))
    shown = stand_by.reserves[:most]
    opening = [f"{stand_by.title} is made by {going}."]
    if carried:
        opening.append(f"{'Its reserves are' if len(carried) > 1 else 'Its reserve is'} {joined(carried)}.")
    if not shown:
        opening.append("Nobody could step in without breaking a must while everything else stays as it is.")
        opening += [
            *stand_by.remarks,
            "'rota swap' lists who could trade places; 'rota why' with --not says why of each.",
        ]
    more = len(stand_by.reserves) - len(shown)
    rows = tuple(
        (str(number), one.name, one.group, joined(one.for_names), f"{one.points:+,}")
        for number, one in enumerate(shown, start=1)
    )
    table = ReportTable(("", "Member", "Group", "Could stand in for", "Points"), rows, numeric=(0, 4))
    rest = (f"{counted(more, 'other')} could too; --most shows more.",) if more else ()
    sections = (Section("", tuple(opening)), Section("Who could step in today", (), table), Section("", rest))
    return Paper(council, f"Reserves for {stand_by.title}", sections if shown else sections[:1])


def nobody_can_step_in(title: str, over: Over) -> str:
    """Why a visit that is over has no reserves."""
    return f"{over_in_words(title, over)} Nobody can step in."


def no_place_to_swap(title: str, over: Over) -> str:
    """Why no place on a visit that is over can be swapped."""
    return f"{over_in_words(title, over)} No place on it can be swapped."


def paper_of_swaps(council: str, offers: Offers) -> Paper:
    """The legal swaps of a place."""
    return Paper(council, f"Swaps for {offers.name}", (Section("", tuple(_swaps(offers))),))


def _swaps(offers: Offers) -> Iterator[str]:
    if offers.over:
        yield no_place_to_swap(offers.title, offers.over)
        return
    if offers.in_all:
        swaps = counted(offers.in_all, "legal swap")
        yield f"{swaps} would free {offers.name} from {offers.title}{_how_many(offers)}:"
        for offer in offers.offers:
            yield from _swap_lines(offer)
    else:
        yield f"No swap of two or three members would free {offers.name} from {offers.title} and break no must."
    if offers.past:
        on_them = "it" if offers.past.visits == 1 else "them"
        yield f"{are_over(offers.past.visits, offers.past.first_day)}: no place on {on_them} is offered."


def _how_many(offers: Offers) -> str:
    """How many of the swaps follow, and in what order, as far as it needs saying."""
    shown = len(offers.offers)
    if shown < offers.in_all:
        return f"; the best {shown:,}" if shown > 1 else "; the best"
    return ", best first" if shown > 1 else ""


def _swap_lines(offer: SwapOffer) -> Iterator[str]:
    moves = [
        f"{step.name} goes to {step.takes_on_title} on {moment_in_words(step.takes_on_slot.start)}"
        for step in offer.steps
    ]
    yield f"{offer.number}. {joined(moves)}: {what_it_costs(offer.difference)}."
    if offer.difference.loads:
        yield f"   Loads: {loads(offer.difference.loads)}."


def swap_in_words(offer: SwapOffer) -> str:
    """What is logged of a swap that was made."""
    moves = [f"{step.name} goes to {step.takes_on_title} instead of {step.gives_up_title}" for step in offer.steps]
    return f"Swap: {joined(moves)}."


def paper_of_fairness(council: str, fairness: Fairness, year: str) -> Paper:
    """The sheet for a group whip."""
    explained = (
        "A load is the number of a member's visits since election, those of this rota included, as if the member had "
        "served for the whole of the time counted: for one who joined late or was on leave each visit weighs more."
    )
    sections = (
        Section("", (f"Visits from {year}, and those before.", explained, *_over(fairness))),
        Section("How fair it is", tuple(_how_fair(fairness))),
        Section("By political group", (), _groups(fairness)),
        Section("By member", (), _members(fairness)),
        Section("Not counted", tuple(apart_in_words(fairness.not_counted))),
    )
    return Paper(council, f"How visits are shared, {year}", sections)


def _over(fairness: Fairness) -> Iterator[str]:
    if fairness.past:
        over, they = are_over(fairness.past.visits, fairness.past.first_day), fairness.past.visits > 1
        yield f"{over}: {'they count and stay' if they else 'it counts and stays'}, in the fairest possible too."


def _how_fair(fairness: Fairness) -> Iterator[str]:
    if not fairness.measured:
        yield "No rule in force counts how evenly the visits are shared, so nothing is proven of it."
        return
    yield f"Loads now: {_spread(fairness.now)}."
    if fairness.proven_fairest:
        yield "Proven fairest: no rota that keeps every must shares the visits more evenly."
        return
    yield (
        f"The sharing costs {counted(fairness.points, 'point')}; no rota that keeps every must can cost fewer than "
        f"{fairness.bound:,}."
    )
    if fairness.fairest_points is not None and fairness.fairest_points < fairness.points:
        least = "The fairest possible" if fairness.fairest_points <= fairness.bound else "The fairest found"
        yield f"{least}, at {counted(fairness.fairest_points, 'point')}: {_spread(fairness.fairest)}."
        yield "It was not chosen because it costs more points elsewhere, or because this rota was changed by hand."


def _spread(spread: tuple[Spread, ...]) -> str:
    """How many members carry how much: "5 members at about 1.0 and 1 member at about 2.0"."""
    return joined([f"{counted(one.members, 'member')} at about {float(one.load):.1f}" for one in spread]) or "none"


def _groups(fairness: Fairness) -> ReportTable:
    rows = tuple(
        (
            group.group,
            str(group.seats),
            str(group.can_go),
            str(group.earlier),
            str(group.visits),
            f"{float(group.mean_load):.2f}",
            f"{float(group.share_of_seats):.0%}",
            f"{float(group.share_of_visits):.0%}",
        )
        for group in fairness.groups
    )
    headings = ("Group", "Seats", "Can go", "Earlier", "This year", "Mean load", "Share of seats", "Share of visits")
    return ReportTable(headings, rows, numeric=tuple(range(1, 8)))


def _members(fairness: Fairness) -> ReportTable:
    rows = tuple(
        (
            one.name,
            one.group,
            day_in_words(one.since) if one.since else "",
            str(one.earlier),
            str(one.visits),
            *(() if one.share is None or one.load is None else (f"{float(one.share):.0%}", f"{float(one.load):.2f}")),
        )
        for one in fairness.members
    )
    headings = ("Member", "Group", "Since", "Earlier", "This year", "Time served", "Load")
    width = max(map(len, rows), default=len(headings))
    return ReportTable(headings[:width], rows, numeric=(3, 4, 5, 6)[: width - 3])
