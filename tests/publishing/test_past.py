"""What is over on the day of publication: each change of it is found, and the change list says what it was and is.

MASH is on 3 June 2026 with Ann and Cai, North on 9 September with Ann and Bob and on 6 January 2027 with Bob.
"""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from rota.domain import Cancellation, Problem, Rota
from rota.publishing.issue import PreparedPublication
from rota.publishing.rewritten_past import Rewrite, rewrites
from tests.exports.documents import a_document, the_rota, the_year
from tests.publishing.rotas import the_rota_with
from tests.publishing.worlds import MINIMAL, Council
from tests.support.builders import a_rota, a_team, day, span

MASH = ("2026-06-03 10:00", "ann", "cai")
RECEIVED = ", received by Hari Shah"
WAS = f"on 3 June 2026 at 10:00, with Ann and Cai{RECEIVED}"


def found(rota: Rota, on: str, problem: Problem | None = None, first: Rota | None = None) -> tuple[Rewrite, ...]:
    """What differs of what is over on this day from the year published on 1 May."""
    council = Council()
    council.publish("2026-05-01 09:30:00", rota=first)
    assert council.earlier is not None
    return rewrites(a_document(problem or the_year(), rota), council.earlier.record, day(on))


CHANGES: dict[str, tuple[tuple[str, ...] | None, str]] = {
    "somebody else": (("2026-06-03 10:00", "ann", "bob"), f"with Ann and Bob{RECEIVED}"),
    "one fewer": (("2026-06-03 10:00", "ann"), f"with Ann{RECEIVED}"),
    "nobody": (("2026-06-03 10:00",), f"with nobody{RECEIVED}"),
    "another hour": (("2026-06-03 14:00", "ann", "cai"), f"on 3 June 2026 at 14:00, with Ann and Cai{RECEIVED}"),
    "another day that is over": (
        ("2026-06-02 10:00", "ann", "cai"),
        f"on 2 June 2026 at 10:00, with Ann and Cai{RECEIVED}",
    ),
    "a day to come": (("2026-10-07 10:00", "bob"), f"on 7 October 2026 at 10:00, with Bob{RECEIVED}"),
    "no more": (None, "not in the rota"),
}


@pytest.mark.parametrize(("placed", "becomes"), CHANGES.values(), ids=CHANGES)
def test_each_change_of_what_is_over_is_found_from_the_next_day_on(
    placed: tuple[str, ...] | None, becomes: str
) -> None:
    """On 4 June, and not on the 3rd unless the visit is moved to a day before that."""
    assert found(the_rota_with(mash_1=placed), "2026-06-04") == (Rewrite("mash-1", "MASH", WAS, becomes),)
    same_day = () if placed is None or placed[0] > "2026-06-03" else (Rewrite("mash-1", "MASH", WAS, becomes),)
    assert found(the_rota_with(mash_1=placed), "2026-06-03") == same_day


def test_what_is_to_come_may_change_and_what_is_over_is_as_it_was() -> None:
    moved = the_rota_with(north_1=("2026-09-16 10:00", "cai"), north_2=None)
    assert found(moved, "2026-06-04") == ()
    assert found(the_rota(), "2027-03-31") == ()


def test_a_visit_to_come_is_not_moved_among_what_is_over() -> None:
    title = "North, visit 1 of 2"
    was = "on 9 September 2026 at 10:00, with Ann and Bob"
    early = the_rota_with(north_1=("2026-06-02 10:00", "ann", "bob"))
    becomes = "on 2 June 2026 at 10:00, with Ann and Bob"
    assert found(early, "2026-06-04") == (Rewrite("north-1", title, was, becomes),)


def test_a_visit_of_which_nobody_was_told_is_not_put_among_what_is_over() -> None:
    first = the_rota_with(mash_1=None)
    assert found(the_rota(), "2026-06-04", first=first) == (Rewrite("mash-1", "MASH", "not in the rota", WAS),)
    assert found(the_rota(), "2026-06-03", first=first) == ()


def test_several_are_found_at_once_in_order() -> None:
    other = the_rota_with(mash_1=None, north_1=("2026-09-09 10:00", "bob"))
    assert [rewrite.visit for rewrite in found(other, "2026-09-10")] == ["mash-1", "north-1"]


def test_a_visit_that_the_year_owes_no_longer_bears_the_title_that_it_had() -> None:
    teams = tuple(replace(team, visits_a_year=1) if team.id == "north" else team for team in the_year().teams)
    fewer = replace(the_year(), teams=teams)
    (rewrite,) = found(the_rota_with(north_2=None), "2027-01-07", fewer)
    assert (rewrite.visit, rewrite.title) == ("north-2", "North, visit 2 of 2")
    assert rewrite.would == (
        "North, visit 2 of 2 was on 6 January 2027 at 10:00, with Bob; it would not be in the rota."
    )


def test_what_the_tables_call_off_is_marked_as_told_by_name() -> None:
    """MASH was cancelled on its day: it is owed again, and may be on a day to come, or nowhere, but not on one gone."""
    off = replace(the_year(), cancelled=(Cancellation("mash-1", day("2026-06-03")),))
    for placed, cancelled in (
        (("2026-10-07 10:00", "ann", "cai"), True),
        (None, True),
        (("2026-06-02 10:00", "ann", "cai"), False),
        (("2026-06-03 10:00", "ann", "bob"), False),
    ):
        (rewrite,) = found(the_rota_with(mash_1=placed), "2026-06-10", off)
        assert rewrite.cancelled is cancelled
    other_day = replace(the_year(), cancelled=(Cancellation("mash-1", day("2026-06-04")),))
    (rewrite,) = found(the_rota_with(mash_1=None), "2026-06-10", other_day)
    assert not rewrite.cancelled


def merged(**placed: tuple[str, ...]) -> tuple[Problem, Rota]:
    """The MASH has become the Front Door, which takes its place."""
    door = a_team("door", name="Front Door", group_least=2, succeeds=("mash",))
    others = tuple(team for team in the_year().teams if team.id != "mash")
    rota = Rota((*the_rota_with(mash_1=None).placements, *a_rota({"door-1": placed["door_1"]}).placements))
    return replace(the_year(), teams=(door, *others)), rota


def test_a_visit_that_goes_by_the_name_of_a_team_that_took_anothers_place_is_as_it_was() -> None:
    problem, rota = merged(door_1=MASH)
    assert found(rota, "2026-06-04", problem) == ()
    problem, rota = merged(door_1=("2026-06-03 10:00", "ann", "bob"))
    assert [rewrite.title for rewrite in found(rota, "2026-06-04", problem)] == ["Front Door", "MASH"]


def test_the_rota_of_another_year_is_not_held_against_this_one() -> None:
    """Ids come again every year: mash-1 of next June is another visit than mash-1 of this one."""
    council = Council()
    council.publish("2026-05-01 09:30:00")
    next_year = replace(the_year(), year=span("2027-04-01", "2028-03-31"))
    rota = a_rota({"mash-1": ("2027-06-02 10:00", "bob", "cai")})
    assert council.earlier is not None
    assert rewrites(a_document(next_year, rota), council.earlier.record, day("2027-03-15")) == ()
    council.publish("2027-03-15 09:30:00", next_year, rota)
    later = a_rota({"mash-1": ("2027-06-02 10:00", "bob", "dot")})
    (rewrite,) = rewrites(a_document(next_year, later), council.earlier.record, day("2027-06-03"))
    assert rewrite.would == "MASH was on 2 June 2027 at 10:00, with Bob and Cai; it would be with Bob and Dot."


def test_with_nothing_published_nothing_is_otherwise() -> None:
    assert rewrites(a_document(the_year(), the_rota()), None, day("2027-03-31")) == ()


# The change list, once it is allowed.


def corrected(rota: Rota, at: str = "2026-06-10 10:00:00", problem: Problem | None = None) -> PreparedPublication:
    council = Council()
    council.publish("2026-05-01 09:30:00", presentation=MINIMAL)
    return council.publish(at, problem, rota, MINIMAL)


def test_everybody_whom_it_concerns_is_told_what_it_was_and_what_it_is() -> None:
    made = corrected(the_rota_with(mash_1=("2026-06-03 10:00", "ann", "bob")))
    sentence = f"Corrected: MASH was {WAS}; it is with Ann and Bob{RECEIVED}."
    assert [(change.person, change.what, change.sentence, change.late) for change in made.changes] == [
        (person, "corrected", sentence, False) for person in ("Ann", "Bob", "Cai", "Hari Shah")
    ]
    rows = list(csv.DictReader(io.StringIO(made.files["changes.csv"].decode("utf-8-sig"))))
    assert [(row["person"], row["change"], row["what"]) for row in rows] == [
        (person, "corrected", sentence) for person in ("Ann", "Bob", "Cai", "Hari Shah")
    ]
    assert sentence in made.files["changes.html"].decode()


def test_a_visit_that_is_taken_out_of_the_past_is_told_to_those_who_went() -> None:
    made = corrected(the_rota_with(mash_1=None))
    assert {change.person for change in made.changes} == {"Ann", "Cai", "Hari Shah"}
    assert {change.sentence for change in made.changes} == {f"Corrected: MASH was {WAS}; it is not in the rota."}


def test_what_is_corrected_is_told_beside_what_is_to_come() -> None:
    """Bob's September visit moves, which is a change like any other; MASH is corrected for its own people."""
    made = corrected(the_rota_with(mash_1=("2026-06-03 10:00", "ann"), north_1=("2026-09-16 10:00", "ann", "bob")))
    told = [(change.person, change.what) for change in made.changes]
    assert ("Bob", "moved") in told
    assert ("Bob", "corrected") not in told
    assert ("Cai", "corrected") in told


def test_a_visit_that_was_called_off_and_is_on_another_day_is_told_as_a_move() -> None:
    off = replace(the_year(), cancelled=(Cancellation("mash-1", day("2026-06-03")),))
    made = corrected(the_rota_with(mash_1=("2026-06-17 10:00", "ann", "cai")), problem=off)
    sentence = "MASH moves from 3 June 2026 at 10:00 to 17 June 2026 at 10:00, until 11:00."
    assert {(change.what, change.sentence) for change in made.changes} == {("moved", sentence)}
    assert all(change.late for change in made.changes)
