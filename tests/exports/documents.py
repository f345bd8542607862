"""Small documents for tests of exports: a rota, its audit and its record, without an engine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from rota.auditing import audit
from rota.domain import Absence, Closure, Host, Interest, Problem, Rota, Session
from rota.exports.ics_files import next_publication
from rota.exports.view import Document
from rota.record import Certificate, Provenance, Record
from rota.rules import Rule
from tests.support.builders import a_member, a_problem, a_rota, a_team, day, hosted, moment, past, span

HOSTILE_NAMES = (
    "=HYPERLINK(0)",
    "+cmd|' /C calc'!A0",
    "@SUM(1)",
    "-1+1",
    "</script><script>alert(1)</script>",
    '" onmouseover="alert(1)',
    "Ann\r\nATTACH:evil",
    "Ann\rBEGIN:VALARM",
    "A;B,C\\N\\",
    "NUL\x00 bell\x07 next\x85line\u2028para",
    "\u202egnp.exe",
    "half \ud800 a character",
    "👩‍👩‍👧 Family",
    "Siân Ŵyn",
    "x" * 300,
    "é" * 300,
    "\\" * 300,
    "#N/A",
    "",
)


def a_document(
    problem: Problem | None = None,
    rota: Rota | None = None,
    rules: Sequence[Rule] = (),
    certificate: Certificate | None = None,
    **provenance: Any,
) -> Document:
    """A document whose report is the true audit by these rules, stamped 25 May 2026 at 09:30 (08:30 UTC)."""
    problem = problem or a_problem()
    rota = rota if rota is not None else Rota()
    facts: dict[str, Any] = {
        "revision": 1,
        "stamp": moment("2026-05-25 09:30"),
        "snapshot": "0" * 64,
        "rules": tuple(repr(rule) for rule in rules),
        "version": "0.1.0",
        "seed": 1,
    }
    record = Record(rota, Provenance(**facts | provenance), certificate)
    return Document(problem, audit(problem, rules, rota), tuple(rules), record)


def the_year(**fields: Any) -> Problem:
    """A municipal year, April 2026 to March 2027, of two teams: MASH (one visit) and North (two).

    Ann and Bob are Labour, Cai (of Menai ward) is Plaid Cymru, Dot sits with no group and never goes.
    """
    facts: dict[str, Any] = {
        "year": span("2026-04-01", "2027-03-31"),
        "sessions": ("10:00",),
        "hosts": (Host("hari", "Hari Shah"), Host("dee", "Dee Puty")),
        "closures": (Closure(span("2026-08-01", "2026-08-31"), "August recess"),),
        "school_holidays": (Closure(span("2026-10-26", "2026-10-30"), "autumn half term"),),
        "history": (past("bob", "mash", "2026-04-02"),),
    }
    members = (a_member("ann"), a_member("bob"), a_member("cai", "Plaid Cymru", "Menai"), a_member("dot", ""))
    mash = a_team(
        "mash", name="MASH", site="Town Hall, room 2; upstairs", host="hari", deputies=("dee",), group_least=2
    )
    north = a_team("north", name="North", site="North Hub", visits_a_year=2, spacing_days=28)
    return a_problem(members, (mash, north), **facts | fields)


def the_rota() -> Rota:
    """MASH, received by Hari, on 3 June 2026 (summer time); North twice, the last on 6 January 2027 (winter time)."""
    return a_rota(
        {
            "mash-1": ("2026-06-03 10:00", "ann", "cai"),
            "north-1": ("2026-09-09 10:00", "ann", "bob"),
            "north-2": ("2027-01-06 10:00", "bob"),
        },
        mash="hari",
    )


def the_document(rules: Sequence[Rule] = (), certificate: Certificate | None = None, **fields: Any) -> Document:
    """The year with its rota, as one document."""
    return a_document(the_year(**fields), the_rota(), rules, certificate)


def as_published(drawn: Document) -> Document:
    """The document as everybody was told of it."""
    return replace(drawn, record=replace(drawn.record, publication=next_publication(drawn)))


def a_hostile_document() -> Document:
    """Every name, group, ward, site, session and reason is one that somebody could do harm with."""
    names = HOSTILE_NAMES
    count = len(names)
    members = [
        a_member(f"m{i:02}", names[(i + 1) % count], names[(i + 2) % count], name=name) for i, name in enumerate(names)
    ]
    teams = [
        a_team(f"t{i:02}", name=name, site=names[(i + 3) % count], host=f"h{i:02}") for i, name in enumerate(names)
    ]
    problem = Problem(
        council=names[4],
        year=span("2026-06-01", "2026-06-30"),
        members=tuple(members),
        teams=tuple(teams),
        hosts=tuple(Host(f"h{i:02}", name) for i, name in enumerate(names)),
        sessions=(Session(moment("2026-06-01 10:00").time(), names[4]),),
        closures=tuple(Closure(span("2026-06-29", "2026-06-30"), name) for name in names),
        school_holidays=(Closure(span("2026-06-29", "2026-06-29"), names[4]),),
    )
    weekdays = [d for d in span("2026-06-01", "2026-06-30").days() if d.weekday() < 5]
    rota = a_rota({f"t{i:02}-1": (f"{weekdays[i]} 10:00", f"m{i:02}") for i in range(count)})
    return a_document(problem, hosted(problem, rota))


def with_secrets() -> Document:
    """The year in which Ann is away and has declared an interest, and is sent all the same."""
    return the_document(
        absences=(Absence("ann", moment("2026-06-03"), moment("2026-06-05")),),
        interests=(Interest("ann", "mash"),),
    )


__all__ = [
    "HOSTILE_NAMES",
    "a_document",
    "a_hostile_document",
    "day",
    "the_document",
    "the_rota",
    "the_year",
    "with_secrets",
]
