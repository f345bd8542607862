"""A rota that is there already as the ground of explanations: apart from its reading, which needs no engine."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from rota.app.load import Inputs
from rota.app.open_rota import changes, read_document
from rota.app.tell import Tell, unheard
from rota.domain import Rota
from rota.errors import CouldNotRunError
from rota.explaining.context import RotaContext
from rota.exports.view import Document
from rota.solving.alternatives.alternatives import NotOfTheYearError
from rota.text.english import counted, day_in_words


def opened(
    inputs: Inputs, path: Path, first_day: date, today: date, tell: Tell = unheard
) -> tuple[Document, RotaContext]:
    """The rota at ``path`` and the ground of its explanations: over before the first day, or that of its re-planning.

    What has changed is told. CouldNotRunError when it cannot be read.
    """
    document = read_document(inputs, path, tell=tell)
    first_day = max(first_day, document.record.over_before or first_day)
    for sentence in (*changes(document), *over_by_now(document.record.rota, first_day, today)):
        tell(sentence)
    ground = RotaContext(inputs.problem, inputs.rules, document.record.rota, first_day)
    try:
        _ = ground.around
    except NotOfTheYearError as error:
        raise CouldNotRunError(f"{path.name}: {error}") from error
    return document, ground


def over_by_now(rota: Rota, day: date, today: date) -> Iterator[str]:
    """A sentence when the day was given, and visits since then are over by today's date and may change all the same."""
    since = [place for place in rota.before(today) if place.slot.day >= day]
    if since:
        last = day_in_words(today - timedelta(1))
        stretch = f"from {day_in_words(day)} to {last}" if day < today - timedelta(1) else f"on {last}"
        are = "is" if len(since) == 1 else "are"
        visits = counted(len(since), "visit")
        yield f"{visits} {stretch} {are} over by today's date, yet may change: so says the day that was given."
