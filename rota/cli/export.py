"""``rota export``: the files of a rota that is there already."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from rota.cli.console import answer, tell
from rota.cli.options import force_option, own_rules_option, path_argument, rota_argument
from rota.errors import CouldNotRunError
from rota.exports import EXPORTS, USUAL
from rota.text.english import did_you_mean


@click.command("export")
@path_argument
@rota_argument
@click.option("--out", type=click.Path(path_type=Path), required=True, metavar="DIR", help="The folder to write to.")
@click.option(
    "--only", metavar="LIST", help=f"Formats with commas between them: {','.join(EXPORTS)}. All but pdf unless given."
)
@force_option
@own_rules_option
def command(path: Path, rota: Path, out: Path, only: str | None, force: bool, own_rules: bool) -> None:
    """Writes the files of a rota again.

    ROTA may have been corrected or made by hand. It is audited first: one that breaks a must is
    written as a DRAFT.

    \b
    Example:
      rota export visits.xlsx out/rota.csv --out to_print --only html,ics
    """
    from rota.app.files import refuse_among_inputs, rendered, tell_files
    from rota.app.keep_log import with_log_of_the_one_before
    from rota.app.open_rota import changes, read_document
    from rota.cli.files import stay_in, write
    from rota.cli.first_day import today
    from rota.cli.inputs import read_inputs
    from rota.text.english import counted

    names = _formats(only)
    refuse_among_inputs(out, path)
    document = read_document(read_inputs(path, own_rules), rota, keep_log=True, tell=tell)
    changed = tuple(changes(document))
    if changed:  # what was proven was proven of other inputs
        document = replace(document, record=replace(document.record, certificate=None))
    stay_in(out)
    document = with_log_of_the_one_before(document, out, today(), f"Written anew from {rota.name}.")
    answer(tell_files(write(rendered(document, names), out, force), out))
    tell(*changed)
    if breaches := document.breaches():
        tell(f"DRAFT: this rota breaks {counted(len(breaches), 'must')}. 'rota audit' lists what is wrong.")


def _formats(only: str | None) -> tuple[str, ...]:
    if only is None:
        return USUAL
    wanted = [name.strip().casefold() for name in only.split(",") if name.strip()]
    unknown = [name for name in wanted if name not in EXPORTS]
    if not wanted or unknown:
        what = f"There is no format '{unknown[0]}'." if unknown else "--only names no format."
        guess = did_you_mean(unknown[0], EXPORTS) if unknown else ""
        raise CouldNotRunError(" ".join(filter(None, (what, guess, f"There are {', '.join(EXPORTS)}."))))
    return tuple(name for name in EXPORTS if name in wanted)
