"""What ties members to teams and places: interests, past visits, travel."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rota.domain import Interest, Member, PastVisit, Team, TravelTime
from rota.tables.cell_uses import showable
from rota.tables.cells import fold
from rota.tables.committee_names import Committees
from rota.tables.references import Names
from rota.tables.table import Table


def read_interests(table: Table, members: Names, teams: Names) -> Iterator[Interest]:
    """Which member may not visit which team."""
    for row in table.rows:
        member, team = members.find(row, "member"), teams.find(row, "team")
        if row.good and member and team:
            yield Interest(member, team)


def read_history(table: Table, members: Names, teams: Names) -> Iterator[PastVisit]:
    """Visits already made."""
    for row in table.rows:
        member, team = members.find(row, "member"), teams.find(row, "team")
        day = row.date("date") if row.needed("date", "a date like 2026-06-30") else None
        if row.good and member and team and day:
            yield PastVisit(member, team, day)


def read_travel(table: Table, members: Iterable[Member], teams: Iterable[Team], complete: bool) -> Iterator[TravelTime]:
    """Minutes from wards to sites. With ``complete`` lists, a ward or a site that nobody has is a fault."""
    wards, sites = Names("a ward", "members"), Names("a site", "teams")
    wards.complete = sites.complete = complete
    for ward in {dated.value for member in members for dated in member.wards}:
        wards.also(ward, ward)
    for site in {team.site for team in teams}:
        sites.also(site, site)
    seen: dict[tuple[str, str], int | None] = {}
    for row in table.rows:
        ward_found, site_found = wards.find(row, "ward"), sites.find(row, "site")
        minutes = row.number_in("minutes", 0, 600, 0) if row.needed("minutes", "a number of minutes") else 0
        key = (fold(row.text("ward")), fold(row.text("site")))
        if row.good and key in seen:
            row.fault("minutes", f"is a second journey between the two, after row {seen[key]}. Keep one of the two.")
        if row.good and ward_found and site_found:
            seen[key] = row.number
            yield TravelTime(row.text("ward"), row.text("site"), minutes)


def check_pools(table: Table, committees: Committees) -> None:
    """Faults for teams whose pool is a committee on which nobody sits, in the tables as given."""
    seated = [name for name in committees.names() if committees.seated(name)]
    for row in table.rows:
        pool = row.text("pool")
        if pool and not committees.seated(pool):
            nearest = committees.nearest(pool, seated)
            remedy = f"Did you mean '{showable(nearest)}'?" if nearest else "Add it there, or correct it."
            row.fault("pool", f"is not a committee in committees. {remedy}")
