"""What GetCouncillorsByWard says: councillors by ward, and the seats that nobody holds.

Source: saved answers, as councils publish them. Dates are dd/mm/yyyy; a term without an end says "unspecified".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from xml.etree.ElementTree import Element

from rota.importing.entries import ListElement
from rota.importing.spelling_keys import NOT_GIVEN
from rota.importing.terms import Term, present
from rota.tables.cell_uses import showable
from rota.tables.cells import LONGEST_TEXT, Unreadable, as_text, slug
from rota.tables.faults import Faults
from rota.tables.person_names import Person, person, person_key
from rota.tables.posts import says_only_lead_member
from rota.tables.vacancies import is_vacancy
from rota.text.english import several

COUNCILLORS = "councillorsbyward"


@dataclass(frozen=True, slots=True)
class Councillor:
    """A councillor as the file lists one: ``id`` and the rest may be empty where the file is silent.

    ``place`` is where the file has them, for warnings; ``written`` is the name as it stands there.
    """

    id: str
    person: Person
    party: str
    ward: str
    posts: tuple[str, ...]
    terms: tuple[Term, ...]
    written: str = field(default="", compare=False)
    place: str = field(default="", compare=False)

    @property
    def name(self) -> str:
        """The name without titles and letters."""
        return self.person.name

    def last_day(self) -> date | None:
        """The last day of the latest term; None when it is open."""
        ends = [term.end for term in self.terms if term.end is not None]
        return max(ends) if len(ends) == len(self.terms) and ends else None

    def joined(self, day: date) -> date | None:
        """The first day of the stretch of service that holds on ``day``; None when not known."""
        now = present(self.terms, day)
        return now.start if now else None

    def back_after(self, last: date) -> date | None:
        """The first day of a term that begins after ``last``; None when there is none."""
        return min((term.start for term in self.terms if term.start and term.start > last), default=None)


@dataclass(frozen=True, slots=True)
class Vacancy:
    """A seat that nobody holds: the words the file has for it, its ward, and where it stands."""

    words: str
    ward: str
    place: str


@dataclass(frozen=True, slots=True)
class ListedPeople:
    """Everybody whom the file lists, once each, and the seats that nobody holds."""

    councillors: tuple[Councillor, ...]
    vacancies: tuple[Vacancy, ...] = ()


def place_of(where: str, several_of: Sequence[Councillor]) -> str:
    """Where these councillors are in the file, by their numbers; the file alone when it gives none."""
    ids = [one.id.removeprefix("c") for one in several_of if one.id]
    return f"{where}, councillorid {several(ids)}" if ids else where


def councillors(where: str, root: Element, faults: Faults) -> ListedPeople:
    """Every councillor, once each, and the vacancies."""
    found: list[Councillor] = []
    vacancies: list[Vacancy] = []
    by_id: dict[str, int] = {}
    for number, (ward, element) in enumerate(_listed(where, root, faults), start=1):
        entry = ListElement(f"{where}, councillor {number}", element, faults)
        words = " ".join((element.findtext("fullusername") or "").split())
        if len(words) <= LONGEST_TEXT and is_vacancy(words):
            vacancies.append(Vacancy(showable(words), ward, entry.place(where, "councillorid")))
            continue
        one = _councillor(where, ward, entry)
        if one is None or one in found:
            continue
        position = by_id.setdefault(one.id, len(found)) if one.id else len(found)
        if position == len(found):
            found.append(one)
        elif person_key(found[position].written) == person_key(one.written):
            found[position] = _as_one(found[position], one, faults)
        else:
            remedy = f"'{one.name}' and '{found[position].name}' have the same councillorid. Correct it in ModernGov."
            faults.add(entry.where, remedy, column="councillorid", value=one.id)
    if not found and not len(faults):
        faults.add(where, "there is no councillor in this file. Open its address in a browser again and save it.")
    return ListedPeople(tuple(found), tuple(vacancies))


def _as_one(one: Councillor, again: Councillor, faults: Faults) -> Councillor:
    """One person who is in the file twice: the first entry, with the posts and the terms of both."""
    if one.ward != again.ward or one.party != again.party:
        first, second = (f"{entry.ward or 'no ward'}, {entry.party or 'no party'}" for entry in (one, again))
        remedy = f"is in the file twice ({first}; {second}). The first is taken; correct the other in ModernGov."
        faults.warn(again.place, remedy, column="fullusername", value=again.written)
    posts = tuple(dict.fromkeys((*one.posts, *again.posts)))
    return replace(one, posts=posts, terms=tuple(dict.fromkeys((*one.terms, *again.terms))))


def _listed(where: str, root: Element, faults: Faults) -> Iterator[tuple[str, Element]]:
    for number, ward in enumerate(root.iter("ward"), start=1):
        title = ListElement(f"{where}, ward {number}", ward, faults).text("wardtitle")
        yield from ((title, element) for element in ward.iter("councillor"))


def _councillor(where: str, ward: str, entry: ListElement) -> Councillor | None:
    filled = entry.needed("fullusername")
    name, number = entry.text("fullusername"), entry.number("councillorid")
    place = entry.place(where, "councillorid")
    wards = [title for title in (ward, entry.text("districttitle")) if slug(title) not in NOT_GIVEN]
    party = entry.text("politicalpartytitle")
    posts = tuple(dict.fromkeys(_posts(entry, place)))
    terms = tuple(_terms(entry, place))
    if not filled or not entry.good:
        return None
    return Councillor(number and f"c{number}", person(name), party, "".join(wards[:1]), posts, terms, name, place)


def _terms(entry: ListElement, place: str) -> Iterator[Term]:
    for element in entry.element.iter("termofoffice"):
        dates = ListElement(entry.where, element, entry.faults)
        start, end = dates.day("startdate"), dates.day("enddate")
        entry.good &= dates.good
        if start and end and end < start:
            remedy = (
                f"is before the start, {start:%d/%m/%Y}. They are read the other way round; correct them in ModernGov."
            )
            entry.faults.warn(place, remedy, column="enddate", value=f"{end:%d/%m/%Y}")
            start, end = end, start
        yield Term(start, end)


def _posts(entry: ListElement, place: str) -> Iterator[str]:
    """Key posts: text with ; or line breaks between them, or an element for each."""
    element = entry.element.find("keyposts")
    for text in element.itertext() if element is not None else ():
        for part in re.split(r"[;|\n]", text):
            post = " ".join(part.split())
            if slug(post) in NOT_GIVEN:
                continue
            if says_only_lead_member(post):
                remedy = (
                    "does not say of what, and is not taken as a role. If this is the lead member for children's "
                    "services, add the role 'lead member' in members."
                )
                entry.faults.warn(place, remedy, column="keyposts", value=post)
                continue
            try:
                yield as_text(post).casefold()
            except Unreadable as error:
                entry.good = False
                entry.faults.add(entry.where, str(error), column="keyposts", value=post)
