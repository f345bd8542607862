"""Political groups that are probably one group spelt in two ways, or none at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from rota.tables.cell_uses import Use, by_value, first_row, place, quoted
from rota.tables.cells import slug
from rota.tables.likeness import Slip, slip, words_of
from rota.tables.party_names import group_key, has_independents, is_hardly_a_group, is_no_group
from rota.text.english import counted, several

Parties = Mapping[str, Sequence[Use]]
"""Where each group is named, by its commonest spelling."""

_BESIDE = frozenset(words_of("group grp party uk and of england wales scottish welsh"))
"""Words without which a party is the same; not so of independents: "Independent Group" is a group of its own."""

_SHORT = {"tory": "conservative", "tories": "conservative", "conservativeunionist": "conservative"}
"""Other names of a party. "Labour and Co-operative" is none: where both are named, both may be groups."""

_TIMES = 4
"""How many times as many members sit with one group for a name that is only possibly a slip to be doubted."""


def party_doubts(found: Sequence[Use], wards: Sequence[str]) -> Iterator[str]:
    """What is doubtful of the groups that members and changes name. ``wards`` are members' wards, each as often."""
    parties = by_value([one for one in found if not is_no_group(one.value)], group_key)
    yield from _hardly_groups({name: at for name, at in parties.items() if is_hardly_a_group(name)})
    known = Counter(slug(ward) for ward in wards)
    swapped = [name for name in parties if slug(name) and known[slug(name)] > len(parties[name])]
    named = {name: at for name, at in parties.items() if not is_hardly_a_group(name) and name not in swapped}
    for name in swapped:
        yield (
            f"{place(parties[name])}: {quoted(name)} is a ward of other members, and is read as a political group. "
            "Put each into its own column."
        )
    meant = _meant(named)
    for nearest in dict.fromkeys(meant.values()):
        yield _sentence([name for name in named if meant.get(name) == nearest], nearest, named)


def _hardly_groups(parties: Parties) -> Iterator[str]:
    for name, at in parties.items():
        what = "no group's name" if any(letter.isalpha() for letter in name) else "a number"
        yield (
            f"{place(at)}: {quoted(name)} is {what}, and is read as a political group: "
            "all who have it count as of one party. Leave the cell blank for a member of none."
        )


def _sentence(names: Sequence[str], nearest: str, parties: Parties) -> str:
    """What is doubtful of names that may all mean the nearest."""
    size = {name: counted(_size(parties[name]), "member") for name in (*names, nearest)}
    if len(names) == 1:
        named, two = f"{place(parties[names[0]])}: {quoted(names[0])} ({size[names[0]]})", "two groups"
    else:
        named = several([f"{quoted(name)} ({size[name]}; {place(parties[name])})" for name in names])
        two = f"{len(names) + 1} groups"
    return (
        f"{named} may be {quoted(nearest)} ({size[nearest]}) in another spelling. As it stands they are {two}: "
        "a visit by one of each counts as cross-party, and each has a share of its own. "
        "If they are one, spell it alike."
    )


def _meant(parties: Parties) -> dict[str, str]:
    """Each group that may be another's slip, with that other: the one with most members."""
    ranked = sorted(parties, key=lambda name: (-_size(parties[name]), first_row(parties[name])))
    meant: dict[str, str] = {}
    for index, name in enumerate(ranked):
        for other in ranked[:index]:
            if other not in meant and _same(name, other, _size(parties[name]), _size(parties[other])):
                meant[name] = other
                break
    return {name: meant[name] for name in parties if name in meant}


def _size(at: Sequence[Use]) -> int:
    return len({one.of for one in at})


def _same(name: str, other: str, few: int, many: int) -> bool:
    if _core(name) == _core(other) or _is_short(name, other) or _is_short(other, name):
        return True
    found = slip(name, other)
    if found is Slip.POSSIBLE and has_independents(name):
        return False
    return found is Slip.LIKELY or (found is Slip.POSSIBLE and many >= _TIMES * few)


def _core(name: str) -> str:
    """The name without what does not tell it apart: "Labour Group" is "labour", "Greens" "green"."""
    words = words_of(name)
    if has_independents(name):
        return "".join(words)
    kept = [word for word in words if word not in _BESIDE] or list(words)
    joined = "".join(word[:-1] if len(word) > 4 and word.endswith("s") and len(words) < 3 else word for word in kept)
    return _SHORT.get(joined, joined)


def _is_short(short: str, long: str) -> bool:
    """Whether the one is a short form of the other: "Lab", "LD", "Lib Dem", "SNP"."""
    brief = "".join(words_of(short))
    words = [word for word in words_of(long) if word not in _BESIDE or has_independents(long)]
    whole = "".join(words)
    if not words or len(brief) < 2 or len(brief) > 2 * len(whole) // 3:
        return False
    initials = {"".join(word[0] for word in each if word != "and") for each in (words, words_of(long))}
    if brief in initials:
        return True
    if len(words) == 1:
        return len(brief) >= 3 and whole.startswith(brief.removesuffix("s") if len(brief) > 4 else brief)
    return _begins_each(brief, words)


def _begins_each(brief: str, words: Sequence[str], least: int = 3) -> bool:
    """Whether it is put together of how each word begins, as "libdem" and "labcoop" are."""
    if not words:
        return brief in ("", "s")
    sizes = range(min(least, len(words[0])), len(words[0]) + 1)
    return any(brief.startswith(words[0][:size]) and _begins_each(brief[size:], words[1:], least=2) for size in sizes)
