"""Who asks for something, as the log has it."""

from __future__ import annotations

from uuid import uuid4

from django.http import HttpRequest

from rota.web.actions.log import Actor
from rota.web.models import User


def actor_of(request: HttpRequest) -> Actor:
    """The person who is signed in. Nobody else reaches a page that acts."""
    assert isinstance(request.user, User)
    return Actor(request.user.email, request=str(uuid4()))
