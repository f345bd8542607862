"""What of each proforma and answer has been taken in before: what the officer took out or put right since stays so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from rota.domain.snapshot import canonical
from rota.forms.proforma.books import Identity
from rota.forms.taken_in import Taken, digest
from rota.tracking.actions import Action
from rota.tracking.fact import Fact

FILE = "proformas.taken.json"


def form_of(who: Identity) -> str:
    """The form by a digest."""
    return digest(f"{who.kind} {who.reference} {who.version}")


def said_by(fact: Fact) -> str:
    """What a form says, by a digest; of an action without its letter, which the tables give it."""
    said = replace(fact, sequence=0, by="")
    if isinstance(said, Action):
        said = replace(said, reference=said.issue)
    return digest(f"{said.kind} {canonical(said)}")


def with_these(taken: Taken, came: Mapping[str, Iterable[Fact]]) -> Taken:
    """What was taken in before and, by form, these."""
    forms = {form: frozenset(map(said_by, facts)) for form, facts in came.items()}
    return {**taken, **{form: taken.get(form, frozenset()) | said for form, said in forms.items()}}
