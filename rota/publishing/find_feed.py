"""Finds the feed that an officer means by a person's id or name."""

from __future__ import annotations

from collections.abc import Iterable

from rota.exports.ics_feeds import Feed, feeds
from rota.exports.view import Document
from rota.tables.cells import slug
from rota.tables.name_search import Called, search
from rota.text.english import did_you_mean, joined

_OF_MEMBERS = {"member", "councillor", "cllr"}
"""Words that say that a member is meant."""


def keys_of(document: Document, words: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The keys of the feeds that are meant, and a sentence for each word that means none or several."""
    every = feeds(document)
    keys: list[str] = []
    faults: list[str] = []
    for word in words:
        found = _meant(every, word)
        keys.extend(found if len(found) == 1 else ())
        if len(found) > 1:
            faults.append(f"'{word}' may be {joined(found)}. Write one of these.")
        elif not found:
            faults.append(f"There is nobody called '{word}' who has a feed.{_nearest(every, word)}")
    return tuple(keys), tuple(faults)


def _meant(every: tuple[Feed, ...], word: str) -> list[str]:
    """By key, such as "member:ann", before id, by id before name, and then by enough of the name."""
    said = word.strip().casefold()
    spellings = [(feed.key, (feed.key, feed.key.partition(":")[2], feed.name)) for feed in every]
    for way in range(3):
        if found := [key for key, words in spellings if words[way].strip().casefold() == said]:
            return found
    people = bool(_OF_MEMBERS & set(slug(word).split("-")))
    among = [feed for feed in every if feed.key.startswith("member:") or not people]
    return list(search(word, (Called(feed.key, feed.name) for feed in among)))


def _nearest(every: tuple[Feed, ...], word: str) -> str:
    return f" {did_you_mean(word, (feed.name for feed in every), 'feeds.private.json lists those who have.')}"
