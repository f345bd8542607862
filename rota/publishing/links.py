"""The private list of links for a mail merge: whose feed is where, and how a calendar program subscribes to it."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from rota.exports.ics_feeds import Feed
from rota.exports.rota_csv import BYTE_ORDER_MARK, cell
from rota.publishing.feed_names import FeedNames, path_of

FILE = "links.private.csv"
COLUMNS = ("feed", "name", "email", "send", "link", "outlook", "google", "apple")
_MOST_BYTES = 5_000_000

OUTLOOK = "In Outlook choose Calendar, Add calendar, Subscribe from web; paste the link and choose Import."
GOOGLE = (
    "On a computer open calendar.google.com, choose + beside Other calendars, From URL; paste the link and choose "
    "Add calendar. Google reads it again only after 8 to 24 hours."
)
APPLE = "On an iPhone, iPad or Mac open {}, choose Subscribe, and let it refresh every hour."
"""How each subscribes; the sources are in docs/calendars.md."""


def listed(
    names: FeedNames, feeds: Iterable[Feed], address: str, emails: Mapping[str, str], to_be_sent: Collection[str]
) -> bytes:
    """A row for each feed that is somebody's, with its whole link. ``emails`` by feed are those typed in before.

    ``to_be_sent`` are the names of those whose link is new: "yes" stands in their row.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for feed in feeds:
        link = f"{address.rstrip('/')}/{path_of(names.current[feed.key])}"
        apple = APPLE.format(f"webcal://{link.partition('://')[2]}")
        send = "yes" if feed.name in to_be_sent else "no"
        said = (feed.key, feed.name, emails.get(feed.key, ""), send, link, OUTLOOK, GOOGLE, apple)
        writer.writerow([cell(text) for text in said])
    return (BYTE_ORDER_MARK + out.getvalue()).encode()


def emails_in(folder: Path) -> dict[str, str]:
    """The e-mail addresses that somebody has typed into the list of the folder, by feed; none when there is no list."""
    try:
        with (folder / FILE).open("rb") as file:
            text = file.read(_MOST_BYTES).decode("utf-8-sig", errors="replace")
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
    except (OSError, csv.Error):
        return {}
    return {row["feed"]: row["email"].strip() for row in rows if row.get("feed") and (row.get("email") or "").strip()}
