"""Whose feed is nobody's any more."""

from __future__ import annotations

from datetime import date

from rota.domain import Problem


def gone(problem: Problem, feed: str, today: date) -> bool:
    """Whether the feed is nobody's any more: its person or team is not in the council's files, or has left."""
    kind, _, whose = feed.partition(":")
    if kind == "member":
        terms = [term for member in problem.members if member.id == whose for term in member.terms]
        return not any((term.end or date.max) >= today for term in terms)
    if kind == "host":
        return not any(host.id == whose for host in problem.hosts)
    return kind == "team" and not any(team.id == whose for team in problem.teams)
