"""A day in one line of text, read as the tables' cells are."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from rota.tables.cells import Unreadable
from rota.tables.dates import as_date


class DayField(forms.Field):
    """A day written like 30/06/2027 or 2027-06-30."""

    widget = forms.TextInput

    def to_python(self, value: Any) -> date | None:
        """The day, None when blank. ValidationError with the tables' own sentence."""
        text = str(value or "").strip()
        if not text:
            return None
        try:
            return as_date(text)
        except Unreadable as error:
            raise ValidationError(f"'{text}' {error}") from error
