"""``rota publish``: the feeds that members and hosts subscribe to, and who must be told of what has changed."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rota.cli.console import answer, answer_is_no, tell
from rota.cli.options import own_rules_option

if TYPE_CHECKING:
    from rota.app.publish import ToldPast
    from rota.exports.view import Document
    from rota.publishing.issue import Earlier, PreparedPublication

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
@click.option("--link", metavar="ADDRESS", help="Add to each visit the address of the rota's page; '' for none.")
@click.option(
    "--address", metavar="ADDRESS", help="Where 'served' is on the web, https://…: for a list of everybody's link."
)
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
@click.option(
    "--left",
    multiple=True,
    metavar="MEMBER",
    help="This member is not in the tables any more, and nobody new in them is the same person.",
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
    address: str | None,
    alarm: int | None,
    private: bool | None,
    replaced: tuple[str, ...],
    dated: datetime | None,
    corrected: tuple[str, ...],
    left: tuple[str, ...],
    draft: bool,
    own_rules: bool,
) -> None:
    """Publishes a rota as feeds, and lists who must be told.

    OUT is what 'rota solve' wrote. Published over an earlier one, every event keeps its id, and what
    has changed is numbered so that each calendar program reads it again. Point a web server at the
    folder 'served'; feeds.private.json says whose feed is where, and with --address links.private.csv is a list
    for a mail merge. The page, the workbook and the calendars of the revision lie beside them. Options once
    given hold from then on. Exits with 1, and writes nothing, when the rota breaks a must, changes what was
    before the day of publication and is not named with --correct, or somebody may have changed their name and
    would lose their link.

    \b
    Example:
      rota publish out --into published
    """
    from rota.app import publish as publishing
    from rota.cli.files import stay_in
    from rota.cli.first_day import now
    from rota.interrupt import on_interrupt
    from rota.publishing import links
    from rota.publishing.folder import read_earlier, write

    folder = publishing.folder_to_publish_to(over, into)
    stay_in(folder)
    publishing.refuse_another(folder, over)
    earlier = read_earlier(publishing.folder_of(over)) if over else None
    document = _document(out, path, own_rules)
    if document.breaches() and not draft:
        _refuse_draft(document)
    _one_person_one_link(document, earlier, left)
    presentation = publishing.presentation(earlier, detail, link, alarm, private)
    moment = publishing.moment_of(dated or now(), earlier)
    _must_be_meant(publishing.past_told_otherwise(document, earlier, moment, corrected), moment.date())
    emails = links.emails_in(folder)
    issue = publishing.issued(document, earlier, presentation, moment, replaced, _tokens(), address, emails)
    with on_interrupt(None):
        write(issue.files, folder)
    _say(issue, folder, first=earlier is None)


def _document(out: Path, path: Path | None, own_rules: bool) -> Document:
    from rota.app.open_rota import changes, read_document
    from rota.app.publish import council_above, folder_of
    from rota.cli.inputs import read_inputs

    folder = folder_of(out)
    council = path or council_above(folder)
    document = read_document(read_inputs(council, own_rules), folder / "rota.json", tell=tell)
    tell(*changes(document))
    return document


def _refuse_draft(document: Document) -> None:
    from rota.text.english import counted

    answer(f"Not published: this rota breaks {counted(len(document.breaches()), 'must')}.")
    answer(*(f"  {row.sentence}" for row in document.breaches()))
    tell("Draw it again, or publish it as it is with --draft.")
    raise answer_is_no()


def _one_person_one_link(document: Document, earlier: Earlier | None, left: tuple[str, ...]) -> None:
    """Refuses to give somebody who may only have changed their name a new link."""
    from rota.app.change_of_name import known_to, new_names

    found = tuple(new_names(document.problem, known_to(earlier), left)) if earlier else ()
    if found:
        answer("Not published: somebody may have changed their name.", *(f"  {one.sentence}" for one in found))
        tell(f"If nobody has, say who left: {' '.join(f'--left {one.member}' for one in found)}.")
        raise answer_is_no()


def _must_be_meant(past: ToldPast, day: date) -> None:
    """Refuses to change what was before the day."""
    from rota.text.english import counted, day_in_words

    tell(*past.not_needed)
    if past.refused:
        visits = counted(len(past.refused), "visit")
        answer(f"Not published: {visits} would be told otherwise than before, though over on {day_in_words(day)}.")
        answer(*(f"  {rewrite.would}" for rewrite in past.refused))
        options = " ".join(f"--correct {rewrite.visit}" for rewrite in past.refused)
        tell(f"Take back what changed or, where it is what happened, publish it by name: {options}.")
        raise answer_is_no()


def _tokens() -> Iterator[str]:
    while True:
        yield secrets.token_urlsafe(32)


def _say(issue: PreparedPublication, folder: Path, first: bool) -> None:
    from rota.publishing import links
    from rota.publishing.change_list import in_words
    from rota.publishing.feed_names import FILE
    from rota.text.english import counted, joined

    revision = issue.document.record.provenance.revision
    held = links.FILE if issue.names.address else FILE
    if issue.new_links and not first:
        answer(f"New links, which {held} holds, go to: {joined(issue.new_links)}.")
    if not issue.is_new:
        answer(f"No visit has changed since revision {revision}, which is in {folder}.")
        return
    answer(f"Published to {folder}: revision {revision}, {counted(len(issue.names.current), 'feed')}.")
    lines = list(in_words([change for change in issue.changes if change.late or not first]))
    answer(*lines)
    if first:
        answer(f"Everybody must be sent their own link, once: {counted(len(issue.new_links), 'link')}, in {held}.")
        if not issue.names.address:
            answer("With --address https://… their whole links are written to a list for a mail merge.")
    elif not any(change.late for change in issue.changes):
        answer("Nobody need be told by e-mail or phone.")
