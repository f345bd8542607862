"""``rota import``: takes what a council has already into its tables; each kind of file is a command of its own."""

from __future__ import annotations

import click

from rota.cli.group import Commands

KINDS = ("moderngov", "committees", "bank-holidays", "school-terms", "availability", "proforma")
"""Each is the ``command`` of a module: school-terms is in import_school_terms."""

_MODULES = {kind: f"rota.cli.import_{kind.replace('-', '_')}" for kind in KINDS}


@click.group("import", cls=Commands, modules=_MODULES)
def command() -> None:
    """Takes what the council has already into its tables.

    Importing the same file twice changes nothing more. With any fault nothing is written.

    \b
    Example:
      rota import moderngov councillors.xml --into visits.xlsx
      rota import moderngov meetings.xml --into visits.xlsx
      rota import committees seats.csv --into visits.xlsx
      rota import bank-holidays bank-holidays.json --into visits.xlsx
      rota import school-terms terms.csv --into visits.xlsx
      rota import availability forms --into visits.xlsx
      rota import proforma reports --into visits.xlsx
    """
