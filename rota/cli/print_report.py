"""Answers an officer with a paper, in the form that was asked for."""

from __future__ import annotations

import sys
from dataclasses import replace

import click

from rota.cli.console import answer
from rota.reports.as_json import as_json
from rota.reports.report import Paper, as_lines, as_page, for_people


def show(found: object, paper: Paper, form: str, draft: bool = False) -> None:
    """Writes the answer to stdout: as text, as JSON of the data ``found``, or as a page of HTML.

    The paper is marked when it is of a ``draft``, a rota that breaks a must.
    """
    paper = replace(paper, draft=paper.draft or draft)
    if form == "html":
        click.echo(as_page(paper).decode(), nl=False)
    elif form == "json":
        answer(as_json(found, as_lines(paper)))
    elif sys.stdout.isatty():
        from rota.cli.terminal import on_terminal

        on_terminal(for_people(paper), sys.stdout)
    else:
        answer(*as_lines(paper))
