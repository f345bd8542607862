"""How long a sign-in holds, and that some roles need a second factor: asked of every page."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from allauth.account.authentication import get_authentication_records
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from rota.web.models import User
from rota.web.queries.people import roles_on
from rota.web.roles import Role, longest_session, needs_second_factor

Page = Callable[..., HttpResponseBase]


def before_second_factor(view: Page) -> Page:
    """Marks a page that is open to whoever has signed in by code, and still lacks the second factor of their role."""
    view.before_second_factor = True  # type: ignore[attr-defined]
    return view


def roles_of(request: HttpRequest) -> frozenset[Role]:
    """The roles of whoever asks: none until they have signed in as their roles demand."""
    return getattr(request, "roles", frozenset())


class SessionRules:
    """Signs out whose sign-in is over, sends to the second factor who needs one, and says what roles the rest have."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Passes the request on."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Page, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        """The page to which somebody is sent instead, if to any."""
        user = request.user
        if not isinstance(user, User):
            return None
        roles = roles_on(user, timezone.localdate())
        records = get_authentication_records(request, user)
        begun = max((record["at"] for record in records), default=0)
        if time.time() - begun > longest_session(roles):
            logout(request)
            return None if getattr(view, "login_required", True) is False else redirect_to_login(request.path)
        if needs_second_factor(roles) and not any(record["method"] == "mfa" for record in records):
            return None if _is_open(view) else redirect("mfa_activate_totp")
        request.roles = roles  # type: ignore[attr-defined]
        return None


def _is_open(view: Page) -> bool:
    return getattr(view, "before_second_factor", False) or getattr(view, "login_required", True) is False
