"""The form as a page to print, with boxes to tick and lines to write on. No script, nothing fetched."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator
from datetime import date, time

from rota.exports.html import Markup, bullets, row, tag
from rota.exports.html_head import page_head
from rota.forms.form import Form
from rota.forms.lines import PATTERN_WORDS, away, days_in_words, grid, other_times
from rota.forms.questions import AWAY, GRID_WORDS, HOW, OTHER, TITLE, week, who
from rota.tables.cells import WEEKDAYS
from rota.tables.schema import SEASONS, Column, Sheet
from rota.text.sanitise import plain

EMPTY_LINES = {AWAY.name: 20, OTHER.name: 5}
"""Lines left to write on, below what is known: a page of paper each."""

_STYLE = """
fieldset{border:0;margin:0;padding:0}
legend{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
label{display:block;white-space:nowrap}
label.across{display:inline-block;margin-right:.8rem}
input[type=checkbox]{width:1.05rem;height:1.05rem;margin:.1rem .35rem .1rem 0;vertical-align:-.15rem}
input[type=text]{width:100%;min-width:6rem;font:inherit;color:inherit;background:#fff;border:1px solid #7c868a;
padding:.25rem .4rem}
thead th,.whose{white-space:nowrap}
.whose{color:var(--quiet);margin:0}
#other ~ .frame td:nth-child(2) input{min-width:9rem}
.never{background:var(--tint);border-left:6px solid var(--teal);padding:.8rem 1.2rem;max-width:none;font-weight:600}
@media print{section{break-inside:auto}input[type=text]{min-width:0;height:1.65rem;padding:.1rem .25rem}
#other ~ .frame td:nth-child(2) input{min-width:7.5rem}
.new-page{break-before:page}.new-page h2{margin-top:0}}
"""


def page(form: Form) -> bytes:
    """The page in UTF-8."""
    head = page_head(f"{TITLE} {form.name}", _STYLE)
    header = tag("header", tag("p", form.council, class_="council"), tag("h1", TITLE))
    whole = tag("html", head, tag("body", header, tag("main", *_sections(form))), lang="en-GB")
    return f"<!DOCTYPE html>\n{whole}\n".encode()


def _sections(form: Form) -> Iterator[Markup]:
    yield _section("who", "Whose form this is", tag("dl", *_facts(form)))
    yield _section("how", "How to fill it in", bullets(HOW[:-1]), tag("p", HOW[-1], class_="never"))
    yield _section("week", week(form).name, _week(form))
    yield _section("away", AWAY.name, _whose(form), _table(AWAY, _away(form)), class_="new-page")
    yield _section("other", OTHER.name, _whose(form), _table(OTHER, _other(form)), class_="new-page")


def _facts(form: Form) -> Iterator[Markup]:
    for word, said in who(form).items():
        yield tag("dt", word)
        yield tag("dd", said)


def _whose(form: Form) -> Markup:
    """Whose sheet of paper this is, should it part from the first."""
    said = who(form)
    return tag("p", f"{said['Name']} ({said['Id']}), {said['Year']}", class_="whose")


def _section(anchor: str, heading: str, *content: Markup, class_: str = "") -> Markup:
    return tag("section", tag("h2", heading, id=anchor), *content, class_=class_, aria_labelledby=anchor)


def _week(form: Form) -> Markup:
    known, asked = grid(form), week(form)
    rows = []
    for place, session in enumerate(form.sessions):
        cells = [_ticks(WEEKDAYS[day], session.label, known.get((place, day))) for day in form.weekdays]
        rows.append(row(session.label, *cells))
    return _framed(asked, [column.name for column in asked.columns], rows)


def _ticks(day: str, session: str, ticked: str | None) -> Markup:
    boxes = (tag("label", _input(kind="checkbox", checked=word == ticked), word) for word in GRID_WORDS)
    return tag("fieldset", tag("legend", f"{day}, {session}"), *boxes)


def _away(form: Form) -> Iterator[tuple[str, ...]]:
    for absence in form.absences:
        line = away(absence)
        yield tuple(_written(value) for value in (line.first, line.begins, line.last, line.ends))


def _other(form: Form) -> Iterator[tuple[str, ...]]:
    for line in other_times(form):
        one = line.row
        times = (_written(one.start), _written(one.end), PATTERN_WORDS[one.pattern], one.season)
        yield (days_in_words(line.days), *times, _written(one.span.start), _written(one.span.end))


def _table(asked: Sheet, known: Iterable[tuple[str, ...]]) -> Markup:
    blank = ("",) * len(asked.columns)
    lines = [*known, *[blank] * EMPTY_LINES[asked.name]]
    rows = [_line(asked, number, line) for number, line in enumerate(lines, start=1)]
    return _framed(asked, ["line", *(column.name for column in asked.columns)], rows)


def _line(asked: Sheet, number: int, line: tuple[str, ...]) -> Markup:
    cells = (
        _field(column, f"{asked.name}, line {number}", said) for column, said in zip(asked.columns, line, strict=True)
    )
    return row(str(number), *cells)


def _field(column: Column, line: str, said: str) -> Markup:
    if column.options and column.options != SEASONS and column.name != "day":
        pairs = ((word, word == said) for word in column.options)
        boxes = (tag("label", _input(kind="checkbox", checked=on), word) for word, on in pairs)
        return tag("fieldset", tag("legend", f"{line}, {column.name}"), *boxes)
    return _input(kind="text", label=f"{line}, {column.name}", said=said)


def _framed(asked: Sheet, headings: Iterable[str], rows: Iterable[Markup]) -> Markup:
    head = tag("thead", tag("tr", *(tag("th", heading[:1].upper() + heading[1:], scope="col") for heading in headings)))
    whole = tag("table", tag("caption", asked.about), head, tag("tbody", *rows))
    return tag("div", whole, class_="frame", role="region", tabindex="0", aria_label=asked.name)


def _input(kind: str, *, label: str = "", said: str = "", checked: bool = False) -> Markup:
    """An input; ``tag`` makes none because an input has no end."""
    value = f' value="{html.escape(plain(said))}"' if said else ""
    name = f' aria-label="{html.escape(label)}"' if label else ""
    return Markup(f'<input type="{kind}" autocomplete="off"{name}{value}{" checked" if checked else ""}>')


def _written(value: date | time | None) -> str:
    if value is None:
        return ""
    return f"{value:%H:%M}" if isinstance(value, time) else f"{value:%d/%m/%Y}"
