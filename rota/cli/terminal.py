"""An answer on a terminal: sentences broken between words, tables in the room there is. rich is imported only here.

What is no terminal, a file or another program, has the plain lines of ``as_lines``, whose width is the table's own.
"""

from __future__ import annotations

from typing import TextIO

from rich.cells import cell_len
from rich.console import Console, JustifyMethod
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from rota.cli.console import answer
from rota.reports.report import DRAFT, GAP, Paper, ReportTable, Section, as_lines, sections_shown, table_lines
from rota.text.sanitise import plain

INDENT = 2
"""Columns that stand before what is under a heading."""
NARROW = 20
"""Columns below which nothing is set: rich loses letters where an indent leaves no room."""


def on_terminal(paper: Paper, stream: TextIO) -> None:
    """Writes the paper to the terminal: headings bold, and the draft's mark red unless NO_COLOR is set.

    Nothing is left out where there is little room: a cell goes on below itself. A terminal that is too narrow for the
    longest words of a table has the plain lines, and breaks them itself.
    """
    console = Console(file=stream, force_terminal=True, highlight=False, markup=False, emoji=False)
    if console.width < NARROW:
        answer(*as_lines(paper))
        return
    if paper.draft:
        console.print(Text(DRAFT, style="bold red"))
    for number, section in enumerate(sections_shown(paper)):
        if section.heading:
            if number or paper.draft:
                console.print()
            console.print(Text(f"{plain(section.heading)}:", style="bold"))
        _body(console, section, INDENT if section.heading else 0)


def _body(console: Console, section: Section, indent: int) -> None:
    for line in (line for sentence in section.sentences for line in sentence.split("\n")):
        deeper = len(line) - len(line.lstrip(" "))
        console.print(Padding(Text(plain(line)), (0, 0, 0, indent + deeper)))
    if section.table and section.table.rows:
        _tabled(console, section.table, indent)


def _tabled(console: Console, table: ReportTable, indent: int) -> None:
    lines = [[plain(cell) for cell in cells] for cells in (table.headings, *table.rows)]
    narrowest = [max(cell_len(word) for line in lines for word in [*line[n].split(), ""]) for n in range(len(lines[0]))]
    if indent + sum(narrowest) + len(GAP) * (len(narrowest) - 1) > console.width:
        for row in table_lines(table):
            console.print(Text(f"{' ' * indent}{row}"), soft_wrap=True)
        return
    grid = Table(box=None, pad_edge=False, padding=(0, len(GAP), 0, 0), header_style="bold")
    for number, (heading, width) in enumerate(zip(lines[0], narrowest, strict=True)):
        justify: JustifyMethod = "right" if number in table.numeric else "left"
        grid.add_column(Text(heading), justify=justify, overflow="fold", min_width=width)
    for line in lines[1:]:
        grid.add_row(*map(Text, line))
    console.print(Padding(grid, (0, 0, 0, indent)))
