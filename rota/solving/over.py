"""What is over stays as it was, and so does who received it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rota.domain import Host, Pin, Placement, Problem


def received_as_they_were(problem: Problem, over: Sequence[Placement]) -> Problem:
    """The problem in which those who received visits that are over may have, whoever a team's host is by now."""
    pins = []
    for place in over:
        others = set(place.receivers).difference(problem.team_of(place.visit).receivers)
        pins += [Pin(place.visit, member=person) for person in sorted(others)]
    unknown = {pin.member for pin in pins if pin.member} - {host.id for host in problem.hosts}
    hosts = (*problem.hosts, *(Host(person, person) for person in sorted(unknown)))
    return replace(problem, hosts=hosts, pins=(*problem.pins, *pins)) if pins else problem
