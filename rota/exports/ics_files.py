"""calendars/*.ics: the feeds as files, under names that a person can read. What is served is in rota.publishing."""

from __future__ import annotations

from dataclasses import replace

from rota.exports import CALENDARS
from rota.exports.feed_ledger import published
from rota.exports.ics_feeds import ALL, calendar, feeds
from rota.exports.view import Document
from rota.record import LedgerEntry, Presentation, Publication
from rota.text.file_names import file_stem


def render(document: Document) -> dict[str, bytes]:
    """Every calendar by file name. Somebody with no visit has a calendar that holds only the time zone.

    A host's or deputy's calendar holds the visits that they receive. They say what the rota says: of one that was
    changed since it was published, what a publication over that one would say at the moment that the rota bears.
    """
    said = next_publication(document)
    by_feed: dict[str, list[LedgerEntry]] = {}
    for entry in said.entries:
        by_feed.setdefault(entry.feed, []).append(entry)
    return {_file_of(feed.key): calendar(by_feed.get(feed.key, ()), said.presentation) for feed in feeds(document)}


def next_publication(document: Document) -> Publication:
    """What a publication of the rota over the last one would say: the last one itself where nothing differs.

    The first says as little as can be, at the level "minimal". What nobody was told yet of a rota that breaks a must
    is a draft; what was published so, as an officer asked for, stays as it was published.
    """
    told, stamp = document.record.publication, document.record.provenance.stamp
    presentation = told.presentation if told else Presentation()
    said = published(document, told, presentation, stamp)
    if document.report.kept or said == told:
        return said
    return published(document, told, replace(presentation, draft=True), stamp)


def _file_of(feed: str) -> str:
    if feed == ALL:
        return f"calendars/{ALL}.ics"
    kind, _, whose = feed.partition(":")
    return file_name(kind, whose)


def file_name(kind: str, id: str) -> str:
    """The file of a member, host or team: letters a to z, digits and hyphens, whatever the id holds.

    An id that these cannot spell has a few figures of its hash added, so that no two share a file.
    """
    return f"{CALENDARS}/{kind}-{file_stem(id)}.ics"
