"""Roles that are nearly those that a rule or a team asks for, and so are none of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from rota.tables.cell_uses import Use, by_value, place, quoted
from rota.tables.likeness import slip, words_of
from rota.tables.posts import leading_on_children, says_only_lead_member
from rota.text.english import joined

_NOT_THE_SAME = frozenset(
    words_of("deputy depute vice assistant shadow support former opposition spokesperson spokesman champion")
)
_LEAD_MEMBER = "lead member"


def role_doubts(held: Sequence[Use], left_out: Collection[str], required: Collection[str]) -> Iterator[str]:
    """Roles of members that are nearly one that a rule leaves out, or that a team requires and somebody holds."""
    known = {role.casefold() for role in (*left_out, *required)}
    holders = {(one.value.casefold(), one.of) for one in held}
    roles = {role for role, _ in holders}
    leading = leading_on_children(roles)
    for name, at in by_value([one for one in held if one.value.casefold() not in known], str.casefold).items():
        for role in sorted(left_out):
            those = [one for one in at if (role.casefold(), one.of) not in holders]
            if those and _nearly_left_out(name, role, leading, roles):
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


def _nearly_left_out(name: str, role: str, leading: Collection[str], held: Collection[str]) -> bool:
    """Whether a role is probably meant to be the one that is left out.

    "Lead Member for Children" is the lead member, as the cabinet member for children is where nobody is called so.
    Of another role that is left out ("mayor"), what begins with it is meant when nobody holds the role itself.
    """
    words, meant = words_of(name), words_of(role)
    if slip(name, role):
        return True
    if role.casefold() == _LEAD_MEMBER:
        leads = name.casefold() in leading and ("lead" in words or role.casefold() not in held)
        return leads or says_only_lead_member(name)
    another = set(words) & _NOT_THE_SAME - set(meant)
    return not another and role.casefold() not in held and words[: len(meant)] == meant
