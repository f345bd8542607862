"""calendars/*.ics: the feeds as files, under names that a person can read. What is served is in rota.publishing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from rota.exports import CALENDARS
from rota.exports.feed_ledger import published
from rota.exports.ics_feeds import ALL, calendar, feeds
from rota.exports.view import Document
from rota.record import LedgerEntry, Presentation, Publication
from rota.text.file_names import file_stems


def render(document: Document) -> dict[str, bytes]:
    """Every calendar by file name. Somebody with no visit has a calendar that holds only the time zone.

    A host's or deputy's calendar holds the visits that they receive. They say what the rota says: of one that was
    changed since it was published, what a publication over that one would say at the moment that the rota bears.
    """
    said = next_publication(document)
    by_feed: dict[str, list[LedgerEntry]] = {}
    for entry in said.entries:
        by_feed.setdefault(entry.feed, []).append(entry)
    names = file_names(feed.key for feed in feeds(document))
    return {name: calendar(by_feed.get(key, ()), said.presentation) for key, name in names.items()}


def next_publication(document: Document) -> Publication:
    """What a publication of the rota over the last one would say: the last one itself where nothing differs.

    The first says as little as can be, at the level "minimal". What nobody was told yet of a rota that breaks a must
    is a draft; what was published so, as an officer asked for, stays as it was published.
    """
    told, stamp = document.record.publication, document.record.provenance.stamp
    presentation = told.presentation if told else Presentation()
    said = published(document, told, presentation, stamp)
    if document.kept or said == told:
        return said
    return published(document, told, replace(presentation, draft=True), stamp)


def file_names(keys: Iterable[str]) -> dict[str, str]:
    """The file of each feed by its key: of each member, host and team, and of all together."""
    found: dict[str, str] = {}
    by_kind: dict[str, list[str]] = {}
    for key in keys:
        kind, _, whose = key.partition(":")
        by_kind.setdefault(kind, []).append(whose)
    for kind, ids in by_kind.items():
        stems = file_stems(ids)
        found |= {f"{kind}:{one}": f"{CALENDARS}/{kind}-{stems[one]}.ics" for one in ids if kind != ALL}
    return {ALL: f"{CALENDARS}/{ALL}.ics", **found}
