"""Names: unguessable, kept, replaced one by one, and never shown where they should not be."""

from __future__ import annotations

import json
import secrets
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rota.exports.ics_feeds import replaced_feed
from rota.publishing.feed_names import FILE, FeedNames, path_of, read_names, renewed
from rota.publishing.find_feed import keys_of
from rota.publishing.serving import SERVED
from tests.exports.documents import a_document, the_document, the_year
from tests.publishing.worlds import MINIMAL, Council, name_maker
from tests.support.builders import a_member


def test_what_secrets_makes_is_a_name() -> None:
    name = secrets.token_urlsafe(32)
    assert FeedNames({"all": name}).current == {"all": name}
    assert path_of(name) == f"f/{name}/visits.ics"


def test_names_stay_and_only_what_is_new_is_given_one() -> None:
    make = name_maker()
    first = renewed(FeedNames({}), ["all", "member:ann"], (), make)
    second = renewed(first, ["all", "member:ann", "member:bob"], (), make)
    assert {key: second.current[key] for key in first.current} == first.current
    assert second.retired == ()


def test_one_name_is_replaced_and_the_others_stay() -> None:
    make = name_maker()
    first = renewed(FeedNames({}), ["all", "member:ann"], (), make)
    second = renewed(first, ["all", "member:ann"], ["member:ann"], make)
    assert second.current["all"] == first.current["all"]
    assert second.current["member:ann"] != first.current["member:ann"]
    assert second.retired == (first.current["member:ann"],)


def test_a_replaced_link_and_that_of_somebody_who_left_serve_an_empty_feed_for_ever() -> None:
    council = Council()
    first = council.publish("2026-05-25 09:30:00")
    council.publish("2026-05-26 09:30:00", replaced=["member:ann"])
    council.publish("2026-05-27 09:30:00", the_year_without_cai())
    made = council.publish("2026-12-27 09:30:00", the_year_without_cai())
    for key in ("member:ann", "member:cai"):
        assert made.files[f"{SERVED}/{path_of(first.names.current[key])}"] == replaced_feed()
    assert b"BEGIN:VEVENT" in made.files[f"{SERVED}/{path_of(made.names.current['member:ann'])}"]
    assert "member:cai" not in made.names.current


def the_year_without_cai() -> Any:
    return the_year_of("ann", "bob", "dot")


def the_year_of(*ids: str) -> Any:
    return replace(the_year(), members=tuple(member for member in the_year().members if member.id in ids))


def test_somebody_who_comes_back_has_a_new_link_and_the_old_one_stays_empty() -> None:
    council = Council()
    first = council.publish("2026-05-25 09:30:00")
    council.publish("2026-05-26 09:30:00", the_year_without_cai())
    made = council.publish("2026-05-27 09:30:00")
    assert made.names.current["member:cai"] != first.names.current["member:cai"]
    assert made.names.retired == (first.names.current["member:cai"],)


def test_no_name_stands_in_any_feed_nor_in_any_file_but_the_private_one() -> None:
    council = Council()
    council.publish("2026-05-25 09:30:00")
    made = council.publish("2026-05-26 09:30:00", presentation=MINIMAL, replaced=["all"])
    names = [name.encode() for name in (*made.names.current.values(), *made.names.retired)]
    for file, content in made.files.items():
        assert (file == FILE) == any(name in content for name in names)


def test_names_read_back_equal() -> None:
    council = Council()
    council.publish("2026-05-25 09:30:00")
    made = council.publish("2026-05-26 09:30:00", replaced=["member:ann"])
    assert read_names(made.files[FILE]) == made.names


def private(**changes: Any) -> bytes:
    data = json.loads(Council().publish("2026-05-25 09:30:00").files[FILE]) | changes
    return json.dumps(data).encode()


def test_the_private_file_says_whose_each_feed_is() -> None:
    rows = json.loads(private())["feeds"]
    assert {row["feed"]: row["of"] for row in rows} == {
        "all": "Testshire",
        "member:ann": "Ann",
        "member:bob": "Bob",
        "member:cai": "Cai",
        "member:dot": "Dot",
        "host:dee": "Dee Puty",
        "host:hari": "Hari Shah",
        "team:mash": "MASH",
        "team:north": "North",
    }
    assert {row["path"] for row in rows} == {f"f/{row['name']}/visits.ics" for row in rows}


A_NAME = "n" * 43


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "not JSON"),
        (b"\xff", "not JSON"),
        (b"[]", "not as rota writes it"),
        (b"{}", "not as rota writes it"),
        (b"[" * 100_000, "nested too deeply"),
        (b" " * 5_000_001, "bytes"),
        (private(version=2), "not a file of feed names"),
        (private(format="x"), "not a file of feed names"),
        (private(feeds=[{"feed": "all"}]), "not as rota writes it"),
        (private(feeds=[{"feed": "all", "name": "../../etc/passwd"}]), "not of the form"),
        (private(feeds=[{"feed": "all", "name": A_NAME + "\n"}]), "not of the form"),
        (private(feeds=[{"feed": "all", "name": 3}]), "not of the form"),
        (private(feeds=[{"feed": 3, "name": A_NAME}]), "twice"),
        (private(feeds=[{"feed": "all", "name": A_NAME}] * 2), "twice"),
        (private(feeds=[{"feed": "all", "name": A_NAME}], replaced=[A_NAME]), "one name"),
        (private(replaced=["/absolute"]), "not of the form"),
    ],
    ids=lambda value: value if isinstance(value, str) else f"{len(value)} bytes",
)
def test_a_spoilt_private_file_is_refused_without_showing_a_name(content: bytes, words: str) -> None:
    with pytest.raises(ValueError, match=words) as refused:
        read_names(content)
    assert A_NAME not in str(refused.value)


@given(st.text() | st.text('[]{}:,"a1').map(lambda text: f'{{"format": {text}'))
def test_anything_else_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match="it "):
        read_names(text.encode("utf-8", "replace"))


@pytest.mark.parametrize("word", ["ann", "ANN", " Ann ", "member:ann"])
def test_a_person_is_found_by_id_or_name(word: str) -> None:
    assert keys_of(the_document(), [word]) == (("member:ann",), ())


def test_a_name_that_nobody_or_several_have_is_said() -> None:
    twins = a_document(the_year_of("ann"))
    _, faults = keys_of(twins, ["Anne", "nobody at all"])
    assert faults == (
        "There is nobody called 'Anne' who has a feed. Did you mean 'Ann'?",
        "There is nobody called 'nobody at all' who has a feed. feeds.private.json lists those who have.",
    )
    two = a_document(replace(the_year(), members=(a_member("a1", name="Ann"), a_member("a2", name="Ann"))))
    assert keys_of(two, ["Ann"]) == ((), ("'Ann' may be member:a1 and member:a2. Write one of these.",))
