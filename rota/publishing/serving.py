"""What a web server serves: each feed under its name, and an empty calendar under each name that was replaced.

An empty calendar, because clients keep what they have when a link merely stops working: only a feed that is
valid and holds nothing makes ICSx5, Nextcloud, Thunderbird and Evolution forget it (calendars, section 0.6).
"""

from __future__ import annotations

from rota.exports.ics_feeds import calendar, replaced_feed
from rota.publishing.feed_names import FeedNames, path_of
from rota.record import LedgerEntry, Publication

SERVED = "served"
"""The folder that a web server is pointed at. Nothing private is in it but the names themselves."""


def served(publication: Publication, names: FeedNames) -> dict[str, bytes]:
    """Every file that is served, by its path in the publication's folder."""
    by_feed: dict[str, list[LedgerEntry]] = {key: [] for key in names.current}
    for entry in publication.entries:
        if entry.feed in by_feed:
            by_feed[entry.feed].append(entry)
    files = {
        f"{SERVED}/{path_of(names.current[key])}": calendar(entries, publication.presentation)
        for key, entries in by_feed.items()
    }
    empty = replaced_feed()
    return files | {f"{SERVED}/{path_of(name)}": empty for name in names.retired}
