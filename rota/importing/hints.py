"""What an import of councillors took to be so, and what of the file the officer must look at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from rota.domain import Member
from rota.importing.matching import bare
from rota.importing.moderngov import Councillor, Vacancy, place_of
from rota.importing.roll import Roll
from rota.importing.spelling_keys import party_key, place_key
from rota.tables.cells import slug
from rota.tables.faults import Faults
from rota.tables.person_names import person_key
from rota.tables.posts import leading_on_children
from rota.text.english import counted, day_in_words, several

LEAD_MEMBER = "lead member"
"""The role that the rule 'pool' leaves out: the lead member visits in their own right (domain, A13)."""

_SOON = timedelta(366)


def sentences(listed: Sequence[Councillor], vacancies: Sequence[Vacancy], day: date) -> Iterator[str]:
    """What was left out, and the terms that end within a year."""
    if vacancies:
        words = [f"'{seat.words}' ({seat.place.partition(', ')[2]})" for seat in vacancies]
        verb = "which is no member" if len(vacancies) == 1 else "which are no members"
        yield f"Left out {counted(len(vacancies), 'vacant seat')}, {verb}: {several(words)}."
    ends: dict[date, list[str]] = defaultdict(list)
    for one in listed:
        last = one.last_day()
        if last and day <= last < day + _SOON:
            ends[last].append(one.name)
    for last, names in sorted(ends.items()):
        yield (
            f"{several(names)}: the term ends on {day_in_words(last)}. "
            "It is not written as the last day, for it may be followed by another."
        )


def warn(where: str, serving: Sequence[Councillor], roll: Roll) -> None:
    """Warnings of what was guessed: terms that have run out, names, parties, and who may be the lead member."""
    for one in serving:
        _run_out(one, roll)
        _comma(one, roll.faults)
    _turned(where, serving, roll.faults)
    _no_group(where, serving, roll.faults)
    held = {role for member in roll.members.values() for role in roll.roles(member)}
    if LEAD_MEMBER not in held:
        _perhaps_lead_member(serving, roll.faults)


def perhaps_renamed(added: Sequence[tuple[Councillor, str]], leaving: Sequence[Member], roll: Roll) -> None:
    """A warning for each who leaves while somebody of the ward comes who shares a name: it may be one person."""
    for member in leaving:
        words = set(person_key(bare(member.name)).split("-"))
        same = [
            name
            for one, name in added
            if place_key(one.ward) == place_key(roll.ward(member)) and words & set(person_key(one.written).split("-"))
        ]
        if len(same) == 1:
            remedy = (
                f"leaves and {same[0]}, of the same ward, is new. If that is one person under a new name, take the row "
                f"of {same[0]} out, blank 'left' in this one, write the new name here, and run this again: then visits "
                "and history stay."
            )
            roll.faults.warn(roll.where, remedy, row=roll.row(member), column="name", value=member.name)


def _run_out(one: Councillor, roll: Roll) -> None:
    last = one.last_day()
    if last is not None and last < roll.day:
        remedy = (
            f"is past, but the file still has {one.name}, who is kept as a member: the file says who serves. "
            f"Correct the term in ModernGov; or, if {one.name} has gone, write the last day in members."
        )
        roll.faults.warn(one.place, remedy, column="enddate", value=f"{last:%d/%m/%Y}")


def _comma(one: Councillor, faults: Faults) -> None:
    if one.person.unsure and not one.person.turned:
        remedy = "may have more in it than a name, and is kept as it stands. Write the name in members."
        faults.warn(one.place, remedy, column="fullusername", value=one.written)


def _turned(where: str, serving: Sequence[Councillor], faults: Faults) -> None:
    turned = [one for one in serving if one.person.turned]
    if turned:
        first, others = turned[0], [f"'{one.written}' as {one.name}" for one in turned[1:]]
        also = f", and so are {several(others)}" if others else ""
        remedy = f"is read as {first.name}, for the surname stands first{also}. Write in members what is read wrongly."
        faults.warn(place_of(where, turned), remedy, column="fullusername", value=first.written)


def _no_group(where: str, serving: Sequence[Councillor], faults: Faults) -> None:
    """One warning for all wordings that say a member sits with no group; a blank needs none."""
    found: dict[str, list[Councillor]] = defaultdict(list)
    for one in serving:
        if one.party and not party_key(one.party):
            found[slug(one.party)].append(one)
    said = [f"'{ones[0].party}' ({several([one.name for one in ones])})" for ones in found.values()]
    if said:
        remedy = (
            f"{several(said)}: no political group is written for these members. "
            "If that is the name of a group, give the group another name in ModernGov."
        )
        place = place_of(where, [one for ones in found.values() for one in ones])
        faults.warn(place, remedy, column="politicalpartytitle")


def _perhaps_lead_member(serving: Sequence[Councillor], faults: Faults) -> None:
    held = [(one, post) for one in serving for post in one.posts]
    leading = leading_on_children(post for _, post in held)
    for one, post in held:
        if post in leading:
            remedy = (
                f"may be the post of the lead member for children's services. If {one.name} is that, "
                f"add the role '{LEAD_MEMBER}', by which the rules know who that is."
            )
            faults.warn(one.place, remedy, column="keyposts", value=post)
