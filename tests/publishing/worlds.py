"""A year that is published and published again, with what each person should see said by the test itself."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from rota.domain import Problem, Rota
from rota.exports.view import Document
from rota.publishing.feed_names import path_of
from rota.publishing.issue import Earlier, PreparedPublication, issue
from rota.publishing.serving import SERVED
from rota.record import Presentation
from tests.exports.documents import a_document, the_rota, the_year
from tests.support.builders import moment

FULL = Presentation("full")
MINIMAL = Presentation()


def name_maker() -> Callable[[], str]:
    """Names of the right form that a test can foresee: 43 characters that count up."""
    counter = itertools.count(1)
    return lambda: f"{next(counter):043}"


@dataclass
class Council:
    """A council that publishes: what it has published so far, and the names it has given."""

    earlier: Earlier | None = None
    make_name: Callable[[], str] = field(default_factory=name_maker)

    def publish(
        self,
        at: str,
        problem: Problem | None = None,
        rota: Rota | None = None,
        presentation: Presentation = FULL,
        replaced: Collection[str] = (),
    ) -> PreparedPublication:
        """Publishes over what was published before. ``at`` is a London time, such as "2026-05-25 09:30:00"."""
        document = a_document(problem or the_year(), the_rota() if rota is None else rota)
        return self.publish_document(document, at, presentation, replaced)

    def publish_document(
        self, document: Document, at: str, presentation: Presentation = FULL, replaced: Collection[str] = ()
    ) -> PreparedPublication:
        """Publishes this document over what was published before."""
        made = issue(document, self.earlier, presentation, moment(at), replaced, self.make_name)
        self.earlier = Earlier(made.document.record, made.names)
        return made


def feeds_of(made: PreparedPublication) -> dict[str, bytes]:
    """The feeds that are served, by key."""
    return {key: made.files[f"{SERVED}/{path_of(name)}"] for key, name in made.names.current.items()}
