"""The unguessable names of feeds: made once, kept in a private file, replaced one by one.

Whoever knows a feed's name can read it. So the names are never shown, logged or published together.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

from rota.exports.ics_feeds import Feed

FILE = "feeds.private.json"
FORMAT, VERSION = "rota feed names", 1
LARGEST_FILE = 5_000_000

_NAME = re.compile(r"[A-Za-z0-9_-]{43}")
"""256 bits in URL-safe base 64, as secrets.token_urlsafe(32) writes them."""


@dataclass(frozen=True, slots=True)
class FeedNames:
    """The name under which each feed is served, by the feed's key, and the names that are nobody's any more.

    ``address`` is where a web server serves them, empty when nobody has said so.
    """

    current: dict[str, str]
    retired: tuple[str, ...] = ()
    address: str = ""

    def __post_init__(self) -> None:
        every = [*self.current.values(), *self.retired]
        if not all(isinstance(name, str) and _NAME.fullmatch(name) for name in every):
            raise ValueError("a name in it is not of the form that rota gives")
        if len(set(every)) < len(every):
            raise ValueError("two feeds have one name")


def renewed(names: FeedNames, keys: Collection[str], replaced: Collection[str], make: Callable[[], str]) -> FeedNames:
    """A name for each of these feeds; the names of those that are replaced or no longer there are retired."""
    kept = {key: name for key, name in names.current.items() if key in keys and key not in replaced}
    retired = tuple(name for key, name in names.current.items() if key not in kept)
    current = {key: kept[key] if key in kept else make() for key in keys}
    return FeedNames(current, (*names.retired, *retired), names.address)


def path_of(name: str) -> str:
    """Where the feed of this name stands among what is served. No query, and an ending that Outlook knows."""
    return f"f/{name}/visits.ics"


def written(names: FeedNames, feeds: Iterable[Feed]) -> bytes:
    """The private file: whose each feed is and where it is served, so that an officer can send each their link."""
    whose = {feed.key: feed.name for feed in feeds}
    rows = [
        {"feed": key, "of": whose.get(key, key), "name": name, "path": path_of(name)}
        for key, name in names.current.items()
    ]
    where = {"address": names.address} if names.address else {}
    data = {"format": FORMAT, "version": VERSION, **where, "feeds": rows, "replaced": list(names.retired)}
    return f"{json.dumps(data, indent=1, ensure_ascii=True)}\n".encode()


def read_names(content: bytes) -> FeedNames:
    """The names that ``written`` wrote. ValueError, with a sentence that holds no name, for anything else."""
    try:
        return _names(content)
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("it is not as rota writes it") from error
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise ValueError("it is not JSON") from error


def _names(content: bytes) -> FeedNames:
    if len(content) > LARGEST_FILE:
        raise ValueError(f"it has {len(content):,} bytes, more than any such file")
    data: Any = json.loads(content.decode("utf-8-sig"))
    if data["format"] != FORMAT or data["version"] != VERSION:
        raise ValueError(f"it is not a file of feed names of version {VERSION}")
    current = {row["feed"]: row["name"] for row in data["feeds"]}
    if len(current) < len(data["feeds"]) or not all(isinstance(key, str) for key in current):
        raise ValueError("a feed is in it twice")
    return FeedNames(current, tuple(data["replaced"]), str(data.get("address", "")))
