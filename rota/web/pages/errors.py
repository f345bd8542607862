"""Pages that say why another is not shown."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """There is no such page, or not for whoever asks: which of the two is not said."""
    return render(request, "web/errors/not_found.html", status=404)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What was sent is refused."""
    return render(request, "web/errors/forbidden.html", status=403)


def broken(request: HttpRequest) -> HttpResponse:
    """Something went wrong that is no fault of whoever asked."""
    return render(request, "web/errors/broken.html", status=500)
