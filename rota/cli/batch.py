"""``rota batch``: the rotas of many councils, on this machine or on a cluster, continued where it was stopped."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, nullcontext
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rota.cli.console import answer_is_no, tell
from rota.cli.options import own_rules_option, paper_option, solving_options
from rota.cli.progress_line import ProgressLine
from rota.errors import CouldNotRunError
from rota.interrupt import on_interrupt
from rota.text.system_refusals import refused

if TYPE_CHECKING:
    from rota.batch.batch import Batch
    from rota.batch.councils import FoundCouncils
    from rota.batch.executors import Workers
    from rota.batch.summary import SummaryRow

NAMED = 10
"""Finished councils named when a run is stopped."""
MINUTES_FROM = 100
"""Seconds left from which they are told as minutes."""


@click.command("batch")
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--out", type=click.Path(path_type=Path), metavar="DIR", help="The folder to write to: DIR/out.")
@click.option("--workers", type=click.IntRange(1, 256), metavar="N", help="Processes: one for each core unless given.")
@click.option("--scheduler", metavar="ADDRESS", help="Draw on the Dask cluster of this scheduler.")
@click.option("--force", is_flag=True, help="Draw all again, and replace what is there already.")
@solving_options
@own_rules_option
@paper_option
def command(
    folder: Path,
    out: Path | None,
    workers: int | None,
    scheduler: str | None,
    force: bool,
    seconds: int | None,
    seed: int,
    work: int | None,
    dated: datetime | None,
    own_rules: bool,
    form: str,
) -> None:
    """Draws the rotas of many councils.

    Each sub-folder of DIR with a rota.toml is solved as 'rota solve' would, and its files go to a folder of its
    name. Given again, the command continues: councils that are finished and unchanged are left as they are. What
    goes wrong with one stops no other. Exits with 1 when a council has no rota.

    \b
    Example:
      rota new councils/sefton
      rota new councils/wirral
      rota batch councils
    """
    from rota.app.begun_year import whose_year_has_begun
    from rota.batch.batch import Batch
    from rota.batch.job import Options
    from rota.batch.summary import Summary, in_order, paper_of_batch
    from rota.cli.first_day import today
    from rota.cli.print_report import show

    if workers and scheduler is not None:
        raise CouldNotRunError("--workers is of this machine: a cluster has its own. Leave out one of the two.")
    into = out or folder / "out"
    found = _found(folder, into)
    batch = Batch(found.councils, Options(seed, seconds, work, dated, own_rules, today()), force)
    with _crew(workers, scheduler) as crew:
        rows = sorted(_drawn(batch, crew), key=in_order)
    summary = Summary(tuple(rows), found.passed_over, str(into))
    drawn = (row for row in rows if row.account.solved and not row.earlier)
    tell(*whose_year_has_begun(((row.council, into / row.council) for row in drawn), today()))
    show(summary, paper_of_batch(summary), form)
    if summary.solved < len(rows):
        raise answer_is_no()


def _found(folder: Path, out: Path) -> FoundCouncils:
    """The councils. CouldNotRunError when there is none, or when their rotas would come among their tables."""
    from rota.batch.councils import find, lies_among

    try:
        found = find(folder, out)
    except OSError as error:
        raise CouldNotRunError(refused(error, folder, "read")) from error
    if not found.councils:
        remedy = "Put each council's tables in a folder of its own there; 'rota new' writes one to start from."
        raise CouldNotRunError(f"No folder in {folder} holds a council: a rota.toml is what marks one. {remedy}")
    if lies_among(out, found, folder):
        raise CouldNotRunError(f"{out} is where councils' tables are. Nothing was drawn. Name another with --out.")
    return found


@contextmanager
def _crew(workers: int | None, scheduler: str | None) -> Iterator[Workers]:
    from rota.batch.cluster import on_cluster
    from rota.batch.executors import NoCrewError, on_this_machine

    try:
        with on_cluster(scheduler) if scheduler is not None else nullcontext(on_this_machine(workers)) as crew:
            yield crew
    except NoCrewError as error:
        raise CouldNotRunError(str(error)) from error


def _drawn(batch: Batch, crew: Workers) -> list[SummaryRow]:
    """Every row. KeyboardInterrupt, when stopped, says how many were finished and that the rest can be."""
    from rota.batch.dispatch import StoppedError, Watch

    rows: list[SummaryRow] = []
    try:
        with _stopped() as stopped, closing(_Bar(len(batch.councils))) as bar:
            for row in batch.rows(crew, Watch(bar.over, stopped)):
                rows.append(row)
                bar.draw(len(rows))
    except StoppedError:
        _tell_finished(rows)
        left = "the others are as they were before" if batch.force else "the same command continues"
        raise KeyboardInterrupt(f"with {len(rows):,} of {len(batch.councils):,} finished; {left}") from None
    return rows


@contextmanager
def _stopped() -> Iterator[Callable[[], bool]]:
    """Whether Ctrl-C was pressed, for as long as this lasts; a second one ends the command as it stands."""
    pressed: list[bool] = []

    def press() -> None:
        if pressed:
            raise KeyboardInterrupt
        pressed.append(True)

    with on_interrupt(press):
        yield lambda: bool(pressed)


def _tell_finished(rows: Sequence[SummaryRow]) -> None:
    from rota.text.english import joined

    names = sorted(row.council for row in rows if row.account.result != "failed")
    more = [f"{len(names) - NAMED:,} more"] if len(names) > NAMED else []
    if names:
        tell(f"Finished: {joined([*names[:NAMED], *more])}.")


class _Bar:
    """How many of the councils are drawn and about how long the others will take, when stderr is a terminal."""

    def __init__(self, length: int) -> None:
        from rota.solving.limits import Limits, Meter

        self.length, self.line, self.meter = length, ProgressLine(), Meter(Limits())
        self.draw(0)

    def draw(self, done: int) -> None:
        """Shows that so many are drawn."""
        left = self.meter.seconds * (self.length - done) / max(done, 1)
        rest = f", about {left / 60:.0f} min left" if left >= MINUTES_FROM else f", about {left:.0f} s left"
        self.line.say(done / self.length, f"{done}/{self.length} councils{rest if 0 < done < self.length else ''}")

    def over(self, said: str) -> None:
        """Says something in place of the bar, which comes back with the next council."""
        self.line.clear()
        tell(said)

    def close(self) -> None:
        """Takes the bar away."""
        self.line.clear()
