"""ModernGov's councillors merged into members and changes: what is new is added, what has changed gets a date."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from rota.domain import Member
from rota.importing.folder import Folder
from rota.importing.moderngov import Councillor
from rota.importing.names import Parties, party_key, person_key, place_key
from rota.importing.roll import Roll, open_roll
from rota.importing.telling import several
from rota.reading.faults import Faults
from rota.words import counted, day_in_words, joined

LEAD_MEMBER = "lead member"
"""The role that the rule 'pool' leaves out: the lead member visits in their own right (domain, A13)."""

_DAY = timedelta(1)


def merge_councillors(
    folder: Folder, listed: Sequence[Councillor], day: date, where: str, faults: Faults
) -> tuple[str, ...]:
    """Merges the councillors, as the file of ``day`` lists them, and says in sentences what was done."""
    roll = open_roll(folder, day, faults)
    if roll is None:
        return ()
    merge = _Merge(roll, listed, where)
    sentences = tuple(merge.run())
    roll.check()
    return sentences if not len(faults) else ()


class _Merge:
    """One import: the roll, the file, and who in the one is who in the other."""

    def __init__(self, roll: Roll, listed: Sequence[Councillor], where: str) -> None:
        self._roll, self._listed, self._where = roll, listed, where
        members = roll.members.values()
        self._parties = Parties(
            (dated.value for member in members for dated in member.groups), (one.party for one in listed)
        )
        self._wards = {place_key(dated.value): dated.value for member in members for dated in reversed(member.wards)}
        self._posts = {post for one in listed for post in one.posts}
        self._keys = Counter(person_key(one.name) for one in listed if one.id not in roll.members)
        self._pairs: list[tuple[Councillor, Member]] = []
        self._new: list[Councillor] = []

    def run(self) -> Iterator[str]:
        """Does everything, and says it."""
        self._match_all()
        if self._nobody_known() or len(self._roll.faults):
            return
        done = [*self._add_new(), *self._change_known(), *self._end_gone()]
        yield from done
        if not done:
            yield f"Nothing to change: the tables have the file's {counted(len(self._listed), 'councillor')} already."
        yield from self._to_see_to()

    def _match_all(self) -> None:
        taken = {one.id for one in self._listed}
        for one in self._listed:
            member = self._match(one, taken)
            if member:
                taken.add(member.id)
                self._pairs.append((one, member))
            elif one.serves(self._roll.day):
                self._new.append(one)

    def _match(self, one: Councillor, taken: set[str]) -> Member | None:
        """The member of this number, or else of this name; of several with one name, the one for this ward."""
        known = self._roll.members
        if one.id in known:
            return known[one.id]
        key = person_key(one.name)
        same = [member for member in known.values() if person_key(member.name) == key and member.id not in taken]
        if len(same) > 1 or self._keys[key] > 1:
            same = [member for member in same if place_key(self._roll.ward(member)) == place_key(one.ward)]
        if len(same) > 1:
            remedy = f"there are {len(same)} members of this name and ward. Give one of them the id '{one.id}'."
            self._roll.faults.add("members.csv", remedy, column="name", value=one.name)
        return same[0] if same else None

    def _nobody_known(self) -> bool:
        """A fault, and True, when the file and the tables have nobody in common: it is another council's."""
        serving = [member for member in self._roll.members.values() if self._gone(member)]
        if self._pairs or not serving:
            return False
        remedy = (
            f"none of the {counted(len(serving), 'member')} in the tables is in this file. Is it this council's? "
            "If the members in the tables are those that 'rota new' invented, take their rows out of every table first."
        )
        self._roll.faults.add(self._where, remedy)
        return True

    def _add_new(self) -> Iterator[str]:
        names = []
        first = not self._roll.members
        for one in self._new:
            name = one.name if not self._roll.named(one.name) else f"{one.name} ({one.ward})"
            joined_on = one.joined() or (None if first else self._roll.day)
            cells = {
                "id": one.id,
                "name": name,
                "group": self._parties.of(one.party),
                "ward": self._ward(one),
                "roles": "; ".join(one.posts),
                "joined": joined_on.isoformat() if joined_on else "",
            }
            self._roll.add(cells)
            names.append(name)
        if names:
            yield f"Added {counted(len(names), 'member')}: {several(names)}."

    def _change_known(self) -> Iterator[str]:
        for one, member in self._pairs:
            yield from self._name(one, member)
            if not one.serves(self._roll.day):
                yield from self._leave(member, one.last_day() or self._roll.day)
                continue
            yield from self._return(one, member)
            yield from self._group(one, member)
            yield from self._ward_change(one, member)
            yield from self._roles(one, member)

    def _name(self, one: Councillor, member: Member) -> Iterator[str]:
        known = {person_key(one.name), person_key(f"{one.name} ({one.ward})")}
        if person_key(member.name) in known or self._roll.named(one.name):
            return
        self._roll.rename(member, one.name)
        yield f"{member.name} is now called {one.name}, in every table."

    def _return(self, one: Councillor, member: Member) -> Iterator[str]:
        last, first = member.terms[-1].end, one.joined()
        if last is None or last >= self._roll.day:
            return
        name = self._roll.name(member)
        if first is not None and first > last:
            self._roll.join_again(member, first)
            yield f"{name} is a member again from {day_in_words(first)}."
        else:
            yield (
                f"{name} left on {day_in_words(last)} as the tables say, but the file still has this member. "
                "Nothing was changed: take the last day out of the tables if the file is right."
            )

    def _group(self, one: Councillor, member: Member) -> Iterator[str]:
        before, after = self._roll.group(member), self._parties.of(one.party)
        if party_key(before) != party_key(after):
            self._roll.change(member, "group", after)
            yield self._told(member, "group", before, after)

    def _ward_change(self, one: Councillor, member: Member) -> Iterator[str]:
        before, after = self._roll.ward(member), self._ward(one)
        if not after or place_key(before) == place_key(after):
            return  # a file that is silent on the ward says nothing against it
        if member.wards:
            self._roll.change(member, "ward", after)
            yield self._told(member, "ward", before, after)
        else:
            self._roll.fill(member, "ward", after)
            yield f"{self._roll.name(member)}: the ward, which was blank, is {after}."

    def _roles(self, one: Councillor, member: Member) -> Iterator[str]:
        """Key posts begin; those that somebody else holds now end. Roles the file does not know are the officer's."""
        held = self._roll.roles(member)
        begun = [post for post in one.posts if post not in held]
        ended = [role for role in held if role in self._posts and role not in one.posts]
        day = day_in_words(self._roll.day)
        for post in begun:
            self._roll.begin_role(member, post)
            yield f"{self._roll.name(member)} is {post} from {day}."
        for role in ended:
            self._roll.end_role(member, role)
            yield f"{self._roll.name(member)} is not {role} any more from {day}."

    def _end_gone(self) -> Iterator[str]:
        known = {member.id for _, member in self._pairs}
        for member in self._roll.members.values():
            if member.id not in known and self._gone(member):
                yield from self._leave(member, self._roll.day - _DAY)

    def _gone(self, member: Member) -> bool:
        """Whether the file should have this member: co-opted members are never among councillors."""
        return member.kind == "councillor" and self._roll.serves(member) and member.terms[-1].end is None

    def _leave(self, member: Member, last: date) -> Iterator[str]:
        term = member.terms[-1]
        if term.end is None and (term.start is None or term.start <= self._roll.day):
            last = max(last, term.start or last)
            self._roll.leave(member, last)
            yield f"{self._roll.name(member)} is not on the council any more: the last day was {day_in_words(last)}."

    def _to_see_to(self) -> Iterator[str]:
        """What the file gives no more than a hint of, so that the officer must decide."""
        ends: dict[date, list[str]] = defaultdict(list)
        for one in self._listed:
            last = one.last_day()
            if last and self._roll.day <= last < self._roll.day + timedelta(366):
                ends[last].append(one.name)
        for last, names in sorted(ends.items()):
            yield (
                f"{several(names)}: the term ends on {day_in_words(last)}. "
                "It is not written as the last day, for it may be followed by another."
            )
        held = {role for member in self._roll.members.values() for role in self._roll.roles(member)}
        yield from self._perhaps_lead_member(held)
        if other := sorted(held - self._posts):
            yield f"Roles that the file does not name are kept as they are: {joined(other)}."

    def _perhaps_lead_member(self, held: set[str]) -> Iterator[str]:
        for one in self._listed:
            for post in one.posts if LEAD_MEMBER not in held else ():
                if "child" in post and one.serves(self._roll.day):
                    yield (
                        f"{one.name} is {post}: if that is the lead member for children's services, "
                        f"add the role '{LEAD_MEMBER}', by which the rules know who that is."
                    )

    def _ward(self, one: Councillor) -> str:
        return self._wards.get(place_key(one.ward), one.ward)

    def _told(self, member: Member, what: str, before: str, after: str) -> str:
        was = f"; before, {before}" if before else ""
        return f"{self._roll.name(member)}: {what} {after or 'none'} from {day_in_words(self._roll.day)}{was}."
