"""The register: what is uploaded, and rows edited one at a time. Nothing is kept in which the engine finds a fault."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from rota.errors import RotaError
from rota.tables.faults import Fault
from rota.web.actions.log import Actor, record
from rota.web.bridge import Cells, Checked, RegisterContent, checked
from rota.web.limited import as_json, from_json
from rota.web.models import KEPT, KeptFile, RegisterRevision, Upload
from rota.web.models.register import field_of
from rota.web.queries.register import changes, filled, register, revision, rows_of


class NotKept(RotaError):  # noqa: N818 - a refusal in sentences
    """Nothing was changed. ``faults`` say why; ``of_columns`` are those of the row that was sent, by its columns."""

    def __init__(self, faults: Sequence[str], of_columns: Sequence[tuple[str, str]] = ()) -> None:
        self.faults, self.of_columns = tuple(faults), tuple(of_columns)
        super().__init__("\n".join([*self.faults, *(sentence for _, sentence in self.of_columns)]))


CHANGED_MEANWHILE = "Somebody has changed the register since you saw it. Look at it as it is now, and do this again."
NOT_THERE = "The row is not there any more. Somebody has taken it out."


def keep_upload(actor: Actor, name: str, found: Checked) -> Upload:
    """Keeps what was read of a file, until it is applied. NotKept when there are faults in it."""
    if found.faults:
        raise NotKept(found.faults)
    with transaction.atomic():
        Upload.objects.filter(who=actor.who).delete()
        return Upload.objects.create(who=actor.who, name=name[:200], made_of=revision(), content=as_json(found))


def apply_upload(actor: Actor, upload: Upload) -> None:
    """Makes the register what was uploaded, all of it. NotKept when it has changed since it was compared."""
    found = from_json(upload.content)
    after = found.register
    with transaction.atomic():
        _turn(upload.made_of, found)
        counts = {
            one.table: {"added": len(one.added), "changed": len(one.changed), "gone": len(one.gone)}
            for one in changes(register(), after)
        }
        _replace(after)
        record(actor, "uploaded", "register", upload.name, after=counts)
        upload.delete()


def _replace(after: RegisterContent) -> None:
    for name, model in KEPT.items():
        model.objects.all().delete()
        rows = after.rows.get(name, ())
        model.objects.bulk_create(model(position=at, **_fields(row)) for at, row in enumerate(rows, start=1))
    KeptFile.objects.all().delete()
    KeptFile.objects.bulk_create(KeptFile(name=name, content=content) for name, content in after.files.items())


def _turn(seen: int, after: Checked) -> None:
    """Counts a change, and keeps what the engine says. NotKept when there was another since the revision ``seen``."""
    RegisterRevision.objects.get_or_create(pk=1)
    said = {"doubtful": after.doubtful, "council": after.council, "year": after.year}
    if not RegisterRevision.objects.filter(pk=1, number=seen).update(number=seen + 1, said=said):
        raise NotKept([CHANGED_MEANWHILE])


def save_row(actor: Actor, table: str, key: int | None, cells: Cells, seen: int) -> Sequence[str]:
    """Adds a row at the end of a table, or changes the one of this key; says what is doubtful since then.

    NotKept with every fault that the engine finds, or when the register has changed since the revision ``seen``.
    """
    return _with_row(actor, table, key, filled(cells), seen)


def remove_row(actor: Actor, table: str, key: int, seen: int) -> Sequence[str]:
    """Takes a row out, as ``save_row`` changes one."""
    return _with_row(actor, table, key, None, seen)


def _with_row(actor: Actor, table: str, key: int | None, cells: Cells | None, seen: int) -> Sequence[str]:
    """The engine reads the register as it would be first: nothing slow is done while others wait."""
    rows = rows_of(table)
    at = next((index for index, row in enumerate(rows) if row.pk == key), None)
    if key is not None and at is None:
        raise NotKept([NOT_THERE])
    before = register()
    changed = list(before.rows[table])
    place = len(changed) if at is None else at
    changed[place : place + 1] = [] if cells is None else [cells]
    after = checked(RegisterContent({**before.rows, table: changed}, before.files))
    if after.faults:
        raise _refused(after, f"{table}.csv", place + 2)
    old = None if at is None else before.rows[table][at]
    with transaction.atomic():
        _turn(seen, after)
        _write(table, key, cells, len(rows) + 1)
        verb = "changed" if cells is not None and old is not None else "added" if cells is not None else "took out"
        record(actor, verb, table, _named(table, cells or old or {}), old, cells)
    known = set(checked(before).doubtful)
    return [sentence for sentence in after.doubtful if sentence not in known]


def _refused(after: Checked, file: str, row: int) -> NotKept:
    """The faults of this row, whose heading is row 1, by their columns; and the others."""
    own = [place for place in after.places if (place.where, place.row) == (file, row) and place.column]
    sentences = {place.sentence for place in own}
    others = [fault for fault in after.faults if fault not in sentences]
    return NotKept(others, [(str(place.column), _said(place)) for place in own])


def _said(place: Fault) -> str:
    return place.remedy if place.value is None else f"'{place.value}' {place.remedy}"


def _write(table: str, key: int | None, cells: Cells | None, position: int) -> None:
    model = KEPT[table]
    if cells is None:
        model.objects.filter(pk=key).delete()
    elif key is None:
        last = model.objects.order_by("-position").values_list("position", flat=True).first() or 0
        model.objects.create(position=max(position, last + 1), **_fields(cells))
    else:
        blank = {field_of(column.name): "" for column in model.schema.columns}
        model.objects.filter(pk=key).update(**{**blank, **_fields(cells)})


def _fields(cells: Cells) -> dict[str, Any]:
    return {field_of(name): text for name, text in cells.items()}


def _named(table: str, cells: Cells) -> str:
    needed = [column.name for column in KEPT[table].schema.columns if column.required]
    return ", ".join(cells.get(name, "") for name in needed)
