"""The command line: a command in each file, imported when it is asked for."""

from __future__ import annotations

from keyword import iskeyword

import click

from rota import __version__
from rota.cli.console import bear_with_any_letter
from rota.cli.group import Commands

COMMANDS = (
    "new",
    "ask",
    "import",
    "check",
    "solve",
    "diagnose",
    "what-if",
    "why",
    "fairness",
    "reserve",
    "swap",
    "audit",
    "rules",
    "export",
    "publish",
    "proforma",
    "visit-report",
    "worklist",
    "figures",
    "annual-report",
    "tracker",
    "next-year",
    "replan",
    "batch",
    "serve",
)
"""In the order in which a council meets them; each is a module of this package with a ``command``."""

_MODULES = {name: f"rota.cli.{name.replace('-', '_')}{'_' if iskeyword(name) else ''}" for name in COMMANDS}


@click.group(cls=Commands, modules=_MODULES, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="rota")
def main() -> None:
    """Draws a council's yearly rota of members' visits to children's services.

    \b
    Example:
      rota new visits.xlsx

    Exit codes: 0 all is well; 1 the answer is no; 2 the command could not run.
    """
    bear_with_any_letter()
