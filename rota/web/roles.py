"""Who may do what: the roles, the permissions, and which role has which. Nothing else decides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Role(StrEnum):
    """What somebody is appointed to."""

    OFFICER = "officer"
    MEMBER = "member"
    HOST = "host"
    HEAD = "head"
    VIEWER = "viewer"
    ADMINISTRATOR = "admin"

    @property
    def words(self) -> Promise:
        """The role as people call it."""
        return _WORDS[self]


_WORDS: Mapping[Role, Promise] = {
    Role.OFFICER: _("officer"),
    Role.MEMBER: _("member"),
    Role.HOST: _("host"),
    Role.HEAD: _("head of service"),
    Role.VIEWER: _("viewer"),
    Role.ADMINISTRATOR: _("administrator"),
}


class Permission(StrEnum):
    """One thing that somebody may do. A page asks for one of them."""

    SIGNED_IN = "signed in"
    """Whatever their role, and also without any."""
    SEE_REGISTER = "see the register"
    EDIT_REGISTER = "edit the register"
    EXPORT_REGISTER = "export the register"
    SEE_ROTAS = "see rotas that are drawn"
    DRAW = "draw a rota"
    READ_LOG = "read the log"
    APPOINT = "appoint people"


MAY: Mapping[Role, frozenset[Permission]] = {
    Role.OFFICER: frozenset(
        {
            Permission.SEE_REGISTER,
            Permission.EDIT_REGISTER,
            Permission.EXPORT_REGISTER,
            Permission.SEE_ROTAS,
            Permission.DRAW,
            Permission.READ_LOG,
        }
    ),
    Role.MEMBER: frozenset(),
    Role.HOST: frozenset(),
    Role.HEAD: frozenset(),
    Role.VIEWER: frozenset(),
    Role.ADMINISTRATOR: frozenset({Permission.APPOINT}),
}
"""What is not here is not allowed. The register and the log hold absences and interests: officers alone see them."""

WITH_SECOND_FACTOR = frozenset({Role.OFFICER, Role.HEAD, Role.ADMINISTRATOR})
"""Roles that nobody takes up without a second factor: they see what is not public."""

HOUR = 3600
LONGEST: Mapping[Role, int] = {role: (8 if role in WITH_SECOND_FACTOR else 30 * 24) * HOUR for role in Role}
"""Seconds after which whoever has the role signs in again; of several roles the shortest counts."""


def permissions(roles: Iterable[Role]) -> frozenset[Permission]:
    """What somebody of these roles, who is signed in, may do."""
    return frozenset({Permission.SIGNED_IN}).union(*(MAY[role] for role in roles))


def needs_second_factor(roles: Iterable[Role]) -> bool:
    """Whether one of the roles asks for a second factor."""
    return not WITH_SECOND_FACTOR.isdisjoint(roles)


def longest_session(roles: Iterable[Role]) -> int:
    """Seconds that a sign-in holds."""
    return min((LONGEST[role] for role in roles), default=min(LONGEST.values()))
