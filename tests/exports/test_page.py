"""Pages from templates: all is escaped, nothing may be missing, and a designer cannot undo either by accident."""

from __future__ import annotations

import re
from importlib import resources

import pytest
from jinja2 import TemplateNotFound, UndefinedError
from jinja2.environment import Environment

from rota.exports import page as pages
from tests.exports.documents import HOSTILE_NAMES

TEMPLATES = {
    path.name: path.read_text(encoding="utf-8") for path in (resources.files(pages.__package__) / "templates").iterdir()
}


@pytest.fixture
def environment() -> Environment:
    return pages._environment()


def test_what_a_template_uses_and_is_not_given_is_an_error() -> None:
    with pytest.raises(UndefinedError, match="'title' is undefined"):
        pages.page("changes", council="Testshire")


@pytest.mark.parametrize(
    "text", ["{% if missing %}x{% endif %}", "{{ missing }}", "{% for x in missing %}{% endfor %}"]
)
def test_a_misspelt_name_is_an_error_wherever_it_stands(environment: Environment, text: str) -> None:
    with pytest.raises(UndefinedError):
        environment.from_string(text).render()


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_a_name_is_text_in_an_element_and_in_an_attribute(environment: Environment, name: str) -> None:
    made = environment.from_string('<p title="{{ name }}">{{ name }}</p>').render(name=name)
    assert re.fullmatch('<p title="([^<>"]*)">([^<>"]*)</p>', made)
    assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2028\u2029\ud800-\udfff]", made)


def test_names_that_a_template_joins_or_gives_to_a_macro_are_text_too(environment: Environment) -> None:
    text = '{% macro cell(x) %}<td>{{ x }}</td>{% endmacro %}{{ cell("Tell " ~ name) }}{{ [name, name] | join(", ") }}'
    made = environment.from_string(text).render(name="<b>&")
    assert made == "<td>Tell &lt;b&gt;&amp;</td>&lt;b&gt;&amp;, &lt;b&gt;&amp;"


def test_no_template_says_that_something_is_safe() -> None:
    assert {"base.html.j2", "rota.html.j2", "officer.html.j2", "style.css"} <= TEMPLATES.keys()
    words = re.compile(r"\bsafe\b|\bautoescape\b|Markup|<script|\bon[a-z]+=|style=")
    assert [name for name, text in TEMPLATES.items() if words.search(text)] == []


def test_every_template_but_its_parts_begins_with_the_base() -> None:
    """So that each page has the language, the policy, the one style sheet and no other."""
    own = {name: text for name, text in TEMPLATES.items() if name not in ("base.html.j2", "parts.html.j2", "style.css")}
    assert own
    assert [name for name, text in own.items() if '{% extends "base.html.j2" %}' not in text] == []


def test_the_style_is_as_it_stands_in_its_file_without_its_comments() -> None:
    page = pages.page("report", council="Testshire", title="Title", draft="", sections=[]).decode()
    style = page.partition("<style>")[2].partition("</style>")[0]
    assert "/*" in TEMPLATES["style.css"]
    assert "*" not in style.replace("* {", "")
    rules = [line for line in TEMPLATES["style.css"].splitlines() if line.endswith((";", "{", "}"))]
    assert [line for line in rules if line not in style] == []
    assert page.count("<style>") == 1


def test_a_template_that_there_is_not_is_an_error() -> None:
    with pytest.raises(TemplateNotFound, match="nothing"):
        pages.page("nothing")
