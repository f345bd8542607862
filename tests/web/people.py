"""Somebody of each role, who has signed in as their role demands."""

from __future__ import annotations

import time
from datetime import date

from django.test import Client

from rota.web.models import Appointment, User
from rota.web.roles import Role

SINCE = date(2020, 1, 1)


def a_person(role: Role | None, name: str = "", scope: str = "") -> User:
    """Somebody who holds the role, or none, since 2020."""
    name = name or (str(role) if role else "nobody")
    user = User.objects.create(email=f"{name}@example.test", name=f"Example {name.title()}")
    if role:
        Appointment.objects.create(user=user, role=role, scope=scope, since=SINCE)
    return user


def signed_in(user: User, *methods: str, ago: float = 0) -> Client:
    """A browser in which they signed in by these methods, so many seconds ago."""
    client = Client()
    client.force_login(user)
    session = client.session
    at = time.time() - ago
    session["account_authentication_methods"] = [{"method": one, "at": at} for one in methods]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return client


def a_browser(role: Role | None, name: str = "", scope: str = "") -> Client:
    """A browser in which somebody of the role has just signed in by code and second factor."""
    return signed_in(a_person(role, name, scope), "code", "mfa")
