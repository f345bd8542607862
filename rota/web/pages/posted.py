"""What a form was sent with."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest


def posted(request: HttpRequest) -> tuple[Any, Any]:
    """Fields and files of a form that was sent, however little is in them; None of one that is only shown."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)
