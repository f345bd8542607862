"""Every doubt of the tables, from the rows as they were typed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from rota.domain import Problem
from rota.reading.doubts.alike import locality_doubts, site_doubts, team_doubts, ward_doubts
from rota.reading.doubts.columns import several_uses, uses
from rota.reading.doubts.dates import date_doubts
from rota.reading.doubts.parties import party_doubts
from rota.reading.doubts.persons import host_doubts, member_doubts
from rota.reading.doubts.visits import team_or_visit_doubts
from rota.tables.cell_uses import Use
from rota.tables.cells import slug
from rota.tables.table import Table
from rota.tables.totals_rows import in_the_list
from rota.tables.vacancies import is_vacancy


@dataclass(frozen=True, slots=True)
class Typed:
    """The tables by name, read without a fault; those of members and teams without totals and the like."""

    tables: Mapping[str, Table]

    def of(self, name: str) -> Table:
        """The rows of a table; none when it is not there."""
        return self.tables.get(name, Table(name, ()))

    def changed(self, what: str) -> Iterator[Use]:
        """The values to which a group, a ward or a role changes."""
        for row in self.of("changes").rows:
            value = str(row.cells.get("value") or "").lstrip("+-").strip()
            if row.text("what").strip().casefold() == what and value:
                yield row.use("value", value, row.text("member"))

    def roles(self) -> tuple[Use, ...]:
        """Roles where members have them."""
        return (*several_uses(self.of("members"), "roles"), *self.changed("role"))

    def required(self) -> tuple[Use, ...]:
        """Roles where teams require them."""
        return tuple(several_uses(self.of("teams"), "requires"))


def typed(tables: Mapping[str, Table]) -> Typed:
    """The tables as they were typed."""
    listed = {name: tables[name] for name in ("members", "teams") if name in tables}
    alone = {
        name: replace(table, rows=tuple(in_the_list(table, name.removesuffix("s")))) for name, table in listed.items()
    }
    return Typed({**tables, **alone})


def table_doubts(tables: Typed, problem: Problem, settled: Collection[str] = ()) -> Iterator[str]:
    """What is doubtful of people, groups, places, teams and dates: each sentence with where it stands.

    The rows of the history in ``settled`` are of visits that another table has too, or are told of already.
    """
    members, teams = tables.of("members"), tables.of("teams")
    names = tuple(uses(members, "name"))
    wards = (*uses(members, "ward"), *tables.changed("ward"))
    with_id = {row.number for row in members.rows if not row.blank("id")}
    yield from member_doubts(names, {row.text("name"): row.text("ward") for row in members.rows}, with_id)
    yield from party_doubts((*uses(members, "group"), *tables.changed("group")), [one.value for one in wards])
    hosts = [one for one in (*uses(teams, "host"), *several_uses(teams, "deputy")) if not is_vacancy(one.value)]
    yield from host_doubts(hosts, names)
    yield from ward_doubts(wards, [one.ward for one in problem.travel])
    yield from site_doubts(tuple(uses(teams, "site")), [one.site for one in problem.travel])
    yield from locality_doubts(tuple(uses(teams, "locality")))
    yield from team_doubts(tuple(uses(teams, "name")), _may_be_one(problem))
    yield from team_or_visit_doubts(tuple(uses(teams, "name")), problem)
    yield from date_doubts(tables.of, problem.year, settled)


def _may_be_one(problem: Problem) -> Callable[[str, str], bool]:
    """Whether two teams, by name, may be one: of one kind, open at one time, and neither succeeds the other."""
    teams = {slug(team.name): team for team in problem.teams}

    def may(one: str, other: str) -> bool:
        first, second = teams[slug(one)], teams[slug(other)]
        follows = first.id in second.succeeds or second.id in first.succeeds
        return first.kind == second.kind and not follows and first.open.within(second.open) is not None

    return may
