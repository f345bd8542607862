"""Signing in: django-allauth's pages, where they need a word of ours."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.views import ConfirmLoginCodeView
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from rota.web.actions.log import record
from rota.web.forms.signing_in import ActivateForm
from rota.web.pages.actor import actor_of


class CodePage(ConfirmLoginCodeView):  # type: ignore[misc]  # allauth has no types
    """Asks for the code; the link in the mail fills it in. Nothing is done until the form is sent."""

    def get_initial(self) -> dict[str, Any]:
        """The code of the link, as far as it could be one."""
        return {**super().get_initial(), "code": self.request.GET.get("code", "")[:20]}


class SecondFactorPage(ActivateTOTPView):  # type: ignore[misc]  # allauth has no types
    """Makes the second factor; whoever has one is sent to the first page. Only an administrator takes one away."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The page, or the first page."""
        if is_mfa_enabled(request.user, [Authenticator.Type.TOTP]):
            return redirect("home")
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def form_valid(self, form: ActivateForm) -> HttpResponse:
        """Whoever has made it has shown a code of it: it holds for this session at once."""
        response: HttpResponse = super().form_valid(form)
        record_authentication(self.request, self.request.user, "mfa", type=Authenticator.Type.TOTP)
        record(actor_of(self.request), "made", "second factor")
        return response


code = CodePage.as_view()
second_factor = SecondFactorPage.as_view()
