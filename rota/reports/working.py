"""A council's visits on a day: what is kept of them, where they stand, and what is to be done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from rota.domain import Problem, Rota
from rota.figures.figures import Figures, figures
from rota.figures.periods import Period, a_year_before, year_of_council
from rota.figures.recording import records
from rota.figures.records import Records
from rota.reports.letters import letters
from rota.text.english import counted, day_in_words
from rota.text.sanitise import without_address
from rota.tracking.facts import Facts
from rota.tracking.faults_between import consistent
from rota.tracking.filed import Filed, filed
from rota.tracking.follow import Followed, follow_filed
from rota.tracking.inconsistency import Inconsistency, in_words
from rota.tracking.kept import TrackingFacts
from rota.tracking.references import year_name, year_of
from rota.tracking.visits import TrackedVisit
from rota.tracking.worklist import Worklist, worklist


@dataclass(frozen=True)
class TrackedYear:
    """What is ``kept`` of the visits of a rota, looked at on a ``day``."""

    problem: Problem
    rota: Rota
    kept: TrackingFacts
    day: date

    @cached_property
    def visits(self) -> tuple[TrackedVisit, ...]:
        """The year's visits as the rota places them, and those of earlier years."""
        return self.kept.visits(self.problem, self.rota)

    @cached_property
    def _sorted_out(self) -> tuple[Facts, tuple[Inconsistency, ...]]:
        return consistent(self.visits, self.kept.facts_of(self.problem), self.kept.clock)

    @cached_property
    def followed(self) -> tuple[Followed, ...]:
        """Where each visit stands, with its issues and actions."""
        return follow_filed(self.visits, self.known, self.kept.clock, self.day)

    @cached_property
    def known(self) -> Filed:
        """The facts in force that are known on the day."""
        return filed(self._sorted_out[0].known_on(self.day).in_force())

    @property
    def closed(self) -> dict[str, str]:
        """Why an officer closed a visit, an issue or an action before its own end, by reference."""
        return {reference: said[-1].reason for reference, said in self.known.closings.items()}

    @cached_property
    def records(self) -> Records:
        """A record for each visit, place, issue and action of every year that is kept."""
        return records(self.followed, self.known, self.kept.clock, self.day)

    @cached_property
    def _earlier(self) -> Records:
        """Those of earlier years as they stood a year before, from what was known then."""
        then, clock, this = a_year_before(self.day), self.kept.clock, year_name(self.problem.year)
        known = filed(self._sorted_out[0].known_on(then).in_force())
        visits = (visit for visit in self.visits if year_of(visit.reference) < this)
        return records(follow_filed(visits, known, clock, then), known, clock, then)

    def figures(self, period: Period | None = None) -> Figures:
        """The figures of a year, this one unless told, or of a quarter."""
        return figures(self.problem, period or year_of_council(self.problem.year), self.records, self._earlier)

    @cached_property
    def list(self) -> Worklist:
        """Everything that is to be done."""
        return worklist(self.followed, self.kept.posts, self.name, self.kept.clock, self.day)

    def name(self, person: str) -> str:
        """The name of a member or host by id; of an owner or the holder of a post what was typed in, but no address."""
        return self._names.get(person) or without_address(person)

    @cached_property
    def _names(self) -> Mapping[str, str]:
        hosts = {host.id: host.name for host in self.problem.hosts}
        return hosts | {member.id: member.name for member in self.problem.members}

    def remarks(self) -> Iterator[tuple[str, bool]]:
        """What does not fit beside this rota, each in a sentence, and whether it was set aside."""
        yield from ((in_words(one, self.name), one.set_aside) for one in self._sorted_out[1])
        later = [fact.on for fact in self.kept.facts.by_kind() if fact.on > self.day]
        if later:
            are = "bears" if len(later) == 1 else "bear"
            said = f"{counted(len(later), 'row')} {are} a date after {day_in_words(self.day)}"
            yield f"{said}, the last {day_in_words(max(later))}: what is said there is not known yet.", False

    def letters(self, after: date | None = None) -> dict[str, bytes]:
        """A letter for each person who has to act, by file name; ``after`` as in ``rota.reports.letters``."""
        posts = self.kept.posts
        holders = (posts.head, posts.director, posts.chief_executive, posts.officer)
        typed = (*holders, *(person for one in self.followed for person in self._owners(one)))
        addresses = {without_address(person): person for person in typed if "@" in person}
        return letters(self.problem.council, self.list, posts, addresses, self.kept.clock, after)

    @staticmethod
    def _owners(one: Followed) -> Iterator[str]:
        for standing in (one.standing, *one.issues, *one.actions):
            yield from standing.next.who.people if standing.next else ()
