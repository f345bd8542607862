"""Teams, and the hosts who are named with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import cast

from rota.domain import Host, Team, TeamKind
from rota.reading.members import id_of
from rota.tables.cells import as_group_size, slug
from rota.tables.references import Names
from rota.tables.row import Row
from rota.tables.schema import TEAM_KINDS
from rota.tables.table import Table
from rota.tables.totals_rows import in_the_list, warn_of_others
from rota.tables.vacancies import is_vacancy

VISITS_A_YEAR: Mapping[str, int] = {"corporate parenting": 2, "home": 12}
"""Corporate parenting is visited twice a year (Sefton 2018, 2.4) and homes monthly (domain A2); others once."""

SPACING_DAYS: Mapping[str, int] = {"corporate parenting": 120}
"""Days between two visits (the default of domain A2)."""


class Hosts:
    """The hosts named so far. A person of one name, whatever its case, is one host.

    "To be confirmed" is nobody, and not one person who receives every team's visitors: there is a warning.
    """

    def __init__(self, members: Names) -> None:
        self._members = members
        self._names: dict[str, set[str]] = {}

    def read(self, row: Row, column: str) -> str:
        """The id of the host in the cell, empty when blank or a vacancy; a fault when a member has the name."""
        name = row.name(column)
        return self._host(row, column, name, alone=True) if name else ""

    def read_several(self, row: Row, column: str) -> tuple[str, ...]:
        """The ids of the hosts in the cell, in its order, each once."""
        names = row.several(column)
        alone = all(map(is_vacancy, names))
        found = (self._host(row, column, name, alone=alone) for name in names)
        return tuple(dict.fromkeys(host for host in found if host))

    def _host(self, row: Row, column: str, name: str, *, alone: bool) -> str:
        if is_vacancy(name):
            then, many = f", so the team has no {column}.", f", so these teams have no {column}."
            if alone:
                row.warn(column, "is nobody", f"{then} Leave it blank.", f"{many} Leave it blank.", value=name)
            else:
                row.warn(column, "is nobody", ", and is passed over. Take it out of the cell.", value=name)
            return ""
        host = slug(name)
        if not host:
            row.fault(column, "has neither letters nor digits. Write the host's name.")
        elif self._members.id_of(name) or self._members.id_of(host):
            row.fault(column, "is a member too. A host and a member need different names.")
        else:
            self._names.setdefault(host, set()).add(name)
        return host

    def all(self) -> tuple[Host, ...]:
        """Every host. Of several spellings the first in the order of letters is kept."""
        return tuple(Host(host, min(names)) for host, names in sorted(self._names.items()))


def read_teams(table: Table, names: Names, hosts: Hosts, group_size: tuple[int, int]) -> tuple[Team, ...]:
    """Every team of the table; each is listed in ``names``."""
    warn_of_others(table, "team")
    rows = in_the_list(table, "team")
    found = [(row, team) for row in rows if (team := _team(row, names, hosts, group_size))]
    names.complete = table.whole
    teams: dict[str, Team] = {}
    for row, team in found:
        teams.setdefault(team.id, replace(team, succeeds=_succeeds(row, names)))
    for row, team in found:
        if not row.blank("succeeds") and _in_a_circle(team.id, teams):
            row.fault("succeeds", "leads back to the team itself. A team succeeds only teams that came before it.")
    return tuple(teams.values())


def _team(row: Row, names: Names, hosts: Hosts, group_size: tuple[int, int]) -> Team | None:
    if not row.needed("name", "the team's name"):
        return None
    name = row.name("name")
    team_id = id_of(row, name)
    if not team_id:
        return None
    names.add(row, team_id, name)
    kind = row.choice("kind", TEAM_KINDS, "locality")
    least, most = row.read("group_size", as_group_size, group_size)
    return Team(
        team_id,
        name,
        kind=cast(TeamKind, kind),
        site=row.text("site"),
        locality=row.text("locality"),
        host=hosts.read(row, "host"),
        deputies=hosts.read_several(row, "deputy"),
        visits_a_year=row.number_in("visits_a_year", 0, 366, VISITS_A_YEAR.get(kind, 1)),
        group_least=least,
        group_most=most,
        spacing_days=row.number_in("spacing_days", 0, 366, SPACING_DAYS.get(kind, 0)),
        requires=tuple(role.casefold() for role in row.several("requires")),
        pool=row.text("pool"),
        step_free=row.yes("step_free", True),
        open=row.span("opened", "closed"),
    )


def _succeeds(row: Row, names: Names) -> tuple[str, ...]:
    found = (names.find(row, "succeeds", word) for word in row.several("succeeds"))
    return tuple(team_id for team_id in found if team_id)


def _in_a_circle(start: str, teams: Mapping[str, Team]) -> bool:
    seen: set[str] = set()
    waiting = list(teams[start].succeeds)
    while waiting:
        before = waiting.pop()
        if before == start:
            return True
        if before not in seen and before in teams:
            seen.add(before)
            waiting.extend(teams[before].succeeds)
    return False
