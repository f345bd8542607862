"""The log as it is read: a page of events, or all of them as a table."""

from __future__ import annotations

import csv
import io
import json

from django.db.models import Q, QuerySet
from django.utils import timezone

from rota.text.sanitise import plain
from rota.web.models import LogEvent

HEADINGS = ("when", "who", "for whom", "what was done", "to what", "which", "before", "after", "request")


def events(about: str = "") -> QuerySet[LogEvent]:
    """The latest first, of whatever names this person or thing."""
    if not about:
        return LogEvent.objects.all()
    asked = Q(who__icontains=about) | Q(acted_for__icontains=about) | Q(subject__icontains=about)
    return LogEvent.objects.filter(asked | Q(kind__iexact=about) | Q(verb__iexact=about))


def as_csv() -> bytes:
    """Every event, the first one first: UTF-8 with a mark, and nothing that a spreadsheet would take for a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADINGS)
    for one in LogEvent.objects.order_by("pk").iterator():
        at = timezone.localtime(one.at).isoformat(timespec="seconds")
        words = (one.who, one.acted_for, one.verb, one.kind, one.subject, _json(one.before), _json(one.after))
        writer.writerow([at, *map(_harmless, words), one.request])
    return ("\ufeff" + out.getvalue()).encode()


def _json(value: object) -> str:
    return "" if value is None else json.dumps(value, ensure_ascii=False, sort_keys=True)


def _harmless(text: str) -> str:
    text = plain(text)
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text
