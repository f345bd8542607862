"""The register as files: uploaded, looked at, applied; and exported again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from rota.web.actions import register as actions
from rota.web.bridge import empty_workbook, workbook_of, zip_of
from rota.web.forms.register import UploadForm
from rota.web.limited import from_json, read_apart
from rota.web.models import Upload
from rota.web.pages.actor import actor_of
from rota.web.pages.posted import posted
from rota.web.queries.register import changes, files_changed, register

SHEETS = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHOWN = 50
"""Faults of one answer: whoever has more mends these first."""


@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Reads a file; every fault with its place, or else what would change."""
    form = UploadForm(*posted(request))
    faults: tuple[str, ...] = ()
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            kept = actions.keep_upload(actor_of(request), file.name, read_apart(file.name, file.read()))
            return redirect("register-upload", kept.pk)
        except actions.NotKept as error:
            faults = error.faults
            form.add_error("file", _("%(many)s in this file. Nothing was kept.") % {"many": _many(len(faults))})
    shown = {"form": form, "faults": faults[:SHOWN], "more": max(0, len(faults) - SHOWN)}
    return render(request, "web/register/import.html", shown)


@require_http_methods(["GET", "POST"])
def look(request: HttpRequest, pk: int) -> HttpResponse:
    """What an upload would change, and the button that does it."""
    mine = get_object_or_404(Upload, pk=pk, who=actor_of(request).who)
    if request.method == "POST":
        try:
            actions.apply_upload(actor_of(request), mine)
        except actions.NotKept as error:
            messages.error(request, str(error))
            return redirect("register-import")
        messages.success(request, _("The register is now what %(name)s says.") % {"name": mine.name})
        return redirect("register")
    found, before = from_json(mine.content), register()
    shown = {"upload": mine, "found": found, "changes": changes(before, found.register)}
    return render(request, "web/register/upload.html", {**shown, "files": files_changed(before, found.register)})


@require_safe
def export_workbook(request: HttpRequest) -> HttpResponse:
    """The register as a workbook."""
    return _file(workbook_of(register()), "register.xlsx", SHEETS)


@require_safe
def export_folder(request: HttpRequest) -> HttpResponse:
    """The register as a folder of tables, with the calendars, in a zip."""
    return _file(zip_of(register()), "register.zip", "application/zip")


@require_safe
def start_workbook(request: HttpRequest) -> HttpResponse:
    """A workbook to begin with."""
    return _file(empty_workbook(), "rota.xlsx", SHEETS)


def _file(content: bytes, name: str, kind: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=kind, headers=headers)


def _many(faults: int) -> str:
    return _("There is 1 fault") if faults == 1 else _("There are %(many)s faults") % {"many": faults}
