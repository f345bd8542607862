"""Forms for appointing people."""

from __future__ import annotations

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from rota.web.forms.days import DayField
from rota.web.roles import Role


class AppointForm(forms.Form):
    """Who is appointed to what, from which day on."""

    name = forms.CharField(label=_("Name"), max_length=200)
    email = forms.EmailField(label=_("E-mail address"), help_text=_("Codes to sign in are sent there."))
    role = forms.ChoiceField(
        label=_("Role"), choices=[(role.value, role.words) for role in Role], widget=forms.RadioSelect
    )
    scope = forms.CharField(
        label=_("Their name in the register"),
        help_text=_("Of a member or a host: the name or id under which they stand in the tables. Else leave it blank."),
        required=False,
        max_length=200,
    )
    since = DayField(label=_("First day"), help_text=_("Like 1/6/2027."))

    def clean(self) -> dict[str, object]:
        """A member and a host are somebody in the register."""
        said = super().clean() or {}
        if said.get("role") in (Role.MEMBER, Role.HOST) and not said.get("scope"):
            self.add_error("scope", _("Write the name or id under which they stand in the register."))
        return said

    def said(self) -> tuple[str, str, Role, date, str]:
        """Address, name, role, first day and scope."""
        said = self.cleaned_data
        return said["email"], said["name"], Role(said["role"]), said["since"], said["scope"].strip()


class EndForm(forms.Form):
    """The last day of an appointment."""

    last_day = DayField(label=_("Last day"), help_text=_("Like 31/5/2028. After it they have the role no longer."))
