"""How people sign in: what django-allauth does, but that nobody signs up, and whom the link in the mail helps."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest
from django.urls import reverse

from rota.web.actions.log import Actor, record
from rota.web.models import User


class NobodySignsUp(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """People are appointed by an administrator. Links in mails begin with the service's own address."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Sends with the council's name and, beside a code, a link that only fills it in.

        The code counts in the browser that asked for it alone: whoever follows the link elsewhere, as programs that
        look through mail do, is asked to begin again.
        """
        own = {"council": settings.COUNCIL, "address": settings.ADDRESS}
        if "code" in context:
            filled_in = urlencode({"code": context["code"]})
            own["link"] = f"{settings.ADDRESS}{reverse('account_confirm_login_code')}?{filled_in}"
        super().send_mail(template_prefix, email, {**context, **own})


@receiver(user_logged_in)
def log_sign_in(user: User, **_: Any) -> None:
    """The log says who signed in."""
    record(Actor(user.email), "signed in", "service")
