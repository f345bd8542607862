"""Edits as an officer writes them: what --set, --pin, --drop and --lost are taken for, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from rota.app.edit_syntax import lost, pinned, said_once, set_to
from rota.cli.inputs import Inputs, read_inputs
from rota.domain import Cancellation, Pin, Problem, Rota
from rota.domain import edits as e
from rota.errors import CouldNotRunError
from tests.cli.worlds import a_council, change
from tests.explaining.commands import ONE
from tests.support.builders import a_rota, day, moment

MASH_DAY = day("2027-10-12")
CP = "Corporate parenting, visit 1 of 2"
ROTA = a_rota(
    {
        "corporate-parenting-1": ("2027-06-17 14:00", "example-member-four", "example-member-five"),
        "mash-1": ("2027-10-12 10:00", "example-member-one", "example-member-two"),
        "corporate-parenting-2": ("2028-02-07 10:00", "example-member-six", "example-member-three"),
    }
)


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Inputs:
    return read_inputs(a_council(tmp_path_factory.mktemp("editing") / "visits"), own_rules=False)


SETTINGS: dict[str, e.Edit] = {
    "yearly_limit.visits_a_year=3": e.SetRule("yearly_limit", "visits_a_year", 3),
    " yearly-limit . visits-a-year = 3 ": e.SetRule("yearly_limit", "visits_a_year", 3),
    "same_ward.on=no": e.SetRule("same_ward", "on", False),
    "same_ward.on=TRUE": e.SetRule("same_ward", "on", True),
    "same_ward.must=yes": e.SetRule("same_ward", "must", True),
    "pool.roles_left_out=chair": e.SetRule("pool", "roles_left_out", ("chair",)),
    "clearance.check_required_for=home; mash;": e.SetRule("clearance", "check_required_for", ("home", "mash")),
    "mash.visits_a_year=2": e.SetTeam("mash", "visits_a_year", 2),
    "Corporate parenting.spacing_days=90": e.SetTeam("corporate-parenting", "spacing_days", 90),
    "mash.host=example manager TWO": e.SetTeam("mash", "host", "example-manager-two"),
    "mash.deputy=Example Manager Two": e.SetTeam("mash", "deputies", ("example-manager-two",)),
    "mash.step_free=no": e.SetTeam("mash", "step_free", False),
    "mash.requires=Lead Member": e.SetTeam("mash", "requires", ("lead member",)),
    "mash.requires=Lead Member;Chair": e.SetTeam("mash", "requires", ("lead member", "chair")),
    f"{ONE}.yearly_limit=0": e.SetMember("example-member-one", "yearly_limit", 0),
    "example-member-one.step_free=yes": e.SetMember("example-member-one", "needs_step_free", True),
}


@pytest.mark.parametrize(("word", "edit"), SETTINGS.items(), ids=SETTINGS)
def test_what_is_set(inputs: Inputs, word: str, edit: e.Edit) -> None:
    assert list(set_to(inputs.problem, inputs.rules, [word])) == [edit]


AT_TWO = moment("2027-10-13 14:00").time()
PINS: dict[str, Pin] = {
    "mash-1=2027-10-13": Pin("mash-1", day("2027-10-13")),
    "mash=2027-10-13": Pin("mash-1", day("2027-10-13")),
    "mash-1= 2027-10-13 14:00 ": Pin("mash-1", day("2027-10-13"), AT_TWO),
    "mash-1=14:00": Pin("mash-1", start=AT_TWO),
    f"{CP}=example member one": Pin("corporate-parenting-1", member="example-member-one"),
    f"mash-1=NOT {ONE}": Pin("mash-1", member="example-member-one", never=True),
}


@pytest.mark.parametrize(("word", "pin"), PINS.items(), ids=PINS)
def test_what_is_pinned(inputs: Inputs, word: str, pin: Pin) -> None:
    assert list(pinned(inputs.problem, [word])) == [e.Fix(pin)]


FIXED = Pin("mash-1", MASH_DAY, moment("2027-10-12 10:00").time())
"""The one row of the starter's fixed.csv."""


def lost_from(problem: Problem, word: str, since: str = "2027-09-01", rota: Rota = ROTA) -> list[e.Edit]:
    return list(lost(problem, [word], day(since), rota))


def test_what_is_lost(inputs: Inputs) -> None:
    """A date that is lost frees what was fixed for it, of that visit or of every visit."""
    problem = inputs.problem
    assert lost_from(problem, ONE) == [e.Leave("example-member-one", day("2027-08-31"))]
    assert lost_from(problem, "Example Manager Two") == [
        e.Away("example-manager-two", moment("2027-09-01"), moment("2028-06-01"))
    ]
    assert lost_from(problem, "2027-10-12") == [e.Shut(MASH_DAY, "lost"), e.Unfix(FIXED)]
    assert lost_from(problem, "2027-10-13") == [e.Shut(day("2027-10-13"), "lost")]
    assert lost_from(problem, "mash-1") == [e.Cancel(Cancellation("mash-1", MASH_DAY)), e.Unfix(FIXED)]
    assert lost_from(problem, "corporate-parenting-1") == [
        e.Cancel(Cancellation("corporate-parenting-1", day("2027-06-17")))
    ]


def owed(problem: Problem, word: str, since: str) -> tuple[int, list[str]]:
    """How many edits the loss makes, and the visits that are owed after it."""
    edits = lost_from(problem, word, since)
    return len(edits), [visit.id for visit in e.edited(problem, edits).visits]


def test_a_team_that_is_lost_is_owed_what_has_been_made(inputs: Inputs) -> None:
    """A team that closes is owed its share of the year, at least one. Corporate parenting is visited twice: on 17 June
    and on 7 February, after 252 of 366 days. Twice 0.69 is nearer to 1, so that 3 a year are needed to be owed 2.
    """
    first, second, mash = "corporate-parenting-1", "corporate-parenting-2", "mash-1"
    assert owed(inputs.problem, "Corporate parenting", "2027-06-17") == (2, [mash])
    assert owed(inputs.problem, "Corporate parenting", "2027-06-18") == (1, [first, mash])
    assert owed(inputs.problem, "Corporate parenting", "2028-02-07") == (1, [first, mash])
    assert owed(inputs.problem, "Corporate parenting", "2028-02-08") == (2, [first, second, mash])
    assert owed(inputs.problem, "MASH", "2027-10-12") == (2, [first, second])
    assert owed(inputs.problem, "mash", "2027-10-13") == (1, [first, second, mash])


def test_a_team_whose_later_visit_was_made_first_cannot_be_closed_by_a_word(inputs: Inputs) -> None:
    """No number of visits a year owes the second and not the first."""
    second = Rota(tuple(place for place in ROTA.placements if place.visit == "corporate-parenting-2"))
    with pytest.raises(CouldNotRunError, match="Corporate parenting cannot close after 2028-02-07: of its visits,"):
        lost_from(inputs.problem, "Corporate parenting", "2028-02-08", second)


def test_a_member_who_is_lost_is_let_off_what_was_fixed_for_later(inputs: Inputs) -> None:
    """The date stays fixed; so does what was fixed of a visit that was made, of others, and who never goes."""
    one = "example-member-one"
    later, made = Pin("mash-1", MASH_DAY, member=one), Pin("corporate-parenting-1", member=one)
    others = (Pin("mash-1", member="example-member-two"), Pin("corporate-parenting-2", member=one, never=True))
    problem = e.edited(inputs.problem, [e.Unfix(FIXED), *map(e.Fix, (later, made, *others))])
    assert lost_from(problem, ONE) == [
        e.Leave(one, day("2027-08-31")),
        e.Unfix(later),
        e.Fix(Pin("mash-1", MASH_DAY)),
    ]
    pins = e.edited(problem, lost_from(problem, ONE)).pins
    assert set(pins) == {Pin("mash-1", MASH_DAY), made, *others}


def test_of_a_lost_date_who_goes_stays_fixed(inputs: Inputs) -> None:
    both = Pin("mash-1", MASH_DAY, member="example-member-two")
    problem = e.edited(inputs.problem, [e.Unfix(FIXED), e.Fix(both)])
    assert lost_from(problem, "mash-1")[1:] == [e.Unfix(both), e.Fix(Pin("mash-1", member="example-member-two"))]


def test_a_visit_without_a_date_has_none_to_lose(inputs: Inputs) -> None:
    with pytest.raises(CouldNotRunError, match="MASH is not in the rota, so it has no date to lose"):
        lost_from(inputs.problem, "mash-1", rota=Rota(()))


@pytest.mark.parametrize("word", [ONE, "Example Manager Two", "mash"])
def test_after_the_year_nothing_is_lost(inputs: Inputs, word: str) -> None:
    with pytest.raises(CouldNotRunError, match="Nothing is lost from 2028-06-01 on: the year ends on 2028-05-31"):
        lost_from(inputs.problem, word, since="2028-06-01")
    assert lost_from(inputs.problem, word, since="2028-05-31")


def test_each_edit_is_made_once_and_the_order_stays(inputs: Inputs) -> None:
    """A date, and the same date with its time, do not contradict each other."""
    dated = [e.Fix(Pin("mash-1", MASH_DAY)), e.Fix(Pin("mash-1", MASH_DAY, AT_TWO))]
    limit = e.SetRule("yearly_limit", "visits_a_year", 1)
    assert said_once(inputs.problem, [limit, *dated, limit]) == (limit, *dated)


def test_a_name_that_looks_like_a_date_is_a_name(tmp_path: Path) -> None:
    council = a_council(tmp_path / "visits")
    for table in ("members", "absences", "published", "history", "attendance", "reports"):
        file = council / f"{table}.csv"
        if ONE in file.read_text(encoding="utf-8-sig"):
            change(file, ONE, "12-10 Club")
    problem = read_inputs(council, own_rules=False).problem
    assert lost_from(problem, "12-10 club") == [e.Leave("12-10-club", day("2027-08-31"))]
