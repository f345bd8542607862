"""What is told to others than the officer never reveals an absence, an interest, a check or an access need."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from constraints import RULES
from rota.domain import Interest, Member
from rota.explaining import why_not
from rota.explaining import why_visit as why
from rota.explaining.context import RotaContext
from rota.reports.as_json import as_json
from rota.reports.report import Paper, as_lines, as_page
from rota.reports.why_report import paper_of_why, paper_of_why_not
from rota.rules import Finding
from tests.explaining.council import a_ground, cat, mash
from tests.support.builders import away, span, weekly

TUESDAY = "2026-06-02"

PERSONAL = ("interests", "clearance", "step_free", "availability", "host_present")
"""The rules of which a breach would tell something personal; a test holds this against the rule book."""

SECRETS: dict[str, RotaContext] = {
    "an interest": a_ground(interests=(Interest("cat", "mash"),)),
    "an access need": a_ground(cat=cat(needs_step_free=True), mash=mash(step_free=False)),
    "no training": a_ground(cat=cat(trained=None)),
    "training that begins later": a_ground(cat=cat(trained=span("2026-06-03"))),
    "no check": a_ground(cat=cat(checked=None), mash=mash(kind="home")),
    "a check that has ended": a_ground(cat=cat(checked=span("2024-01-01", "2026-06-01")), mash=mash(kind="home")),
    "an absence": a_ground(absences=(away("cat", TUESDAY),)),
    "an absence all the year": a_ground(absences=(away("cat", "2026-05-01", "2026-07-31"),)),
    "a regular week": a_ground(weekly=(weekly("cat", 1, "08:00", "18:00", pattern="unavailable"),)),
}
"""Each of these keeps Cat Cedar off the MASH, in one way or another."""

each_secret = pytest.mark.parametrize("asked", SECRETS.values(), ids=SECRETS)


def told(answer: object, paper: Paper) -> str:
    """Everything that others can see of the answer: text, page and JSON, title and all."""
    return "\n".join([paper.title, *as_lines(paper), as_page(paper).decode(), as_json(answer, as_lines(paper))])


def not_told(asked: RotaContext) -> tuple[object, Paper]:
    """Why Cat does not go to the MASH, as others may be told it."""
    answer = why_not.for_member(why_not.why_not(asked, "mash-1", "cat"))
    return answer, paper_of_why_not("Testshire", answer)


@each_secret
def test_each_secret_is_what_keeps_cat_off(asked: RotaContext) -> None:
    """Else the tests below would say nothing: the officer is told the very sentence."""
    barriers = why_not.why_not(asked, "mash-1", "cat").barriers
    assert [barrier.personal for barrier in barriers] == [True]
    assert barriers[0].rule in PERSONAL


@each_secret
def test_no_word_of_the_rules_sentence_is_told(asked: RotaContext) -> None:
    """Neither its words, nor the rule's name, nor a day that it speaks of besides that of the visit."""
    (barrier,) = why_not.why_not(asked, "mash-1", "cat").barriers
    everything = told(*not_told(asked))
    assert barrier.sentence not in everything
    assert barrier.rule not in everything
    named = set(words_of("Cat Cedar goes to MASH on 2 June 2026 at 10:00. Not available."))
    for word in set(words_of(barrier.sentence)) - named - COMMON:
        assert word not in words_of(everything), word
    days = set(re.findall(r"\d+ June 2026", barrier.sentence)) - {"2 June 2026"}
    assert not any(day in everything for day in days)


COMMON = {"is", "the", "only", "no", "visit", "day"}
"""Words that a page has for other reasons: its style, and the keys of the JSON."""


def words_of(text: str) -> list[str]:
    return re.findall(r"[a-z][a-z-]+", text.casefold())


@each_secret
def test_the_answer_is_the_same_whatever_the_secret(asked: RotaContext) -> None:
    """To the letter: from what is told nobody can tell an interest from an absence, or one day from every day."""
    alike = replace(SECRETS["an absence"], rules=asked.rules)
    assert told(*not_told(asked)) == told(*not_told(alike))
    assert list(as_lines(not_told(asked)[1])) == ["Cat Cedar cannot go to MASH on 2 June 2026 at 10:00. Not available."]


def both(first: str, **fields: object) -> RotaContext:
    """The secret together with a limit of Cat's, which is nobody's secret."""
    found = SECRETS[first]
    members = tuple(replace(one, yearly_limit=1) if one.id == "cat" else one for one in found.problem.members)
    return replace(found, problem=replace(found.problem, members=members, **fields))  # type: ignore[arg-type]


@pytest.mark.parametrize("name", SECRETS)
def test_what_is_not_personal_is_told_beside_it_and_in_no_telling_order(name: str) -> None:
    assert list(as_lines(not_told(both(name))[1])) == [
        "Cat Cedar cannot go to MASH on 2 June 2026 at 10:00.",
        "",
        "What the audit would say of it:",
        "  Not available.",
        "  Limit: Cat Cedar has 2 visits this year, 0 of them already made; the limit is 1, so 1 too many.",
    ]


def test_two_secrets_look_like_one() -> None:
    asked = both("an absence", interests=(Interest("cat", "mash"),))
    assert told(*not_told(asked)) == told(*not_told(both("an interest")))


def test_a_secret_of_one_place_alone_is_hidden_there_too() -> None:
    """Ann, who goes, has an interest by now and Bob is away: both places break something personal, of others."""
    members: tuple[Member, ...] = (cat(yearly_limit=1),)
    asked = a_ground(cat=members[0], interests=(Interest("ann", "mash"),), absences=(away("bob", TUESDAY),))
    answer, paper = not_told(asked)
    everything = told(answer, paper)
    assert "may not visit" not in everything
    assert "is not available" not in everything
    assert not any(rule in everything for rule in PERSONAL)


def test_those_who_are_free_are_told_their_other_date() -> None:
    """The limit of nobody's secret hides nothing: that there is no such date is told."""
    lines = list(as_lines(not_told(a_ground(cat=cat(yearly_limit=1)))[1]))
    assert lines[-1] == "There is no date on which Cat Cedar could go while the other visits stay as they are."


# Why, where the rota breaks a must of somebody's: a draft.


DRAFTS = (
    a_ground(interests=(Interest("ann", "mash"),)),
    a_ground(absences=(away("ann", TUESDAY), away("bob", TUESDAY))),
    a_ground(absences=(away("ann", "2026-06-01", "2026-06-05"), away("cat", "2026-06-04"))),
)


@pytest.mark.parametrize("asked", DRAFTS)
@pytest.mark.parametrize("member", ["", "ann"])
def test_why_tells_others_no_personal_finding_of_a_draft(asked: RotaContext, member: str) -> None:
    found = why.why(asked, "mash-1", member)
    answer = why.for_member(found, asked)
    everything = told(answer, paper_of_why("Testshire", answer))
    secrets = [finding for finding in asked.report.findings if finding.rule in PERSONAL]
    assert any(one.sentence in told(found, paper_of_why("Testshire", found)) for one in secrets)
    assert not any(one.sentence in everything for one in secrets)
    assert not any(f'"{rule}"' in everything for rule in PERSONAL)


def test_what_an_alternative_breaks_besides_is_told_to_the_officer_alone() -> None:
    """Were there such a finding of an alternative, its sentence would be in the JSON."""
    asked = a_ground()
    found = why.why(asked, "mash-1")
    (first, *rest) = found.alternatives
    secret = replace(first, difference=replace(first.difference, breaches=("Ann Alder may not visit MASH.",)))
    answer = why.for_member(replace(found, alternatives=(secret, *rest)), asked)
    assert "may not visit" not in as_json(answer, ())
    could = why_not.why_not(asked, "mash-1", "cat")
    assert could.could is not None
    shown = why_not.for_member(replace(could, could=secret, another_date=secret))
    assert "may not visit" not in as_json(shown, ())


def test_the_personal_rules_are_those_of_the_rule_book() -> None:
    assert {rule().name for rule in RULES if rule.personal} == set(PERSONAL)


def test_nothing_else_of_the_findings_is_left_out() -> None:
    asked = a_ground(interests=(Interest("ann", "mash"),))
    found = why.why(asked, "mash-1")
    kept: list[Finding] = list(why.for_member(found, asked).findings)
    assert kept == [finding for finding in found.findings if finding.rule != "interests"]
    assert len(kept) == len(found.findings) - 1 > 0
