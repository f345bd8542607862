"""The service tried on one machine: everything in one folder, and somebody appointed to each role."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from django.utils import timezone

from rota.errors import CouldNotRunError
from rota.web.actions.draw import draw
from rota.web.actions.log import Actor
from rota.web.actions.people import appoint
from rota.web.actions.register import apply_upload, keep_upload
from rota.web.bridge import read_place
from rota.web.models import Appointment
from rota.web.queries.register import register, revision
from rota.web.roles import Role

ACTOR = Actor("command line: serve --try")
PEOPLE = (
    (Role.ADMINISTRATOR, "admin@example.test", "Example Administrator", ""),
    (Role.OFFICER, "officer@example.test", "Example Officer", ""),
    (Role.HEAD, "head@example.test", "Example Head of Service", ""),
    (Role.VIEWER, "viewer@example.test", "Example Viewer", ""),
)
"""Everybody is invented, and their addresses lead nowhere."""


def fill(council: Path | None, tell: Callable[[str], object]) -> None:
    """Loads the council where there is none yet, appoints somebody to each role, and says who may sign in as what.

    CouldNotRunError with every fault of the council.
    """
    if council is not None and not revision():
        _load(council)
        draw(ACTOR)
        tell("A rota is drawn of it now, which takes a minute: an officer sees it under Rotas.")
    for role, email, name, scope in (*PEOPLE, *_of_the_register()):
        if not Appointment.objects.filter(user__email=email).exists():
            appoint(ACTOR, email, name, role, timezone.localdate(), scope)
        tell(f"{role.words}: {email}{f', who is {scope}' if scope else ''}")


def _load(council: Path) -> None:
    found = read_place(council)
    if found.faults:
        raise CouldNotRunError("\n".join(found.faults))
    apply_upload(ACTOR, keep_upload(ACTOR, council.name, found))


def _of_the_register() -> Iterator[tuple[Role, str, str, str]]:
    """The first member, and the first host of a team, under the names that they have in the register."""
    rows = register().rows
    members = [row["name"] for row in rows["members"]]
    hosts = [row["host"] for row in rows["teams"] if row.get("host")]
    for role, names in ((Role.MEMBER, members), (Role.HOST, hosts)):
        for scope in names[:1]:
            yield role, f"{role}@example.test", f"Example {str(role).title()}", scope
