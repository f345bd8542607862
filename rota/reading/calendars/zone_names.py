"""Zones by the names that calendars give them: the world's, Windows' own, and those that programs make of the two."""

from __future__ import annotations

import json
import re
from datetime import UTC, tzinfo
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from rota.domain.visits import LONDON

_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_+-]{0,30}(?:/[A-Za-z0-9_+-]{1,30}){0,2}", re.ASCII)
_OF_THIS_MACHINE = frozenset({"localtime", "posixrules", "factory"})
_UTC = frozenset({"utc", "z", "gmt", "etc/utc", "tzone://microsoft/utc", "coordinated universal time"})
_LONDON = re.compile(
    r"\((?:UTC|GMT)[^)]*\)\s*(?:Greenwich Mean Time\s*:\s*)?Dublin, Edinburgh, Lisbon, London", re.ASCII
)
"""What Windows shows for "GMT Standard Time", in its several versions; Outlook and Exchange write it as a name."""


def known_zone(name: str) -> tzinfo | None:
    """The zone that the world knows by this name, also after a program's own prefix; None when there is none."""
    word = name.strip()
    if word.casefold() in _UTC:
        return UTC
    if word.startswith("/"):
        parts = word.strip("/").split("/")
        tails = ("/".join(parts[-count:]) for count in (3, 2) if count <= len(parts))
        return next((zone for tail in tails if (zone := _of_the_world(tail))), None)
    return _of_the_world(word)


def windows_zone(name: str) -> tzinfo | None:
    """The zone of this name in Windows, such as "GMT Standard Time"; None when there is none."""
    if _LONDON.fullmatch(name.strip()):
        return LONDON
    key = _windows_zones().get(name.strip().casefold())
    return _of_the_world(key) if key else None


def _of_the_world(key: str) -> ZoneInfo | None:
    if not _KEY.fullmatch(key) or key.casefold() in _OF_THIS_MACHINE:
        return None
    try:
        return ZoneInfo(key)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        right = _in_small_letters().get(key.casefold())
        return ZoneInfo(right) if right and right != key else None


@cache
def _in_small_letters() -> dict[str, str]:
    return {key.casefold(): key for key in sorted(available_timezones())}


@cache
def _windows_zones() -> dict[str, str]:
    """The key of each Windows zone, from CLDR: the file says which, and from when."""
    text = (files("rota.reading.calendars") / "data" / "windows_zones.json").read_text(encoding="utf-8")
    return {name.casefold(): key for name, key in json.loads(text)["zones"].items()}
