"""The files of the forms, under names that every disk and mail program can hold."""

from __future__ import annotations

from collections.abc import Iterable

from rota.forms.form import Form
from rota.forms.html_form import page
from rota.forms.xlsx_form import workbook
from rota.text.file_names import file_stems


def render(asked: Iterable[Form]) -> dict[str, bytes]:
    """A workbook and a page for each form, by file name."""
    files: dict[str, bytes] = {}
    asked = tuple(asked)
    names = file_stems(form.person for form in asked)
    for form in asked:
        name = names[form.person]
        files[f"{name}.xlsx"], files[f"{name}.html"] = workbook(form), page(form)
    return files
