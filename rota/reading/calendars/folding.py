"""From the bytes of a calendar to its lines, each whole, however the program that wrote it folds and indents them."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from rota.reading.calendars.lines import KEPT
from rota.reading.calendars.refused import UnreadableError
from rota.reading.calendars.work import BYTES, DAMAGED_BYTES, FOLDS, TOLD_APART, ExpansionBudget

MOST_BYTES = 32 * 2**20
"""Held in memory a few times over. What a calendar may have in it is limited by the work it costs (see work.py)."""

LONGEST_UNFOLDED = 60
"""Bytes of a line that no program folds: they fold at 75 (RFC 5545, section 3.1), some a little earlier."""

INDENTED = (
    "lines of it begin with blanks, as the rest of a longer line does; those that look like lines of their own are "
    "read so. Check its times"
)

_OTHERS = """SUMMARY DESCRIPTION LOCATION VERSION CALSCALE DTSTAMP CREATED CLASS CATEGORIES ORGANIZER PRIORITY URL GEO
ATTACH COMMENT CONTACT TZNAME TZURL ACTION TRIGGER REPEAT RESOURCES X-[A-Z0-9-]+"""
_NAMES = "|".join([*sorted(KEPT), *_OTHERS.split()]).encode()
_OF_TEXT = "SUMMARY DESCRIPTION LOCATION COMMENT CONTACT CATEGORIES RESOURCES ORGANIZER ATTENDEE"
_NAMED = re.compile(rb"[ \t]+(?:%s)[ \t]*[;:]" % _NAMES, re.IGNORECASE)
_FREE_TEXT = re.compile(rb"(?:%s|X-[A-Z0-9-]+)[ \t]*[;:]" % "|".join(_OF_TEXT.split()).encode(), re.IGNORECASE)
_INDENTED = re.compile(rb"\n[ \t]++(?=(?:%s)[ \t]*[;:])" % _NAMES)
_MARGIN = re.compile(rb"[ \t]{1,40}(?![ \t])")
_AROUND = b" \t\n\f\v\xa0\xc2\xef\xbb\xbf\xe2\x80\x8b"
"""Blanks, no-break blanks and marks of the byte order, byte by byte in UTF-8."""
_BEGIN = re.compile(rb"BEGIN[ \t]*:[ \t]*VCALENDAR", re.IGNORECASE)
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SAVE = "Export the calendar again as an .ics file."


@dataclass(frozen=True, slots=True)
class Unfolded:
    """A calendar with each line whole. ``indented`` when lines with blanks before them were taken for lines of their
    own, which is a guess."""

    data: bytes
    indented: bool = False


def unfolded(data: bytes, work: ExpansionBudget) -> Unfolded:
    """The calendar with its lines joined. UnreadableError when it is too large, costs too much work, or is no calendar
    at all."""
    if len(data) > MOST_BYTES:
        raise UnreadableError(f"it has more than {MOST_BYTES >> 20} MB. Export only the year of the rota.")
    text, indented = _joined(data, work)
    if b"\0" in text:
        raise UnreadableError(f"it is damaged: it has NUL bytes in it. {_SAVE}")
    if text.startswith(b"<"):
        raise UnreadableError(f"it is a web page, not a calendar: the address may ask for a sign-in. {_SAVE}")
    if not _BEGIN.match(text):
        raise UnreadableError(f"it is not a calendar: it does not begin with BEGIN:VCALENDAR. {_SAVE}")
    return Unfolded(text, indented)


def is_calendar(data: bytes) -> bool:
    """Whether these bytes, or more that begin so, are a calendar."""
    return bool(_BEGIN.match(_joined(data[:1_000], ExpansionBudget())[0]))


def _joined(data: bytes, work: ExpansionBudget) -> tuple[bytes, bool]:
    """The lines joined as bytes, for a fold may stand within a letter; whether some were told apart by a guess.

    Empty lines, such as double line ends make, count for nothing: a fold after one is still a fold.
    """
    work.spend(len(data) // BYTES)
    if data.startswith(_WIDE):
        data = _narrow(data, work)
    text = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    while b"\n\n" in text:
        text = text.replace(b"\n\n", b"\n")
    text = _without_margin(text.lstrip(b"\n"))
    work.spend((text.count(b"\n ") + text.count(b"\n\t")) // FOLDS)
    text, indented = _own_lines(text, work)
    return text.replace(b"\n ", b"").replace(b"\n\t", b"").lstrip(_AROUND), indented


def _narrow(data: bytes, work: ExpansionBudget) -> bytes:
    """The same in UTF-8. Where letters are damaged, as of a file that is cut short, each is passed over."""
    try:
        return data.decode("utf-16").encode()
    except UnicodeDecodeError:
        work.spend(len(data) // DAMAGED_BYTES)
        return data.decode("utf-16", errors="replace").encode()


def _without_margin(text: bytes) -> bytes:
    """The text without the blanks before its first line, when every line has them."""
    margin = _MARGIN.match(text)
    if margin is None or re.search(rb"\n(?!%s)." % re.escape(margin[0]), text):
        return text
    return text.replace(b"\n" + margin[0], b"\n")


def _own_lines(text: bytes, work: ExpansionBudget) -> tuple[bytes, bool]:
    """Takes the blanks away before what looks like a line of its own, where it cannot well be the rest of another."""

    def unindented(found: re.Match[bytes]) -> bytes:
        work.spend(TOLD_APART)
        return b"\n" if _is_whole(text, text.rfind(b"\n", 0, found.start()) + 1, found.start()) else found[0]

    told = _INDENTED.sub(unindented, text)
    return told, len(told) != len(text)


def _is_whole(text: bytes, start: int, end: int) -> bool:
    """Whether the line between these two does not go on in the next, though that begins with blanks.

    It does not when blanks stand before its own name too, or when it is too short to have been folded and holds no
    text of people's, in which a line of theirs might begin with a name such as "Status:".
    """
    if text[start : start + 1] in (b" ", b"\t"):
        return bool(_NAMED.match(text, start, end))
    return end - start < LONGEST_UNFOLDED and not _FREE_TEXT.match(text, start, end)
