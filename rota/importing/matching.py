"""Who in the file is who in the tables: by number, or else by name; namesakes by ward and by party too."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence

from rota.domain import Member
from rota.importing.moderngov import Councillor
from rota.importing.roll import Roll
from rota.importing.source_ids import read_ids
from rota.importing.spelling_keys import party_key, place_key
from rota.tables.cells import slug
from rota.tables.person_names import person_key
from rota.text.english import counted, joined
from rota.text.person_titles import BESIDE_LETTERS

Pairs = dict[Councillor, Member]


def bare(name: str) -> str:
    """The name without what an import puts behind it to tell namesakes apart: "Ann Apple (North, c4)"."""
    found = re.fullmatch(r"(.*\S)\s*\(([^()]*)\)", name)
    return found[1] if found and slug(found[2]) not in BESIDE_LETTERS else name


def matched(listed: Sequence[Councillor], roll: Roll) -> Pairs:
    """The member for each councillor of the file whom the tables have, in the file's order.

    A fault of the roll when there is no telling which of several people of one name is meant.
    """
    known = read_ids(roll.folder.path)
    found = {one: roll.members[one.id] for one in listed if one.id in roll.members}
    for one in listed:
        member = roll.members.get(known.get(one.id, ""))
        if one not in found and member is not None and member not in found.values():
            found[one] = member
    ids = {one.id for one in listed}
    by_key: dict[str, list[Councillor]] = defaultdict(list)
    for one in listed:
        if one not in found:
            by_key[person_key(one.written)].append(one)
    free = [member for member in roll.members.values() if member not in found.values()]
    for key, ones in by_key.items():
        members = [member for member in free if member.id not in ids and key in _keys(member)]
        found |= _namesakes(ones, members, roll)
    return {one: found[one] for one in listed if one in found}


def _keys(member: Member) -> set[str]:
    return {person_key(member.name), person_key(bare(member.name))}


def _namesakes(ones: list[Councillor], members: list[Member], roll: Roll) -> Pairs:
    """Who is who among people of one name: alone of the name, or else of the ward and party, or else of the ward."""
    if len(ones) == len(members) == 1:
        return {ones[0]: members[0]}
    parties = {one: (place_key(one.ward), party_key(one.party)) for one in ones}
    groups = {member.id: (place_key(roll.ward(member)), party_key(roll.group(member))) for member in members}
    found = _alone(ones, members, parties, groups)
    ones = [one for one in ones if one not in found]
    members = [member for member in members if member not in found.values()]
    wards = {one: place_key(one.ward) for one in ones}
    seats = {member.id: place_key(roll.ward(member)) for member in members}
    found |= _alone(ones, members, wards, seats)
    for ward in dict.fromkeys(wards[one] for one in ones if one not in found):
        here = [one for one in ones if one not in found and wards[one] == ward]
        there = [member for member in members if member not in found.values() and seats[member.id] in (ward, "")]
        if here and there and not any(one.id for one in here):
            found |= dict(zip(here, there, strict=False))
        elif there:
            _which(here, there, roll)
    return found


def _alone(
    ones: Sequence[Councillor],
    members: Sequence[Member],
    of_ones: Mapping[Councillor, Hashable],
    of_members: Mapping[str, Hashable],
) -> Pairs:
    """The pairs of those who are alone in what they have in common."""
    found: Pairs = {}
    for one in ones:
        here = [other for other in ones if of_ones[other] == of_ones[one]]
        there = [member for member in members if of_members[member.id] == of_ones[one]]
        if len(here) == len(there) == 1:
            found[one] = there[0]
    return found


def _which(ones: Sequence[Councillor], members: Sequence[Member], roll: Roll) -> None:
    if len(members) > 1:
        remedy = (
            f"is the name of {counted(len(members), 'member')} of one ward in the tables. "
            f"Give one of them the id '{ones[0].id}'."
        )
    else:
        ids = joined([f"'{one.id}'" for one in ones])
        remedy = (
            f"is the name of {counted(len(ones), 'councillor')} in the file, with the ids {ids}. "
            "Write the right one in its row."
        )
    roll.faults.add(roll.where, remedy, row=roll.row(members[0]), column="name", value=members[0].name)
