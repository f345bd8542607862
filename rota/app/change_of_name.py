"""A word where somebody seems to have left and somebody else to have come: it may be one person under a new name."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from rota.domain import Problem
from rota.exports.view import Document
from rota.publishing.issue import Earlier
from rota.tables.cells import slug
from rota.text.english import several


@dataclass(frozen=True, slots=True)
class NewName:
    """A member whom people know and the tables do not have any more, while others are in them who were not known."""

    member: str
    come: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """What is doubtful, and what to do when it is one person."""
        are, row = ("is", "that row") if len(self.come) == 1 else ("are", "the row")
        return (
            f"'{self.member}', whom people know from the rota, is not in members any more, and {several(self.come)} "
            f"{are} new. If that is one person under a new name, write '{self.member}' in column 'id' of {row}: link, "
            "visits and history then stay. Who has left keeps the row, with the last day in 'left'."
        )


def new_names(problem: Problem, known: Iterable[str], left: Collection[str] = ()) -> Iterator[NewName]:
    """Each member of ``known``, ids, who may have changed their name; not those of ``left``, by name or id."""
    known = set(known)
    listed = {member.id for member in problem.members}
    come = tuple(member.name for member in problem.members if member.id not in known and member.serves_in(problem.year))
    gone = sorted(known - listed - {slug(one) for one in left})
    another_council = not known & listed
    return (NewName(one, come) for one in gone if come and not another_council)


def known_from(document: Document) -> Iterator[str]:
    """The members who go on visits of the rota, or were told of any."""
    for placement in document.record.rota.placements:
        yield from placement.members
    publication = document.record.publication
    yield from _of_feeds(entry.feed for entry in (publication.entries if publication else ()))


def known_to(earlier: Earlier | None) -> Iterator[str]:
    """The members who have a link."""
    return _of_feeds(earlier.names.current if earlier else ())


def _of_feeds(feeds: Iterable[str]) -> Iterator[str]:
    return (feed.partition(":")[2] for feed in feeds if feed.startswith("member:"))
