"""A linter of feeds that reads octets: stricter than any library, and knowing none of the code that writes them.

Each fault is a sentence. What is allowed is listed; whatever else stands in a feed was injected or forgotten.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

ALLOWED = {
    "VCALENDAR": "VERSION PRODID CALSCALE NAME X-WR-CALNAME REFRESH-INTERVAL X-PUBLISHED-TTL",
    "VTIMEZONE": "TZID X-LIC-LOCATION",
    "STANDARD": "TZOFFSETFROM TZOFFSETTO TZNAME DTSTART RRULE",
    "DAYLIGHT": "TZOFFSETFROM TZOFFSETTO TZNAME DTSTART RRULE",
    "VEVENT": "UID DTSTAMP CREATED LAST-MODIFIED SEQUENCE DTSTART DTEND STATUS SUMMARY LOCATION DESCRIPTION URL "
    "CLASS TRANSP X-MICROSOFT-CDO-BUSYSTATUS",
    "VALARM": "ACTION DESCRIPTION TRIGGER",
}
NEEDED = {
    "VCALENDAR": "VERSION PRODID",
    "VTIMEZONE": "TZID",
    "STANDARD": "TZOFFSETFROM TZOFFSETTO DTSTART RRULE",
    "DAYLIGHT": "TZOFFSETFROM TZOFFSETTO DTSTART RRULE",
    "VEVENT": "UID DTSTAMP CREATED LAST-MODIFIED SEQUENCE DTSTART DTEND STATUS SUMMARY TRANSP",
    "VALARM": "ACTION DESCRIPTION TRIGGER",
}
INSIDE = {
    "VCALENDAR": {""},
    "VTIMEZONE": {"VCALENDAR"},
    "STANDARD": {"VTIMEZONE"},
    "DAYLIGHT": {"VTIMEZONE"},
    "VEVENT": {"VCALENDAR"},
    "VALARM": {"VEVENT"},
}
UTC_STAMP = re.compile(r"\d{8}T\d{6}Z")
LOCAL_TIME = re.compile(r"\d{8}T\d{6}")
LINE = re.compile(r"(?P<name>[A-Z][A-Z-]*)(?P<parameters>(?:;[A-Z-]+=[A-Za-z/]+)*):(?P<value>.*)", re.DOTALL)
UNSAFE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")
DURATION = re.compile(r"-?P(?:\d+D)?(?:T(?:\d+H)?(?:\d+M)?(?:\d+S)?)?(?<=[DHMS])")
TEXTS = ("SUMMARY", "LOCATION", "DESCRIPTION", "NAME", "X-WR-CALNAME")
VALUES = {
    "VERSION": r"2\.0",
    "CALSCALE": "GREGORIAN",
    "STATUS": "CONFIRMED|TENTATIVE|CANCELLED",
    "TRANSP": "OPAQUE|TRANSPARENT",
    "X-MICROSOFT-CDO-BUSYSTATUS": "FREE|BUSY",
    "CLASS": "PRIVATE",
    "SEQUENCE": r"\d{1,9}",
    "UID": "[0-9a-f]{40}",
    "URL": r"https?://[!-~]+",
    "ACTION": "DISPLAY",
}


@dataclass
class Component:
    """A component as it was read: its properties with their parameters, in order, and those inside it."""

    kind: str
    properties: list[tuple[str, str, str]] = field(default_factory=list)
    parts: list[Component] = field(default_factory=list)

    def value(self, name: str) -> str:
        return next((value for found, _, value in self.properties if found == name), "")


def lint(content: bytes) -> list[str]:
    """Every fault of the feed; none for one that every client can read."""
    faults = list(_octets(content))
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return [*faults, "not UTF-8"]
    lines = text.replace("\r\n ", "").split("\r\n")[:-1]
    faults += [f"control character in {line[:20]!r}" for line in lines if UNSAFE.search(line)]
    root, faults_of_form = _parsed(lines)
    faults += faults_of_form
    faults += [fault for component in _walk(root) for fault in _component(component)]
    return [*faults, *_whole(root)]


def _octets(content: bytes) -> Iterator[str]:
    if not content.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"):
        yield "does not begin with BEGIN:VCALENDAR and VERSION"
    if not content.endswith(b"END:VCALENDAR\r\n"):
        yield "does not end with END:VCALENDAR and CRLF"
    if not content.count(b"\r\n") == content.count(b"\r") == content.count(b"\n"):
        yield "a CR or LF alone"
    for line in content.split(b"\r\n"):
        if len(line) > 75:
            yield f"a line of {len(line)} octets"
        try:
            line.decode()
        except UnicodeDecodeError:
            yield "a line ends inside a character"
        if (len(line) - len(line.rstrip(b"\\"))) % 2:
            yield "a line ends inside an escape"


def _parsed(lines: list[str]) -> tuple[Component, list[str]]:
    root, faults = Component(""), []
    stack = [root]
    for line in lines:
        match = LINE.fullmatch(line)
        if not match:
            faults.append(f"not a property: {line[:20]!r}")
            continue
        name, parameters, value = match["name"], match["parameters"], match["value"]
        if name == "BEGIN":
            if stack[-1].kind not in INSIDE.get(value, set()):
                faults.append(f"{value} inside {stack[-1].kind or 'nothing'}")
            stack[-1].parts.append(Component(value))
            stack.append(stack[-1].parts[-1])
        elif name == "END":
            if value != stack[-1].kind or len(stack) == 1:
                faults.append(f"END:{value} of {stack[-1].kind}")
            stack = stack[:-1] or [root]
        else:
            if stack[-1].parts:
                faults.append(f"{name} after a component inside {stack[-1].kind}")
            stack[-1].properties.append((name, parameters, value))
    if len(stack) > 1:
        faults.append(f"{stack[-1].kind} has no end")
    return root, faults


def _walk(component: Component) -> Iterator[Component]:
    for part in component.parts:
        yield part
        yield from _walk(part)


def _component(component: Component) -> Iterator[str]:
    kind = component.kind
    counts = Counter(name for name, _, _ in component.properties)
    for name, count in counts.items():
        if name not in ALLOWED.get(kind, "").split():
            yield f"{name} is not allowed in {kind}"
        if count > 1:
            yield f"{name} is in {kind} {count} times"
    yield from (f"{kind} has no {name}" for name in NEEDED.get(kind, "").split() if name not in counts)
    for name, parameters, value in component.properties:
        yield from _value(kind, name, parameters, value)
    if kind == "VEVENT":
        yield from _event(component)
    if kind == "VTIMEZONE":
        yield from _zone(component)


def _value(kind: str, name: str, parameters: str, value: str) -> Iterator[str]:
    if name in VALUES and not re.fullmatch(VALUES[name], value):
        yield f"{name} is {value[:20]!r}"
    if name in ("DTSTAMP", "CREATED", "LAST-MODIFIED") and not (UTC_STAMP.fullmatch(value) and _is_time(value[:-1])):
        yield f"{name} is not in UTC"
    if name in ("REFRESH-INTERVAL", "X-PUBLISHED-TTL", "TRIGGER") and not DURATION.fullmatch(value):
        yield f"{name} is not a duration"
    if name == "REFRESH-INTERVAL" and parameters != ";VALUE=DURATION":
        yield "REFRESH-INTERVAL does not say that it is a duration"
    if name in TEXTS and re.search(r"(?<!\\)(?:\\\\)*(?:\\[^\\;,nN]|[;,])", value):
        yield f"{name} is not escaped"
    if kind == "VEVENT" and name in ("DTSTART", "DTEND") and not (LOCAL_TIME.fullmatch(value) and _is_time(value)):
        yield f"{name} is not a London time"


def _is_time(text: str) -> bool:
    try:
        datetime.strptime(text, "%Y%m%dT%H%M%S")
    except ValueError:
        return False
    return True


def _event(event: Component) -> Iterator[str]:
    if event.value("DTEND") <= event.value("DTSTART"):
        yield "DTEND is not after DTSTART"
    if event.value("DTSTAMP") != event.value("LAST-MODIFIED"):
        yield "DTSTAMP is not LAST-MODIFIED"
    if event.value("CREATED") > event.value("LAST-MODIFIED"):
        yield "changed before it was made"
    cancelled = event.value("STATUS") == "CANCELLED"
    said = (event.value("SUMMARY").startswith("Cancelled: "), event.value("TRANSP"))
    if said != ((True, "TRANSPARENT") if cancelled else (False, "OPAQUE")):
        yield "STATUS, SUMMARY and TRANSP disagree"
    if event.value("X-MICROSOFT-CDO-BUSYSTATUS") != ("FREE" if cancelled else "BUSY"):
        yield "busy when it is cancelled, or free when it is not"
    if cancelled and event.parts:
        yield "an alarm for a cancelled event"


def _zone(zone: Component) -> Iterator[str]:
    if sorted(part.kind for part in zone.parts) != ["DAYLIGHT", "STANDARD"]:
        yield "VTIMEZONE has not one STANDARD and one DAYLIGHT"
    for part in zone.parts:
        if "BYDAY=" not in part.value("RRULE") or "UNTIL" in part.value("RRULE"):
            yield f"{part.kind} has no rule that goes on"


def _whole(root: Component) -> Iterator[str]:
    if [part.kind for part in root.parts] != ["VCALENDAR"]:
        yield "not one calendar"
    everything = list(_walk(root))
    declared = {part.value("TZID") for part in everything if part.kind == "VTIMEZONE"}
    for event in (part for part in everything if part.kind == "VEVENT"):
        for name, parameters, _ in event.properties:
            if name in ("DTSTART", "DTEND") and parameters.removeprefix(";TZID=") not in declared:
                yield f"{name} is in a time zone that is not declared"
    ids = Counter(part.value("UID") for part in everything if part.kind == "VEVENT")
    yield from (f"the id {uid} is there {count} times" for uid, count in ids.items() if count > 1)
    if not any(part.kind in ("VTIMEZONE", "VEVENT") for part in everything):
        yield "an empty calendar"
