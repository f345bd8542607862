"""The register: a database table for each table of ``rota.tables``, with its columns, and the files beside them.

A cell is the text that stands in a CSV file of the table, so that what goes in comes out again; what it means the
engine's readers say, and nothing is saved in which they find a fault. Days from which and until which a row holds are
columns of the tables themselves.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db import models

from rota.tables.schema import SETTINGS_TABLES, TABLES, TableSchema


class RegisterRow(models.Model):
    """A row of one of the tables; ``position`` orders them, and has gaps where rows were taken out."""

    schema: ClassVar[TableSchema]
    position = models.PositiveIntegerField()

    objects: ClassVar[models.Manager[Any]]

    class Meta:
        abstract = True
        ordering: ClassVar = ["position"]

    def cells(self) -> dict[str, str]:
        """The row's cells by the names of their columns, blank ones too."""
        return {column.name: getattr(self, field_of(column.name)) for column in self.schema.columns}

    def __str__(self) -> str:
        return f"{self.schema.name} {self.position}"


def field_of(column: str) -> str:
    """The field that holds a column: Python keeps some names, as "from", for itself."""
    return f"c_{column}"


def _made(schema: TableSchema) -> type[RegisterRow]:
    name = "".join(word.title() for word in schema.name.split("_")) + "Row"
    meta = type("Meta", (RegisterRow.Meta,), {"abstract": False, "db_table": f"register_{schema.name}"})
    fields = {field_of(column.name): models.TextField(blank=True, default="") for column in schema.columns}
    return type(name, (RegisterRow,), {"__module__": __name__, "Meta": meta, "schema": schema, **fields})


KEPT: Mapping[str, type[RegisterRow]] = {schema.name: _made(schema) for schema in (*TABLES, *SETTINGS_TABLES)}
"""The tables of the register by name, those of the settings among them."""


class KeptFile(models.Model):
    """A file beside the tables that the engine reads: a calendar, or bank holidays of the council's own."""

    name = models.CharField(max_length=255, unique=True)
    content = models.BinaryField()

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name
