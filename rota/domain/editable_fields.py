"""The facts of teams and members that an edit may set, and what each may be: as in the tables, so here."""

from __future__ import annotations

from collections.abc import Mapping

MOST = 366
"""No number of a team or a member is greater, in any table."""

LARGEST_GROUP = 20
"""Nor is a group of more members."""

NUMBER, YES_NO = f"a whole number from 0 to {MOST}", "yes or no"
SIZE = f"a whole number from 1 to {LARGEST_GROUP}"
NAME, NAMES = "a text", "a list of texts"

TEAM_FACTS: Mapping[str, str] = {
    "visits_a_year": NUMBER,
    "group_least": SIZE,
    "group_most": SIZE,
    "spacing_days": NUMBER,
    "host": NAME,
    "deputies": NAMES,
    "step_free": YES_NO,
    "requires": NAMES,
}
MEMBER_FACTS: Mapping[str, str] = {"yearly_limit": NUMBER, "needs_step_free": YES_NO}


def must_fit(facts: Mapping[str, str], fact: str, value: object) -> None:
    """ValueError, with a sentence, for a fact that is none of these, or a value of another kind."""
    if fact not in facts:
        raise ValueError(f"'{fact:.40}' is not a fact that can be set. It can be one of {', '.join(facts)}.")
    if not _fits(facts[fact], value):
        raise ValueError(f"'{fact}' is {facts[fact]}, not '{value!s:.40}'.")


def _fits(kind: str, value: object) -> bool:
    if kind in (NUMBER, SIZE):
        least, most = (0, MOST) if kind == NUMBER else (1, LARGEST_GROUP)
        return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most
    if kind == NAMES:
        return isinstance(value, tuple) and all(isinstance(one, str) for one in value)
    return isinstance(value, bool if kind == YES_NO else str)
