"""Makes this folder's tables: an invented county, always the same. Run: python -m examples.homes.make"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from benchmarks.families import problem
from benchmarks.folders import write_folder
from rota.domain import Host, Problem, Span
from rota.tables.cells import slug

COUNCIL = "Example County (invented): monthly visits to children's homes"
TRAINED = Span(date(2026, 4, 20))
CHECKED = Span(date(2026, 4, 27))

SETTINGS = f"""\
# A year of monthly visits to 25 children's homes. Everything here is invented, from a fixed seed, by make.py.

[council]
name = "{COUNCIL}"
division = "england-and-wales"

[year]
start = 2026-06-01
end = 2027-05-31

[visits]
minutes = 60
travel_minutes = 30
weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]

[sessions]
morning = "10:00"
afternoon = "14:00"

[closures]
bank_holidays = true
august = false  # a home is visited in every month, August too
christmas = false  # and in the weeks on either side of Christmas
pre_election = false  # no poll falls in the year

[rules]
packages = ["constraints"]

[rules.week_limit]
visits_a_week = 9  # 302 visits in 52 weeks are 6 a week; a week with bank holidays leaves more to the next

[rules.yearly_limit]
visits_a_year = 9  # 606 places among 100 members are 6 each; a member seldom free leaves more to the others

[rules.breathing_space]
days_between = 7  # a member goes once in two months, but never twice in a week
must = true

[rules.even_year]
on = false  # each home has its own calendar month already

[rules.first_visit]
on = false  # nearly everybody has visited before

[rules.fresh_eyes]
on = false  # 25 homes, monthly: coming back to a home is wanted, not shunned
"""


def county() -> Problem:
    """Family L, seed 1, as a council would write it: its own name, training with dates, hosts known by name."""
    drawn = problem("L", 1)
    hosts = {host.id: Host(slug(host.name), host.name) for host in drawn.hosts}
    return replace(
        drawn,
        council=COUNCIL,
        members=tuple(replace(member, trained=TRAINED, checked=CHECKED) for member in drawn.members),
        teams=tuple(replace(team, host=hosts[team.host].id) for team in drawn.teams),
        hosts=tuple(hosts.values()),
        weekly=tuple(
            replace(row, person=hosts[row.person].id if row.person in hosts else row.person) for row in drawn.weekly
        ),
    )


def make(folder: Path) -> None:
    """Writes the tables and rota.toml into ``folder``."""
    write_folder(county(), SETTINGS, folder)


if __name__ == "__main__":
    make(Path(__file__).parent)
