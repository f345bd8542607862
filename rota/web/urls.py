"""Every address, its page, and what somebody must be allowed to do to see it: the table of permissions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery_codes
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import path

from rota.web.pages import home, log, people, register, register_files, rotas, signing_in
from rota.web.roles import Permission as May
from rota.web.roles import permissions
from rota.web.sessions import before_second_factor, roles_of

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Address:
    """An address with its page. ``needs`` None means that it is open to anybody, signed in or not."""

    path: str
    view: View
    name: str
    needs: May | None


ADDRESSES = (
    Address("", home.home, "home", May.SIGNED_IN),
    Address("council.css", home.colours, "colours", None),
    Address("register/", register.tables, "register", May.SEE_REGISTER),
    Address("register/import/", register_files.upload, "register-import", May.EDIT_REGISTER),
    Address("register/import/<int:pk>/", register_files.look, "register-upload", May.EDIT_REGISTER),
    Address("register/export/rota.xlsx", register_files.export_workbook, "register-workbook", May.EXPORT_REGISTER),
    Address("register/export/rota.zip", register_files.export_folder, "register-folder", May.EXPORT_REGISTER),
    Address("register/start/rota.xlsx", register_files.start_workbook, "register-start", May.EDIT_REGISTER),
    Address("register/tables/<str:name>/", register.table, "register-table", May.SEE_REGISTER),
    Address("register/tables/<str:name>/add/", register.row, "register-add", May.EDIT_REGISTER),
    Address("register/tables/<str:name>/<int:pk>/", register.row, "register-row", May.EDIT_REGISTER),
    Address("register/tables/<str:name>/<int:pk>/remove/", register.remove, "register-remove", May.EDIT_REGISTER),
    Address("rotas/", rotas.rotas, "rotas", May.SEE_ROTAS),
    Address("rotas/draw/", rotas.draw, "draw", May.DRAW),
    Address("rotas/runs/<int:pk>/", rotas.run, "run", May.SEE_ROTAS),
    Address("rotas/runs/<int:pk>/progress/", rotas.progress, "run-progress", May.SEE_ROTAS),
    Address("rotas/runs/<int:pk>/stop/", rotas.stop, "run-stop", May.DRAW),
    Address("rotas/<int:pk>/", rotas.revision, "revision", May.SEE_ROTAS),
    Address("rotas/<int:pk>/rota.json", rotas.record, "revision-record", May.SEE_ROTAS),
    Address("log/", log.log, "log", May.READ_LOG),
    Address("log/export/", log.export, "log-export", May.READ_LOG),
    Address("people/", people.people, "people", May.APPOINT),
    Address("people/appoint/", people.appoint, "appoint", May.APPOINT),
    Address("people/appointments/<int:pk>/end/", people.end, "end-appointment", May.APPOINT),
)


def guarded(address: Address) -> View:
    """The page, which is not there for whoever may not see it."""
    if address.needs is None:
        return login_not_required(address.view)

    @wraps(address.view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if address.needs not in permissions(roles_of(request)):
            raise Http404
        return address.view(request, *args, **kwargs)

    return page


SIGNING_IN = (
    path("sign-in/", login_not_required(account.request_login_code), name="account_login"),
    path("sign-in/", login_not_required(account.request_login_code), name="account_request_login_code"),
    path("sign-in/code/", login_not_required(signing_in.code), name="account_confirm_login_code"),
    path("sign-in/second-factor/", login_not_required(second_factor.authenticate), name="mfa_authenticate"),
    path("sign-out/", account.logout, name="account_logout"),
    path("second-factor/", before_second_factor(signing_in.second_factor), name="mfa_activate_totp"),
    path("second-factor/codes/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
)
"""Pages of django-allauth, under names that it asks for; of its others none is there."""

urlpatterns = [
    *(path(address.path, guarded(address), name=address.name) for address in ADDRESSES),
    *SIGNING_IN,
]
handler404 = "rota.web.pages.errors.not_found"
handler403 = "rota.web.pages.errors.forbidden"
handler500 = "rota.web.pages.errors.broken"
