"""Wards, buildings, localities and teams that are probably one, spelt in two ways."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from rota.tables.cell_uses import Use, by_value, first_row, place, quoted
from rota.tables.cells import slug
from rota.tables.likeness import Slip, slips, words_of
from rota.text.english import counted

MOST_TIMES = 3
"""How many times as often a name must be there as one that is only possibly its slip."""

_OF_TEAMS = frozenset(words_of("team teams service services office hub unit"))
"""Words without which a team's name is the same."""


def ward_doubts(wards: Sequence[Use], journeys: Collection[str]) -> Iterator[str]:
    """Wards of members that are probably one. ``journeys`` are the wards for which journeys are known."""
    found = by_value(wards)
    known = set(map(slug, journeys))
    sizes = Counter(len({one.of for one in at}) for at in found.values())
    usual = sizes.most_common(1)[0][0] if sizes else 0

    def sure(few: int, many: int) -> bool:
        """The one is as many members short as the other has; of a council's wards most are of one size."""
        return usual > 1 and few + many == usual and 2 * sizes[usual] > len(found)

    for name, nearest, few, many in _meant(found, sure):
        if slug(name) in known and slug(nearest) in known:
            continue
        journey = ", and journeys from one are not known for the other" if known else ""
        yield (
            f"{place(found[name])}: the ward {quoted(name)} ({counted(few, 'member')}) may be {quoted(nearest)} "
            f"({counted(many, 'member')}) in another spelling. As it stands they are two wards: members of the one may "
            f"go with those of the other{journey}. If they are one, spell it alike."
        )


def site_doubts(sites: Sequence[Use], journeys: Collection[str]) -> Iterator[str]:
    """Buildings of teams that are probably one. ``journeys`` are the buildings to which journeys are known."""
    found = by_value(sites)
    known = set(map(slug, journeys))
    for name, nearest, _, _ in _meant(found):
        if slug(name) in known and slug(nearest) in known:
            continue
        lost = "no journey to it is known" if known and slug(name) not in known else "each has journeys of its own"
        yield (
            f"{place(found[name])}: the site {quoted(name)} may be {quoted(nearest)} ({place(found[nearest])}) in "
            f"another spelling. As it stands it is another building, and {lost}. If they are one, spell it alike."
        )


def locality_doubts(localities: Sequence[Use]) -> Iterator[str]:
    """Localities of teams that are probably one."""
    found = by_value(localities)
    for name, nearest, _, _ in _meant(found):
        yield (
            f"{place(found[name])}: the locality {quoted(name)} may be {quoted(nearest)} ({place(found[nearest])}) in "
            "another spelling. As it stands they are two. If they are one, spell it alike."
        )


def team_doubts(teams: Sequence[Use], same: Callable[[str, str], bool]) -> Iterator[str]:
    """Teams that are probably there twice, unless the one follows the other in time.

    ``same`` says whether two teams may be one by what else stands of them.
    """
    found = {one.value: [one] for one in teams}
    alike = {frozenset((one, other)) for one, other, kind in slips(found) if kind is Slip.LIKELY}
    cores: dict[str, str] = {}
    for name in found:
        core = "".join(word for word in words_of(name) if word not in _OF_TEAMS) or slug(name)
        if cores.setdefault(core, name) != name:
            alike.add(frozenset((cores[core], name)))
    pairs = [sorted((found[name][0] for name in pair), key=lambda use: use.row or 0) for pair in alike]
    for first, second in sorted(pairs, key=lambda pair: (pair[1].row or 0, pair[0].row or 0)):
        if same(first.value, second.value):
            yield (
                f"{place([second])}: the team {quoted(second.value)} may be {quoted(first.value)} (row {first.row}) in "
                "another spelling. As it stands they are two teams, and each is owed visits. "
                "If they are one, take one row out."
            )


def _meant(
    found: Mapping[str, Sequence[Use]], sure: Callable[[int, int], bool] = lambda few, many: many >= MOST_TIMES * few
) -> Iterator[tuple[str, str, int, int]]:
    """Each name that may be another's slip: the rarer, the commoner, and how many have each.

    What is only possibly a slip ("St Oswald" beside "St Oswald's") must be ``sure`` by the numbers: much the rarer.
    """
    sizes = {name: len({one.of for one in at}) for name, at in found.items()}
    done: set[str] = set()
    for one, other, kind in slips(found):
        nearest, name = sorted((one, other), key=lambda each: (-sizes[each], first_row(found[each])))
        few, many = sizes[name], sizes[nearest]
        enough = sure(few, many)
        if name not in done and (kind is Slip.LIKELY or enough):
            done.add(name)
            yield name, nearest, few, many
