"""Lines however they are folded, ended and indented. Times by London's clock; 6 July 2026 is a Monday."""

from __future__ import annotations

import pytest

from rota.reading.calendars.busy import busy_times
from rota.reading.calendars.folding import INDENTED
from tests.reading.calendars.ics import LONDON_ZONE, YEAR, calendar, event, shown
from tests.support.builders import span

HOUR = ("DTSTART;TZID=Europe/London:20260706T100000", "DTEND;TZID=Europe/London:20260706T110000")
MONDAY = ["2026-07-06 10:00 to 11:00"]
SERIES = (*HOUR, "RRULE:FREQ=WEEKLY;COUNT=4", "EXDATE;TZID=Europe/London:20260713T100000", "STATUS:CONFIRMED")
THREE = [*MONDAY, "2026-07-20 10:00 to 11:00", "2026-07-27 10:00 to 11:00"]


def read(data: bytes) -> list[str]:
    return shown(busy_times(data, span(*YEAR)))


@pytest.mark.parametrize("name", ["DTSTART", "DTEND", "RRULE", "EXDATE", "STATUS", "BEGIN", "END", "TZID", "UID"])
@pytest.mark.parametrize("fold", [b"\r\n ", b"\r\n\t", b"\n ", b"\r ", b"\r\r\n ", b"\r\n\r\n "])
def test_a_fold_may_stand_right_after_a_propertys_name(name: str, fold: bytes) -> None:
    """Before its colon or its semicolon, at every place where the name begins a line."""
    zone = LONDON_ZONE.format(name="Ours")
    data = calendar(zone, event(*SERIES, uid="a")).replace(b"TZID=Europe/London", b"TZID=Ours")
    for sign in (b":", b";"):
        data = data.replace(b"\n" + name.encode() + sign, b"\n" + name.encode() + fold + sign)
    assert fold in data
    assert read(data) == THREE


@pytest.mark.parametrize("at", range(1, 8))
def test_a_fold_may_stand_within_a_name(at: int) -> None:
    """As of a program that folds every line after so many bytes."""
    lines = calendar(event(*SERIES)).split(b"\r\n")
    folded = b"\r\n".join(b"\r\n ".join(line[n : n + at] for n in range(0, len(line), at)) for line in lines)
    assert read(folded) == THREE


def test_a_cancelled_event_is_free_when_its_status_is_folded_after_the_name() -> None:
    assert read(calendar(event(*HOUR, "STATUS\n :CANCELLED"))) == []
    assert read(calendar(event(*HOUR, "TRANSP\n\t:TRANSPARENT"))) == []
    assert read(calendar(event(*HOUR, "X-MICROSOFT-CDO-BUSYSTATUS\n :FREE"))) == []


def test_a_value_of_one_letter_a_line_is_one_value() -> None:
    """Each fold takes one blank away, no more: in a word of letters alone none was left."""
    rule = "RRULE:FREQ=WEEKLY;COUNT=2"
    assert read(calendar(event(*HOUR, "\n ".join(rule)))) == [*MONDAY, "2026-07-13 10:00 to 11:00"]


@pytest.mark.parametrize(
    "before",
    [
        b" ",
        b"\t",
        b"    ",
        b"\r\n \r\n  ",
        b"\xef\xbb\xbf",
        b"\xef\xbb\xbf  ",
        b"\xc2\xa0",
        b"\n\n\n",
        b"\xe2\x80\x8b ",
    ],
)
def test_blanks_may_stand_before_the_first_line(before: bytes) -> None:
    assert read(before + calendar(event(*HOUR))) == MONDAY


@pytest.mark.parametrize("margin", [b"  ", b"\t", b"        "])
def test_every_line_may_be_indented_alike_and_then_nothing_is_guessed(margin: bytes) -> None:
    """As copied out of a message; what is folded has one blank more."""
    data = calendar(event(*HOUR, "RRULE:FREQ=WEEKLY;\n COUNT=1"))
    indented = b"".join(margin + line + b"\r\n" for line in data.splitlines())
    found = busy_times(indented, span(*YEAR))
    assert (shown(found), dict(found.remarks)) == (MONDAY, {})


def test_lines_indented_by_their_depth_are_read_and_that_is_said() -> None:
    """As a program that means well prints them."""
    depth, lines = 0, []
    for line in calendar(event(*HOUR, uid="a")).decode().splitlines():
        depth -= line.startswith("END:")
        lines.append("  " * depth + line)
        depth += line.startswith("BEGIN:")
    found = busy_times("\r\n".join(lines).encode(), span(*YEAR))
    assert (shown(found), dict(found.remarks)) == (MONDAY, {INDENTED: [0]})


@pytest.mark.parametrize(
    "text", ["STATUS: cancelled?", "DTSTART:20260707T100000Z", "DURATION: two hours", "END:VEVENT"]
)
@pytest.mark.parametrize(
    "name", ["DESCRIPTION:Agenda", "SUMMARY:Board", "X-ALT-DESC:Board", "COMMENT;LANGUAGE=en:Board"]
)
def test_the_rest_of_what_somebody_wrote_is_no_line_of_its_own(name: str, text: str) -> None:
    """A fold that stands early, and after it a word that is also a property's name."""
    found = busy_times(calendar(event(*HOUR, f"{name}\n {text}")), span(*YEAR))
    assert (shown(found), dict(found.remarks), dict(found.skipped)) == (MONDAY, {}, {})


def test_the_rest_of_a_long_line_is_no_line_of_its_own() -> None:
    long = "DESCRIPTION:" + "x" * 63 + "\n STATUS:CANCELLED"
    assert read(calendar(event(*HOUR, long))) == MONDAY


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a_calendar_in_wide_letters_that_is_damaged_is_still_read(encoding: str) -> None:
    """Half a letter at its end, and one in a title that is none."""
    mark = "\ufeff".encode(encoding)
    bad = b"\x00\xd8" if encoding.endswith("le") else b"\xd8\x00"
    data = calendar(event("SUMMARY:Café@", *HOUR)).decode().encode(encoding).replace("@".encode(encoding), bad)
    assert read(mark + data + b"\r") == MONDAY
