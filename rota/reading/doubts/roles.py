"""Roles that are nearly those that a rule or a team asks for, and so are none of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from rota.reading.doubts.uses import Use, by_value, place, quoted
from rota.reading.likeness import slip, words_of
from rota.words import joined

_CHILDREN = frozenset(words_of("child childs childrens children young youth cyp plant"))
_FAMILIES = frozenset(words_of("family families education schools learning"))
"""Words of the portfolio whose lead member the law asks for (Children Act 2004, section 19); the second where no
other portfolio has one of the first."""

_EXECUTIVE = frozenset(words_of("cabinet portfolio executive"))
_NOT_THE_LEAD = frozenset(
    words_of("deputy depute vice assistant shadow support former opposition spokesperson spokesman champion")
)
_OF_A_BODY = frozenset(words_of("committee panel scrutiny select board commission forum"))
_LEAD_MEMBER = "lead member"


def role_doubts(held: Sequence[Use], left_out: Collection[str], required: Collection[str]) -> Iterator[str]:
    """Roles of members that are nearly one that a rule leaves out, or that a team requires and somebody holds."""
    known = {role.casefold() for role in (*left_out, *required)}
    holders = {(one.value.casefold(), one.of) for one in held}
    roles = {role for role, _ in holders}
    words = {word for one in held for word in words_of(one.value)}
    portfolio = _CHILDREN if _CHILDREN & words else _FAMILIES
    for name, at in by_value([one for one in held if one.value.casefold() not in known], str.casefold).items():
        for role in sorted(left_out):
            those = [one for one in at if (role.casefold(), one.of) not in holders]
            if those and _nearly_left_out(name, role, portfolio, roles):
                who = joined(sorted({one.of for one in those}))
                yield (
                    f"{place(those)}: {quoted(name)} is not the role {quoted(role)}, whose holders are left out of "
                    f"visits, so that {who} may be sent on them like anybody. "
                    f"If {quoted(role)} is meant, write it so; several roles have ; between them."
                )
                break
        else:
            wanted = next((role for role in sorted(required) if role.casefold() in roles and slip(name, role)), None)
            if wanted:
                yield (
                    f"{place(at)}: {quoted(name)} is not the role {quoted(wanted)} that teams require, so that it "
                    f"counts for none of their visits. If {quoted(wanted)} is meant, write it so."
                )


def nearest_role(role: str, held: Collection[str]) -> str | None:
    """The role that somebody holds which is most like one that nobody does, or None."""
    words = set(words_of(role))
    near = [
        one for one in sorted(held) if slip(role, one) or words <= set(words_of(one)) or set(words_of(one)) <= words
    ]
    return min(near, key=lambda one: (abs(len(one) - len(role)), one), default=None)


def _nearly_left_out(name: str, role: str, portfolio: Collection[str], held: Collection[str]) -> bool:
    """Whether a role is probably meant to be the one that is left out.

    "Lead Member for Children" is the lead member; "Lead Member for Highways" is not, nor is a deputy. Of another
    role that is left out ("mayor"), what begins with it is meant when nobody holds the role itself.
    """
    words, meant = words_of(name), words_of(role)
    if slip(name, role):
        return True
    if set(words) & _NOT_THE_LEAD - set(meant):
        return False
    if role.casefold() == _LEAD_MEMBER:
        executive = bool(_EXECUTIVE & set(words))
        lead = ("lead" in words and (executive or not _OF_A_BODY & set(words))) or (
            executive and role.casefold() not in held
        )
        alone = not set(words) - {*meant, "the", "for", "of"}
        return lead and (alone or bool(set(portfolio) & set(words)))
    return role.casefold() not in held and words[: len(meant)] == meant
