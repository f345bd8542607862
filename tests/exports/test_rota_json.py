"""rota.json: the record, read back."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from constraints.fair_share import FairShare
from rota.exports.rota_json import render
from rota.record import Certificate
from rota.record_json import LARGEST_FILE, read_record
from tests.exports.documents import a_document, a_hostile_document, the_document


def changed(**fields: Any) -> bytes:
    """The document's rota.json with these keys changed; None takes the key out."""
    data = json.loads(render(the_document())["rota.json"]) | fields
    return json.dumps({key: value for key, value in data.items() if value is not None}).encode()


@pytest.mark.parametrize(
    "document",
    [
        a_document(),
        the_document(),
        the_document([FairShare()], Certificate(1300, 1200, 1300, 1300)),
        a_hostile_document(),
    ],
    ids=["empty", "plain", "certified", "hostile"],
)
def test_the_record_reads_back_equal(document: Any) -> None:
    assert read_record(render(document)["rota.json"]) == document.record


def test_the_record_stands_beside_its_figures() -> None:
    data = json.loads(render(the_document([FairShare()]))["rota.json"])
    assert (data["format"], data["version"]) == ("rota", 1)
    assert data["sequences"] == {"mash-1": 0, "north-1": 0, "north-2": 0}
    # Loads 2, 3, 1 and 0; 1,300 points: see test_document. Two of three visits have two members, one across parties.
    assert data["summary"] == {
        "visits_owed": 3,
        "visits_not_placed": 0,
        "places_filled": 5,
        "cross_party_visits": 1,
        "draft": False,
        "breaches": 0,
        "points": 1300,
        "points_by_rule": {"fair_share": 1300},
        "least_load": 0.0,
        "largest_load": 3.0,
    }


def test_keys_are_sorted_and_the_file_ends_with_a_new_line() -> None:
    content = render(the_document())["rota.json"].decode()
    assert content == json.dumps(json.loads(content), indent=1, sort_keys=True) + "\n"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "This is not a rota.json"),
        (b"{", "This is not a rota.json"),
        (b"\xff\xfe{}", "This is not a rota.json"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"a":' * 100_000, "nested too deeply"),
        (b"1" * 5_000, "This is not a rota.json"),
        (b'{"a": 1, "a": 2}', "a key is there twice"),
        (b'{"a": NaN}', "NaN is not a number"),
        (b'{"a": "\\ud800"}', "This is not a rota.json"),
        (b"[]", "does not say that its format is 'rota'"),
        (b" " * (LARGEST_FILE + 1), "a rota.json has at most 20,000,000"),
        (changed(version=2), "is of version 2; this program reads 1"),
        (changed(version=True), "is of version True"),
        (changed(secret=1), "a key that is not known: secret"),
        (changed(record=None), "has no 'record'"),
        (changed(record=[]), "not of the right form"),
        (changed(record={}), "not of the right form"),
        (changed(record={"rota": {"placements": 3}}), "not of the right form"),
        (changed(record={"x" * 1000: 1}), "not of the right form"),
        (changed(sequences={"mash-1": -1}), "not whole numbers"),
        (changed(sequences=[]), "not whole numbers"),
    ],
)
def test_anything_else_is_refused_in_a_sentence(content: bytes, said: str) -> None:
    with pytest.raises(ValueError, match=r"^This|^The") as refusal:
        read_record(content)
    assert said in str(refusal.value)
    assert len(str(refusal.value)) < 300


@given(st.binary(max_size=60) | st.text(max_size=60).map(lambda text: json.dumps({"format": text}).encode()))
def test_no_bytes_do_more_than_raise_value_error(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"rota\.json"):
        read_record(content)


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists, max_leaves=5), st.data())
def test_a_record_with_one_value_spoilt_reads_or_raises_value_error(value: Any, data: st.DataObject) -> None:
    whole = json.loads(render(the_document())["rota.json"])
    part = data.draw(st.sampled_from(["rota", "provenance", "certificate"]))
    whole["record"][part] = value
    spoilt = json.dumps(whole).encode()
    if part == "certificate" and value is None:
        assert read_record(spoilt).certificate is None
    else:
        with pytest.raises(ValueError, match=r"rota\.json"):
            read_record(spoilt)
