"""What ModernGov's two lists say: councillors by ward, and all meetings by date.

Sources: saved answers of GetCouncillorsByWard and GetAllMeetingsByDate, as councils publish them. Dates are
dd/mm/yyyy; a term without an end says "unspecified"; a meeting has no end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import TypeVar
from xml.etree.ElementTree import Element

from rota.importing.names import NOT_GIVEN, person
from rota.reading.cells import Unreadable, as_text, slug
from rota.reading.dates import as_moment, as_time
from rota.reading.faults import Faults

COUNCILLORS = "councillorsbyward"
MEETINGS = "root"

SAME_TERM = timedelta(14)
"""Terms no further apart than this follow on: a seat is held until the fourth day after the ordinary election."""

_CANCELLED = re.compile(r"\b(?:cancel|postpone|abandon|defer|withdraw)", re.IGNORECASE)
_MARK = r"\b(?:cancell?ed|postponed|abandoned)\b"
_MARKED = re.compile(rf"^\W*{_MARK}\W*|\W*{_MARK}\W*$", re.IGNORECASE)
"""Some councils say it in the title: "CANCELLED - Planning Committee"."""

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Term:
    """A term of office. None is an open end."""

    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class Councillor:
    """A councillor as the file lists one: ``id`` and the rest may be empty where the file is silent."""

    id: str
    name: str
    party: str
    ward: str
    posts: tuple[str, ...]
    terms: tuple[Term, ...]

    def serves(self, day: date) -> bool:
        """Whether the councillor is one on this day, or is yet to become one."""
        return not self.terms or any(term.end is None or term.end >= day for term in self.terms)

    def last_day(self) -> date | None:
        """The last day of the latest term; None when it is open."""
        ends = [term.end for term in self.terms if term.end is not None]
        return max(ends) if len(ends) == len(self.terms) and ends else None

    def joined(self) -> date | None:
        """The first day of the terms that follow on one from another up to the latest; None when not known."""
        terms = sorted(self.terms, key=lambda term: term.start or date.min)
        first: Term | None = None
        for term in reversed(terms):
            if first is None or first.start is None or (term.end and term.end + SAME_TERM >= first.start):
                first = term
        return first.start if first else None


@dataclass(frozen=True, slots=True)
class Sitting:
    """A meeting as the file lists one; ``start`` is None when it gives no time."""

    id: str
    committee: str
    day: date
    start: time | None
    cancelled: bool


class _Entry:
    """One element of the list: what cannot be read is a fault that names it."""

    def __init__(self, where: str, element: Element, faults: Faults) -> None:
        self.where, self.element, self.faults, self.good = where, element, faults, True

    def text(self, tag: str) -> str:
        text = " ".join((self.element.findtext(tag) or "").split())
        try:
            return as_text(text)
        except Unreadable as error:
            return self._fault(tag, text, error, "")

    def day(self, tag: str) -> date | None:
        text = self.text(tag)
        if slug(text) in NOT_GIVEN:
            return None
        try:
            return as_moment(text)[0]
        except Unreadable as error:
            return self._fault(tag, text, error, None)

    def time(self, tag: str) -> time | None:
        text = self.text(tag)
        if slug(text) in NOT_GIVEN:
            return None
        try:
            return as_time(text)
        except Unreadable as error:
            return self._fault(tag, text, error, None)

    def needed(self, tag: str) -> bool:
        found = len(self.faults)
        if self.text(tag):
            return True
        self.good = False
        if len(self.faults) == found:  # otherwise there is something, and it is said already what is wrong with it
            self.faults.add(self.where, "this is blank. Correct it in ModernGov, and save the file again.", column=tag)
        return False

    def _fault(self, tag: str, text: str, error: Unreadable, nothing: Value) -> Value:
        self.good = False
        self.faults.add(self.where, str(error), column=tag, value=text)
        return nothing


def councillors(where: str, root: Element, faults: Faults) -> tuple[Councillor, ...]:
    """Every councillor, once each; seats that are vacant are not among them."""
    found: dict[tuple[str, str], Councillor] = {}
    for number, (ward, element) in enumerate(_listed(where, root, faults), start=1):
        one = _councillor(f"{where}, councillor {number}", ward, element, faults)
        if one is None:
            continue
        other = found.setdefault((one.id, "" if one.id else one.name), one)
        if other != one:
            remedy = f"'{one.name}' and '{other.name}' have the same councillorid. Correct it in ModernGov."
            faults.add(f"{where}, councillor {number}", remedy, column="councillorid", value=one.id)
    if not found and not len(faults):
        faults.add(where, "there is no councillor in this file. Open its address in a browser again and save it.")
    return tuple(found.values())


def _listed(where: str, root: Element, faults: Faults) -> Iterator[tuple[str, Element]]:
    for number, ward in enumerate(root.iter("ward"), start=1):
        title = _Entry(f"{where}, ward {number}", ward, faults).text("wardtitle")
        yield from ((title, element) for element in ward.iter("councillor"))


def _councillor(where: str, ward: str, element: Element, faults: Faults) -> Councillor | None:
    entry = _Entry(where, element, faults)
    filled = entry.needed("fullusername")
    name, number = entry.text("fullusername"), entry.text("councillorid")
    if number and not re.fullmatch(r"\d{1,12}", number, re.ASCII):
        faults.add(where, "is not a whole number. Save the file again.", column="councillorid", value=number)
        entry.good = False
    wards = [title for title in (ward, entry.text("districttitle")) if slug(title) not in NOT_GIVEN]
    party = entry.text("politicalpartytitle")
    posts = tuple(dict.fromkeys(_posts(entry)))
    terms = tuple(
        Term(term.day("startdate"), term.day("enddate"))
        for term in (_Entry(where, one, faults) for one in element.iter("termofoffice"))
    )
    if not filled or not entry.good or re.match(r"vacan(?:t|cy)\b", person(name), re.IGNORECASE):
        return None
    return Councillor(number and f"c{number}", person(name), party, "".join(wards[:1]), posts, terms)


def _posts(entry: _Entry) -> Iterator[str]:
    """Key posts: text with ; or line breaks between them, or an element for each."""
    element = entry.element.find("keyposts")
    for text in element.itertext() if element is not None else ():
        for part in re.split(r"[;|\n]", text):
            post = " ".join(part.split())
            if slug(post) in NOT_GIVEN:
                continue
            try:
                yield as_text(post).casefold()
            except Unreadable as error:
                entry.good = False
                entry.faults.add(entry.where, str(error), column="keyposts", value=post)


def sittings(where: str, root: Element, faults: Faults) -> tuple[Sitting, ...]:
    """Every meeting, cancelled ones among them."""
    listed = enumerate(root.iter("meeting"), start=1)
    found = (_sitting(f"{where}, meeting {number}", element, faults) for number, element in listed)
    return tuple(dict.fromkeys(one for one in found if one))


def _sitting(where: str, element: Element, faults: Faults) -> Sitting | None:
    entry = _Entry(where, element, faults)
    filled = entry.needed("committeetitle") and entry.needed("meetingdate")
    title, status, number = (entry.text(tag) for tag in ("committeetitle", "meetingstatus", "meetingid"))
    day, start = entry.day("meetingdate"), entry.time("meetingtime")
    if number and not re.fullmatch(r"\d{1,12}", number, re.ASCII):
        faults.add(where, "is not a whole number. Save the file again.", column="meetingid", value=number)
        return None
    if not filled or day is None or not entry.good:
        return None
    plain = _MARKED.sub("", title)
    cancelled = bool(_CANCELLED.search(status)) or plain != title
    return Sitting(number and f"m{number}", plain or title, day, start, cancelled)
