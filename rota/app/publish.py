"""A rota published as feeds: where to, how, when, and what of the past it may tell otherwise."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from rota.app.files import rendered
from rota.app.lookup import Meant
from rota.domain import LONDON, YEARS
from rota.errors import CouldNotRunError
from rota.exports.view import Document
from rota.publishing.find_feed import keys_of
from rota.publishing.folder import is_publication
from rota.publishing.issue import Earlier, PreparedPublication, issue
from rota.publishing.rewritten_past import Rewrite, rewrites
from rota.reading.workbook_in_folder import workbook_in
from rota.record import Presentation
from rota.tables.faults import Faults, summary
from rota.tables.spelling import Spellings
from rota.tables.text_files import SETTINGS_FILE
from rota.text.english import day_in_words, moment_in_words

PAPERS = ("html", "xlsx", "ics")
"""Formats in which people are given the rota: published with the feeds, they bear the same number."""


def folder_of(path: Path) -> Path:
    """The folder of a publication that may be named by its rota.json."""
    return path.parent if path.suffix.casefold() == ".json" else path


def council_above(rota: Path) -> Path:
    """Where the council's tables are, a folder or a workbook, when a rota is drawn into a folder among them.

    CouldNotRunError when there are none: then they must be named.
    """
    folder = rota.absolute().parent
    faults = Faults()
    try:
        book = workbook_in(folder, faults)
    except OSError:
        return folder  # what is read next says why it cannot be
    if len(faults):
        raise CouldNotRunError(f"{summary(faults.found())} Name it with --path.")
    if book is None and not any((folder / name).exists() for name in (SETTINGS_FILE, "members.csv", "teams.csv")):
        raise CouldNotRunError(f"There are no tables of a council in {folder}, above the rota. Name them with --path.")
    return book or folder


def folder_to_publish_to(over: Path | None, into: Path | None) -> Path:
    """Where to publish. CouldNotRunError when no folder is named."""
    folder = into or (folder_of(over) if over else None)
    if folder is None:
        raise CouldNotRunError("Name the folder to publish to with --into, or what was published before with --over.")
    return folder


def refuse_another(folder: Path, over: Path | None) -> None:
    """CouldNotRunError when the folder to publish to holds another publication than the one that is published over."""
    over = folder_of(over) if over else None
    if is_publication(folder) and (over is None or folder.resolve() != over.resolve()):
        raise CouldNotRunError(
            f"{folder} holds a rota already. Publish over it with --over {folder}, or name another folder with --into."
        )


def presentation(
    earlier: Earlier | None, detail: str | None, link: str | None, alarm: int | None, private: bool | None
) -> Presentation:
    """How feeds show a visit: as before but for what is given. CouldNotRunError for a value that there is not."""
    before = earlier.record.publication if earlier else None
    chosen = {"detail": detail, "link": link, "alarm_minutes": alarm, "private": private}
    given = {name: value for name, value in chosen.items() if value is not None}
    try:
        return replace(before.presentation if before else Presentation(), **given)  # type: ignore[arg-type]
    except ValueError as error:
        raise CouldNotRunError(f"{str(error)[0].upper()}{str(error)[1:].rstrip('.')}. Nothing was written.") from error


def moment_of(given: datetime, earlier: Earlier | None) -> datetime:
    """The moment of publication, in London's time. CouldNotRunError when it is of another time, or too early."""
    moment = given.replace(tzinfo=LONDON, microsecond=0)
    before = earlier.record.provenance if earlier else None
    if moment.year not in YEARS:
        raise CouldNotRunError(f"{moment:%Y-%m-%d} is not a date of our time. Check --dated and the computer's clock.")
    if before and moment < before.stamp:
        raise CouldNotRunError(
            f"{moment_in_words(moment)} is before the last publication, which was on {moment_in_words(before.stamp)}. "
            "Check --dated and the computer's clock."
        )
    return moment


@dataclass(frozen=True, slots=True)
class ToldPast:
    """What of the past would be told otherwise: ``refused`` unless meant. ``not_needed`` is what was named idly."""

    refused: tuple[Rewrite, ...]
    not_needed: tuple[str, ...]


def past_told_otherwise(
    document: Document, earlier: Earlier | None, moment: datetime, corrected: Sequence[str]
) -> ToldPast:
    """What was before the day and would change, but for visits that are named, cancelled in the tables, or held so."""
    day = moment.date()
    found = rewrites(document, earlier.record if earlier else None, day)
    named = {_meant(document, found, word) for word in corrected}
    refused = tuple(rewrite for rewrite in found if not (rewrite.cancelled or rewrite.held or rewrite.visit in named))
    titles = [document.problem.title(visit) for visit in sorted(named - {rewrite.visit for rewrite in found})]
    before = day_in_words(day)
    return ToldPast(
        refused, tuple(f"Nothing of {title} changes before {before}: --correct was not needed." for title in titles)
    )


def _meant(document: Document, found: Sequence[Rewrite], word: str) -> str:
    """The id of the visit: of one that would be told otherwise, which the year may owe no longer, or of any other."""
    problem, spellings = document.problem, Spellings()
    titles = {rewrite.visit: rewrite.title for rewrite in found}
    for visit, title in (titles | {visit.id: problem.title(visit.id) for visit in problem.visits}).items():
        spellings.add(visit, (visit,), (title,))
    meant = spellings.of(word)
    return meant[0] if len(meant) == 1 else Meant(problem).visit(word)


def issued(
    document: Document,
    earlier: Earlier | None,
    shown: Presentation,
    moment: datetime,
    replaced: Collection[str],
    tokens: Iterator[str],
    address: str | None = None,
    emails: Mapping[str, str] | None = None,
) -> PreparedPublication:
    """The publication, ready to be written; ``tokens`` become the names of new feeds, which nobody can guess.

    The page, the workbook and the calendars of this revision are among its files. CouldNotRunError when a person whose
    feed is to have a new link is not known.
    """
    keys, faults = keys_of(document, tuple(replaced))
    if faults:
        raise CouldNotRunError("\n".join(faults))
    made = issue(document, earlier, shown, moment, keys, lambda: next(tokens), _address(address), emails)
    papers = rendered(made.document, PAPERS)
    return replace(made, files={**papers, **made.files})


def _address(given: str | None) -> str | None:
    """The address at which the feeds are served. CouldNotRunError unless a calendar program can read it there."""
    if not given:
        return given
    try:
        Presentation(link=given)
    except ValueError as error:
        raise CouldNotRunError(f"{str(error).rstrip('.')}. Nothing was written.") from error
    if not given.startswith("https://"):
        raise CouldNotRunError(f"'{given}' is not safe: a link is a key. Serve the feeds over https://.")
    return given
