"""One person who stands in a list twice: with a title and without, turned round, or spelt in two ways."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set

from rota.tables.cell_uses import Use, by_value, place, quoted
from rota.tables.cells import slug
from rota.tables.likeness import Slip, slip, slips, word_slip, words_of
from rota.tables.person_names import person
from rota.tables.remarks import Remarks

_POSTS = frozenset(
    words_of(
        "manager managers head lead leader service services team teams director officer host chair deputy assistant "
        "practice senior social operational operations duty group the of and"
    )
)
"""Words of a post: "Manager" and "Manager North" are not one person with a short name and a long."""

MOST_ALIKE = 60
"""People of one surname that are compared with each other: no list that is in order has more."""

Apart = Callable[[Use, Use], bool]
"""Whether two people of such names may well be two: they represent different wards, say."""


def same_person(people: Sequence[Use], apart: Apart, with_id: Set[int | None]) -> Iterator[tuple[Use, Use]]:
    """Each person who is probably there twice: the second name, then the first by its row.

    Nobody is doubted for a surname alone. Unless titles and letters are all that differs, two who are ``apart``
    are two: a council has had a John Smith and a John Paul Smith, a Paul and a Paula. Where both rows are ``with_id``
    such two are two whatever differs: that is how namesakes are told apart.
    """
    doubted: set[tuple[str, int | None]] = set()
    for one, other in _pairs(people):
        kind = _alike(one.value, other.value)
        weak = kind is Slip.POSSIBLE or {one.row, other.row} <= with_id
        if kind is None or (weak and apart(one, other)) or (other.value, other.row) in doubted:
            continue
        doubted.add((other.value, other.row))
        yield other, one


def member_doubts(
    members: Sequence[Use], wards: Mapping[str, str], with_id: Set[int | None] = frozenset()
) -> Iterator[str]:
    """Members who are probably one person twice. ``wards`` are those of each name, ``with_id`` rows with an id."""

    def apart(one: Use, other: Use) -> bool:
        first, second = slug(wards.get(one.value, "")), slug(wards.get(other.value, ""))
        return bool(first and second) and first != second

    twice = Remarks()
    for second, first in same_person(members, apart, with_id):
        twice.add(
            second,
            f"may be {quoted(first.value)} in row {first.row}, one person",
            ". As it stands they are two members, each with a share of the visits and a history of their own. "
            "If they are one, take one row out.",
            ". As it stands each is two members, with two shares of the visits and two histories. "
            "If they are one, take one row of each out.",
        )
    yield from twice.sentences()


def host_doubts(hosts: Sequence[Use], members: Sequence[Use]) -> Iterator[str]:
    """Hosts and deputies who are probably one person under two names, a member, or deputy to themselves."""
    named = by_value(hosts)
    at = {name: sorted(those, key=lambda one: (one.row or 0, one.column != "host")) for name, those in named.items()}
    for pair in same_person([Use(name, *_first(those)) for name, those in at.items()], lambda one, other: False, set()):
        first, second = sorted((one.value for one in pair), key=lambda name: (-len(at[name]), _first(at[name])))
        yield (
            f"{place(at[second])}: {quoted(second)} may be {quoted(first)} ({place(at[first], 1)}), one person. "
            "As it stands they are two, and one may receive visitors while the other is busy or away. "
            "If they are one, spell it alike."
        )
    known = {_words(one.value): one for one in reversed(members) if len(_words(one.value)) > 1}
    for name, those in named.items():
        if member := known.get(_words(name)):
            yield (
                f"{place(those)}: {quoted(name)} may be the member {quoted(member.value)} ({place([member])}). "
                "As it stands they are two people. A host and a member need different names; check who receives."
            )
    for name, those in named.items():
        teams = len({one.row for one in those})
        if teams > 1 and set(words_of(name)) <= _POSTS:
            yield (
                f"{place(those)}: {quoted(name)} is a post and no person. As it stands one person "
                f"receives the visitors of {teams:,} teams, in one place at a time. Write the names of those who "
                "do, or the post with the team's name."
            )
    yield from _deputies_of_themselves(hosts)


def _deputies_of_themselves(hosts: Sequence[Use]) -> Iterator[str]:
    """Deputies who are their team's host: alone, or beside others."""
    host_of = {one.row: slug(one.value) for one in hosts if one.column == "host"}
    deputies: dict[int | None, list[Use]] = defaultdict(list)
    for one in hosts:
        if one.column == "deputy":
            deputies[one.row].append(one)
    themselves = Remarks()
    for row, those in deputies.items():
        for one in those:
            if slug(one.value) != host_of.get(row):
                continue
            if all(slug(other.value) == host_of[row] for other in those):
                then = (
                    ", so that nobody receives visitors when the host is away. Name somebody else, or leave it blank."
                )
            else:
                then = ", and is asked only once. Take the name out of the deputies."
            themselves.add(one, "is the team's host as well", then)
    yield from themselves.sentences()


def _first(those: Sequence[Use]) -> tuple[str, int, str]:
    """Where the name stands first: as a host before as a deputy, in one row."""
    return those[0].where, those[0].row or 0, "" if those[0].column == "host" else those[0].column


def _words(name: str) -> tuple[str, ...]:
    """The words of a person's name without titles, posts and letters, the surname last."""
    return words_of(person(name).bare) or words_of(name)


def _alike(one: str, other: str) -> Slip | None:
    """LIKELY when only titles or the order of words differ, POSSIBLE when a forename or a letter does."""
    first, second = _words(one), _words(other)
    if _POSTS & {*first, *second, *words_of(one), *words_of(other)} and len(first) != len(second):
        return None
    if sorted(first) == sorted(second) or "".join(first) == "".join(second):
        return Slip.LIKELY if len(first) > 1 else Slip.POSSIBLE
    if any(letter.isdigit() for word in (*first, *second) for letter in word):
        return None
    if min(len(first), len(second)) < 2:
        shorter, longer = sorted((first, second), key=len)
        return Slip.POSSIBLE if len(longer) > 1 and shorter[-1:] == longer[-1:] else None
    posts = _POSTS & {*first, *second}
    if first[:-1] == second[:-1] and _typed_alike(first[-1], second[-1]):
        return Slip.POSSIBLE
    if posts:
        return Slip.POSSIBLE if slip(" ".join(first), " ".join(second)) else None
    if first[-1] == second[-1] and _forenames_agree(first[:-1], second[:-1]):
        return Slip.POSSIBLE
    forenames = first[1:] == second[1:] and word_slip(first[0], second[0]) is Slip.LIKELY
    return Slip.POSSIBLE if forenames else None


def _forenames_agree(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether one set of forenames may be short for the other: "J", "Jane", "Jane Mary"."""
    shorter, longer = sorted((first, second), key=lambda words: (len(words), sum(map(len, words))))
    return all(_initial(a, b) for a, b in zip(shorter, longer, strict=False))


def _initial(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])


def _typed_alike(one: str, other: str) -> bool:
    """Whether two surnames differ by a slip; one letter more or less is one in a short surname too."""
    longer, shorter = sorted((one, other), key=len, reverse=True)
    dropped = len(shorter) > 2 and any(longer[:i] + longer[i + 1 :] == shorter for i in range(1, len(longer)))
    return word_slip(one, other) is not None or (len(longer) == len(shorter) + 1 and dropped)


def _pairs(people: Sequence[Use]) -> list[tuple[Use, Use]]:
    """Two by two, in the order of rows, those of one surname or of names that one slip tells apart."""
    by_name: dict[str, list[Use]] = defaultdict(list)
    by_word: dict[str, list[Use]] = defaultdict(list)
    for one in people:
        words = _words(one.value)
        by_name[" ".join(words)].append(one)
        for word in {words[0], words[-1]}:
            by_word[word].append(one)
    found = {pair for group in by_word.values() if len(group) <= MOST_ALIKE for pair in _two_by_two(group)}
    found |= {pair for group in by_name.values() if len(group) <= MOST_ALIKE for pair in _two_by_two(group)}
    for name, near, _ in slips(by_name):
        found |= {pair for one in by_name[name] for other in by_name[near] for pair in _two_by_two([one, other])}
    return sorted(found, key=lambda pair: ((pair[0].where, pair[0].row or 0), (pair[1].where, pair[1].row or 0)))


def _two_by_two(group: Iterable[Use]) -> Iterator[tuple[Use, Use]]:
    ordered = sorted(group, key=lambda one: (one.where, one.row or 0, one.column))
    for index, one in enumerate(ordered):
        for other in ordered[index + 1 :]:
            if one.value != other.value:
                yield one, other
