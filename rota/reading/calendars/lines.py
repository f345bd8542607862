"""From the bytes of a calendar to its content lines: unfolded, named, and only those that tell times.

What no time needs (titles, descriptions, people, places, attachments) is passed over line by line, so it is
never held beyond its line, however long it is.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType

from rota.reading.calendars.refused import RefusedError, UnreadableError

MOST_BYTES = 2 * 2**20
"""A calendar of more than 2 MB is refused before it is read."""

LONGEST_LINE = 64 * 2**10
"""Characters of a line that tells times, once unfolded."""

MOST_PARAMETERS = 50
"""Parameters of one line."""

STRUCTURE = frozenset({"BEGIN", "END"})
TIMES = frozenset(
    "DTSTART DTEND DURATION RRULE EXRULE RDATE EXDATE RECURRENCE-ID FREEBUSY TZID TZOFFSETFROM TZOFFSETTO".split()  # noqa: SIM905
)
STATES = frozenset(
    "UID SEQUENCE LAST-MODIFIED STATUS TRANSP X-MICROSOFT-CDO-BUSYSTATUS METHOD PRODID X-WR-TIMEZONE".split()  # noqa: SIM905
)
KEPT = STRUCTURE | TIMES | STATES
"""The properties that are read at all: none of them holds what an event is about."""

_NAME = re.compile(r"([A-Za-z0-9-]{1,60})(?=[;:])")
_PARAMETER = re.compile(r';([A-Za-z0-9-]{1,60})=((?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)')
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SAVE = "Export the calendar again as an .ics file."


@dataclass(frozen=True, slots=True)
class Line:
    """One property: its name and its parameters' names in capitals, and the value as it stands.

    ``refused`` says why it cannot be read, or is empty.
    """

    name: str
    value: str
    parameters: MappingProxyType[str, str]
    refused: str = ""


_NONE: MappingProxyType[str, str] = MappingProxyType({})


def text_of(data: bytes) -> str:
    """The letters of a calendar. UnreadableError when it is too large or is no calendar at all.

    Letters in another encoding than UTF-8 only stand in titles, which are not read.
    """
    if len(data) > MOST_BYTES:
        raise UnreadableError(f"it has more than {MOST_BYTES >> 20} MB. Export only the year of the rota.")
    if data.startswith(_WIDE):
        text = data.decode("utf-16", errors="replace")
    else:
        text = data.decode("utf-8-sig", errors="replace")
    if "\0" in text:
        raise UnreadableError(f"it is damaged: it has NUL bytes in it. {_SAVE}")
    begin = text[:1_000].lstrip().casefold()
    if begin.startswith("<"):
        raise UnreadableError(f"it is a web page, not a calendar: the address may ask for a sign-in. {_SAVE}")
    if not begin.startswith("begin:vcalendar"):
        raise UnreadableError(f"it is not a calendar: it does not begin with BEGIN:VCALENDAR. {_SAVE}")
    return text


def content_lines(text: str, kept: frozenset[str] = KEPT) -> Iterator[Line]:
    """The lines ``kept``, unfolded. Of a line that is too long only its name is kept, with the reason."""
    physical = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    held: list[str] = []
    name, length = "", 0
    for piece in physical:
        if piece[:1] in (" ", "\t"):
            length += len(piece) - 1
            if name and length <= LONGEST_LINE:
                held.append(piece[1:])
            continue
        if name:
            yield _line(name, "".join(held), length)
        named = _NAME.match(piece)
        name = named[1].upper() if named and named[1].upper() in kept else ""
        held, length = [piece], len(piece)
    if name:
        yield _line(name, "".join(held), length)


def _line(name: str, text: str, length: int) -> Line:
    if length > LONGEST_LINE:
        return Line(name, "", _NONE, f"a line of it is longer than {LONGEST_LINE >> 10} KB")
    rest = text[len(name) :]
    if rest.startswith(":"):
        return Line(name, rest[1:].strip(), _NONE)
    try:
        parameters, value = _parameters(rest)
    except RefusedError as error:
        return Line(name, "", _NONE, str(error))
    return Line(name, value.strip(), MappingProxyType(parameters))


def _parameters(rest: str) -> tuple[dict[str, str], str]:
    """The parameters and the value after them, from ";TZID=Europe/London:20260601T090000"."""
    parameters: dict[str, str] = {}
    at = count = 0
    while rest.startswith(";", at):
        found = _PARAMETER.match(rest, at)
        count += 1
        if found is None or count > MOST_PARAMETERS:
            raise RefusedError("a line of it cannot be read")
        parameters.setdefault(found[1].upper(), found[2].strip('"'))
        at = found.end()
    if not rest.startswith(":", at):
        raise RefusedError("a line of it cannot be read")
    return parameters, rest[at + 1 :]
