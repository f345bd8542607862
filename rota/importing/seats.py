"""Who sits on which committee, as councils keep it: a list of seats, a grid of members and committees, or XML.

ModernGov's service has committees with ``committeetitle`` and people with ``fullusername``; how it nests the members of
a committee is not published, so any element with a committee's title that holds people's names is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from xml.etree.ElementTree import Element

from rota.tables.cells import Cell, Unreadable, fold, plain
from rota.tables.dates import as_date
from rota.tables.faults import Faults
from rota.tables.table import Grid, Numbered
from rota.text.english import several

_HEADINGS = {
    "member": "member membername councillor councillorname councillors cllr cllrname name fullname fullusername person "
    "representative appointee memberofcommittee",
    "forename": "forename firstname givenname",
    "surname": "surname lastname familyname",
    "committee": "committee committeename committeetitle body bodyname panel board committeeorpanel appointedto "
    "outsidebody organisation",
    "from": "from start startdate datefrom appointed dateappointed appointmentdate since joined",
    "until": "until to end enddate dateto left termends expires expirydate",
}
"""Headings, folded, by what stands below them."""
_BESIDE = (
    "role position post party group politicalgroup ward division email emailaddress phone telephone title id notes"
)
_MEANT = {heading: name for name, words in _HEADINGS.items() for heading in words.split()}
_NOT_READ = frozenset(_BESIDE.split())
_NO = ("", "no", "n", "0", "false", "-", "–", "none", "x-")
_TITLES = ("committeetitle", "committeename")
_NAMES = ("fullusername", "fullname", "membername", "username", "name", "displayname")


@dataclass(frozen=True, slots=True)
class Seat:
    """A member's place on a committee as the file has it, with its place there. None: open, or not said."""

    where: str
    member: str
    committee: str
    start: date | None = None
    end: date | None = None


def seats_of_grid(grid: Grid, faults: Faults) -> tuple[Seat, ...]:
    """The seats of a sheet or a CSV file; headings that say nothing of them are warned of."""
    rows = [(number, cells) for number, cells in grid.rows if any(plain(cell).strip() for cell in cells)]
    if not rows:
        faults.add(grid.where, "there is nothing in it. Its first row should be: member, committee.")
        return ()
    headings = [plain(cell).strip() for cell in rows[0][1]]
    places = {_MEANT[fold(word)]: place for place, word in reversed(list(enumerate(headings))) if fold(word) in _MEANT}
    other = [place for place, word in enumerate(headings) if word and fold(word) not in _MEANT]
    named = "member" in places or {"forename", "surname"} <= places.keys()
    if "committee" in places and named:
        _tell_not_read(grid.where, [headings[place] for place in other], faults)
        return tuple(_listed(grid.where, rows[1:], places, faults))
    bodies = {place: headings[place] for place in other if fold(headings[place]) not in _NOT_READ}
    if named and bodies:
        return tuple(_crossed(grid.where, rows[1:], places, bodies))
    if bodies and not places:
        return tuple(
            Seat(f"{grid.where}, row {number}", text, name)
            for place, name in bodies.items()
            for number, cells in rows[1:]
            if (text := _text(cells, place))
        )
    remedy = "these headings say neither who sits nor on what. Head two columns 'member' and 'committee'."
    faults.add(grid.where, remedy, row=rows[0][0])
    return ()


def _listed(where: str, rows: Sequence[Numbered], places: dict[str, int], faults: Faults) -> Iterator[Seat]:
    """A row a seat. A blank committee is the one above."""
    committee = ""
    for number, cells in rows:
        committee = _text(cells, places["committee"]) or committee
        member = _name(cells, places)
        if member and committee:
            days = [_day(where, number, cells, places, column, faults) for column in ("from", "until")]
            yield Seat(f"{where}, row {number}", member, committee, *days)


def _crossed(where: str, rows: Sequence[Numbered], places: dict[str, int], bodies: dict[int, str]) -> Iterator[Seat]:
    """A row a member and a column a committee: whatever says yes is a seat."""
    for number, cells in rows:
        member = _name(cells, places)
        for place, committee in bodies.items():
            if member and _text(cells, place).casefold() not in _NO:
                yield Seat(f"{where}, row {number}", member, committee)


def _name(cells: Sequence[Cell], places: dict[str, int]) -> str:
    parts = [_text(cells, places[name]) for name in ("member", "forename", "surname") if name in places]
    return parts[0] if "member" in places else " ".join(part for part in parts if part)


def _text(cells: Sequence[Cell], place: int) -> str:
    return " ".join(plain(cells[place]).split()) if place < len(cells) else ""


def _day(
    where: str, number: int, cells: Sequence[Cell], places: dict[str, int], column: str, faults: Faults
) -> date | None:
    if column not in places or not _text(cells, places[column]):
        return None
    try:
        return as_date(cells[places[column]])
    except Unreadable as error:
        faults.add(where, str(error), row=number, column=column, value=_text(cells, places[column]))
        return None


def _tell_not_read(where: str, headings: Sequence[str], faults: Faults) -> None:
    if headings:
        verb = "is a column that is" if len(headings) == 1 else "are columns that are"
        faults.warn(where, f"{several(headings)} {verb} not read.", row=1)


def seats_of_xml(where: str, root: Element) -> tuple[Seat, ...]:
    """The seats of XML in which committees hold people; none when it has no such committees."""
    return tuple(
        Seat(f"{where}, {title}", name, title)
        for body in root.iter()
        if (title := _first(body, _TITLES)) and not any(_first(inner, _TITLES) for inner in _inside(body))
        for person in _inside(body)
        if (name := _first(person, _NAMES))
    )


def _inside(element: Element) -> Iterator[Element]:
    return (inner for inner in element.iter() if inner is not element)


def _first(element: Element, tags: Sequence[str]) -> str:
    """The text of the first of its own elements that has one of these tags."""
    texts = (child.text for tag in tags for child in element if child.tag == tag and child.text)
    return " ".join(next(texts, "").split())
