"""The first page, and the council's colour."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from rota.web.sessions import roles_of


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Who is signed in, as what, and where they can go."""
    roles = sorted(role.words for role in roles_of(request))
    return render(request, "web/home.html", {"roles": roles})


@require_safe
@cache_control(max_age=3600, public=True)
def colours(request: HttpRequest) -> HttpResponse:
    """The council's colour for the style sheet: pages have no styles of their own."""
    return HttpResponse(f":root {{ --council: {settings.COUNCIL_COLOUR}; }}\n", content_type="text/css")
