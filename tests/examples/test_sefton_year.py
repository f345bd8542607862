"""The year lived to its end: each figure of its README is counted here from the tables, and by the program."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from examples.sefton_year.make import make
from rota.app.load import Inputs, look_at
from rota.app.open_rota import rota_as_planned
from rota.auditing import audit
from rota.checking.who_can_go import for_rota
from rota.domain import member_loads
from rota.domain.as_held import as_held
from rota.domain.history_overlap import besides
from rota.figures.funnel import STEPS
from rota.figures.periods import year_of_council
from rota.reports.figures_report import rows_of
from rota.reports.working import TrackedYear
from tests.examples.figures import EXAMPLES, opened

HERE = EXAMPLES / "sefton_year"
PUBLISHED = HERE / "published.csv"
ON = date(2019, 6, 3)
ANSWERS = ("accepted", "accepted in part", "not accepted", "outside our control")


def readme() -> dict[str, int]:
    """The figures of the README's second table."""
    rows = [
        line.split("|")[1:3] for line in (HERE / "README.md").read_text(encoding="utf-8").splitlines() if "|" in line
    ]
    return {name.strip(): int(value) for name, value in rows if value.strip().isdecimal()}


def table(name: str) -> list[dict[str, str]]:
    with (HERE / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def said(name: str, *words: str) -> set[str]:
    """The issues or actions of which one of these words is said."""
    key = "issue" if name == "responses" else "action"
    return {row[key] for row in table(name) if row["what"] in words}


def held() -> dict[str, str]:
    """The visits held, each with its day."""
    return {row["reference"]: row["date"] for row in table("outcomes") if row["result"] == "held"}


def done_in_time(day: str, due: str) -> bool:
    return date.fromisoformat(day) <= date.fromisoformat(due)


DUE = {
    "18/19-002": ("2018-10-18", "2018-11-19"),
    "18/19-003": ("2019-03-15", "2019-04-29"),
    "18/19-004": ("2019-02-19", "2019-03-28"),
    "18/19-005": ("2018-12-24", "2019-01-28"),
    "18/19-006": ("2019-02-06", "2019-03-13"),
}
"""The days by which each report and each answer was due, counted by hand in the README."""


def in_time() -> set[str]:
    handed_in = {row["visit"]: row["date"] for row in table("reports") if row["what"] == "handed in"}
    return {visit for visit, day in handed_in.items() if done_in_time(day, DUE[visit][0])}


def agreed() -> set[str]:
    """The visits whose report all who went have written or agreed."""
    went = Counter(row["visit"] for row in table("attendance") if row["came"] == "yes")
    word = Counter(row["visit"] for row in table("reports") if row["what"] in ("handed in", "agreed"))
    return {visit for visit in went if word[visit] == went[visit]}


def answered_in_time() -> set[str]:
    rows = [row for row in table("responses") if row["what"] in ANSWERS]
    return {row["issue"] for row in rows if done_in_time(row["date"], DUE[row["issue"][:9]][1])}


def asks(what: str) -> list[str]:
    return [f"{row['visit']}.{row['number']}" for row in table("issues") if row["asks"] == what]


def due() -> set[str]:
    """Actions whose first day has come, by visit."""
    return {row["action"] for row in table("actions") if row["what"] == "set" and done_in_time(row["due"], str(ON))}


def confirmed() -> set[str]:
    return said("actions", "confirmed") - said("actions", "found not done")


def counted() -> dict[str, int]:
    """Every figure of the README by a count of rows, which shares nothing with the program."""
    funnel_agreed = in_time() & agreed()
    funnel_answered = {
        visit for visit in funnel_agreed if all(i in answered_in_time() for i in asks("for response") if i[:9] == visit)
    }
    with_due = {visit for visit in funnel_answered if any(action[:9] == visit for action in due())}
    return {
        "required": 6,
        "planned": len({row["visit"] for row in table("published")}),
        "held": len(held()),
        "reported in time": len(in_time()),
        "agreed": len(funnel_agreed),
        "answered in time": len(funnel_answered),
        "with an action due": len(with_due),
        "done and confirmed": len({v for v in with_due if all(a in confirmed() for a in due() if a[:9] == v)}),
        "places": len(table("published")),
        "members who went": len({row["member"] for row in table("attendance") if row["came"] == "yes"}),
        "issues raised": len(table("issues")),
        **{name: len(asks(name)) for name in ("for response", "praise", "to note")},
        "issues answered": len(said("responses", *ANSWERS)),
        "issues answered in time": len(answered_in_time()),
        **{name: len(said("responses", name)) for name in ("accepted", "accepted in part", "not accepted")},
        "actions": len(said("actions", "set")),
        "actions due or ended": len(due()),
        "actions confirmed": len(confirmed()),
        "issues open": len(said("actions", "set") - confirmed()),
    }


@pytest.fixture(scope="module")
def inputs() -> Inputs:
    found = look_at(HERE, own_rules=False).inputs
    assert found is not None
    return found


@pytest.fixture(scope="module")
def year(inputs: Inputs) -> TrackedYear:
    return TrackedYear(inputs.problem, rota_as_planned(inputs, PUBLISHED), inputs.kept, ON)


def test_each_figure_of_the_readme_is_that_of_the_tables() -> None:
    assert counted() == readme()


SAYS = {
    **{name: ("funnel, in visits", name) for name in STEPS},
    "places": ("participation", "all members, asked"),
    "members who went": ("participation", "all members, went"),
    "issues answered": ("issues", "answered"),
    "issues answered in time": ("issues", "answered in time"),
    "actions": ("actions", "actions set"),
    "actions due or ended": ("actions", "due or ended"),
    "actions confirmed": ("actions", "done and confirmed"),
    "issues open": ("issues", "still open"),
}
"""The README's figures by the part and the name under which the program has them; the others are issues' own."""


def test_each_figure_of_the_readme_is_that_of_the_program(year: TrackedYear) -> None:
    """Each of 18 members is asked once, so that places are members asked."""
    rows = {(row[0], row[1]): row[2] for row in rows_of(year.figures(year_of_council(year.problem.year)))}
    assert {name: int(rows[SAYS.get(name, ("issues", name))]) for name in readme()} == readme()


def test_its_tables_are_made_again_byte_for_byte(tmp_path: Path) -> None:
    make(tmp_path)
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert made == {path.name: path.read_bytes() for path in HERE.iterdir() if path.suffix in (".csv", ".toml")}


def test_its_rota_is_that_of_sefton_as_it_landed() -> None:
    """Every must is kept and it costs the 1,800 points of that README, of which none costs fewer."""
    problem, rules = opened("sefton")
    look = look_at(HERE, own_rules=False).inputs
    assert look is not None
    rota = rota_as_planned(look, PUBLISHED)
    report = audit(for_rota(problem, rules, rota.placements), rules, rota)
    assert (report.kept, report.points) == (True, 1800)


def test_nobody_is_named(inputs: Inputs) -> None:
    """Every member of it is a seat, and every owner a post."""
    assert all(member.name.rpartition(" ")[2].isdecimal() for member in inputs.problem.members)
    owners = {row["who"] for row in table("actions") if row["what"] == "set"}
    assert all(owner.startswith("Service Manager, ") for owner in owners)


def test_whoever_went_carries_a_visit_and_nobody_else(inputs: Inputs, year: TrackedYear) -> None:
    """14 carry one: neither Park 3, who did not come, nor the three of Central. Central is owed."""
    problem = inputs.problem
    was = as_held(problem, year.rota)
    off = {(one.visit, one.day) for one in problem.cancelled}
    made = [place for place in was.placements if (place.visit, place.slot.day) not in off]
    loads = {one.member: one.visits for one in member_loads(besides(problem, was.placements), type(was)(tuple(made)))}
    assert {problem.member(one).name for one, visits in loads.items() if visits} == {
        row["member"] for row in table("attendance") if row["came"] == "yes"
    }
    assert [one.visit for one in problem.cancelled if one.visit not in {held.visit for held in problem.held}] == [
        "central-1"
    ]


def test_the_stages_at_the_end_are_those_told(year: TrackedYear) -> None:
    """What is open on 3 June 2019: Central to plan, an action found not done and one not due."""
    open_ = {
        standing.reference: standing.stage
        for one in year.followed
        for standing in (one.standing, *one.issues, *one.actions)
        if standing.next and standing.stage not in ("to act on", "to answer")
    }
    assert set(open_) == {"18/19-001", "18/19-004.1a", "18/19-003.1a"}
    marks = {one.visit.reference: {mark.kind for mark in one.standing.marks} for one in year.followed}
    assert "not yet agreed by" in marks["18/19-005"]
    assert "not checked" in marks["18/19-004"]
