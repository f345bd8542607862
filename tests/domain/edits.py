"""Every edit, with what it does to a council."""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from typing import Any

from rota.domain import (
    Absence,
    Cancellation,
    Closure,
    CommitteePlace,
    Dated,
    Host,
    Pin,
    Problem,
    Span,
)
from rota.domain import edits as e
from tests.support.builders import a_member, a_problem, a_team, away, day, meeting, moment, span

RECESS = Closure(span("2026-08-01", "2026-08-31"), "August recess")


PANEL = meeting("panel", "2026-06-10 10:00", "2026-06-10 12:00")


def council(**fields: Any) -> Problem:
    """Ann and Bob, the MASH and the north team, and a row or two in each table that edits change."""
    facts: dict[str, Any] = {
        "hosts": (Host("hal", "Hal"), Host("ivy", "Ivy")),
        "closures": (RECESS,),
        "absences": (away("ann", "2026-07-06", "2026-07-10"),),
        "meetings": (PANEL, meeting("panel", "2026-07-08 10:00", "2026-07-08 12:00")),
        "committees": (CommitteePlace("bob", "panel"),),
        "pins": (Pin("mash-1", day("2026-06-17"), time(10)), Pin("mash-1", member="ann")),
    }
    return a_problem(
        [a_member("ann", terms=(span("2022-05-05", "2026-05-07"), span("2026-05-08"))), a_member("bob")],
        [a_team("mash", host="hal"), a_team("north", host="ivy", open=span(None, "2026-12-31"), visits_a_year=2)],
        year=span("2026-06-01", "2027-05-31"),
        **facts | fields,
    )


def member(id: str, **facts: Any) -> dict[str, Any]:
    """The table of members with these facts of one of them."""
    return {"members": tuple(replace(one, **facts) if one.id == id else one for one in council().members)}


def team(id: str, **facts: Any) -> dict[str, Any]:
    return {"teams": tuple(replace(one, **facts) if one.id == id else one for one in council().teams)}


def added(table: str, row: object) -> dict[str, Any]:
    return {table: (*getattr(council(), table), row)}


JUNE_3 = day("2026-06-03")


WHAT_EDITS_DO: dict[str, tuple[e.Edit, dict[str, Any]]] = {
    "a team is visited more often": (e.SetTeam("mash", "visits_a_year", 4), team("mash", visits_a_year=4)),
    "a team has another host": (e.SetTeam("mash", "host", "ivy"), team("mash", host="ivy")),
    "a team has step-free access": (e.SetTeam("north", "step_free", False), team("north", step_free=False)),
    "a team requires roles": (e.SetTeam("north", "requires", ("b", "a")), team("north", requires=("a", "b"))),
    "a member has a limit": (e.SetMember("bob", "yearly_limit", 1), member("bob", yearly_limit=1)),
    "a member needs access": (e.SetMember("bob", "needs_step_free", True), member("bob", needs_step_free=True)),
    "a rule is told nothing of the tables": (e.SetRule("fair_share", "points_per_squared_load", 1), {}),
    "a member leaves in the present term": (
        e.Leave("ann", JUNE_3),
        member("ann", terms=(span("2022-05-05", "2026-05-07"), span("2026-05-08", "2026-06-03"))),
    ),
    "a member leaves before the present term": (
        e.Leave("ann", day("2026-05-07")),
        member("ann", terms=(span("2022-05-05", "2026-05-07"),)),
    ),
    "a member leaves before any term": (e.Leave("ann", day("2022-05-04")), member("ann", terms=())),
    "a member of always leaves": (e.Leave("bob", JUNE_3), member("bob", terms=(span(None, "2026-06-03"),))),
    "a team closes": (e.Close("mash", JUNE_3), team("mash", open=span(None, "2026-06-03"))),
    "a team that closes sooner stays so": (e.Close("north", day("2027-01-31")), {}),
    "a day is shut": (e.Shut(JUNE_3, "snow"), added("closures", Closure(Span(JUNE_3, JUNE_3), "snow"))),
    "a day within a closure is open": (
        e.Reopen(day("2026-08-05")),
        {
            "closures": (
                Closure(span("2026-08-01", "2026-08-04"), "August recess"),
                Closure(span("2026-08-06", "2026-08-31"), "August recess"),
            )
        },
    ),
    "the first day of a closure is open": (
        e.Reopen(day("2026-08-01")),
        {"closures": (Closure(span("2026-08-02", "2026-08-31"), "August recess"),)},
    ),
    "a day that is open stays open": (e.Reopen(JUNE_3), {}),
    "a visit is called off": (
        e.Cancel(Cancellation("mash-1", JUNE_3, "service")),
        added("cancelled", Cancellation("mash-1", JUNE_3, "service")),
    ),
    "a member is away": (
        e.Away("bob", moment("2026-06-03 09:00"), moment("2026-06-03 12:00")),
        added("absences", away("bob", "2026-06-03 09:00", "2026-06-03 12:00")),
    ),
    "a host is away": (
        e.Away("hal", moment("2026-06-03"), moment("2026-06-04")),
        added("absences", away("hal", "2026-06-03")),
    ),
    "a meeting is at another time": (e.Postpone(PANEL), {"meetings": council().meetings[1:]}),
    "a meeting that is not there": (e.Postpone(replace(PANEL, committee="other")), {}),
    "a member is appointed": (e.Appoint("ann", "panel"), added("committees", CommitteePlace("ann", "panel"))),
    "a member has a role": (e.GiveRole("ann", "chair"), member("ann", roles=(Dated("chair"),))),
    "a visit is fixed": (e.Fix(Pin("north-1", JUNE_3)), added("pins", Pin("north-1", JUNE_3))),
    "what was fixed is free": (e.Unfix(Pin("mash-1", member="ann")), {"pins": council().pins[:1]}),
    "what is fixed otherwise stays": (e.Unfix(Pin("mash-1", member="bob")), {}),
    "an absence is called off": (
        e.Free("ann", moment("2026-07-08 09:00"), moment("2026-07-08 12:00")),
        {
            "absences": (
                Absence("ann", moment("2026-07-06"), moment("2026-07-08 09:00")),
                Absence("ann", moment("2026-07-08 12:00"), moment("2026-07-11")),
            )
        },
    ),
    "training holds": (e.Clear("ann", "trained", JUNE_3), member("ann", trained=Span())),
}
