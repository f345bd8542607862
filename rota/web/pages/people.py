"""People and what they are appointed to."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from rota.web.actions import people as actions
from rota.web.forms.people import AppointForm, EndForm
from rota.web.models import Appointment
from rota.web.pages.actor import actor_of
from rota.web.pages.posted import posted
from rota.web.queries.people import everybody


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Everybody, with what they are appointed to."""
    return render(request, "web/people.html", {"people": everybody()})


@require_http_methods(["GET", "POST"])
def appoint(request: HttpRequest) -> HttpResponse:
    """Appoints somebody."""
    form = AppointForm(posted(request)[0])
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.appoint(actor_of(request), *form.said())
        except actions.NotAppointed as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("%(who)s may sign in from now on.") % {"who": made.user.email})
            return redirect("people")
    return render(request, "web/form.html", {"form": form, "heading": _("Appoint somebody"), "button": _("Appoint")})


@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Ends an appointment."""
    appointment = get_object_or_404(Appointment, pk=pk, until__isnull=True)
    form = EndForm(posted(request)[0])
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_appointment(actor_of(request), appointment, form.cleaned_data["last_day"])
        except actions.NotAppointed as error:
            form.add_error("last_day", str(error))
        else:
            messages.success(request, _("The appointment ends."))
            return redirect("people")
    words = {"who": appointment.user.email, "role": appointment.get_role_display()}
    heading = _("End the appointment of %(who)s as %(role)s") % words
    return render(request, "web/form.html", {"form": form, "heading": heading, "button": _("End the appointment")})
