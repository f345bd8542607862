"""The service tried on one machine: everything in one folder, and somebody appointed to each role."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.utils import timezone

from rota.web.actions.log import Actor
from rota.web.actions.people import appoint
from rota.web.models import Appointment
from rota.web.roles import Role

PEOPLE = (
    (Role.ADMINISTRATOR, "admin@example.test", "Example Administrator"),
    (Role.OFFICER, "officer@example.test", "Example Officer"),
    (Role.HEAD, "head@example.test", "Example Head of Service"),
    (Role.VIEWER, "viewer@example.test", "Example Viewer"),
)
"""Everybody is invented, and their addresses lead nowhere."""


def fill(council: Path | None, tell: Callable[[str], object]) -> None:
    """Appoints somebody to each role, once, and says who may sign in as what."""
    actor = Actor("command line: serve --try")
    for role, email, name in PEOPLE:
        if not Appointment.objects.filter(user__email=email).exists():
            appoint(actor, email, name, role, timezone.localdate())
        tell(f"{role.words}: {email}")
