"""Open dates: closed days stay closed, and say why."""

from __future__ import annotations

from constraints.open_dates import OpenDates
from rota.domain import Closure
from rota.rules import Bar
from tests.constraints.every_rota import outcomes
from tests.support.builders import a_problem, a_rota, a_team, breaks, sentences, span

RULE = OpenDates()
RECESS = Closure(span("2026-06-02", "2026-06-03"), "Whitsun recess")
HOLIDAY = Closure(span("2026-06-03", "2026-06-03"), "bank holiday: Jubilee")


def test_day_before_and_after_are_open() -> None:
    """A closure takes its first and its last day, and no other."""
    problem = a_problem(closures=[RECESS])
    broken = [breaks(RULE, problem, a_rota({"mash-1": (f"2026-06-0{day} 10:00", "ann")})) for day in range(1, 6)]
    assert broken == [False, True, True, False, False]


def test_sentence_carries_every_reason() -> None:
    """A day closed twice is one breach with both reasons, whoever goes."""
    rota = a_rota({"mash-1": ("2026-06-03 10:00",)})
    assert sentences(RULE, a_problem(closures=[RECESS, HOLIDAY]), rota) == [
        "Mash is on 3 June 2026, which is closed: Whitsun recess and bank holiday: Jubilee."
    ]


def test_one_bar_for_each_reason() -> None:
    """Each reason is one box over its slots, two closures of one reason together."""
    later = Closure(span("2026-06-05", None), "Whitsun recess")
    problem = a_problem(closures=[RECESS, HOLIDAY, later])
    assert list(RULE.statements(problem)) == [
        Bar(
            None,
            None,
            ("2026-06-02 10:00", "2026-06-03 10:00", "2026-06-05 10:00"),
            "open dates: Whitsun recess",
        ),
        Bar(None, None, ("2026-06-03 10:00",), "open dates: bank holiday: Jubilee"),
    ]


def test_closures_of_other_days_ask_nothing() -> None:
    """A closure on a Saturday, or outside the year, yields no statement."""
    closed = [Closure(span("2026-06-06", "2026-06-06"), "fair"), Closure(span(None, "2026-05-31"), "May")]
    assert list(RULE.statements(a_problem(closures=closed))) == []


def test_statements_and_check_agree_on_every_rota() -> None:
    """Over every rota of two visits and five days, the two readings are one."""
    problem = a_problem(teams=[a_team("mash"), a_team("north")], closures=[RECESS, HOLIDAY])
    assert outcomes(problem, RULE) == {(False, 0), (True, 0)}
