"""Drawing a rota: asked for, stopped. The worker does it."""

from __future__ import annotations

import hashlib

from django.db import IntegrityError, transaction

from rota.errors import RotaError
from rota.web.actions.log import Actor, record
from rota.web.models import Snapshot, Solve
from rota.web.models.plans import LIVE
from rota.web.plain_register import canonical
from rota.web.queries.register import register


class NothingToDraw(RotaError):  # noqa: N818 - a refusal in a sentence
    """There is no register yet."""


def draw(actor: Actor) -> Solve:
    """Freezes the register, and asks for a rota of it. While one is drawn, that one: two presses are one run."""
    live = Solve.objects.filter(state__in=LIVE).first()
    if live:
        return live
    content = register()
    if not any(content.rows.values()):
        raise NothingToDraw("There is nothing in the register yet. Fill in a workbook, and upload it.")
    text = canonical(content)
    digest = hashlib.sha256(text.encode()).hexdigest()
    try:
        with transaction.atomic():
            frozen, _ = Snapshot.objects.get_or_create(sha256=digest, defaults={"content": text, "made_by": actor.who})
            made = Solve.objects.create(snapshot=frozen, who=actor.who)
            record(actor, "asked for", "rota", str(made.pk), after={"snapshot": digest})
    except IntegrityError:  # somebody else was first, in the same moment
        return Solve.objects.get(state__in=LIVE)
    return made


def stop(actor: Actor, solve: Solve) -> None:
    """Asks for the best rota so far. Of a run that is over, or was asked already, nothing."""
    with transaction.atomic():
        if Solve.objects.filter(pk=solve.pk, state__in=LIVE, stop_asked=False).update(stop_asked=True):
            record(actor, "stopped", "rota", str(solve.pk))
