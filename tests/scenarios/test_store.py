"""Scenarios kept under names: what is written comes back, and nothing else is ever taken for one."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rota.domain.edits import Edit, Leave, SetRule
from rota.scenarios import store
from rota.scenarios.store import FOLDER, KeptScenario, ScenarioError, content, discard, file_of, names, read
from tests.domain.edits import WHAT_EDITS_DO
from tests.replanning.worlds import PUBLISHED
from tests.support.builders import day

EVERY_EDIT: tuple[Edit, ...] = tuple(edit for edit, _ in WHAT_EDITS_DO.values())
LIGHTER = SetRule("yearly_limit", "visits_a_year", 1)


def kept(name: str = "lighter", *edits: Edit) -> KeptScenario:
    return KeptScenario(name, edits or (LIGHTER,), ("Siân 🌸 goes.",), "0" * 64, 920, PUBLISHED)


def put(folder: Path, text: str | bytes, name: str = "lighter") -> Path:
    """The text as the file of a scenario."""
    file = folder / FOLDER / f"{name}.json"
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def test_what_is_kept_comes_back_with_every_kind_of_edit(tmp_path: Path) -> None:
    scenario = kept("lighter", *EVERY_EDIT)
    put(tmp_path, content(scenario))
    assert read(tmp_path, "lighter") == scenario


def test_the_same_scenario_is_the_same_bytes() -> None:
    data = content(kept())
    assert data == content(kept())
    assert data.endswith(b"}\n")
    assert list(json.loads(data)) == sorted(json.loads(data))


def test_the_name_is_the_files(tmp_path: Path) -> None:
    """A file that was copied or renamed is another scenario."""
    put(tmp_path, content(kept("lighter")), "copy")
    assert read(tmp_path, "copy").name == "copy"


@pytest.mark.parametrize("name", ["a", "A1", "fewer visits", "2027-28", "x_y", "x" * 60])
def test_a_name_is_a_file_in_the_folder_beside_the_tables(tmp_path: Path, name: str) -> None:
    assert file_of(tmp_path, name) == tmp_path / "what-if" / f"{name}.json"


NO_NAMES = (
    *("", " ", ".", "..", "../x", "a/b", "a\\b", "/etc/passwd", "C:x", "a.json", ".x", "-x", " a", "a ", "a\n", "a\0"),
    *("x" * 61, "Tŷ", "🏠", "a\u202eb", "a;b", "*", "~", "²"),
)


@pytest.mark.parametrize("name", NO_NAMES)
def test_what_is_no_name_is_refused_before_any_file_is_looked_at(tmp_path: Path, name: str) -> None:
    for ask in (file_of, read, discard):
        with pytest.raises(
            ScenarioError, match=r"cannot be a name\. Use letters, figures, spaces, - and _; at most 60"
        ):
            ask(tmp_path, name)


def test_a_long_name_is_not_told_in_full(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError) as refused:
        file_of(tmp_path, "x" * 10_000)
    assert len(str(refused.value)) < 200


def test_names_are_in_order_and_of_scenarios_alone(tmp_path: Path) -> None:
    assert names(tmp_path) == ()
    for name in ("b", "a", "c d"):
        put(tmp_path, content(kept()), name)
    put(tmp_path, "{}", "a.b")
    (tmp_path / FOLDER / "notes.txt").write_text("mine", encoding="utf-8")
    (tmp_path / FOLDER / "folder.json").mkdir()
    assert names(tmp_path) == ("a", "b", "c d")


def test_one_that_there_is_not_names_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match=r"There is no scenario 'x'\. There are: none\."):
        read(tmp_path, "x")
    put(tmp_path, content(kept()), "b")
    put(tmp_path, content(kept()), "a")
    with pytest.raises(ScenarioError, match=r"There is no scenario 'x'\. There are: a, b\."):
        read(tmp_path, "x")


def test_a_discarded_one_is_gone_and_the_others_stay(tmp_path: Path) -> None:
    put(tmp_path, content(kept()), "a")
    other = put(tmp_path, content(kept()), "b")
    before = other.read_bytes()
    discard(tmp_path, "a")
    assert (names(tmp_path), other.read_bytes()) == (("b",), before)
    with pytest.raises(ScenarioError, match="There is no scenario 'a' to discard"):
        discard(tmp_path, "a")


def test_one_that_cannot_be_read_can_be_discarded(tmp_path: Path) -> None:
    put(tmp_path, "{")
    discard(tmp_path, "lighter")
    assert names(tmp_path) == ()


def test_one_that_cannot_be_removed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, content(kept()))

    def refuse(_: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(ScenarioError, match=r"lighter\.json cannot be removed: you are not allowed to"):
        discard(tmp_path, "lighter")


def spoilt(spoil: Callable[[Any], object]) -> str:
    data = json.loads(content(kept("lighter", LIGHTER, Leave("ann", day("2026-06-08")))))
    spoil(data)
    return json.dumps(data)


def slot(data: Any) -> Any:
    return data["rota"]["placements"][0]["slot"]


SPOILT: dict[str, str | bytes] = {
    "nothing": "",
    "half": content(kept())[:400],
    "twice": content(kept()) * 2,
    "no UTF-8": b"\xff\xfe{}",
    "a list": "[]",
    "a text": '"format"',
    "null": "null",
    "deep": "[" * 100_000,
    "long figures": '{"points": ' + "9" * 5000 + "}",
    "another format": spoilt(lambda data: data.update(format="rota")),
    "another version": spoilt(lambda data: data.update(version=2)),
    "an unknown edit": spoilt(lambda data: data["edits"][0].update(edit="Delete")),
    "an edit of a base class": spoilt(lambda data: data["edits"][0].update(edit="object")),
    "an edit with too little": spoilt(lambda data: data["edits"][0].pop("rule")),
    "an edit with too much": spoilt(lambda data: data["edits"][0].update(more=1)),
    "an edit of another time": spoilt(lambda data: data["edits"][1].update(last_day="0001-01-01")),
    "a day that is none": spoilt(lambda data: data["edits"][1].update(last_day="2026-02-30")),
    "a value that is none": spoilt(lambda data: data["edits"][0].update(value=None)),
    "edits as a text": spoilt(lambda data: data.update(edits="x")),
    "words as a text": spoilt(lambda data: data.update(words="x")),
    "half points": spoilt(lambda data: data.update(points=1.5)),
    "points as yes": spoilt(lambda data: data.update(points=True)),
    "no points": spoilt(lambda data: data.pop("points")),
    "no rota": spoilt(lambda data: data.update(rota=None)),
    "a visit of another time": spoilt(lambda data: slot(data).update(start="1001-06-03 10:00")),
    "a visit without an end": spoilt(lambda data: slot(data).pop("end")),
    "a visit that ends in another time": spoilt(lambda data: slot(data).update(end="9999-06-03 10:00")),
}


@pytest.mark.parametrize("text", SPOILT.values(), ids=SPOILT)
def test_what_was_not_written_by_rota_is_not_read(tmp_path: Path, text: str | bytes) -> None:
    file = put(tmp_path, text)
    with pytest.raises(ScenarioError) as refused:
        read(tmp_path, "lighter")
    assert str(refused.value) == f"{file} is not a scenario as it was written. Discard it and try it again."


def test_a_file_beyond_all_size_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, content(kept()))
    monkeypatch.setattr(store, "LARGEST_FILE", len(content(kept())) - 3)  # all but the last bracket
    with pytest.raises(ScenarioError, match="is not a scenario as it was written"):
        read(tmp_path, "lighter")


def test_a_file_that_may_not_be_opened_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, content(kept()))

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(ScenarioError, match="is not a scenario as it was written"):
        read(tmp_path, "lighter")


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=5,
)


def places_in(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The way to each part of the data."""
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [path, *(place for key, value in inner for place in places_in(value, (*path, key)))][0 if path else 1 :]


GOOD = json.loads(content(kept("lighter", *EVERY_EDIT)))
PLACES = places_in(GOOD)


@given(st.sampled_from(PLACES), ANYTHING)
def test_whatever_stands_in_the_file_it_is_a_scenario_or_refused(
    tmp_path_factory: pytest.TempPathFactory, place: tuple[Any, ...], value: object
) -> None:
    """One part of a good file is another thing: never another exception, and what is read can be written again."""
    data = json.loads(json.dumps(GOOD))
    inner = data
    for key in place[:-1]:
        inner = inner[key]
    inner[place[-1]] = value
    folder = tmp_path_factory.mktemp("any")
    put(folder, json.dumps(data))
    try:
        found = read(folder, "lighter")
    except ScenarioError:
        return
    put(folder, content(found))
    assert read(folder, "lighter") == found
