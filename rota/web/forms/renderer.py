"""Forms as GOV.UK Frontend has them: our templates, and the class of each kind of field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.forms import BoundField, Widget
from django.forms.renderers import TemplatesSetting

CLASSES: Mapping[str, str] = {
    "Select": "govuk-select",
    "Textarea": "govuk-textarea",
    "FileInput": "govuk-file-upload",
    "ClearableFileInput": "govuk-file-upload",
    "CheckboxInput": "govuk-checkboxes__input",
    "RadioSelect": "govuk-radios__input",
}
"""By the kind of widget; whatever is not here is one line of text."""


class OwnField(BoundField):
    """A field in a page, with the classes that its kind and its state have."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: Widget | None = None) -> dict[str, Any]:
        """Django's own attributes, and the class."""
        built = super().build_widget_attrs(attrs, widget)
        name = CLASSES.get(type(widget or self.field.widget).__name__, "govuk-input")
        wrong = f" {name}--error" if self.errors and not name.endswith("__input") else ""
        return {**built, "class": f"{name}{wrong}"}

    @property
    def first_id(self) -> str:
        """The id of the first thing to be filled in, to which an error leads."""
        return f"{self.auto_id}_0" if self.is_radios else self.auto_id

    @property
    def is_radios(self) -> bool:
        """Whether one of several is chosen, all of them in sight."""
        return type(self.field.widget).__name__ == "RadioSelect"

    @property
    def is_checkbox(self) -> bool:
        """Whether it is said by one tick."""
        return type(self.field.widget).__name__ == "CheckboxInput"


class OwnTemplates(TemplatesSetting):
    """Every form's templates, also those of django-allauth."""

    form_template_name = "web/forms/form.html"
    field_template_name = "web/forms/field.html"
    bound_field_class = OwnField
