"""Facts filed by what they are about, so that nobody looks through all of them for each visit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from rota.tracking.actions import Action, Confirmation, Update
from rota.tracking.fact import Closing, Disclosure, Fact
from rota.tracking.facts import Facts
from rota.tracking.issues import Issue, IssueProgress
from rota.tracking.outcomes import Attendance, Outcome
from rota.tracking.reports import Agreement, CorrectionReply, HostCheck, VisitReport
from rota.tracking.responses import OwnerNamed, Response, Verdict

Kind = TypeVar("Kind", bound=Fact)
By = dict[str, list[Kind]]


@dataclass(frozen=True, slots=True)
class Filed:
    """The facts in force, each kind by the reference of its subject and there in the order in which they were said."""

    outcomes: By[Outcome]
    attendance: By[Attendance]
    reports: By[VisitReport]
    agreements: By[Agreement]
    checks: By[HostCheck]
    replies: By[CorrectionReply]
    issues: By[Issue]
    owners: By[OwnerNamed]
    responses: By[Response]
    verdicts: By[Verdict]
    actions: By[Action]
    updates: By[Update]
    confirmations: By[Confirmation]
    progress: By[IssueProgress]
    closings: By[Closing]
    disclosures: By[Disclosure]


def filed(facts: Facts) -> Filed:
    """These facts, filed. Agreements, checks and replies are filed by visit; actions by issue."""
    return Filed(
        outcomes=_by(facts.outcomes, lambda fact: fact.visit),
        attendance=_by(facts.attendance, lambda fact: fact.visit),
        reports=_by(facts.reports, lambda fact: fact.visit),
        agreements=_by(facts.agreements, lambda fact: fact.visit),
        checks=_by(facts.checks, lambda fact: fact.visit),
        replies=_by(facts.replies, lambda fact: fact.visit),
        issues=_by(facts.issues, lambda fact: fact.visit),
        owners=_by(facts.owners, lambda fact: fact.issue),
        responses=_by(facts.responses, lambda fact: fact.issue),
        verdicts=_by(facts.verdicts, lambda fact: fact.issue),
        actions=_by(facts.actions, lambda fact: fact.issue),
        updates=_by(facts.updates, lambda fact: fact.action),
        confirmations=_by(facts.confirmations, lambda fact: fact.action),
        progress=_by(facts.progress, lambda fact: fact.issue),
        closings=_by(facts.closings, lambda fact: fact.subject),
        disclosures=_by(facts.disclosures, lambda fact: fact.subject),
    )


def _by(facts: Iterable[Kind], subject: Callable[[Kind], str]) -> By[Kind]:
    found: defaultdict[str, list[Kind]] = defaultdict(list)
    for fact in facts:
        found[subject(fact)].append(fact)
    return dict(found)
