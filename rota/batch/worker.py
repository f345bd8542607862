"""What a worker does: from a council's files to the bytes of its rota, exactly those of ``rota solve``."""

from __future__ import annotations

import shlex
import time
from dataclasses import replace

from rota.app.draw import Run, drawn
from rota.app.keep import with_reserves
from rota.app.keep_log import with_log_of, word_on_log
from rota.app.load import FirstLook, Inputs, look_into
from rota.app.near_known_rota import KnownRota, difference, replaced
from rota.app.new_document import new_document
from rota.app.no_rota_answer import lines, verdict
from rota.auditing import DisagreementError
from rota.batch.job import Account, Job, JobResult, Word, failed, versions
from rota.domain import Problem, Rota
from rota.explaining.no_rota import WhyNoRota, impossible_in_words
from rota.exports import EXPORTS, USUAL
from rota.exports.summary_text import measures_fairness
from rota.reading import summary
from rota.rules.validate import RuleError
from rota.solving.engine import Impossible, OutOfTime, Result, Solved, solve
from rota.solving.limits import Limits
from rota.solving.nearest_optimum import Nearness, solve_near
from rota.text.english import counted

FAULTS_FILE = "faults.txt"
WHY_FILE = "why.txt"


def draw(job: Job) -> JobResult:
    """The rota of one council, or why there is none. Whatever goes wrong is an outcome, for the others must go on."""
    began = time.perf_counter()
    outcome = _outcome(job)
    seconds = round(time.perf_counter() - began, 1)
    return replace(outcome, account=replace(outcome.account, seconds=seconds))


def _outcome(job: Job) -> JobResult:
    if versions() != job.versions:
        return failed(f"The worker has {_named(versions())}, and the command {_named(job.versions)}. Install the same.")
    try:
        return _of_look(look_into(job.inputs, job.options.own_rules, job.options.day), job)
    except (RuleError, DisagreementError) as error:
        return failed(str(error))
    except MemoryError:
        return failed("There was not enough memory. Draw fewer at once with --workers.")
    except Exception as error:  # a bug: "rota solve" shows it whole
        return failed(f"{type(error).__name__}: {error}", f"'rota solve {shlex.quote(job.place)}' shows where.")


def _named(these: dict[str, str]) -> str:
    return " with ".join(f"{name} {number}" for name, number in these.items())


def _of_look(look: FirstLook, job: Job) -> JobResult:
    if look.inputs is None:
        count = len(look.faults)
        words = (f"{counted(count, 'fault')}, the first: {look.faults[0]}", f"All are in {FAULTS_FILE}.")
        text = summary(look.faults, most=count)
        return JobResult(Account("faults", faults=count, words=words[: min(count, 2)]), {FAULTS_FILE: _text([text])})
    inputs, options = look.inputs, job.options
    limits = Limits(options.work, options.seconds, options.seed)
    known = replaced(inputs, job.before, "the one before")
    run, found = drawn(inputs, lambda problem, start: _run(inputs, problem, limits, start, known))
    if isinstance(run.result, (Solved, OutOfTime)):
        return _rota(inputs, run.result, job, known, run.nearness)
    assert found is not None
    return _none(inputs, run, found)


def _run(inputs: Inputs, problem: Problem, limits: Limits, start: Rota | None, known: KnownRota | None) -> Run:
    if known is None:
        return Run(solve(problem, inputs.rules, limits, start=start), False)
    near = solve_near(problem, inputs.rules, known.rota, limits, start=start)
    return Run(near.result, False, near.nearness)


def _rota(
    inputs: Inputs, result: Solved | OutOfTime, job: Job, known: KnownRota | None, nearness: Nearness | None
) -> JobResult:
    proof, options = result.certificate, job.options
    document = new_document(inputs, result.rota, proof, options.seed, options.dated)
    document = with_log_of(document, job.before, options.day or document.record.provenance.stamp.date())
    reserved = with_reserves(document)
    document = reserved.document
    files: dict[str, bytes] = {}
    for name in USUAL:
        files |= EXPORTS[name].render(document)
    word: Word = "proven best" if proof.proven_best else "best found"
    near = difference(document, known, nearness).sentences if known and nearness else ()
    account = Account(
        word,
        points=proof.value,
        bound=proof.bound,
        words=(*filter(None, (reserved.sentence,)), *_warned(inputs), *word_on_log(document), *near),
    )
    if measures_fairness(document):
        account = replace(account, fairness=proof.fairness, fairness_bound=proof.fairness_bound)
    return JobResult(account, files)


def _warned(inputs: Inputs) -> tuple[str, ...]:
    """The first warning of the reading; 'rota check' tells them all."""
    told = inputs.of_the_tables()
    return tuple(f"{counted(len(told), 'warning')}, the first: {first}" for first in told[:1])


def _none(inputs: Inputs, run: Run, found: WhyNoRota) -> JobResult:
    """Why there is no rota: the first reasons in the account, and all with their ways out in a file."""
    reasons = tuple(obstacle.sentence for obstacle in found.obstacles) or _broken(inputs.problem, run.result)
    words = (*reasons[:1], f"The reasons, and ways out, are in {WHY_FILE}.")
    return JobResult(Account(verdict(run, found), words=words), {WHY_FILE: _text(lines(inputs.problem, run, found))})


def _broken(problem: Problem, result: Result) -> tuple[str, ...]:
    assert not isinstance(result, (Solved, OutOfTime))
    if isinstance(result, Impossible):
        return (impossible_in_words(problem, result),)
    found = result.nearest.breaches[:1]
    return tuple(f"None was found within the limits. The nearest breaks: {one.sentence}" for one in found)


def _text(lines: list[str]) -> bytes:
    return ("\n".join(lines) + "\n").encode(errors="replace")
