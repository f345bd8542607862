"""Why a member goes, or does not, in words first and figures after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rota.explaining.why_member import PlaceOpen, PlaceTaken, WhyMember
from rota.reports.report import Paper, ReportTable, Section
from rota.reports.why_report import by_rule
from rota.text.english import counted, joined, moment_in_words

NAMED = 6
"""Of those who were level so many are named; the rest are counted."""
MEANT = (
    "Points are the price of preferences that are not met, as the council set them; a rota has as few as it can. "
    "At the same points neither rota is better, and the choice between them is a tie."
)


def paper_of_why_member(council: str, why: WhyMember) -> Paper:
    """Why this member, or why not."""
    goes = f"{why.name} goes" if why.goes else f"{why.name} does not go"
    sections = (
        Section("", (*_visits(why), *_places(why))),
        Section("Who carried what before", tuple(_before(why)), _table(why) if len(why.carried) > 1 else None),
        Section("Who else was level", tuple(_level(why))),
        Section("What would have to change", tuple(_change(why))),
        Section("Figures", tuple(_figures(why))),
    )
    return Paper(council, f"Why {goes}", sections)


def _visits(why: WhyMember) -> Iterator[str]:
    if not why.goes:
        yield f"{why.name} goes on no visit of this rota."
    else:
        visits = joined([f"{one.title} on {moment_in_words(one.start)}" for one in why.goes])
        yield f"{why.name} goes on {counted(len(why.goes), 'visit')}: {visits}."
    if why.cannot:
        yield f"{why.name} can go on no visit of the year ({why.cannot})."


def _places(why: WhyMember) -> Iterator[str]:
    """How many places there are for how many, and what that makes each."""
    places, able = counted(why.places, "place"), counted(why.able, "member")
    if not why.able:
        yield f"The rota has {places}, and no member can go."
        return
    each, over = divmod(why.places, why.able)
    if not each:
        goes = "goes" if over == 1 else "go"
        share = f"{over:,} of them {goes} if nobody goes twice"
    elif over:
        share = f"{each} or {each + 1} each if all carry the same"
    else:
        share = f"{each} each if all carry the same"
    can_go = "who can go" if why.able > 1 else "who can"
    yield f"The rota has {places} for {able} {can_go}: {share}."


def _before(why: WhyMember) -> Iterator[str]:
    """What the member had made before, beside the others who can go."""
    made = f"{counted(why.earlier, 'visit')}" if why.earlier else "no visit"
    alike = sum(one.members for one in why.carried if one.earlier == why.earlier) - why.counts
    fewer = sum(one.members for one in why.carried if one.earlier < why.earlier)
    more = sum(one.members for one in why.carried if one.earlier > why.earlier)
    besides = joined(
        [
            f"{number:,} had made {word}"
            for number, word in ((fewer, "fewer"), (alike, "as many"), (more, "more"))
            if number
        ]
    )
    yield f"Before this year {why.name} had made {made}; of the others who can go {besides or 'there is nobody'}."


def _table(why: WhyMember) -> ReportTable:
    rows = tuple((str(one.earlier), str(one.members), str(one.going)) for one in why.carried)
    return ReportTable(("Visits before", "Can go", "Go this year"), rows, numeric=(0, 1, 2))


def _level(why: WhyMember) -> Iterator[str]:
    for place in why.goes:
        yield _of_place(why.name, place)
    if why.goes or not why.could:
        return
    if why.ties:
        visits = "; ".join(f"{one.title} in the place of {_any_of(one.instead_of)}" for one in why.ties[:NAMED])
        more = f"; {counted(len(why.ties) - NAMED, 'other')}" if len(why.ties) > NAMED else ""
        yield f"{why.name} could have gone to {visits}{more}: all else being equal, the choice was a tie."
    else:
        yield f"Nobody who goes was level with {why.name}: {_cheapest(why.name, why.could[0])}."


def _of_place(name: str, place: PlaceTaken) -> str:
    if place.over:
        return f"{place.title} is over, and is not asked about."
    if place.level:
        others = counted(len(place.level), "other")
        was = "was" if len(place.level) == 1 else "were"
        return f"{place.title}: {others} {was} level with {name}, {_some_of(place.level)}. The choice was a tie."
    if place.next_best:
        return (
            f"{place.title}: nobody was level with {name}. The next, {place.next_best}, would cost "
            f"{counted(sum(one.points for one in place.dearer_by), 'point')} more ({by_rule(place.dearer_by)})."
        )
    nobody = f"{place.title}: nobody else could go on that date while the other visits stay as they are"
    if place.trade:
        others = counted(len(place.trade), "other")
        return f"{nobody}; but {others} could trade a place for it at no cost, {_some_of(place.trade)}: that was a tie."
    return f"{nobody}."


def _cheapest(name: str, place: PlaceOpen) -> str:
    more = counted(place.points, "point")
    return f"the nearest is {place.title}, where {name} in the place of {_any_of(place.instead_of)} costs {more} more"


def _some_of(names: Sequence[str]) -> str:
    if len(names) <= NAMED:
        return joined(list(names))
    return joined([*names[: NAMED - 1], counted(len(names) - NAMED + 1, "other")])


def _any_of(names: Sequence[str]) -> str:
    return _some_of(names).replace(" and ", " or ")


def _change(why: WhyMember) -> Iterator[str]:
    """What an officer would do for the other answer."""
    ahead = [place for place in why.goes if not place.over]
    if any(not place.level and not place.next_best for place in ahead):
        yield from why.remarks
    for place in ahead:
        if place.level:
            yield f"For somebody else to go to {place.title}, nothing need get worse: any of those may take the place."
        elif place.next_best:
            yield f"For somebody else to go to {place.title}, the council has to accept what is said of the next."
        elif place.trade:
            yield f"For somebody else to go to {place.title}, nothing need get worse: any of those may trade places."
        else:
            yield f"For somebody else to go to {place.title}, another member has to be free then, or the visit to move."
    if ahead:
        yield "'rota swap' lists who could trade places, 'rota why' with the visit and the name the other ways."
    elif why.ties:
        yield f"Nothing need get worse for {why.name} to go: an officer may fix them on one of those visits."
    elif why.could:
        yield f"The council would have to accept those points, or {why.name} to be free when they are needed more."
    elif not why.goes and why.cannot:
        yield f"What keeps {why.name} from every visit would have to change; 'rota check' lists it."
    elif not why.goes:
        yield f"There is no visit on whose date {why.name} could take a place; 'rota why' with --not says why of each."


def _figures(why: WhyMember) -> Iterator[str]:
    if any(place.level or place.dearer_by for place in why.goes) or why.could:
        yield MEANT
    if why.load is not None and why.time_served is not None:
        yield (
            f"{why.name} has {counted(why.earlier, 'earlier visit')} and {len(why.goes):,} in this rota in "
            f"{float(why.time_served):.0%} of the time counted: a load of {float(why.load):.2f}."
        )
