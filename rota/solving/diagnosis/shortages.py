"""The smallest sets of members who are too few for what only they can fill: each is a fault of its own.

Wider sets may be short as well, and by more places, but only because of a smaller one within them, or they
are named when that has been mended.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from rota.solving.diagnosis.demand import Asked, Wanted
from rota.solving.diagnosis.place_capacity import Cut, PlaceFlow, PlaceNetwork, holds, networks
from rota.solving.model.compiled_model import Compiled

MOST_TRIES = 400
"""Sets looked into for sets that overlap; those apart from each other are always found.

Chosen without measurement; seconds of benchmarks.diagnosing, two to four faults at L, would set it."""


def shortages(compiled: Compiled) -> list[Cut]:
    """A cut for each set of members too few for what only they can fill, of which no smaller part is; right by sum."""
    asked = Asked.of(compiled)
    found = dict.fromkeys(members for network in networks(asked) for members in smallest_sets(network))
    smallest = [one for one in found if not any(other & ~one == 0 and other != one for other in found)]
    cuts = filter(None, (cut_within(asked, members) for members in smallest))
    return [cut for cut in cuts if holds(compiled, cut)]


def cut_within(asked: Asked, members: int) -> Cut | None:
    """The cut of what only these members (a bit for each) can fill; None when they are not too few."""
    flows = [(network, network.flow(members)) for network in networks(asked)]
    network, flow = max(flows, key=lambda one: one[1].short)
    return network.cut(flow) if flow.short else None


def smallest_sets(network: PlaceNetwork) -> list[int]:
    """The sets of members (a bit for each) too few for what only they can fill, of which no smaller part is."""
    return _Search(network).result()


def is_short_of(compiled: Compiled, wanted: Wanted) -> bool:
    """Whether people are too few for just this, whoever can fill it."""
    return any(network.flow(network.everybody).short for network in networks(Asked.of(compiled, wanted)))


@dataclass(slots=True)
class _Search:
    network: PlaceNetwork
    found: list[int] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)

    def result(self) -> list[int]:
        """First sets that have no member in common; then any that have."""
        left = self.network.everybody
        while (flow := self.network.flow(left)).short:
            self.found.append(self._smallest(flow))
            left &= ~self.found[-1]
        apart = list(self.found)
        for one in apart:
            others = [other for other in apart if other != one]
            within = self.network.everybody
            for other in others:
                within &= ~other
            self._besides(one, within)
        if apart:
            self._within(self.network.everybody)
        return self.found

    def _within(self, members: int) -> None:
        """Every smallest set within these members, as far as the tries go."""
        members = self._who(members)
        if members in self.seen or len(self.seen) >= MOST_TRIES:
            return
        self.seen.add(members)
        known = next((one for one in self.found if one & ~members == 0), None)
        if known is None:
            flow = self.network.flow(members)
            if not flow.short:
                return
            known = self._smallest(flow)
            self.found.append(known)
        self._besides(known, members)

    def _besides(self, known: int, members: int) -> None:
        """Every other smallest set within these members lacks some member of the one that is known."""
        for kind in self._kinds(known):
            self._within(members & ~kind)

    def _smallest(self, flow: PlaceFlow) -> int:
        """A set short of places with no part that is: each member is left out in turn, if it stays short without."""
        members = self.network.short_in(flow)
        for kind in self._kinds(members):
            if kind & ~members:
                continue  # went with another
            # Where all that could not be filled waits for these members, the rest was filled without them.
            if all(self.network.sources[number].members & kind for number in flow.unmet):
                continue
            without = self.network.flow(members & ~kind)
            if without.short:
                flow, members = without, self.network.short_in(without)
        return members

    def _who(self, members: int) -> int:
        """Of these members all who alone can fill something."""
        union = 0
        for source in self.network.sources:
            if source.members & ~members == 0:
                union |= source.members
        return union

    def _kinds(self, members: int) -> Iterator[int]:
        """These members, those together of whom each source asks for all or none."""
        kinds = [members]
        for source in self.network.sources:
            if 0 < (source.members & members).bit_count() < members.bit_count():
                kinds = [part for kind in kinds for part in (kind & source.members, kind & ~source.members) if part]
        yield from kinds
