"""Term of office: only members of the council on the day go."""

from __future__ import annotations

from constraints.term_of_office import TermOfOffice
from rota.rules import Bar
from tests.constraints.every_rota import outcomes
from tests.support.builders import a_member, a_problem, a_rota, a_team, breaks, sentences, span

RULE = TermOfOffice()


def test_first_and_last_day_of_office_are_in_it() -> None:
    """A member from 2 to 3 June, and again from 5 June, may go on 2, 3 and 5 June."""
    problem = a_problem([a_member(terms=(span("2026-06-02", "2026-06-03"), span("2026-06-05", None)))])
    broken = [breaks(RULE, problem, a_rota({"mash-1": (f"2026-06-0{day} 10:00", "ann")})) for day in range(1, 6)]
    assert broken == [True, False, False, True, False]


def test_sentence() -> None:
    """The finding names the member, the day and the visit."""
    problem = a_problem([a_member(terms=(span(None, "2026-06-02"),))])
    assert sentences(RULE, problem, a_rota({"mash-1": ("2026-06-03 10:00", "ann")})) == [
        "Ann is not a member of the council on 3 June 2026, the day of Mash."
    ]


def test_members_alike_share_one_bar() -> None:
    """Two who leave together share a box; one who has no term has all slots barred; one who serves has none."""
    gone = (span(None, "2026-06-03"),)
    members = [a_member("ann", terms=gone), a_member("bob", terms=gone), a_member("cat", terms=()), a_member("dee")]
    why = "term of office: not members of the council then"
    assert list(RULE.statements(a_problem(members))) == [
        Bar(("ann", "bob"), None, ("2026-06-04 10:00", "2026-06-05 10:00"), why),
        Bar(("cat",), None, None, why),
    ]


def test_statements_and_check_agree_on_every_rota() -> None:
    """Over every rota of a leaver, a newcomer and one who stays, the two readings are one."""
    members = [
        a_member("ann", terms=(span(None, "2026-06-01"),)),
        a_member("bob", terms=(span("2026-06-02", "2026-06-02"), span("2026-06-03", None))),
        a_member("cat"),
    ]
    problem = a_problem(members, [a_team("mash"), a_team("north")], year=span("2026-06-01", "2026-06-03"))
    assert outcomes(problem, RULE) == {(False, 0), (True, 0)}
