"""Who went: by group and role, the newly elected, those trained and not asked, each member only once."""

from __future__ import annotations

from rota.domain import Dated, Member, Problem, Span
from rota.figures.figures import Figures, figures
from rota.figures.records import Records
from rota.tracking.outcomes import Attendance
from tests.figures.worlds import YEAR, recorded_of
from tests.support.builders import a_problem, a_team, day, past, span
from tests.tracking.worlds import VISIT, a_visit, held

TRAINED = Span(day("2026-01-01"))
JOINED = (Span(day("2026-10-01")),)


def a_person(id: str, group: str, **fields: object) -> Member:
    return Member(id, id.title(), (Dated(group),) if group else (), **fields)  # type: ignore[arg-type]


def a_council(*extra: Member, **fields: object) -> Problem:
    people = (
        a_person("ann", "Labour", roles=(Dated("scrutiny"),), trained=TRAINED),
        a_person("bob", "Labour", roles=(Dated("scrutiny"), Dated("cabinet"))),
        a_person("cat", "Green", trained=TRAINED),
        a_person("dan", "Liberal"),
        a_person("eve", "", terms=JOINED, trained=Span(day("2026-01-01"), day("2026-02-01"))),
    )
    usual = {"members": (*people, *extra), "teams": (a_team("mash"),), "year": span("2026-06-01", "2027-05-31")}
    return a_problem(**{**usual, **fields})


def counted(problem: Problem, *absent: str) -> Figures:
    """Ann and Bob were to go on 3 November 2026."""
    away = (Attendance(VISIT, one, "no", on=day("2026-11-03")) for one in absent)
    known = recorded_of(a_visit(), day("2026-12-01"), held(), *away)
    return figures(problem, YEAR, known, Records(known.day, (), (), (), ()))


def test_a_group_of_one_has_no_row_of_its_own() -> None:
    """Greens, Liberals and the member of no group are one each: their row would be about a person."""
    shares = {
        one.name: (len(one.members), len(one.asked), len(one.went)) for one in counted(a_council()).participation.groups
    }
    assert shares == {"Labour": (2, 2, 2), "groups of one member": (3, 0, 0)}


def test_a_role_of_one_has_none_either() -> None:
    shares = {one.name: len(one.members) for one in counted(a_council()).participation.roles}
    assert shares == {"scrutiny": 2, "roles of one member": 1}


def test_who_did_not_come_was_asked_and_did_not_go() -> None:
    part = counted(a_council(), "bob").participation
    assert (part.everybody.asked, part.everybody.went, part.everybody.places) == (("ann", "bob"), ("ann",), (VISIT,))


def test_the_new_are_those_first_elected_within_the_year() -> None:
    assert counted(a_council()).participation.new.members == ("eve",)


def test_the_trained_who_were_not_asked_are_told_and_only_if_training_is_recorded() -> None:
    """Eve's training has run out, Ann was asked: Cat alone is idle."""
    assert counted(a_council()).participation.idle == ("cat",)
    untrained = a_council(members=(a_person("ann", "Labour"), a_person("bob", "Labour")))
    assert counted(untrained).participation.idle is None


def test_the_barred_are_apart_unless_they_went() -> None:
    part = counted(a_council().knowing({"dan": ("lead member",), "ann": ("lead member",)})).participation
    assert part.barred == ("dan",)
    assert "ann" in part.everybody.members


def test_the_same_visit_in_the_history_counts_once_and_those_before_election_do_not() -> None:
    history = (
        *(past("ann", "mash", "2026-11-03"), past("ann", "mash", "2025-10-01")),
        *(past("eve", "mash", "2026-09-30"), past("eve", "mash", "2026-10-01"), past("eve", "mash", "2027-01-01")),
    )
    members = {one.member: one for one in counted(a_council(history=history)).participation.members}
    assert (members["ann"].since_elected, members["ann"].latest) == (2, day("2026-11-03"))
    # of Eve's three one was before her term began, and one is still to come
    assert (members["eve"].since_elected, members["eve"].elected) == (1, day("2026-10-01"))
    assert [one.member for one in members.values()] == ["ann", "bob", "cat", "dan", "eve"]
