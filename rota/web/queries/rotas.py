"""Rotas as they are read: the runs, how far one is, and what one drew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rota.web.models import Revision, Solve


def runs() -> list[Solve]:
    """The last twenty, the latest first, each with its rota if it drew one."""
    return list(
        Solve.objects.select_related("revision").defer("snapshot__content", "revision__rota", "revision__view")[:20]
    )


def sentence(solve: Solve) -> str:
    """How far the run is, in words."""
    if solve.state == "queued":
        return _("Waiting for the worker to begin.") if not solve.attempts else _("Waiting to be taken up again.")
    if solve.state == "running" and solve.stop_asked:
        return _("Stopping with the best rota so far.")
    if solve.state == "running":
        return _far(solve)
    words = {
        "drawn": _("There is a rota."),
        "no rota": _("There is no rota that keeps every rule that must be kept."),
        "failed": _("It could not be drawn."),
    }
    return words[solve.state]


def _far(solve: Solve) -> str:
    percent = f"{100 * solve.done:.0f}"
    if solve.value is None:
        return _("%(percent)s %% done; no rota yet.") % {"percent": percent}
    gap = max(0, solve.value - (solve.bound or 0))
    save = ngettext("%(gap)s point", "%(gap)s points", gap) % {"gap": f"{gap:,}"}
    said = {"percent": percent, "value": f"{solve.value:,}", "save": save}
    return (
        _("%(percent)s %% done: the best rota so far has %(value)s points, and none can save more than %(save)s.")
        % said
    )


def by_day(revision: Revision) -> list[tuple[datetime, list[Mapping[str, Any]]]]:
    """The visits of the rota, a list for each day."""
    visits: Sequence[dict[str, Any]] = revision.view["visits"]
    times = ("start", "end")
    read = [{**one, **{name: datetime.fromisoformat(one[name]) for name in times}} for one in visits]
    return [(day, list(several)) for day, several in groupby(read, key=_midnight)]


def _midnight(visit: Mapping[str, Any]) -> datetime:
    start: datetime = visit["start"]
    return start.replace(hour=0, minute=0)
