"""The log, read and exported."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from rota.web.queries.log import as_csv, events

PAGE = 50
"""Events of one page."""


@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """What was done, the latest first; of one person or one thing when asked for."""
    asked = request.GET.get("about", "").strip()
    page = Paginator(events(asked), PAGE).get_page(request.GET.get("page"))
    return render(request, "web/log.html", {"page": page, "asked": asked})


@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """The whole log as a CSV file."""
    name = f"log-{timezone.localdate().isoformat()}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(as_csv(), content_type="text/csv; charset=utf-8", headers=headers)
