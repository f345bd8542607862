"""``rota diagnose``: why there is no rota, and the cheapest ways out."""

from __future__ import annotations

from pathlib import Path

import click

from rota.cli.console import answer_is_no
from rota.cli.options import own_rules_option, paper_option, path_argument


@click.command("diagnose")
@path_argument
@own_rules_option
@paper_option
def command(path: Path, own_rules: bool, form: str) -> None:
    """Says why there is no rota, and what could be done.

    Every obstacle, not only the first: which rule takes out what, in order, with counts; where people are too few,
    the smallest set of them that is. The ways out of each ask for no more than is enough, the fewest people first,
    and each was tried. Exits with 1 when there is no rota.

    \b
    Example:
      rota diagnose visits.xlsx
    """
    from rota.cli.inputs import read_inputs
    from rota.cli.print_report import show
    from rota.explaining.no_rota import why_no_rota
    from rota.reports.diagnosis_report import paper_of_diagnosis

    inputs = read_inputs(path, own_rules)
    found = why_no_rota(inputs.to_draw(), inputs.rules)
    show(found, paper_of_diagnosis(inputs.problem, found), form)
    if found.obstacles or found.rota is None:
        raise answer_is_no()
