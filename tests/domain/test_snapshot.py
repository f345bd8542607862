"""The canonical JSON of a Problem round-trips, hashes, and refuses what is not of its form."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rota.domain import Dated, Placement, Problem, Rota, Span, Team
from rota.domain.snapshot import canonical, from_data, from_snapshot, snapshot, snapshot_hash, to_data
from tests.support.builders import a_member, a_problem, a_rota, a_slot, away
from tests.support.strategies import problems

pytestmark = pytest.mark.full

REFUSED = (ValueError, TypeError, KeyError)
"""Everything that reading back may raise: callers turn these into a sentence."""

WRONG: tuple[Any, ...] = (None, True, 7, 1.5, "wrong", [], [7], {}, {"wrong": 1})


@given(problems())
def test_a_snapshot_reads_back_to_the_same_problem(problem: Problem) -> None:
    text = snapshot(problem)
    assert problem == from_snapshot(text)
    assert text == snapshot(from_snapshot(text))


def test_a_snapshot_is_one_line_of_sorted_json_that_keeps_accents() -> None:
    text = snapshot(a_problem([a_member("siân")]))
    assert text == json.dumps(json.loads(text), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert '"siân"' in text
    assert "\n" not in text


def test_the_hash_is_sha_256_and_changes_with_any_fact() -> None:
    one, other = snapshot_hash(a_problem()), snapshot_hash(a_problem(travel_minutes=31))
    assert len(one) == 64
    assert set(one) <= set("0123456789abcdef")
    assert one != other


def test_times_are_written_as_london_clocks_show_them() -> None:
    # 10:00 on 3 June 2026 is summer time, 09:00 UTC.
    problem = a_problem(absences=[away("ann", "2026-06-03 10:00", "2026-06-03 12:00")])
    assert to_data(problem)["absences"] == [
        {"person": "ann", "start": "2026-06-03 10:00", "end": "2026-06-03 12:00"},
    ]
    assert problem.absences == from_snapshot(snapshot(problem)).absences


def test_a_rota_reads_back_too() -> None:
    rota = a_rota({"mash-1": ("2026-06-03 10:00", "ann", "bob")})
    assert rota == from_data(Rota, json.loads(canonical(rota)))
    assert Placement("mash-1", a_slot("2026-06-03 10:00"), ("ann", "bob")) == rota.placements[0]


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        (Span, {"start": "2026-06-31", "end": None}),
        (Span, {"start": 20260601, "end": None}),
        (Span, {"begin": "2026-06-01"}),
        (Span, ["2026-06-01", None]),
        (Placement, {"visit": "mash-1"}),
        (Rota, {"placements": None}),
        (Rota, {"placements": "mash-1"}),
        (Problem, {"council": "Testshire"}),
        (Dated, {"value": 7}),
        (Team, {"id": "mash", "name": "MASH", "visits_a_year": "2"}),
        (Team, {"id": "mash", "name": "MASH", "visits_a_year": True}),
        (Team, {"id": "mash", "name": "MASH", "kind": "school"}),
    ],
)
def test_data_of_another_form_is_refused(kind: type[Any], data: Any) -> None:
    with pytest.raises(REFUSED):
        from_data(kind, data)


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", '"rota"', "7", '{"council":"Testshire"}', '{"unknown":1}', "\x00", "NaN"]
)
def test_text_that_is_no_snapshot_is_refused(text: str) -> None:
    with pytest.raises(REFUSED):
        from_snapshot(text)


def _inner_places(data: Any) -> list[tuple[Any, Any]]:
    """Every (container, key) of the JSON, so that any value in it can be spoilt."""
    keys = list(data) if isinstance(data, dict) else list(range(len(data))) if isinstance(data, list) else []
    return [place for key in keys for place in [(data, key), *_inner_places(data[key])]]


@given(problems(), st.data())
def test_a_spoilt_snapshot_is_refused_or_is_another_problem(problem: Problem, data: st.DataObject) -> None:
    """No other error than the three, whatever value is put anywhere."""
    spoilt = to_data(problem)
    container, key = data.draw(st.sampled_from(_inner_places(spoilt)))
    container[key] = data.draw(st.sampled_from(WRONG))
    text = json.dumps(spoilt)
    try:
        read = from_snapshot(text)
    except REFUSED:
        return
    assert read == from_snapshot(snapshot(read))


@given(problems(), st.data())
def test_a_snapshot_that_lacks_a_required_fact_is_refused(problem: Problem, data: st.DataObject) -> None:
    """Facts without a default are the council, the year, the members, the teams, and the names of these."""
    spoilt = to_data(problem)
    where, name = data.draw(st.sampled_from([("", "council"), ("", "year"), ("members", "id"), ("teams", "name")]))
    del (spoilt[where][0] if where else spoilt)[name]
    with pytest.raises(REFUSED):
        from_snapshot(json.dumps(spoilt))
