"""An issue of the feeds: everything that a publication writes, worked out before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from rota.exports import rota_json
from rota.exports.feed_ledger import published
from rota.exports.ics_feeds import Feed, feeds
from rota.exports.ownerless_feeds import gone
from rota.exports.view import Document
from rota.publishing import change_list, headers, links
from rota.publishing.changes import Change, changes
from rota.publishing.feed_names import FILE, FeedNames, renewed, written
from rota.publishing.rewritten_past import rewrites
from rota.publishing.serving import served
from rota.record import Presentation, Record


@dataclass(frozen=True, slots=True)
class Earlier:
    """What has been published before: its record, which holds a publication, and the names of its feeds."""

    record: Record
    names: FeedNames


@dataclass(frozen=True, slots=True)
class PreparedPublication:
    """A publication ready to be written: its files by name, of which FILE is private, and who is affected.

    ``new_links`` are the names of those whose feed has moved or is new; ``is_new`` when it is a new revision.
    """

    document: Document
    changes: tuple[Change, ...]
    names: FeedNames
    new_links: tuple[str, ...]
    files: dict[str, bytes]
    is_new: bool


def issue(
    document: Document,
    earlier: Earlier | None,
    presentation: Presentation,
    moment: datetime,
    replaced: Collection[str],
    make_name: Callable[[], str],
    address: str | None = None,
    emails: Mapping[str, str] | None = None,
) -> PreparedPublication:
    """The document's rota published at this moment, with the feeds in ``replaced`` under new names.

    ``address`` is where the feeds are served, None for the one known; with one there is a list of links, and
    ``emails`` by feed stand in it.

    An issue in which nothing has changed is the earlier revision, to the byte. Whoever publishes has made sure that
    what ``rewrites`` finds of what is over is meant.
    """
    told = earlier.record.publication if earlier else None
    publication = published(document, told, presentation, moment)
    ready, is_new = _revised(replace(document.record, publication=publication), earlier, moment)
    document = replace(document, record=ready)
    open_feeds = [feed for feed in feeds(document) if not gone(document.problem, feed.key, moment.date())]
    names = renewed(earlier.names if earlier else FeedNames({}), [feed.key for feed in open_feeds], replaced, make_name)
    names = names if address is None else replace(names, address=address)
    corrected = rewrites(document, earlier.record if earlier else None, moment.date())
    affected = changes(document, told, publication, moment, corrected)
    # In the order in which they are moved into place: should the power fail, publishing again puts all right.
    files = {FILE: written(names, open_feeds)}
    if is_new:
        files |= change_list.render(document, affected)
    if names.address:
        sent = _new_links(open_feeds, names, earlier)
        files[links.FILE] = links.listed(names, open_feeds, names.address, emails or {}, sent)
    files |= {**rota_json.render(document), **served(publication, names), **headers.files()}
    return PreparedPublication(document, affected, names, _new_links(open_feeds, names, earlier), files, is_new)


def _new_links(feeds: Sequence[Feed], names: FeedNames, earlier: Earlier | None) -> tuple[str, ...]:
    before = earlier.names.current if earlier else {}
    return tuple(feed.name for feed in feeds if names.current[feed.key] != before.get(feed.key))


def _revised(record: Record, earlier: Earlier | None, moment: datetime) -> tuple[Record, bool]:
    """The record as the next revision, or as the earlier one when it says the same; and whether it is new."""
    if earlier is None:
        return _given(record, 1, moment.replace(second=0, microsecond=0)), True
    before = earlier.record.provenance
    same = _given(record, before.revision, before.stamp)
    if same == earlier.record:
        return same, False
    return _given(record, before.revision + 1, moment.replace(second=0, microsecond=0)), True


def _given(record: Record, revision: int, stamp: datetime) -> Record:
    return replace(record, provenance=replace(record.provenance, revision=revision, stamp=stamp))
