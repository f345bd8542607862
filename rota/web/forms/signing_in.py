"""Forms for signing in: django-allauth's, in our words."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.utils.translation import gettext_lazy as _


def _code(field: forms.Field, label: Any, hint: Any) -> None:
    field.label, field.help_text = label, hint
    field.widget.attrs = {"autocomplete": "one-time-code", "spellcheck": "false"}


class SignInForm(RequestLoginCodeForm):  # type: ignore[misc]  # allauth has no types
    """The address to which a code is sent."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["email"]
        field.label = _("E-mail address")
        field.help_text = _("We send a code there, which holds for 15 minutes in this browser.")
        field.widget.attrs = {"autocomplete": "email", "spellcheck": "false"}


class CodeForm(ConfirmLoginCodeForm):  # type: ignore[misc]  # allauth has no types
    """The code that was sent."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self.fields["code"], _("Code"), _("Three tries; then ask for another."))


class SecondFactorForm(AuthenticateForm):  # type: ignore[misc]  # allauth has no types
    """A code of the app, or one of those to fall back on."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self.fields["code"], _("Code of your app"), _("Or one of the codes that you kept to fall back on."))


class ActivateForm(ActivateTOTPForm):  # type: ignore[misc]  # allauth has no types
    """The first code that an app shows."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self.fields["code"], _("Code that the app shows"), "")
