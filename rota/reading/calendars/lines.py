"""From the bytes of a calendar to its content lines: named, with parameters, and only those that tell times.

What no time needs (titles, descriptions, places, attachments) is passed over where it stands, however long it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType

from rota.reading.calendars.refused import RefusedError
from rota.reading.calendars.work import BYTES, LINE, PARAMETER_BYTES, PARAMETERS, PASSED_OVER, ExpansionBudget

LONGEST_LINE = 64 * 2**10
"""Bytes of a line that tells times, once unfolded."""

MOST_PARAMETERS = 50
"""Parameters of one line."""

STRUCTURE = frozenset({"BEGIN", "END"})
TIMES = frozenset(
    "DTSTART DTEND DURATION RRULE EXRULE RDATE EXDATE RECURRENCE-ID FREEBUSY TZID TZOFFSETFROM TZOFFSETTO".split()  # noqa: SIM905
)
STATES = frozenset(
    "UID SEQUENCE LAST-MODIFIED STATUS TRANSP X-MICROSOFT-CDO-BUSYSTATUS X-MICROSOFT-CDO-ALLDAYEVENT "  # noqa: SIM905
    "METHOD PRODID X-WR-TIMEZONE".split()
)
PEOPLE = frozenset({"ATTENDEE", "X-OWNER", "X-WR-CALNAME"})
"""Read for one question alone: whether the calendar's own owner has declined."""
KEPT = STRUCTURE | TIMES | STATES | PEOPLE
"""The properties that are read at all: none of them holds what an event is about."""

_PARAMETER = re.compile(r';\s*([A-Za-z0-9-]{1,60})\s*=((?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)')
_BARE_ZONE = re.compile(r'(.*;\s*TZID\s*=)([^";]*):([0-9][0-9TZPWDHMS,/+-]*)', re.IGNORECASE)
"""A zone's name with a colon in it, which should stand in quotation marks, and the value after it."""


@dataclass(slots=True)
class Line:
    """One property: its name and its parameters' names in capitals, and the value as it stands.

    ``refused`` says why it cannot be read, or is empty.
    """

    name: str
    value: str
    parameters: MappingProxyType[str, str]
    refused: str = ""


_NONE: MappingProxyType[str, str] = MappingProxyType({})


def content_lines(unfolded: bytes, work: ExpansionBudget, kept: frozenset[str] = KEPT) -> Iterator[Line]:
    """The lines ``kept`` of a calendar in which each line stands whole (``unfolded``).

    Of a line that is too long only its name is kept, with the reason. Of an ATTENDEE the value is all that follows
    the name: most are never looked at.
    """
    work.spend(len(unfolded) // BYTES + unfolded.count(b"\n") // PASSED_OVER)
    names = b"|".join(sorted(name.encode() for name in kept))
    # From one line's end to the next, for a search that begins with a letter is several times as fast.
    for found in re.finditer(rb"\n(%s)[ \t]*([;:])([^\n]*)" % names, b"\n" + unfolded, re.IGNORECASE):
        work.spend(LINE)
        name = found[1].decode().upper()
        if found.end() - found.start() > LONGEST_LINE:
            yield Line(name, "", _NONE, f"a line of it is longer than {LONGEST_LINE >> 10} KB")
        elif found[2] == b":":
            yield Line(name, _letters(found[3]).strip(), _NONE)
        elif name == "ATTENDEE":
            yield Line(name, ";" + _letters(found[3]), _NONE)
        else:
            work.spend(PARAMETERS * (found[3].count(b";") + len(found[3]) // PARAMETER_BYTES))
            yield line_of(name, ";" + _letters(found[3]))


def _letters(value: bytes) -> str:
    """Calendars are in UTF-8; what is not is taken for the letters of Windows."""
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("cp1252", errors="replace")


def line_of(name: str, rest: str) -> Line:
    """The line of this name, from all that follows it: ";TZID=Europe/London:20260601T090000"."""
    try:
        parameters, value = _parameters(rest)
        bare = _BARE_ZONE.fullmatch(rest) if name in TIMES and ":" in value else None
        if bare:
            parameters, value = _parameters(f'{bare[1]}"{bare[2]}":{bare[3]}')
    except RefusedError as error:
        return Line(name, "", _NONE, str(error))
    return Line(name, value.strip(), MappingProxyType(parameters))


def _parameters(rest: str) -> tuple[dict[str, str], str]:
    """The parameters and the value after them."""
    parameters: dict[str, str] = {}
    at = count = 0
    while rest.startswith(";", at):
        found = _PARAMETER.match(rest, at)
        count += 1
        if found is None or count > MOST_PARAMETERS:
            raise RefusedError("a line of it cannot be read")
        parameters.setdefault(found[1].upper(), found[2].strip().strip('"'))
        at = found.end()
    if not rest.startswith(":", at):
        raise RefusedError("a line of it cannot be read")
    return parameters, rest[at + 1 :]


def plain_text(value: str) -> str:
    r"""A value of text as it is meant, without the backslashes that the standard asks for (RFC 5545, section 3.3.11).

    >>> plain_text(r"Dublin\, Edinburgh\, Lisbon\, London")
    'Dublin, Edinburgh, Lisbon, London'
    """
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value, flags=re.DOTALL)
