"""``rota publish``: the feeds that members and hosts subscribe to, and who must be told of what has changed."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rota.cli.console import answer, answer_is_no, tell
from rota.cli.options import own_rules_option
from rota.errors import CouldNotRunError

if TYPE_CHECKING:
    from rota.exports.view import Document
    from rota.publishing.issue import Earlier, Issue
    from rota.publishing.rewritten_past import Rewrite
    from rota.record import Presentation

_MOMENTS = ["%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d"]


@click.command("publish")
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--over", type=click.Path(path_type=Path), metavar="PUBLISHED", help="What was published before.")
@click.option(
    "--into", type=click.Path(path_type=Path), metavar="DIR", help="The folder to publish to: PUBLISHED unless given."
)
@click.option(
    "--path", type=click.Path(path_type=Path), metavar="PATH", help="The council's files: the folder above OUT."
)
@click.option(
    "--detail",
    type=click.Choice(["minimal", "full"]),
    help="What feeds say: where and when, or also team, host, who else goes and what to talk about. At first minimal.",
)
@click.option("--link", metavar="ADDRESS", help="Add the address of the visit's page, below this one; '' for none.")
@click.option("--alarm", type=int, metavar="MINUTES", help="Ring before each visit; 0 for no alarm.")
@click.option("--private/--not-private", default=None, help="Mark events private: Google then shows only 'Busy'.")
@click.option("--replace", "replaced", multiple=True, metavar="PERSON", help="Give this person's feed a new link.")
@click.option(
    "--dated",
    type=click.DateTime(_MOMENTS),
    metavar="'YYYY-MM-DD HH:MM'",
    help="The London time of publication: now unless given.",
)
@click.option(
    "--correct",
    "corrected",
    multiple=True,
    metavar="VISIT",
    help="Let this visit, which is over, be told otherwise than it was published.",
)
@click.option("--draft", is_flag=True, help="Publish a rota that breaks a must.")
@own_rules_option
def command(
    out: Path,
    over: Path | None,
    into: Path | None,
    path: Path | None,
    detail: str | None,
    link: str | None,
    alarm: int | None,
    private: bool | None,
    replaced: tuple[str, ...],
    dated: datetime | None,
    corrected: tuple[str, ...],
    draft: bool,
    own_rules: bool,
) -> None:
    """Publishes a rota as feeds, and lists who must be told.

    OUT is what 'rota solve' wrote. Published over an earlier one, every event keeps its id, and what
    has changed is numbered so that each calendar program reads it again. Point a web server at the
    folder 'served'; feeds.private.json says whose feed is where. Options once given hold from then on.
    Exits with 1, and writes nothing, when the rota breaks a must, or changes what was before the day of
    publication and is not named with --correct.

    \b
    Example:
      rota publish visits/out --into visits/published
    """
    folder = _folder(over, into)
    earlier = _earlier(over)
    document = _document(out, path, own_rules)
    if document.breaches() and not draft:
        _refuse_draft(document)
    presentation = _presentation(earlier, detail, link, alarm, private)
    moment = _moment(dated, earlier)
    _must_be_meant(document, earlier, moment.date(), corrected)
    _say(_written(document, earlier, presentation, moment, replaced, folder), folder, first=earlier is None)


def _folder(over: Path | None, into: Path | None) -> Path:
    from rota.publishing.folder import is_publication

    over = _folder_of(over) if over else None
    folder = into or over
    if folder is None:
        raise CouldNotRunError("Name the folder to publish to with --into, or what was published before with --over.")
    if is_publication(folder) and (over is None or folder.resolve() != over.resolve()):
        raise CouldNotRunError(
            f"{folder} holds a rota already. Publish over it with --over {folder}, or name another folder with --into."
        )
    return folder


def _folder_of(path: Path) -> Path:
    return path.parent if path.suffix.casefold() == ".json" else path


def _earlier(over: Path | None) -> Earlier | None:
    from rota.publishing.folder import NotPublishedError, read_earlier

    try:
        return read_earlier(_folder_of(over)) if over else None
    except NotPublishedError as error:
        raise CouldNotRunError(str(error)) from error


def _document(out: Path, path: Path | None, own_rules: bool) -> Document:
    from rota.app.open_rota import changes, read_document
    from rota.cli.inputs import read_inputs

    folder = _folder_of(out)
    document = read_document(read_inputs(path or folder.absolute().parent, own_rules), folder / "rota.json", tell=tell)
    tell(*changes(document))
    return document


def _refuse_draft(document: Document) -> None:
    from rota.text.english import counted

    answer(f"Not published: this rota breaks {counted(len(document.breaches()), 'must')}.")
    answer(*(f"  {row.sentence}" for row in document.breaches()))
    tell("Draw it again, or publish it as it is with --draft.")
    raise answer_is_no()


def _must_be_meant(document: Document, earlier: Earlier | None, day: date, corrected: tuple[str, ...]) -> None:
    """Refuses to change what was before the day, unless the visit is named here or in the table of cancelled ones."""
    from rota.publishing.rewritten_past import rewrites
    from rota.text.english import counted, day_in_words

    found = rewrites(document, earlier.record if earlier else None, day)
    named = {_meant(document, found, word) for word in corrected}
    for visit in sorted(named - {rewrite.visit for rewrite in found}):
        title = document.problem.title(visit)
        tell(f"Nothing of {title} changes before {day_in_words(day)}: --correct was not needed.")
    refused = [rewrite for rewrite in found if not rewrite.cancelled and rewrite.visit not in named]
    if refused:
        visits = counted(len(refused), "visit")
        answer(f"Not published: {visits} would be told otherwise than before, though over on {day_in_words(day)}.")
        answer(*(f"  {rewrite.would}" for rewrite in refused))
        options = " ".join(f"--correct {rewrite.visit}" for rewrite in refused)
        tell(f"Take back what changed or, where it is what happened, publish it by name: {options}.")
        raise answer_is_no()


def _meant(document: Document, found: Sequence[Rewrite], word: str) -> str:
    """The id of the visit: of one that would be told otherwise, which the year may owe no longer, or of any other."""
    from rota.app.lookup import Meant

    said = word.strip().casefold()
    for rewrite in found:
        if said in (rewrite.visit.casefold(), rewrite.title.casefold()):
            return rewrite.visit
    return Meant(document.problem).visit(word)


def _presentation(
    earlier: Earlier | None, detail: str | None, link: str | None, alarm: int | None, private: bool | None
) -> Presentation:
    from dataclasses import replace

    from rota.record import Presentation

    before = earlier.record.publication if earlier else None
    chosen = {"detail": detail, "link": link, "alarm_minutes": alarm, "private": private}
    given = {name: value for name, value in chosen.items() if value is not None}
    try:
        return replace(before.presentation if before else Presentation(), **given)  # type: ignore[arg-type]
    except ValueError as error:
        raise CouldNotRunError(f"{str(error)[0].upper()}{str(error)[1:].rstrip('.')}. Nothing was written.") from error


def _moment(dated: datetime | None, earlier: Earlier | None) -> datetime:
    from rota.cli.first_day import now
    from rota.domain import LONDON
    from rota.text.english import moment_in_words

    moment = (dated or now()).replace(tzinfo=LONDON, microsecond=0)
    before = earlier.record.provenance if earlier else None
    if not 1930 <= moment.year <= 2100:
        raise CouldNotRunError(f"{moment:%Y-%m-%d} is not a date of our time. Check --dated and the computer's clock.")
    if before and moment < before.stamp:
        raise CouldNotRunError(
            f"{moment_in_words(moment)} is before the last publication, which was on {moment_in_words(before.stamp)}. "
            "Check --dated and the computer's clock."
        )
    return moment


def _written(
    document: Document,
    earlier: Earlier | None,
    presentation: Presentation,
    moment: datetime,
    replaced: tuple[str, ...],
    folder: Path,
) -> Issue:
    from rota.cli.files import in_one_go
    from rota.exports.atomic_write import OutputRefused
    from rota.publishing.find_feed import keys_of
    from rota.publishing.folder import write
    from rota.publishing.issue import issue

    keys, faults = keys_of(document, replaced)
    if faults:
        raise CouldNotRunError("\n".join(faults))
    ready = issue(document, earlier, presentation, moment, keys, lambda: secrets.token_urlsafe(32))
    try:
        with in_one_go():
            write(ready.files, folder)
    except OutputRefused as error:
        raise CouldNotRunError(str(error)) from error
    return ready


def _say(issue: Issue, folder: Path, first: bool) -> None:
    from rota.publishing.change_list import in_words
    from rota.text.english import counted, joined

    revision = issue.document.record.provenance.revision
    if issue.new_links and not first:
        answer(f"New links, which feeds.private.json holds, go to: {joined(issue.new_links)}.")
    if not issue.is_new:
        answer(f"No visit has changed since revision {revision}, which is in {folder}.")
        return
    answer(f"Published to {folder}: revision {revision}, {counted(len(issue.names.current), 'feed')}.")
    lines = list(in_words([change for change in issue.changes if change.late or not first]))
    answer(*lines)
    if not any(change.late for change in issue.changes):
        answer("Nobody need be told by e-mail or phone.")
