"""Who somebody is today."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from rota.web.models import Appointment, User
from rota.web.roles import Role


def appointments_on(user: User, day: date) -> list[Appointment]:
    """The appointments that hold on the day."""
    if not user.is_active:
        return []
    held = user.appointments.filter(Q(until__isnull=True) | Q(until__gte=day), since__lte=day)
    return list(held.order_by("role", "scope"))


def roles_on(user: User, day: date) -> frozenset[Role]:
    """The roles that they hold on the day."""
    return frozenset(Role(one.role) for one in appointments_on(user, day))


def everybody() -> list[User]:
    """Everybody who may sign in or could, with their appointments, by name."""
    return list(User.objects.prefetch_related("appointments").order_by("name", "email"))
