"""The register: its tables, and rows edited one at a time."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from rota.tables.columns import TableSchema
from rota.web.actions import register as actions
from rota.web.forms.register import RemoveForm, RowForm
from rota.web.models import KEPT
from rota.web.pages.actor import actor_of
from rota.web.pages.posted import posted
from rota.web.queries.register import EDITED, found_in, how_many, overview, revision

PAGE = 50
"""Rows of one page."""


@require_safe
def tables(request: HttpRequest) -> HttpResponse:
    """The tables, with how many rows each has, and what the engine says of the register."""
    counts = how_many()
    rows = [(schema, counts[name]) for name, schema in EDITED.items()]
    return render(request, "web/register/tables.html", {"tables": rows, "said": overview()})


@require_safe
def table(request: HttpRequest, name: str) -> HttpResponse:
    """The rows of a table, in their order; those that hold a word when asked for."""
    schema, asked = _schema(name), request.GET.get("with", "").strip()
    columns, rows = found_in(name, asked)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    shown = {"schema": schema, "columns": columns, "page": page, "asked": asked}
    return render(request, "web/register/table.html", shown)


@require_http_methods(["GET", "POST"])
def row(request: HttpRequest, name: str, pk: int | None = None) -> HttpResponse:
    """Adds a row, or changes one."""
    schema = _schema(name)
    cells = {} if pk is None else get_object_or_404(KEPT[name], pk=pk).cells()
    form = RowForm(schema, posted(request)[0], initial=RowForm.first(cells, revision()))
    if request.method == "POST" and form.is_valid():
        try:
            doubts = actions.save_row(actor_of(request), name, pk, form.cells(), form.cleaned_data["seen"])
        except actions.NotKept as error:
            _refuse(form, error)
        else:
            _told(request, _("Saved."), doubts)
            return redirect("register-table", name)
    shown = {"form": form, "schema": schema, "pk": pk}
    return render(request, "web/register/row.html", shown)


@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, name: str, pk: int) -> HttpResponse:
    """Takes a row out."""
    schema, found = _schema(name), get_object_or_404(KEPT[name], pk=pk)
    form = RemoveForm(posted(request)[0], initial={"seen": revision()})
    if request.method == "POST" and form.is_valid():
        try:
            doubts = actions.remove_row(actor_of(request), name, pk, form.cleaned_data["seen"])
        except actions.NotKept as error:
            _refuse(form, error)
        else:
            _told(request, _("The row is taken out."), doubts)
            return redirect("register-table", name)
    shown = {"form": form, "schema": schema, "cells": [one for one in found.cells().items() if one[1]]}
    return render(request, "web/register/remove.html", shown)


def _schema(name: str) -> TableSchema:
    if name not in EDITED:
        raise Http404
    return EDITED[name]


def _refuse(form: Form, error: actions.NotKept) -> None:
    for column, sentence in error.of_columns:
        form.add_error(f"c_{column}" if f"c_{column}" in form.fields else None, sentence)
    for sentence in error.faults:
        form.add_error(None, sentence)


def _told(request: HttpRequest, done: str, doubts: object) -> None:
    messages.success(request, done)
    for sentence in doubts if isinstance(doubts, (list, tuple)) else ():
        messages.warning(request, sentence)
