"""Settings that are no TOML: which line, and what it lacks, in none of the library's words."""

from __future__ import annotations

import tomllib

import pytest

from rota.tables.toml_faults import not_toml


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[a]\nname Ann", "line 2 has no = after the name"),
        ("name = Ann", "line 1 has a value that is no number, no date and no text"),
        ('name = "Ann\nage = 3', "line 1 has text without a quotation mark at its end"),
        ("[a]\nb = 1\n\n[a]\n", "line 4 has a name or a heading that is there already"),
        ("a = [1,\n", "the last line has a value that is no number, no date and no text"),
        ("[a\nb = 1", "line 1 has a bracket that is not closed"),
        ("a = 2027-13-45", "line 1 has more behind its value than belongs there"),
        ("\n= 3", "line 2 does not begin with a name, a [heading] or #"),
        ('a = "c:\\x"', "line 1 has a \\ that has to be written twice"),
        ("a = 'b", "the last line has text without a quotation mark at its end"),
    ],
)
def test_the_line_and_what_it_lacks_are_said(text: str, said: str) -> None:
    with pytest.raises(tomllib.TOMLDecodeError) as error:
        tomllib.loads(text)
    assert not_toml(error.value) == f"this cannot be read as TOML: {said}. Text stands between quotation marks."


def test_what_is_nested_too_deeply_is_said_too() -> None:
    assert "nested too deeply. Shorten it." in not_toml(RecursionError())
