"""Every edit does what it says and nothing else, and can be kept as data; hostile data is refused."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rota.domain import (
    LONDON,
    Cancellation,
    Closure,
    Meeting,
    Pin,
    Span,
)
from rota.domain import edits as e
from rota.domain.editable_fields import LARGEST_GROUP
from rota.domain.snapshot import snapshot
from tests.domain.edits import JUNE_3, RECESS, WHAT_EDITS_DO, council
from tests.support.builders import a_member, a_problem, day, moment, span


@pytest.mark.parametrize(("edit", "expected"), WHAT_EDITS_DO.values(), ids=WHAT_EDITS_DO)
def test_an_edit_does_what_it_says_and_nothing_else(edit: e.Edit, expected: dict[str, Any]) -> None:
    """The problem given stays as it is."""
    world = council()
    assert e.edited(world, [edit]) == replace(council(), **expected)
    assert snapshot(world) == snapshot(council())


def test_every_kind_of_edit_is_among_them() -> None:
    assert {type(edit) for edit, _ in WHAT_EDITS_DO.values()} == set(get_args(e.Edit))


def test_edits_are_made_in_turn() -> None:
    """A team that is to have three visits can have the third fixed; the last word holds."""
    edits = (
        e.SetTeam("mash", "visits_a_year", 3),
        e.Fix(Pin("mash-3", JUNE_3)),
        e.SetMember("ann", "yearly_limit", 1),
        e.SetMember("ann", "yearly_limit", 2),
    )
    found = e.edited(council(), edits)
    assert [visit.id for visit in found.visits if visit.team == "mash"] == ["mash-1", "mash-2", "mash-3"]
    assert found.member("ann").yearly_limit == 2
    assert e.edited(council(), ()) == council()


def test_a_visit_that_is_called_off_is_owed_until_the_year_ends() -> None:
    """North is open to the end of December: 2 x 214/365 = 1.2, so it owes one visit, and no longer than that."""
    found = e.edited(council(), [e.Cancel(Cancellation("north-1", JUNE_3))])
    assert found.visit("north-1").part == span("2026-06-01", "2026-12-31")
    assert e.edited(council(), [e.Close("mash", day("2026-05-31"))]).visits == council().visits[1:]


UNKNOWN: tuple[e.Edit, ...] = (
    e.SetTeam("nowhere", "visits_a_year", 1),
    e.Close("nowhere", JUNE_3),
    e.SetMember("nobody", "yearly_limit", 1),
    e.Leave("nobody", JUNE_3),
    e.Away("nobody", moment("2026-06-03"), moment("2026-06-04")),
    e.Free("nobody", moment("2026-06-03"), moment("2026-06-03 12:00")),
    e.Appoint("nobody", "panel"),
    e.GiveRole("nobody", "chair"),
    e.Clear("nobody", "trained", JUNE_3),
    e.Fix(Pin("mash-1", member="nobody")),
    e.SetTeam("mash", "host", "nobody"),
)


@pytest.mark.parametrize("edit", UNKNOWN, ids=repr)
def test_one_whom_there_is_not_is_named(edit: e.Edit) -> None:
    """A host is no member, and a member no team."""
    for one in (edit, *([replace(edit, member="hal")] if hasattr(edit, "member") else [])):
        with pytest.raises(KeyError, match=r"nobody|nowhere|hal"):
            e.edited(council(), [one])


def test_a_team_need_have_no_host() -> None:
    assert e.edited(council(), [e.SetTeam("mash", "host", "")]).team("mash").host == ""


class TestFix:
    """A pin takes the place of what says otherwise, and of nothing else that is fixed."""

    DAY, TIME = day("2026-06-17"), time(10)

    def fixed(self, pin: Pin, *before: Pin) -> set[Pin]:
        return set(e.edited(council(pins=before), [e.Fix(pin)]).pins)

    def test_another_date_replaces_the_date_and_leaves_the_time(self) -> None:
        new = Pin("mash-1", JUNE_3)
        assert self.fixed(new, Pin("mash-1", self.DAY, self.TIME)) == {new, Pin("mash-1", start=self.TIME)}

    def test_another_time_replaces_the_time_and_leaves_the_date(self) -> None:
        new = Pin("mash-1", start=time(14))
        assert self.fixed(new, Pin("mash-1", self.DAY, self.TIME)) == {new, Pin("mash-1", self.DAY)}

    def test_a_date_fixed_in_one_row_with_a_member_is_replaced_and_the_member_stays(self) -> None:
        """A table may fix date, time and member in one row."""
        new = Pin("mash-1", JUNE_3, time(14))
        assert self.fixed(new, Pin("mash-1", self.DAY, self.TIME, "ann")) == {new, Pin("mash-1", member="ann")}

    def test_a_member_who_is_not_to_go_is_no_longer_fixed_to_go_and_the_date_stays(self) -> None:
        new = Pin("mash-1", member="ann", never=True)
        assert self.fixed(new, Pin("mash-1", self.DAY, member="ann")) == {new, Pin("mash-1", self.DAY)}

    def test_a_member_who_is_to_go_after_all_is_no_longer_kept_away(self) -> None:
        new = Pin("mash-1", member="ann")
        assert self.fixed(new, Pin("mash-1", member="ann", never=True)) == {new}

    def test_another_member_and_another_visit_stay_fixed(self) -> None:
        new, bob, north = Pin("mash-1", member="ann"), Pin("mash-1", member="bob"), Pin("north-1", self.DAY, self.TIME)
        assert self.fixed(new, bob, north) == {new, bob, north}

    def test_the_same_again_changes_nothing(self) -> None:
        pin = Pin("mash-1", self.DAY, self.TIME, "ann")
        assert self.fixed(pin, pin) == {pin}


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        (None, span("2026-06-03")),
        (span("2026-05-01", "2026-06-02"), span("2026-05-01")),  # ran out the day before: no break
        (span("2026-05-01", "2026-06-01"), span("2026-06-03")),  # a day's break: two stretches are not kept
        (span(None, "2026-12-31"), span(None, None)),
        (span("2026-07-01", "2026-12-31"), span("2026-06-03")),
        (span("2026-06-03", "2026-06-03"), span("2026-06-03")),
    ],
)
@pytest.mark.parametrize("what", ["trained", "checked"])
def test_clearance_holds_from_the_day_on_and_before_it_as_long_as_it_held(
    what: Any, before: Span | None, expected: Span
) -> None:
    world = a_problem([a_member("ann", **{what: before})])
    assert getattr(e.edited(world, [e.Clear("ann", what, JUNE_3)]).member("ann"), what) == expected


# As data.

DAYS = st.dates(date(1930, 1, 1), date(2100, 12, 31))
MOMENTS = st.datetimes(datetime(1930, 1, 1), datetime(2100, 12, 31)).map(
    lambda at: at.replace(second=0, microsecond=0, tzinfo=LONDON, fold=0)
)
WORDS = st.text(max_size=20)
NUMBERS = st.integers(0, 366)
PINS = st.builds(
    Pin,
    WORDS,
    st.none() | DAYS,
    st.none() | st.times().map(lambda at: at.replace(microsecond=0, fold=0)),
    st.none() | WORDS,
)
FACTS = st.one_of(
    st.tuples(st.sampled_from(("visits_a_year", "spacing_days")), NUMBERS),
    st.tuples(st.sampled_from(("group_least", "group_most")), st.integers(1, LARGEST_GROUP)),
    st.tuples(st.just("host"), WORDS),
    st.tuples(st.just("step_free"), st.booleans()),
    st.tuples(st.sampled_from(("requires", "deputies")), st.lists(WORDS, max_size=3).map(tuple)),
)
EVERY_EDIT: dict[type, st.SearchStrategy[Any]] = {
    e.SetTeam: st.builds(lambda team, fact: e.SetTeam(team, *fact), WORDS, FACTS),
    e.SetMember: st.one_of(
        st.builds(e.SetMember, WORDS, st.just("yearly_limit"), NUMBERS),
        st.builds(e.SetMember, WORDS, st.just("needs_step_free"), st.booleans()),
    ),
    e.SetRule: st.builds(
        e.SetRule, WORDS, WORDS, st.integers() | st.booleans() | WORDS | st.lists(WORDS, max_size=3).map(tuple)
    ),
    e.Leave: st.builds(e.Leave, WORDS, DAYS),
    e.Close: st.builds(e.Close, WORDS, DAYS),
    e.Shut: st.builds(e.Shut, DAYS, WORDS),
    e.Reopen: st.builds(e.Reopen, DAYS),
    e.Fix: st.builds(e.Fix, PINS),
    e.Unfix: st.builds(e.Unfix, PINS),
    e.Cancel: st.builds(
        e.Cancel, st.builds(Cancellation, WORDS, DAYS, st.sampled_from(("", "council", "service", "members")))
    ),
    e.Away: st.builds(e.Away, WORDS, MOMENTS, MOMENTS),
    e.Free: st.builds(e.Free, WORDS, MOMENTS, MOMENTS),
    e.Postpone: st.builds(e.Postpone, st.builds(Meeting, WORDS, MOMENTS, MOMENTS)),
    e.Appoint: st.builds(e.Appoint, WORDS, WORDS),
    e.GiveRole: st.builds(e.GiveRole, WORDS, WORDS),
    e.Clear: st.builds(e.Clear, WORDS, st.sampled_from(("trained", "checked")), DAYS),
}


def test_every_kind_of_edit_can_be_drawn() -> None:
    assert EVERY_EDIT.keys() == set(get_args(e.Edit))


@given(st.one_of(*EVERY_EDIT.values()))
def test_an_edit_survives_as_data(edit: e.Edit) -> None:
    """Through the text of a file too; a yes is not read back as 1."""
    back = e.edit_from_data(json.loads(json.dumps(e.edit_to_data(edit))))
    assert back == edit
    assert repr(back) == repr(edit)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@st.composite
def spoilt(draw: st.DrawFn) -> Any:
    """An edit as data in which something is missing, more or other than it was."""
    data = e.edit_to_data(draw(st.one_of(*EVERY_EDIT.values())))
    name = draw(st.sampled_from([*data, "more"]))
    if draw(st.booleans()):
        data.pop(name, None)
    else:
        data[name] = draw(JSON | st.sampled_from(("0001-01-01", "9999-12-31", "9999-12-31 23:59", 10**30)))
    return data


@given(spoilt() | JSON)
def test_hostile_data_is_refused_or_is_an_edit_that_can_be_made(data: Any) -> None:
    """What is not refused can be kept again, and making it fails at most for a name that there is not."""
    try:
        edit = e.edit_from_data(data)
    except (ValueError, TypeError, KeyError):
        return
    assert e.edit_from_data(e.edit_to_data(edit)) == edit
    world = council(closures=(RECESS, Closure(Span(), "for ever")))
    try:
        e.edited(world, [edit])
    except KeyError:
        assert type(edit) in {type(one) for one in UNKNOWN}


@pytest.mark.parametrize(
    "data",
    [
        [],
        None,
        "Shut",
        {},
        {"edit": "Problem"},
        {"edit": ["Shut"]},
        {"edit": "SetTeam", "team": "mash", "fact": "id", "value": "other"},
        {"edit": "SetTeam", "team": "mash", "fact": "visits_a_year", "value": 367},
        {"edit": "SetTeam", "team": "mash", "fact": "visits_a_year", "value": -1},
        {"edit": "SetTeam", "team": "mash", "fact": "visits_a_year", "value": True},
        {"edit": "SetTeam", "team": "mash", "fact": "step_free", "value": 1},
        {"edit": "SetTeam", "team": "mash", "fact": "host", "value": 1},
        {"edit": "SetTeam", "team": "mash", "fact": "requires", "value": "chair"},
        {"edit": "SetTeam", "team": "mash", "fact": "requires", "value": ["chair", 1]},
        {"edit": "SetMember", "member": "ann", "fact": "name", "value": 1},
        {"edit": "SetMember", "member": "ann", "fact": "yearly_limit", "value": True},
        {"edit": "SetMember", "member": "ann", "fact": "needs_step_free", "value": 1},
        {"edit": "SetRule", "rule": "x", "number": 3, "value": 1},
        {"edit": "SetRule", "rule": "x", "number": "y", "value": 1.5},
        {"edit": "SetRule", "rule": "x", "number": "y", "value": None},
        {"edit": "SetRule", "rule": "x", "number": "y"},
        {"edit": "Reopen", "day": "0001-01-01"},
        {"edit": "Free", "person": "ann", "start": "1929-12-31 09:00", "end": "2026-06-03 12:00"},
        {"edit": "Fix", "pin": {"visit": "mash-1", "day": "2101-01-01"}},
        {"edit": "Clear", "member": "ann", "what": "name", "start": "2026-06-03"},
    ],
    ids=repr,
)
def test_what_is_no_edit_is_refused(data: Any) -> None:
    with pytest.raises((ValueError, TypeError, KeyError)):
        e.edit_from_data(data)
