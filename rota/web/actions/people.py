"""People: who may sign in, and what they are appointed to."""

from __future__ import annotations

from datetime import date

from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.db import transaction

from rota.errors import RotaError
from rota.web.actions.log import Actor, record
from rota.web.models import Appointment, User
from rota.web.roles import Role


class NotAppointed(RotaError):  # noqa: N818 - a refusal in a sentence
    """The appointment is not made or ended. The message says why."""


def appoint(actor: Actor, email: str, name: str, role: Role, since: date, scope: str = "") -> Appointment:
    """Appoints a person, who is entered when they are new. NotAppointed when they hold the role already."""
    email = email.strip().lower()
    with transaction.atomic():
        user, new = User.objects.get_or_create(email=email, defaults={"name": name.strip()})
        if user.appointments.filter(role=role, scope=scope, until__isnull=True).exists():
            raise NotAppointed(f"{email} is {role.words} already.")
        made = Appointment.objects.create(user=user, role=role, scope=scope, since=since)
        after = {"role": str(role), "scope": scope, "since": since.isoformat(), "name": user.name, "new": new}
        record(actor, "appointed", "person", email, after=after)
    return made


def end_appointment(actor: Actor, appointment: Appointment, last_day: date) -> None:
    """Ends an appointment: its last day is given. NotAppointed when it has ended, or would end before it begins."""
    with transaction.atomic():
        if last_day < appointment.since:
            raise NotAppointed(f"The last day comes before the first, {appointment.since.isoformat()}.")
        if not Appointment.objects.filter(pk=appointment.pk, until__isnull=True).update(until=last_day):
            raise NotAppointed("The appointment has ended already.")
        before = {"role": appointment.role, "scope": appointment.scope, "since": appointment.since.isoformat()}
        record(actor, "ended", "appointment", appointment.user.email, before, {"until": last_day.isoformat()})


def forget_second_factor(actor: Actor, email: str) -> None:
    """Takes a lost second factor from a person, who makes another when they sign in. NotAppointed without one."""
    with transaction.atomic():
        gone, _ = Authenticator.objects.filter(user__email=email.strip().lower()).delete()
        if not gone:
            raise NotAppointed(f"{email} has no second factor.")
        record(actor, "took away", "second factor", email.strip().lower())
    _sign_out(email.strip().lower())


def _sign_out(email: str) -> None:
    """Ends every session of the person: what the second factor opened is closed with it."""
    user = User.objects.get(email=email)
    for session in Session.objects.iterator():
        if session.get_decoded().get("_auth_user_id") == str(user.pk):
            session.delete()
