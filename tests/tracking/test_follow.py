"""Where things stand on a day, each date counted by hand. No Monday to Friday of November 2026 is off."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rota.domain import Closure, Span
from rota.domain.snapshot import canonical, from_data
from rota.tracking.actions import Confirmation
from rota.tracking.fact import Closing, Fact, Undo
from rota.tracking.facts import Facts
from rota.tracking.faults_between import consistent, inconsistencies
from rota.tracking.follow import follow
from rota.tracking.issues import IssueProgress
from rota.tracking.outcomes import Attendance, Outcome
from rota.tracking.reports import Agreement, Correction, CorrectionReply, HostCheck
from rota.tracking.responses import OwnerNamed, Verdict
from rota.tracking.stages import ACTION_STAGES, FINAL, ISSUE_STAGES, VISIT_STAGES
from tests.support.builders import day, span
from tests.support.tiers import examples
from tests.tracking.ended import ACCURATE, BOB_AGREES, ENDED, SENT
from tests.tracking.worlds import (
    ACTION,
    ISSUE,
    VISIT,
    a_clock,
    a_confirmation,
    a_report,
    a_response,
    a_visit,
    an_action,
    an_issue,
    an_update,
    followed,
    held,
    marks,
    said,
)


@pytest.mark.parametrize(
    ("today", "stage", "ask", "who", "due"),
    [
        ("2026-06-01", "planned", "make the visit", "ann and bob", "2026-11-03"),
        ("2026-11-03", "planned", "make the visit", "ann and bob", "2026-11-03"),
        ("2026-11-04", "outcome to record", "say what came of the visit", "ann and bob", "2026-11-05"),
        # 5 November + 5 working days: 6, 9, 10, 11, 12
        ("2026-11-06", "no outcome recorded", "say what came of the visit", "the officer", "2026-11-12"),
        ("2027-03-01", "no outcome recorded", "say what came of the visit", "the officer", "2026-11-12"),
    ],
)
def test_of_a_planned_visit_somebody_has_to_say_what_came(today: str, stage: str, ask: str, who: str, due: str) -> None:
    assert said(followed(today).standing) == (stage, ask, who, due)


@pytest.mark.parametrize(
    ("today", "stage", "who", "due"),
    [
        # 3 November + 10 working days: 4, 5, 6, 9 to 13, 16, 17
        ("2026-11-04", "report to write", "ann and bob", "2026-11-17"),
        # reminded for the last time on the 15th working day: 18, 19, 20, 23, 24
        ("2026-11-24", "report to write", "ann and bob", "2026-11-17"),
        # then the officer has 5: 25, 26, 27, 30 November, 1 December
        ("2026-11-25", "no report received", "the officer", "2026-12-01"),
    ],
)
def test_a_report_is_waited_for_by_its_days(today: str, stage: str, who: str, due: str) -> None:
    found = said(followed(today, held()).standing)
    assert (found[0], found[2], found[3]) == (stage, who, due)


def test_the_sum_of_a_date_is_said() -> None:
    standing = followed("2026-11-04", held()).standing
    assert standing.next is not None
    assert standing.next.due.words == (
        "held 3 November + 10 working days = 17 November; 11 November is no bank holiday"
    )


@pytest.mark.parametrize(
    ("today", "stage", "who", "due"),
    [
        # handed in on Thursday 5 November + 5: 6, 9, 10, 11, 12
        ("2026-11-06", "to agree", "bob", "2026-11-12"),
        # nobody said anything: it goes on; the host has 13, 16, 17, 18, 19
        ("2026-11-13", "to check", "hal", "2026-11-19"),
        ("2026-11-20", "to answer", "hed", "2026-11-23"),
    ],
)
def test_silence_lets_a_report_go_on(today: str, stage: str, who: str, due: str) -> None:
    standing = followed(today, held(), a_report("2026-11-05"), an_issue("2026-11-05")).standing
    assert (said(standing)[0], *said(standing)[2:]) == (stage, who, due)
    waited = {"to agree": [], "to check": ["not yet agreed by bob"]}
    assert marks(standing) == waited.get(stage, ["not yet agreed by bob", "not checked"])


def test_an_objection_asks_for_a_new_version_and_then_lets_it_go_on() -> None:
    """Objected on Monday 9 November + 5 working days: 10, 11, 12, 13, 16."""
    facts = (held(), a_report("2026-11-05"), Agreement(VISIT, 1, "bob", False, "Not so.", on=day("2026-11-09")))
    asked = ("to revise", "write a new version of the report", "ann", "2026-11-16")
    assert said(followed("2026-11-16", *facts).standing) == asked
    later = followed("2026-11-17", *facts).standing
    assert (later.stage, marks(later)) == ("to check", ["objected to by bob"])
    again = followed("2026-11-12", *facts, a_report("2026-11-12", 2)).standing
    assert said(again)[0:3:2] == ("to agree", "bob")


def test_an_objection_counts_on_the_last_day_and_the_latest_gives_the_days_for_a_new_version() -> None:
    """Handed in on Tuesday 3 November, + 5 is 10 November. Bob objects on that day: + 5 is 17 November; had he objected
    on 5 November already, 12 November would have been the end."""
    last = Agreement(VISIT, 1, "bob", False, "No.", on=day("2026-11-10"))
    assert said(followed("2026-11-11", held(), a_report(), last).standing)[3] == "2026-11-17"
    first = Agreement(VISIT, 1, "bob", False, "No.", on=day("2026-11-05"))
    assert said(followed("2026-11-11", held(), a_report(), first, last).standing)[3] == "2026-11-17"
    assert said(followed("2026-11-11", held(), a_report(), first).standing)[3] == "2026-11-12"


def test_a_check_or_a_reply_that_comes_late_moves_no_clock() -> None:
    """Agreed on 4 November, the host has until the 11th and says something on the 20th: it was sent on the 11th. With a
    correction on the 5th members have until the 12th, and say something on the 20th: it was sent on the 12th."""
    agreed = (held(), a_report(), Agreement(VISIT, 1, "bob", on=day("2026-11-04")), an_issue())
    late = followed("2026-11-25", *agreed, HostCheck(VISIT, 1, on=day("2026-11-20")))
    assert late.asked == (day("2026-11-11"),)
    corrected = HostCheck(VISIT, 1, (Correction("Staffing", "Three."),), on=day("2026-11-05"))
    reply = CorrectionReply(VISIT, 1, 1, True, on=day("2026-11-20"))
    assert followed("2026-11-25", *agreed, corrected, reply).asked == (day("2026-11-12"),)


def test_what_somebody_typed_in_for_the_author_the_author_agrees_too() -> None:
    standing = followed("2026-11-06", held(), a_report("2026-11-05", by="officer")).standing
    assert said(standing)[2] == "ann and bob"


def test_who_was_not_there_is_not_asked() -> None:
    absent = Attendance(VISIT, "bob", "no", on=day("2026-11-03"))
    assert followed("2026-11-06", held(), absent, a_report("2026-11-05")).standing.stage == "to check"


def test_corrections_are_taken_or_left_and_both_are_shown() -> None:
    """Corrected on Tuesday 10 November; members have 11, 12, 13, 16, 17."""
    check = HostCheck(VISIT, 1, (Correction("Staffing", "Three."), Correction("1", "Two.")), on=day("2026-11-10"))
    facts = (held(), a_report("2026-11-05"), BOB_AGREES, check)
    asked = ("corrections to answer", "take or leave each correction", "ann and bob", "2026-11-17")
    assert said(followed("2026-11-10", *facts).standing) == asked
    first = CorrectionReply(VISIT, 1, 1, True, on=day("2026-11-11"))
    assert followed("2026-11-17", *facts, first).standing.stage == "corrections to answer"
    second = CorrectionReply(VISIT, 1, 2, False, "Four.", on=day("2026-11-12"))
    done = followed("2026-11-12", *facts, first, second)
    assert (done.standing.stage, done.course.sent) == ("closed", ((1, day("2026-11-12")),))
    silent = followed("2026-11-18", *facts).standing
    assert (silent.stage, marks(silent)) == ("closed", ["corrections not answered"])


def test_a_cancelled_visit_is_owed_until_it_is_held() -> None:
    off = Outcome(VISIT, day("2026-11-03"), "cancelled", "service", "inspection", on=day("2026-11-02"))
    assert said(followed("2026-11-02", off).standing) == ("to plan", "plan the visit", "the officer", "2027-05-31")
    again = a_visit(day=day("2026-12-01"))
    assert followed("2026-11-30", off, visit=again).standing.stage == "planned"
    assert followed("2026-12-02", off, held("2026-12-01"), visit=again).standing.stage == "report to write"


def test_a_visit_lost_twice_is_to_plan_since_the_last_time() -> None:
    """Of a year without an end the officer has five working days from then: 16 to 20 November."""
    lost = (
        Outcome(VISIT, day("2026-11-03"), "cancelled", "service", "inspection", on=day("2026-11-02")),
        Outcome(VISIT, day("2026-11-12"), "cancelled", "members", on=day("2026-11-13")),
    )
    visit = a_visit(day=None, part=Span(day("2026-06-01")))
    standing = followed("2026-11-16", *lost, visit=visit).standing
    assert (standing.stage, standing.since, said(standing)[3]) == ("to plan", day("2026-11-13"), "2026-11-20")


def test_a_visit_that_no_year_owes_is_over_unless_it_was_held() -> None:
    visit = a_visit(part=None, day=None)
    assert followed("2026-11-04", visit=visit).standing.closed
    assert followed("2026-11-04", held(), visit=visit).standing.stage == "report to write"


@pytest.mark.parametrize(
    ("today", "stage", "ask", "who", "due"),
    [
        # sent on Monday 9 November + 2: 10, 11
        ("2026-11-09", "owner to name", "name who answers", "hed", "2026-11-11"),
        # chased on the third day, then answered by whoever it is: + 20 working days is 7 December
        ("2026-11-12", "owner to name", "name who answers", "hed", "2026-11-11"),
        ("2026-11-13", "to answer", "answer", "hed", "2026-12-07"),
        ("2026-12-08", "not answered", "answer", "hed", "2026-12-07"),
        # + 25 working days is 14 December
        ("2026-12-11", "not answered", "answer", "hed", "2026-12-07"),
        ("2026-12-14", "not answered", "answer", "the Director", "2026-12-07"),
    ],
)
def test_an_issue_that_nobody_answers_climbs_the_ladder(today: str, stage: str, ask: str, who: str, due: str) -> None:
    found = followed(today, *SENT)
    assert said(found.issues[0]) == (stage, ask, who, due)
    assert said(found.standing)[0] == "to answer"
    assert ("no response received" in marks(found.standing)) == (stage == "not answered")


def test_whoever_is_named_answers() -> None:
    named = OwnerNamed(ISSUE, "Service manager", on=day("2026-11-10"))
    assert said(followed("2026-11-10", *SENT, named).issues[0]) == (
        "to answer",
        "answer",
        "Service manager",
        "2026-12-07",
    )


def test_members_have_five_days_to_say_once_that_it_is_no_answer() -> None:
    """Answered on Friday 20 November: 23 to 27 November; disputed on the 25th, + 10 working days is 9 December."""
    facts = (*SENT, a_response("2026-11-20"))
    asked = ("answered", "say if that does not answer it", "ann and bob", "2026-11-27")
    assert said(followed("2026-11-27", *facts).issues[0]) == asked
    dispute = Verdict(ISSUE, "bob", False, "When?", on=day("2026-11-25"))
    disputed = followed("2026-12-09", *facts, dispute).issues[0]
    assert said(disputed) == ("disputed", "answer again", "hed", "2026-12-09")
    late = followed("2026-12-10", *facts, dispute).issues[0]
    assert (late.stage, marks(late)[-1]) == ("not answered", "no second response received")
    second = a_response("2026-12-08", "not accepted", reason="Cost.")
    assert followed("2026-12-08", *facts, dispute, second).issues[0].closed


def test_an_answer_of_before_it_was_sent_and_a_word_against_it_on_its_day_count_from_then() -> None:
    """Sent on 9 November: an answer of the 6th may be questioned until the 16th. One of the 10th that is questioned on
    the 10th is: it is not the second answer to itself, which is due ten working days later, on the 24th."""
    early = followed("2026-11-16", *SENT, a_response("2026-11-06"))
    assert said(early.issues[0])[3] == "2026-11-16"
    against = Verdict(ISSUE, "ann", False, "By when?", on=day("2026-11-10"))
    disputed = followed("2026-11-11", *SENT, a_response("2026-11-10"), against).issues[0]
    assert (disputed.stage, said(disputed)[3]) == ("disputed", "2026-11-24")


def test_members_who_are_content_need_not_wait() -> None:
    facts = (*SENT, a_response("2026-11-20"), Verdict(ISSUE, "ann", True, on=day("2026-11-23")))
    assert said(followed("2026-11-23", *facts).issues[0])[2] == "bob"
    both = (*facts, Verdict(ISSUE, "bob", True, on=day("2026-11-23")))
    # promised on the 23rd: an action within 24, 25, 26, 27, 30 November
    ask = "say what will be done, by whom and by when"
    assert said(followed("2026-11-23", *both).issues[0]) == ("no action set", ask, "hed", "2026-11-30")


@pytest.mark.parametrize("asks", ["to note", "praise"])
def test_what_wants_no_answer_is_over_once_it_is_sent(asks: str) -> None:
    issue = an_issue("2026-11-05", asks=asks)
    report = (held(), a_report("2026-11-05"), issue)
    assert followed("2026-11-06", *report).issues[0].stage == "with the report"
    sent = followed("2026-11-09", *report, BOB_AGREES, ACCURATE)
    assert (sent.issues[0].stage, sent.standing.stage) == ("closed", "closed")


def test_an_issue_first_asked_in_a_later_version_has_its_own_clock() -> None:
    """Version 2 is sent on 7 December: handed in on 1, agreed on 4 and found accurate on 7."""
    later = day("2026-12-07")
    facts = (
        *(held(), a_report("2026-11-05"), BOB_AGREES, ACCURATE, an_issue("2026-11-05", asks="to note")),
        *(a_report("2026-12-01", 2), an_issue("2026-12-01", version=2)),
        *(Agreement(VISIT, 2, "bob", on=day("2026-12-04")), HostCheck(VISIT, 2, on=later)),
    )
    assert followed("2026-12-02", *facts).issues[0].stage == "with the report"
    assert said(followed("2026-12-07", *facts).issues[0])[3] == "2026-12-09"


def test_what_the_first_version_asked_keeps_its_clock_when_a_second_comes() -> None:
    """The first was sent on 9 November, + 20 working days is 7 December, whatever comes of a second of 1 December."""
    first = (held(), a_report("2026-11-05"), BOB_AGREES, ACCURATE, an_issue("2026-11-05"))
    alone = followed("2026-11-16", *first)
    both = followed("2026-12-02", *first, a_report("2026-12-01", 2), an_issue("2026-12-01", version=2))
    assert alone.asked == both.asked == (day("2026-11-09"),)
    assert (both.issues[0].stage, said(both.issues[0])[3]) == ("to answer", "2026-12-07")


@pytest.mark.parametrize(
    ("today", "stage", "ask", "who", "due"),
    [
        ("2027-02-26", "not due", "say how it goes", "Service manager", "2027-02-26"),
        ("2027-03-01", "slipped", "give a new date and the reason, or say that it is done", "hed", "2027-02-26"),
        # 26 February + 5 working days is 5 March
        (
            "2027-03-08",
            "slipped",
            "give a new date and the reason, or say that it is done",
            "the Director",
            "2027-02-26",
        ),
    ],
)
def test_an_action_whose_date_passes_in_silence_has_slipped(
    today: str, stage: str, ask: str, who: str, due: str
) -> None:
    assert said(followed(today, *ENDED).actions[0]) == (stage, ask, who, due)


def test_a_new_date_holds_and_the_first_stays_known() -> None:
    slipped = an_update("2027-02-25", "slipped", "2027-04-30", reason="Nobody applied.")
    found = followed("2027-04-30", *ENDED, slipped)
    assert said(found.actions[0]) == ("slipped", "say how it goes", "Service manager", "2027-04-30")
    assert found.set[0].due == day("2027-02-26")


def test_what_is_done_is_confirmed_by_somebody_else() -> None:
    """Said on Monday 1 March 2027 to be done: 20 working days, Good Friday 26 March left out, end on the 31st.

    2 to 5, 8 to 12, 15 to 19, 22 to 25 are 18; Easter Monday is the 29th; then 30 and 31 March.
    """
    done = an_update("2027-03-01", "done", evidence="Two started.")
    ask = "confirm that it is done, or say that it is not"
    assert said(followed("2027-03-31", *ENDED, done).actions[0]) == (
        "done, to confirm",
        ask,
        "ann and bob",
        "2027-03-31",
    )
    assert said(followed("2027-04-01", *ENDED, done).actions[0])[2] == "the officer"
    own = a_confirmation("2027-03-02", "service manager", capacity="officer")
    assert followed("2027-03-02", *ENDED, done, own).actions[0].stage == "done, to confirm"
    assert followed("2027-03-02", *ENDED, done, a_confirmation("2027-03-02")).actions[0].stage == "done and confirmed"
    seen = IssueProgress("26/27-002", ISSUE, "done", on=day("2027-03-03"))
    assert followed("2027-03-03", *ENDED, done, seen).issues[0].closed
    no = a_confirmation("2027-03-03", "bob", done=False, words="One did.")
    again = followed("2027-03-03", *ENDED, done, no).actions[0]
    assert said(again)[:3] == ("slipped", "say again, with evidence or a new date", "Service manager")


def test_the_last_word_on_what_is_said_to_be_done_counts() -> None:
    """Found not done on 9 February, and done by another who went on the 16th."""
    done = an_update("2027-02-05", "done", evidence="Both started.")
    no = Confirmation(ACTION, "ann", "visiting member", False, "One only.", on=day("2027-02-09"))
    yes = Confirmation(ACTION, "bob", "visiting member", on=day("2027-02-16"))
    assert followed("2027-02-10", *ENDED, done, no).actions[0].stage == "slipped"
    assert followed("2027-02-17", *ENDED, done, no, yes).actions[0].stage == "done and confirmed"


def test_with_an_issue_that_is_closed_its_actions_are() -> None:
    closing = Closing(ISSUE, "The team was merged.", on=day("2026-12-02"))
    found = followed("2026-12-02", *ENDED, closing)
    assert [one.stage for one in (*found.issues, *found.actions)] == ["closed", "closed"]
    assert marks(found.actions[0]) == ["closed by the officer: The team was merged."]


def test_undoing_is_a_fact_and_can_be_undone() -> None:
    wrong = held()
    undo = Undo(wrong.id, on=day("2026-11-05"))
    back = Undo(undo.id, on=day("2026-11-06"))
    stages = [followed(on, wrong, undo, back).standing.stage for on in ("2026-11-04", "2026-11-05", "2026-11-06")]
    assert stages == ["report to write", "outcome to record", "report to write"]


def test_what_was_said_later_is_not_known_earlier() -> None:
    assert followed("2026-11-08", *SENT).standing.stage == "to check"
    assert followed("2026-11-09", *SENT).standing.stage == "to answer"


def test_a_closure_that_stops_work_moves_every_date() -> None:
    shut = a_clock(Closure(span("2026-11-05", "2026-11-06"), "offices closed: move"))
    (found,) = follow((a_visit(),), Facts.of([held()]), shut, day("2026-11-04"))
    assert found.standing.next is not None
    assert found.standing.next.due.day == day("2026-11-19")


@pytest.mark.parametrize(
    ("closed", "left_out"),
    [
        (["2026-11-13", "2026-11-16"], "13 to 16 November (offices closed: move)"),
        (["2026-11-12", "2026-11-16"], "12 November (offices closed: move) and 16 November (offices closed: move)"),
        (["2026-11-13", "2026-11-17"], "13 November (offices closed: move) and 17 November (offices closed: move)"),
    ],
)
def test_days_left_out_that_only_a_weekend_parts_are_said_as_one(closed: list[str], left_out: str) -> None:
    """The 14th and 15th are Saturday and Sunday; of Thursday and Monday, or Friday and Tuesday, a working day parts."""
    clock = a_clock(*(Closure(span(day_, day_), "offices closed: move") for day_ in closed))
    assert clock.after(day("2026-11-06"), 10, "held").words.split("; ")[1] == f"left out: {left_out}"


# Whatever facts there are

_DAYS = st.dates(date(2026, 10, 26), date(2027, 1, 29))


@st.composite
def _facts(draw: st.DrawFn) -> tuple[Fact, ...]:
    """Facts that need not fit together: of any day, of visits, issues and actions that there are or are not."""
    on = draw(_DAYS)
    member, version = draw(st.sampled_from(("ann", "bob", "cat"))), draw(st.integers(1, 3))
    yes, text = draw(st.booleans()), on.isoformat()
    return draw(
        st.lists(
            st.sampled_from(
                (
                    Outcome(VISIT, on - timedelta(version), draw(st.sampled_from(("held", "cancelled"))), on=on),
                    Attendance(VISIT, member, draw(st.sampled_from(("yes", "no", "cannot be known"))), on=on),
                    a_report(text, version, member),
                    an_issue(
                        text, version=version, asks=draw(st.sampled_from(("for response", "praise", "withdrawn")))
                    ),
                    Agreement(VISIT, version, member, yes, "No.", on=on),
                    HostCheck(VISIT, version, (Correction("IT", "x"),) * version if yes else (), on=on),
                    CorrectionReply(VISIT, version, version, yes, on=on),
                    OwnerNamed(ISSUE, member, on=on),
                    a_response(text, draw(st.sampled_from(("accepted", "not accepted")))),
                    Verdict(ISSUE, member, yes, "Why?", on=on),
                    an_action(text, text),
                    an_update(text, draw(st.sampled_from(("done", "on track", "paused", "not ours")))),
                    a_confirmation(text, member, done=yes),
                    IssueProgress("26/27-009", ISSUE, "done" if yes else "not", on=on),
                    Closing(draw(st.sampled_from((VISIT, ISSUE, ACTION))), "x", on=on),
                )
            ),
            max_size=3,
        ).map(tuple)
    )


@examples(600)
@given(st.lists(_facts(), max_size=12), _DAYS, st.randoms(use_true_random=False))
def test_whatever_is_said_everything_has_one_stage_and_one_next_action(groups, today, random) -> None:  # type: ignore[no-untyped-def]
    facts = [fact for group in groups for fact in group]
    kept, found = consistent((a_visit(),), Facts.of(facts), a_clock())
    for known in (Facts.of(facts), kept):
        (one,) = follow((a_visit(),), known, a_clock(), today)
        stages = [(one.standing, VISIT_STAGES), *((issue, ISSUE_STAGES) for issue in one.issues)]
        for standing, allowed in (*stages, *((action, ACTION_STAGES) for action in one.actions)):
            assert standing.stage in allowed
            assert standing.closed == (standing.stage in FINAL)
            assert standing.next is None or standing.next.due.words
    random.shuffle(facts)
    assert follow((a_visit(),), Facts.of(facts), a_clock(), today) == follow(
        (a_visit(),), Facts.of(facts), a_clock(), today
    )
    assert inconsistencies((a_visit(),), Facts.of(facts), a_clock()) == found


def test_facts_that_fit_have_nothing_wrong_with_them() -> None:
    done = an_update("2027-03-01", "done", evidence="Two started.")
    facts = Facts.of((*ENDED, done, a_confirmation("2027-03-02")))
    assert inconsistencies((a_visit(),), facts, a_clock()) == ()


def test_an_officer_confirms_only_when_the_members_had_their_days() -> None:
    done = an_update("2027-03-01", "done", evidence="Two started.")
    early = a_confirmation("2027-03-31", "officer", capacity="officer")
    (found,) = inconsistencies((a_visit(),), Facts.of((*ENDED, done, early)), a_clock())
    assert found.what.startswith("an officer may confirm it after 31 March 2027 (said to be done 1 March + 20 ")
    late = a_confirmation("2027-04-01", "officer", capacity="officer")
    assert inconsistencies((a_visit(),), Facts.of((*ENDED, done, late)), a_clock()) == ()


def test_facts_go_to_plain_data_and_back() -> None:
    facts = Facts.of((*ENDED, an_update("2027-02-25", "slipped", "2027-04-30", reason="Nobody applied.")))
    assert from_data(Facts, json.loads(canonical(facts))) == facts


def test_who_agrees_late_moves_no_clock() -> None:
    """Nobody had agreed by 12 November, so the host had until the 19th; Bob agrees on the 18th all the same."""
    facts = (held(), a_report("2026-11-05"), an_issue("2026-11-05"), Agreement(VISIT, 1, "bob", on=day("2026-11-18")))
    found = followed("2026-11-20", *facts)
    assert found.course.sent == ((1, day("2026-11-19")),)
    assert marks(found.standing) == ["not checked"]


def test_what_is_said_against_an_answer_after_its_days_changes_nothing() -> None:
    """Until Friday 27 November it could be said; on the 30th the answer rests, and an action is owed by 4 December."""
    late = Verdict(ISSUE, "bob", False, "When?", on=day("2026-11-30"))
    found = followed("2026-11-30", *SENT, a_response("2026-11-20"), late).issues[0]
    assert (found.stage, said(found)[3]) == ("no action set", "2026-12-04")


def test_a_sum_over_the_new_year_says_both_years_and_what_it_left_out() -> None:
    """22 to 24, 29 to 31 December, 4 to 7 January are ten; Boxing Day is a Saturday, kept on Monday 28."""
    due = a_clock().after(day("2026-12-21"), 10, "held")
    assert due.words.startswith(
        "held 21 December 2026 + 10 working days = 7 January 2027; left out: 25 December (Christmas Day)"
    )
    assert due.day == day("2027-01-07")
