"""What is legal but unwise, said before anything is solved, from the nouns and the rules' statements."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from rota.checking.open_slots import OpenSlots, Stated, stated_in_words
from rota.checking.party_share_limits import clashes
from rota.checking.role_doubts import nearest_role
from rota.domain import Member, Problem, Visit
from rota.rules import Crowd, Rule, Tally
from rota.tables.cell_uses import Use
from rota.tables.cell_uses import place as where
from rota.text.english import day_in_words, joined

NAMED = 5
"""Members named in one sentence; of more, only their number is said."""


def advice(problem: Problem, rules: Sequence[Rule], required: Sequence[Use] = ()) -> tuple[str, ...]:
    """Sentences on what the rules in force make impossible or unlikely, most pressing first. Empty when all is well.

    ``required`` are the roles that teams require where they stand, if that is known.
    """
    statements = stated_in_words(problem, rules)
    room = OpenSlots(problem, statements)
    serving = [member for member in problem.members if any(term.within(problem.year) for term in member.terms)]
    able = {member.id for member in serving if any(room.free(member.id, visit.id) for visit in problem.visits)}
    return tuple(
        sentence
        for sentences in (
            _nobody_trained(problem, serving),
            _fixed_on_closed_days(problem, room),
            _closed_visits(problem, room),
            _fixed_people_who_cannot(problem, room),
            _visits_without_members(problem, room, serving, able),
            _members_without_visits(problem, room, serving, able),
            _roles_not_held(problem, serving, required),
            _pools_too_small(problem, serving),
            _limits_too_low(problem, statements, able),
            _weeks_too_few(problem, statements, room),
            clashes(problem, statements),
        )
        for sentence in sentences
    )


def _nobody_trained(problem: Problem, serving: Sequence[Member]) -> Iterator[str]:
    if not any(member.trained and member.trained.within(problem.year) for member in serving):
        yield "No member is trained in the year: 'trained' in members is blank, or every date has run out."


def _fixed_on_closed_days(problem: Problem, room: OpenSlots) -> Iterator[str]:
    for pin in problem.pins:
        if pin.day is not None and not room.open(pin.visit):
            closed = dict.fromkeys(closure.reason for closure in problem.closures if pin.day in closure.span)
            if closed:
                day = day_in_words(pin.day)
                yield f"{problem.title(pin.visit)} is fixed on {day}, which is closed: {joined(tuple(closed))}."


def _fixed_people_who_cannot(problem: Problem, room: OpenSlots) -> Iterator[str]:
    members = {member.id for member in problem.members}
    for pin in problem.pins:
        if pin.member is not None and not pin.never and room.open(pin.visit) and not room.free(pin.member, pin.visit):
            name, goes = problem.name_of(pin.member), "go on" if pin.member in members else "receive"
            why = joined(room.keeping(pin.member, pin.visit)) or "the rules leave no common slot"
            yield f"{name} is fixed to {goes} {problem.title(pin.visit)}, but cannot: {why}."


def _closed_visits(problem: Problem, room: OpenSlots) -> Iterator[str]:
    closed = [visit for visit in problem.visits if not room.open(visit.id)]
    for words, first in _by_team(problem, closed):
        why = joined(room.closing(first)) or "the year has no session"
        yield f"{words}: no slot is left, with its host, of the {len(problem.slots):,} in the year; {why}."


def _by_team(problem: Problem, visits: Sequence[Visit]) -> Iterator[tuple[str, str]]:
    """The visits in words, those of a whole team as one, each with the id of the first."""
    owed = Counter(visit.team for visit in problem.visits)
    found: dict[str, list[Visit]] = defaultdict(list)
    for visit in visits:
        found[visit.team].append(visit)
    for team, group in found.items():
        if len(group) == owed[team]:
            yield problem.team(team).name, group[0].id
        else:
            yield from ((problem.title(visit.id), visit.id) for visit in group)


def _visits_without_members(
    problem: Problem, room: OpenSlots, serving: Sequence[Member], able: set[str]
) -> Iterator[str]:
    if not able:
        return
    members = [member.id for member in serving]
    short: dict[int, list[Visit]] = defaultdict(list)
    for visit in problem.visits:
        if room.open(visit.id):
            count = sum(bool(room.free(member, visit.id)) for member in members)
            if count < problem.team_of(visit.id).group_least:
                short[count].append(visit)
    for count, visits in sorted(short.items()):
        for words, first in _by_team(problem, visits):
            needed = problem.team_of(first).group_least
            who = "no member" if count == 0 else f"only {count} of {len(members)} members"
            why = joined(room.excluding(first, members)) or "the rules leave no common slot"
            yield f"{words}: {who} may make this visit, which needs {needed}; {why}."


def _members_without_visits(
    problem: Problem, room: OpenSlots, serving: Sequence[Member], able: set[str]
) -> Iterator[str]:
    if not any(room.open(visit.id) for visit in problem.visits):
        return
    if not able and serving:
        first = next(visit.id for visit in problem.visits if room.open(visit.id))
        why = joined(room.excluding(first, [member.id for member in serving])) or "each for reasons of their own"
        yield f"No member can make any visit of the year: of {len(serving)} members {why}."
        return
    alike: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for member in serving:
        if member.id not in able and member.kind == "councillor":
            alike[tuple(room.rules_against(member.id))].append(member.name)
    for rules, names in sorted(alike.items()):
        who = joined(names) if len(names) <= NAMED else f"{joined([*names[:NAMED], 'others'])} ({len(names)} members)"
        yield f"{who} can make no visit at all: no slot of the year is left after {joined(rules)}."


def _roles_not_held(problem: Problem, serving: Sequence[Member], required: Sequence[Use]) -> Iterator[str]:
    held = {
        role.value
        for member in serving
        for role in member.roles
        if (span := role.span.within(problem.year)) and any(term.within(span) for term in member.terms)
    }
    if any(past.day < problem.year.ends()[0] for past in problem.history):
        held.add("experienced")  # whoever has made visits is, without being called so
    for role in sorted({role for team in problem.teams for role in team.requires} - held):
        teams = joined([team.name for team in problem.teams if role in team.requires])
        at = where(one for one in required if one.value.casefold() == role)
        nearest = nearest_role(role, held)
        yield (
            (f"{at}: nobody" if at else "Nobody")
            + f" holds the role '{role}' in the year, and each group that visits {teams} needs one."
            + (f" Did you mean '{nearest}'?" if nearest else "")
        )


def _pools_too_small(problem: Problem, serving: Sequence[Member]) -> Iterator[str]:
    by_id = {member.id: member for member in serving}
    sitting: dict[str, set[str]] = defaultdict(set)
    for place in problem.committees:
        if place.member in by_id and place.span.within(problem.year):
            sitting[place.committee].add(place.member)
    councillors = sum(member.kind == "councillor" for member in serving)
    for team in problem.teams:
        size = len(sitting[team.pool]) if team.pool in sitting or team.pool not in ("", "council") else councillors
        if size < team.group_least and any(visit.team == team.id for visit in problem.visits):
            where = f"'{team.pool}'" if team.pool else "the council"
            yield f"{team.name} is visited by at least {team.group_least} members, but {where} has only {size}."


def _limits_too_low(problem: Problem, statements: Stated, able: set[str]) -> Iterator[str]:
    limits: dict[str, int] = {}
    for _, statement in statements:
        if isinstance(statement, Tally) and statement.visits is None and not statement.weights:
            members = statement.members if statement.members is not None else tuple(m.id for m in problem.members)
            if statement.most is not None and (
                statement.each == "member" or (statement.each == "" and len(members) == 1)
            ):
                for member in members:
                    limits[member] = min(statement.most, limits.get(member, statement.most))
    places = sum(problem.team_of(visit.id).group_least for visit in problem.visits)
    allowed = sum(limits.get(member, places) for member in able)
    if able and allowed < places:
        yield (
            f"The year's {len(problem.visits):,} visits ask for at least {places:,} places, but the yearly limits "
            f"of the {len(able):,} members who can go allow {allowed:,}."
        )


def _weeks_too_few(problem: Problem, statements: Stated, room: OpenSlots) -> Iterator[str]:
    crowds: dict[tuple[str, tuple[str, ...] | None], list[Crowd]] = defaultdict(list)
    for rule, statement in statements:
        if isinstance(statement, Crowd) and statement.most is not None:
            crowds[rule, statement.visits].append(statement)
    for (rule, visits), limited in crowds.items():
        ids = visits if visits is not None else tuple(visit.id for visit in problem.visits)
        opened = 0
        for visit in ids:
            opened |= room.open(visit)
        parts = [(room.bits(crowd.slots), crowd.most or 0) for crowd in limited]
        counted = [(bits & opened, most) for bits, most in parts if bits & opened]
        covered = sum(bits.bit_count() for bits, _ in counted)
        union = 0
        for bits, _ in counted:
            union |= bits
        allowed = sum(most for _, most in counted)
        if opened and union == opened and covered == union.bit_count() and allowed < len(ids):
            yield (
                f"{len(ids):,} visits are owed, but {rule} allows {allowed:,}: "
                f"{len(counted):,} stretches of the year have an open slot."
            )
