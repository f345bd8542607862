"""The files of the forms, under names that every disk and mail program can hold."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable

from rota.forms.form import Form
from rota.forms.html_form import page
from rota.forms.xlsx_form import workbook

_LOOKS_HASHED = re.compile(r"-[0-9a-f]{8}$")
_NAMES_OF_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)$")


def render(asked: Iterable[Form]) -> dict[str, bytes]:
    """A workbook and a page for each form, by file name."""
    files: dict[str, bytes] = {}
    for form in asked:
        name = file_name(form.person)
        files[f"{name}.xlsx"], files[f"{name}.html"] = workbook(form), page(form)
    return files


def file_name(person: str) -> str:
    """The person's id in letters a to z, digits and hyphens.

    An id that these cannot spell has a few figures of its hash added, so that no two share a file.
    """
    ascii_only = unicodedata.normalize("NFKD", person).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")[:60]
    if slug != person or not slug or _LOOKS_HASHED.search(slug) or _NAMES_OF_DEVICES.match(slug):
        slug = f"{slug or 'id'}-{hashlib.sha256(person.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"
    return slug
