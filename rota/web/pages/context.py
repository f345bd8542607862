"""What every page's template knows."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from rota.web.roles import Permission, permissions
from rota.web.sessions import roles_of

NAVIGATION = (
    ("home", _("Home"), Permission.SIGNED_IN),
    ("register", _("Register"), Permission.SEE_REGISTER),
    ("rotas", _("Rotas"), Permission.SEE_ROTAS),
    ("people", _("People"), Permission.APPOINT),
    ("log", _("Log"), Permission.READ_LOG),
)
"""Pages that the navigation leads to, for whoever may see them."""


def of_every_page(request: HttpRequest) -> dict[str, Any]:
    """The council's name, and the pages that whoever asks may go to."""
    if not getattr(request, "user", None) or not request.user.is_authenticated:
        return {"council": settings.COUNCIL, "navigation": []}
    may = permissions(roles_of(request))
    here = [
        {"address": reverse(name), "words": words, "current": request.path.startswith(reverse(name)) and name != "home"}
        for name, words, needs in NAVIGATION
        if needs in may
    ]
    return {"council": settings.COUNCIL, "navigation": here}
