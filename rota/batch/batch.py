"""The one door: the councils of a folder drawn by a crew, each kept as it finishes, and those finished left alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rota.batch.councils import CouncilFolder
from rota.batch.dispatch import Watch, outcomes
from rota.batch.executors import Workers
from rota.batch.job import READ, Account, Job, JobResult, Options, failed, versions
from rota.batch.resume import finished, keep, refusal, rota_in
from rota.batch.summary import SummaryRow
from rota.errors import CouldNotRunError
from rota.source import FolderSource, TooMuchError, held
from rota.text.system_refusals import refused
from rota.writing.refused import OutputRefused
from rota.writing.session import settle


@dataclass(slots=True)
class Batch:
    """Councils to be drawn. With ``force`` all are drawn, and what is in their folders is replaced."""

    councils: Sequence[CouncilFolder]
    options: Options
    force: bool = False
    _by_name: dict[str, CouncilFolder] = field(init=False)
    _known: list[SummaryRow] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        self._by_name = {council.name: council for council in self.councils}

    def rows(self, crew: Workers, watch: Watch) -> Iterator[SummaryRow]:
        """What came of each council, as soon as it is kept. StoppedError when that was asked for."""
        for job, outcome in outcomes(self._jobs(), crew, watch):
            yield from self._taken()
            yield self._kept(job, outcome)
        yield from self._taken()

    def _jobs(self) -> Iterator[Job]:
        """The jobs that are left to do; what is known of the other councils is noted."""
        made_with = versions()
        for council in self.councils:
            try:
                settle(council.path)
                settle(council.out)
                inputs = held(FolderSource(council.path), READ)
            except (TooMuchError, CouldNotRunError) as error:
                self._note(council, failed(str(error)).account)
                continue
            except OSError as error:
                self._note(council, failed(refused(error, error.filename or council.path, "read")).account)
                continue
            job = Job(council.name, str(council.path), inputs, self.options, made_with, rota_in(council.out))
            if not self._is_settled(council, job):
                yield job

    def _is_settled(self, council: CouncilFolder, job: Job) -> bool:
        if self.force:
            return False
        account = finished(council.out, job.key)
        if account is not None:
            self._note(council, account, earlier=True)
            return True
        why = refusal(council.out)
        if why:
            self._note(council, failed(why).account)
        return bool(why)

    def _note(self, council: CouncilFolder, account: Account, earlier: bool = False) -> None:
        self._known.append(SummaryRow(council.name, str(council.out), account, earlier))

    def _taken(self) -> list[SummaryRow]:
        known, self._known = self._known, []
        return known

    def _kept(self, job: Job, outcome: JobResult) -> SummaryRow:
        out = self._by_name[job.name].out
        account = outcome.account
        if account.result != "failed":
            try:
                keep(outcome, out, job.key)
            except OutputRefused as error:
                account = failed(str(error)).account
        return SummaryRow(job.name, str(out), account)
