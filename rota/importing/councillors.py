"""ModernGov's councillors merged into members and changes: what is new is added, what has changed gets a date.

The file says who serves: whoever it lists is a member, whatever the dates of their terms.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from rota.domain import Member
from rota.importing import hints
from rota.importing.matching import Pairs, bare, matched
from rota.importing.moderngov import Councillor, ListedPeople
from rota.importing.namesakes import Namesakes, tell
from rota.importing.roll import Roll, open_roll
from rota.importing.source_ids import with_ids_of
from rota.importing.spelling_keys import Parties, party_key, place_key
from rota.reading.council_tables import CouncilTables
from rota.tables.faults import Faults
from rota.tables.party_names import is_independent, is_independent_group
from rota.tables.person_names import person, person_key
from rota.text.english import counted, day_in_words, joined, several

_DAY = timedelta(1)


def merge_councillors(
    folder: CouncilTables, listed: ListedPeople, day: date, where: str, faults: Faults, letters: bool | None = None
) -> tuple[str, ...]:
    """Merges the councillors, as the file of ``day`` lists them, and says in sentences what was done.

    ``letters``: whether names have the letters after them; None leaves known members' names, and new ones without.
    """
    roll = open_roll(folder, day, faults)
    if roll is None:
        return ()
    merge = _Merge(roll, listed, where, letters)
    sentences = tuple(merge.run())
    roll.check()
    folder.beside |= with_ids_of(folder.path, merge.pairs)
    return sentences if not len(faults) else ()


class _Merge:
    """One import: the roll, the file, and who in the one is who in the other."""

    def __init__(self, roll: Roll, listed: ListedPeople, where: str, letters: bool | None) -> None:
        self._roll, self._listed, self._where, self._letters = roll, listed.councillors, where, letters
        self._vacancies = listed.vacancies
        members = roll.members.values()
        self._parties = Parties(
            (dated.value for member in members for dated in member.groups), (one.party for one in self._listed)
        )
        self._wards = {place_key(dated.value): dated.value for member in members for dated in reversed(member.wards)}
        self._posts = {post for one in self._listed for post in one.posts}
        self._namesakes = Namesakes(self._listed)
        self._pairs = matched(self._listed, roll)
        self._new = [one for one in self._listed if one not in self._pairs]

    @property
    def pairs(self) -> Pairs:
        """Who in the file is who in the tables."""
        return self._pairs

    def run(self) -> Iterator[str]:
        """Does everything, and says it."""
        if len(self._roll.faults) or self._of_a_part():
            return
        done = [*self._add_new(), *self._change_known(), *self._end_gone()]
        if self._roll.taken_out:
            yield f"Took out {counted(self._roll.taken_out, 'member')} of the example that 'rota new' wrote."
        yield from done
        if not done:
            yield f"Nothing to change: the tables have the file's {counted(len(self._listed), 'councillor')} already."
        yield from hints.sentences(self._listed, self._vacancies, self._roll.day)
        yield from self._letters_left_out()
        yield from self._roles_kept()
        hints.warn(self._where, [one for one in self._listed if self._serves(one)], self._roll)

    def _serves(self, one: Councillor) -> bool:
        """Whether the tables have nothing against it: they may have a last day that the officer typed."""
        member = self._pairs.get(one)
        last = member.terms[-1].end if member else None
        return last is None or last >= self._roll.day or one.back_after(last) is not None

    def _of_a_part(self) -> bool:
        """A fault, and True, when the file is another council's, or lists so few that it is a part of this one's."""
        known = {member.id for member in self._pairs.values()}
        serving = [member for member in self._roll.members.values() if self._gone(member)]
        missing = [member for member in serving if member.id not in known]
        if not missing or (known and 2 * len(self._listed) >= len(serving)):
            return False
        none = (
            f"none of the {counted(len(serving), 'member')} in the tables is in this file. Is it this council's? "
            "If those in the tables are not, take their rows out of every table first."
        )
        few = (
            f"this file lists {counted(len(self._listed), 'councillor')}, and {len(missing):,} of the "
            f"{counted(len(serving), 'member')} in the tables are not among them, as if they had left. Save the whole "
            "council's file; if so many have left, write their last days in members first."
        )
        self._roll.faults.add(self._where, few if known else none)
        return True

    def _add_new(self) -> Iterator[str]:
        added = []
        first = not self._roll.members
        for one in self._new:
            name = self._namesakes.name(one, one.person.full if self._letters else one.name, self._roll)
            joined_on = one.joined(self._roll.day) or (None if first else self._roll.day)
            cells = {
                "id": one.id,
                "name": name,
                "group": self._group_of(one),
                "ward": self._ward(one),
                "roles": "; ".join(one.posts),
                "joined": joined_on.isoformat() if joined_on else "",
            }
            self._roll.add(cells)
            added.append((one, name))
        if added:
            yield f"Added {counted(len(added), 'member')}: {several([name for _, name in added])}."
        tell(self._where, added, self._roll.faults)
        known = {member.id for member in self._pairs.values()}
        leaving = [one for one in self._roll.members.values() if one.id not in known and self._gone(one)]
        hints.perhaps_renamed(added, leaving, self._roll)

    def _change_known(self) -> Iterator[str]:
        for one, member in self._pairs.items():
            yield from self._name(one, member)
            yield from self._return(one, member)
            yield from self._group(one, member)
            yield from self._ward_change(one, member)
            yield from self._roles(one, member)

    def _name(self, one: Councillor, member: Member) -> Iterator[str]:
        named = person(bare(member.name))
        if person_key(one.written) in (person_key(member.name), person_key(bare(member.name))):
            new = one.person.full if self._letters else one.name
            if self._letters is None or named.letters == (one.person.letters if self._letters else ""):
                return
            new = member.name.replace(bare(member.name), new, 1)
        elif self._namesakes.has(one) or self._roll.named(one.name, member):
            return
        else:
            new = one.person.full if self._letters else one.name
        self._roll.rename(member, new)
        yield f"{member.name} is now called {new}, in every table."

    def _return(self, one: Councillor, member: Member) -> Iterator[str]:
        last = member.terms[-1].end
        if last is None or last >= self._roll.day:
            return
        name, first = self._roll.name(member), one.back_after(last)
        if first is not None:
            self._roll.join_again(member, first)
            yield f"{name} is a member again from {day_in_words(first)}."
        else:
            yield (
                f"{name} left on {day_in_words(last)} as the tables say, but the file still has this member. "
                "Nothing was changed: take the last day out of the tables if the file is right."
            )

    def _group(self, one: Councillor, member: Member) -> Iterator[str]:
        before, after = self._roll.group(member), self._group_of(one)
        if is_independent(one.party) and self._is_answer(before):
            return
        if party_key(before) != party_key(after):
            self._roll.change(member, "group", after)
            yield self._told(member, "group", before, after)

    def _group_of(self, one: Councillor) -> str:
        """The group's name in the tables. Who is "Independent" has what the officer has made of the others."""
        if is_independent(one.party):
            others = {self._roll.group(member) for other, member in self._pairs.items() if is_independent(other.party)}
            if len(others) == 1 and self._is_answer(answer := others.pop()):
                return answer
        return self._parties.of(one.party)

    def _is_answer(self, group: str) -> bool:
        """Whether the tables say of independent members that they sit as one group, or each alone.

        A blank says so only where groups are filled in at all.
        """
        filled = any(self._roll.group(member) for member in self._roll.members.values())
        return is_independent_group(group) or (not group and filled)

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
        known = {member.id for member in self._pairs.values()}
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

    def _letters_left_out(self) -> Iterator[str]:
        lettered = [one.person.full for one in self._new if one.person.letters]
        if lettered and self._letters is None:
            yield f"Letters after names are left out: {several(lettered)}. With --letters they are kept."

    def _roles_kept(self) -> Iterator[str]:
        held = {role for member in self._roll.members.values() for role in self._roll.roles(member)}
        if other := sorted(held - self._posts):
            yield f"Roles that the file does not name are kept as they are: {joined(other)}."

    def _ward(self, one: Councillor) -> str:
        return self._wards.get(place_key(one.ward), one.ward)

    def _told(self, member: Member, what: str, before: str, after: str) -> str:
        was = f"; before, {before}" if before else ""
        return f"{self._roll.name(member)}: {what} {after or 'none'} from {day_in_words(self._roll.day)}{was}."
