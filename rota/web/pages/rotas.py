"""Rotas: asked for, watched while they are drawn, and shown."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rota.web.actions import draw as actions
from rota.web.models import Revision, Solve
from rota.web.pages.actor import actor_of
from rota.web.queries.rotas import by_day, runs, sentence


@require_safe
def rotas(request: HttpRequest) -> HttpResponse:
    """The runs and what they drew, and the button that draws."""
    return render(request, "web/rotas/rotas.html", {"runs": [(one, sentence(one)) for one in runs()]})


@require_http_methods(["GET", "POST"])
def draw(request: HttpRequest) -> HttpResponse:
    """Asks for a rota, and shows how far it is."""
    if request.method != "POST":
        return redirect("rotas")
    try:
        return redirect("run", actions.draw(actor_of(request)).pk)
    except actions.NothingToDraw as error:
        messages.error(request, str(error))
        return redirect("rotas")


@require_safe
@never_cache
def run(request: HttpRequest, pk: int) -> HttpResponse:
    """How far a run is, or what came of it."""
    solve = get_object_or_404(Solve.objects.defer("snapshot__content"), pk=pk)
    made = Revision.objects.filter(solve=solve).only("pk").first()
    return render(request, "web/rotas/run.html", {"run": solve, "sentence": sentence(solve), "revision": made})


@require_safe
@never_cache
def progress(request: HttpRequest, pk: int) -> JsonResponse:
    """The same for the page's script: a sentence, and whether the run is over."""
    solve = get_object_or_404(Solve, pk=pk)
    return JsonResponse({"sentence": sentence(solve), "over": not solve.is_live})


@require_POST
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks for the best rota so far."""
    actions.stop(actor_of(request), get_object_or_404(Solve, pk=pk))
    return redirect("run", pk)


@require_safe
def revision(request: HttpRequest, pk: int) -> HttpResponse:
    """A rota: in words first, then by date, then what each member carries."""
    found = get_object_or_404(Revision.objects.select_related("snapshot").defer("snapshot__content", "rota"), pk=pk)
    return render(request, "web/rotas/revision.html", {"revision": found, "days": by_day(found)})


@require_safe
def record(request: HttpRequest, pk: int) -> HttpResponse:
    """Its rota.json, for the command line."""
    found = get_object_or_404(Revision.objects.defer("view"), pk=pk)
    headers = {"Content-Disposition": 'attachment; filename="rota.json"', "Cache-Control": "no-store"}
    return HttpResponse(found.rota, content_type="application/json", headers=headers)
