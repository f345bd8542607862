"""Forms of the register: a file to upload, and a row of a table, made from what the table says of its columns."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rota.tables.columns import Column, TableSchema
from rota.web.limited import MOST_BYTES

LONGEST = 4000
"""Characters of a cell in a form."""


class UploadForm(forms.Form):
    """A workbook, or a folder as a zip."""

    file = forms.FileField(
        label=gettext_lazy("Workbook (.xlsx), or the folder of tables as a .zip"),
        help_text=gettext_lazy("You see first what would change; nothing is kept before you say so."),
        error_messages={"required": gettext_lazy("Choose a file.")},
    )

    def clean_file(self) -> UploadedFile[bytes]:
        """The file, if it is called one of these and is not too large."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if not (file.name or "").casefold().endswith((".xlsx", ".xlsm", ".zip")):
            raise forms.ValidationError(_("'%(name)s' is neither an .xlsx nor a .zip file.") % {"name": file.name})
        if (file.size or 0) > MOST_BYTES:
            most = MOST_BYTES >> 20
            raise forms.ValidationError(
                _("This has more than %(most)s MB. Keep only the tables of the rota.") % {"most": most}
            )
        return file


class RowForm(forms.Form):
    """A row of one table. What a cell means the engine says when the row is saved; ``seen`` is the revision shown."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, schema: TableSchema, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.schema = schema
        for column in schema.columns:
            self.fields[f"c_{column.name}"] = _field(column)

    def cells(self) -> dict[str, str]:
        """The cells as they were written."""
        return {column.name: self.cleaned_data[f"c_{column.name}"] for column in self.schema.columns}

    @staticmethod
    def first(cells: dict[str, str], seen: int) -> dict[str, Any]:
        """What a form begins with."""
        return {"seen": seen, **{f"c_{name}": text for name, text in cells.items()}}


def _field(column: Column) -> forms.Field:
    label = column.name.replace("_", " ").capitalize()
    needed = {"required": _("%(column)s is blank. %(note)s") % {"column": label, "note": column.note}}
    shared: dict[str, Any] = {"label": label, "help_text": column.note, "required": column.required}
    return forms.CharField(max_length=LONGEST, error_messages=needed, **shared)


class RemoveForm(forms.Form):
    """That a row is to go; ``seen`` is the revision shown."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
