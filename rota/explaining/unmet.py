"""Which preferences a rota could not meet, and why: nobody could, or it would cost more elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf

from rota.compare import Difference
from rota.domain import Rota
from rota.explaining.context import RotaContext
from rota.rules import Finding, Rule
from rota.solving.alternatives.alternatives import Alternatives

WAYS = 12
"""So many ways of a visit are looked through, cheapest first, for one that meets the preference better."""


@dataclass(frozen=True, slots=True)
class Instead:
    """The cheapest way found to meet a preference better on a visit, and what it changes in the whole rota."""

    visit: str
    title: str
    difference: Difference


@dataclass(frozen=True, slots=True)
class Unmet:
    """A preference with points. Of its ``times`` it is not met, so many are of visits to be asked about.

    On the visits of ``nobody_could`` no date and no group would meet it better while the other visits stay as they are,
    for the reason ``because``. On those of ``instead`` it would cost more elsewhere; on those of ``elsewhere`` too, but
    by none of the cheapest ways. ``over`` can change no more. Findings of several visits at once are in none of these.
    """

    rule: str
    asks: str
    points: int
    times: int
    sentences: tuple[str, ...]
    nobody_could: tuple[str, ...]
    because: str
    instead: tuple[Instead, ...]
    elsewhere: tuple[str, ...]
    over: tuple[str, ...]
    not_asked: int


def unmet(ground: RotaContext, most: float = inf, ways: int = WAYS) -> tuple[Unmet, ...]:
    """The preferences that are not met, dearest first; ``most`` visits are asked about, each by so many ``ways``.

    Fairness is left to the sheet of loads. Rules whose sentences would tell of somebody are counted, and not explained.
    """
    found = []
    for rule in sorted(
        _with_points(ground), key=lambda rule: (-sum(one.points for one in _of(ground, rule)), rule.name)
    ):
        one = _unmet(ground, rule, most, ways)
        most -= one.times - one.not_asked
        found.append(one)
    return tuple(found)


def _with_points(ground: RotaContext) -> Iterator[Rule]:
    points = {finding.rule for finding in ground.report.findings if finding.points}
    return (rule for rule in ground.rules if rule.name in points and not rule.measures_fairness)


def _of(ground: RotaContext, rule: Rule) -> list[Finding]:
    return [one for one in ground.report.findings if one.rule == rule.name and one.points]


def _unmet(ground: RotaContext, rule: Rule, most: float, ways: int) -> Unmet:
    findings = _of(ground, rule)
    visits = list(dict.fromkeys(one.visit for one in findings if one.visit and ground.around.places(one.visit)))
    over = [visit for visit in visits if ground.over(visit)]
    ahead = [] if rule.personal else [visit for visit in visits if visit not in over]
    asked = ahead[: max(0, int(min(most, len(ahead))))]
    instead, elsewhere, nobody = _asked(ground, rule, asked, ways)
    title = ground.problem.title
    return Unmet(
        rule.name,
        (type(rule).__doc__ or "").strip().partition("\n")[0],
        sum(one.points for one in findings),
        len(findings),
        () if rule.personal else tuple(one.sentence for one in findings),
        tuple(map(title, nobody)),
        rule.nobody_could,
        tuple(instead),
        tuple(map(title, elsewhere)),
        tuple(map(title, over)),
        len(ahead) - len(asked),
    )


def _asked(
    ground: RotaContext, rule: Rule, visits: Sequence[str], ways: int
) -> tuple[list[Instead], list[str], list[str]]:
    """Of these visits what could be instead, those that could be met by dearer ways alone, and those that could not."""
    instead, elsewhere, nobody = [], [], []
    alone = _by_this_rule_alone(ground, rule) if visits else ground.around
    now = _points(ground, rule, ground.rota)
    for visit in visits:
        best = alone.alternatives(visit, 1)
        if all(_points(ground, rule, rota) >= now for rota in best):
            nobody.append(visit)
            continue
        cheapest = ground.around.alternatives(visit, ways) if ways else ()
        better = next((rota for rota in cheapest if _points(ground, rule, rota) < now), None)
        if better is None:
            elsewhere.append(visit)
        else:
            instead.append(Instead(visit, ground.problem.title(visit), ground.compared(better)))
    return instead, elsewhere, nobody


def _points(ground: RotaContext, rule: Rule, rota: Rota) -> int:
    """What this rule alone finds the rota to cost."""
    return sum(finding.points for finding in rule.check(ground.problem, rota))


def _by_this_rule_alone(ground: RotaContext, rule: Rule) -> Alternatives:
    """What lies around the rota where nothing but the musts and this preference counts."""
    musts = [one for one in ground.rules if getattr(one, "must", one.strength == "must")]
    return Alternatives(ground.problem, (*musts, rule), ground.rota, ground.first_day)
