"""A rota as the ground of an explanation."""

from __future__ import annotations

from pathlib import Path

from rota.cli.drawn import changes, read_document
from rota.cli.inputs import Inputs
from rota.cli.talk import CouldNotRunError, tell
from rota.explaining.ground import Ground
from rota.exports.document import Document
from rota.solving.around import NotOfTheYearError


def ground_of(inputs: Inputs, path: Path) -> Ground:
    """The rota at ``path``; what has changed since it was drawn is told. CouldNotRunError when it cannot be read."""
    return opened(inputs, path)[1]


def opened(inputs: Inputs, path: Path) -> tuple[Document, Ground]:
    """The same, with its document."""
    document = read_document(inputs, path)
    tell(*changes(document))
    ground = Ground(inputs.problem, inputs.rules, document.record.rota)
    try:
        _ = ground.around
    except NotOfTheYearError as error:
        raise CouldNotRunError(f"{path.name}: {error}") from error
    return document, ground
