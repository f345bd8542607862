"""What the forms of visits that came back are read beside."""

from __future__ import annotations

from pathlib import Path

from rota.domain import Problem
from rota.errors import CouldNotRunError
from rota.forms.proforma.forms import ProformaVersion, own_forms
from rota.reading import read, summary
from rota.reading.reader import source_at
from rota.tables.faults import Faults
from rota.tracking.kept import TrackingFacts


def council_with_forms(path: Path) -> tuple[Problem, TrackingFacts, tuple[ProformaVersion, ...]]:
    """The council at the path, what is known of its visits, and its own forms. CouldNotRunError with all faults."""
    faults = Faults()
    source, council = source_at(path, faults), read(path)
    forms = own_forms(source, faults) if source else ()
    if council.problem is None or council.kept is None or len(faults):
        raise CouldNotRunError(summary(council.faults or faults.found()))
    return council.problem, council.kept, forms
