"""A rota as the ground of an explanation."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from rota.cli.console import CouldNotRunError, tell
from rota.cli.drawn import changes, read_document
from rota.cli.first_day import tell_if_over
from rota.cli.inputs import Inputs
from rota.explaining.context import Ground
from rota.exports.view import Document
from rota.solving.alternatives.alternatives import NotOfTheYearError


def ground_of(inputs: Inputs, path: Path, first_day: date) -> Ground:
    """The rota at ``path``, over before the first day or that from which it was re-planned; what has changed is told.

    CouldNotRunError when it cannot be read.
    """
    return opened(inputs, path, first_day)[1]


def opened(inputs: Inputs, path: Path, first_day: date) -> tuple[Document, Ground]:
    """The same, with its document."""
    document = read_document(inputs, path)
    first_day = max(first_day, document.record.over_before or first_day)
    tell(*changes(document))
    tell_if_over(document.record.rota, first_day)
    ground = Ground(inputs.problem, inputs.rules, document.record.rota, first_day)
    try:
        _ = ground.around
    except NotOfTheYearError as error:
        raise CouldNotRunError(f"{path.name}: {error}") from error
    return document, ground
