"""Every kind of edit, word for word: what would be otherwise, to be read aloud."""

from __future__ import annotations

from datetime import time
from typing import get_args

import pytest

from rota.domain import FULL_COUNCIL, Cancellation, Host, Pin, Problem
from rota.domain import edits as e
from rota.reports.edit_sentences import in_words
from tests.support.builders import a_member, a_problem, a_team, day, meeting, moment

JUNE_3 = day("2026-06-03")
PANEL = meeting("Scrutiny panel", "2026-06-10 10:00", "2026-06-10 12:00")
COUNCIL = meeting(FULL_COUNCIL, "2026-06-10 18:00", "2026-06-10 20:00")


def council() -> Problem:
    """Ann Alder and Siân 🌸 Bowen; the MASH, visited once, and Tŷ Hafan, visited twice; Hal Holt receives."""
    return a_problem(
        [a_member("ann", name="Ann Alder"), a_member("sian", name="Siân 🌸 Bowen")],
        [a_team("mash", name="MASH", host="hal"), a_team("hafan", name="Tŷ Hafan", visits_a_year=2)],
        hosts=(Host("hal", "Hal Holt"), Host("ivy", "Ivy Elm"), Host("jo", "Jo Ash")),
    )


SENTENCES: dict[str, e.Edit] = {
    "The rule 'same ward' is switched off.": e.SetRule("same_ward", "on", False),
    "The rule 'same ward' is switched on.": e.SetRule("same_ward", "on", True),
    "The rule 'cross party' is a must.": e.SetRule("cross_party", "must", True),
    "The rule 'cross party' is a preference.": e.SetRule("cross_party", "must", False),
    "In the rule 'fair share', 'points per squared load' is 1,200.": e.SetRule(
        "fair_share", "points_per_squared_load", 1200
    ),
    "In the rule 'clearance', 'training required' is no.": e.SetRule("clearance", "training_required", False),
    "In the rule 'clearance', 'check required for' is home and mash.": e.SetRule(
        "clearance", "check_required_for", ("home", "mash")
    ),
    "In the rule 'clearance', 'check required for' is nothing.": e.SetRule("clearance", "check_required_for", ()),
    "In the rule 'ours', 'a word' is blue.": e.SetRule("ours", "a_word", "blue"),
    "MASH is owed no visits a year.": e.SetTeam("mash", "visits_a_year", 0),
    "MASH is owed 1 visit a year.": e.SetTeam("mash", "visits_a_year", 1),
    "Tŷ Hafan is owed 4 visits a year.": e.SetTeam("hafan", "visits_a_year", 4),
    "Each visit to MASH has at least 1 member.": e.SetTeam("mash", "group_least", 1),
    "Each visit to MASH has at most 3 members.": e.SetTeam("mash", "group_most", 3),
    "Two visits to Tŷ Hafan are at least 30 days apart.": e.SetTeam("hafan", "spacing_days", 30),
    "Hal Holt receives the visits to MASH.": e.SetTeam("mash", "host", "hal"),
    "Nobody receives the visits to MASH.": e.SetTeam("mash", "host", ""),
    "Hal Holt receives the visits to MASH when the host cannot.": e.SetTeam("mash", "deputies", ("hal",)),
    "Ivy Elm and Hal Holt, in this order, receive the visits to MASH when the host cannot.": e.SetTeam(
        "mash", "deputies", ("ivy", "hal")
    ),
    "Jo Ash, Ivy Elm and Hal Holt, in this order, receive the visits to Tŷ Hafan when the host cannot.": e.SetTeam(
        "hafan", "deputies", ("jo", "ivy", "hal")
    ),
    "Nobody receives the visits to MASH when the host cannot.": e.SetTeam("mash", "deputies", ()),
    "MASH has step-free access.": e.SetTeam("mash", "step_free", True),
    "MASH has no step-free access.": e.SetTeam("mash", "step_free", False),
    "Each visit to MASH needs one of each of these roles: chair and lead member.": e.SetTeam(
        "mash", "requires", ("chair", "lead member")
    ),
    "Each visit to MASH needs nothing.": e.SetTeam("mash", "requires", ()),
    "MASH closes after 3 June 2026.": e.Close("mash", JUNE_3),
    "No visit is made on 3 June 2026.": e.Shut(JUNE_3, "a reason that is nobody's business"),
    "Visits may be made on 3 June 2026 after all.": e.Reopen(JUNE_3),
    "Tŷ Hafan, visit 2 of 2 is not on 3 June 2026.": e.Cancel(Cancellation("hafan-2", JUNE_3)),
    "MASH is on 3 June 2026.": e.Fix(Pin("mash-1", JUNE_3)),
    "MASH is at 10:00.": e.Fix(Pin("mash-1", start=time(10))),
    "MASH is on 3 June 2026 at 10:00.": e.Fix(Pin("mash-1", JUNE_3, time(10))),
    "Ann Alder goes to MASH.": e.Fix(Pin("mash-1", member="ann")),
    "Siân 🌸 Bowen does not go to Tŷ Hafan, visit 1 of 2.": e.Fix(Pin("hafan-1", member="sian", never=True)),
    "Ivy Elm receives MASH.": e.Fix(Pin("mash-1", member="ivy")),
    "Hal Holt does not receive MASH.": e.Fix(Pin("mash-1", member="hal", never=True)),
    "It is no longer fixed that Ivy Elm receives Tŷ Hafan, visit 2 of 2.": e.Unfix(Pin("hafan-2", member="ivy")),
    "MASH is on 3 June 2026 and Ann Alder goes to MASH.": e.Fix(Pin("mash-1", JUNE_3, member="ann")),
    "MASH is made.": e.Fix(Pin("mash-1")),
    "It is no longer fixed that MASH is on 3 June 2026 at 10:00.": e.Unfix(Pin("mash-1", JUNE_3, time(10))),
    "It is no longer fixed that Ann Alder goes to MASH.": e.Unfix(Pin("mash-1", member="ann")),
    "The full council does not meet on 10 June 2026 at 18:00.": e.Postpone(COUNCIL),
    "The committee 'Scrutiny panel' does not meet on 10 June 2026 at 10:00.": e.Postpone(PANEL),
    "Ann Alder makes no visits a year.": e.SetMember("ann", "yearly_limit", 0),
    "Ann Alder makes at most 1 visit a year.": e.SetMember("ann", "yearly_limit", 1),
    "Ann Alder makes at most 3 visits a year.": e.SetMember("ann", "yearly_limit", 3),
    "Ann Alder needs step-free access.": e.SetMember("ann", "needs_step_free", True),
    "Ann Alder does not need step-free access.": e.SetMember("ann", "needs_step_free", False),
    "Ann Alder leaves the council after 3 June 2026.": e.Leave("ann", JUNE_3),
    "Siân 🌸 Bowen sits on the committee 'Scrutiny'.": e.Appoint("sian", "Scrutiny"),
    "Ann Alder holds the role 'lead member'.": e.GiveRole("ann", "lead member"),
    "Ann Alder's training counts from 3 June 2026.": e.Clear("ann", "trained", JUNE_3),
    "Ann Alder's safeguarding check counts from 3 June 2026.": e.Clear("ann", "checked", JUNE_3),
    "Hal Holt cannot be there on 3 June 2026.": e.Away("hal", moment("2026-06-03"), moment("2026-06-04")),
    "Ann Alder cannot be there from 3 June 2026 to 5 June 2026.": e.Away(
        "ann", moment("2026-06-03"), moment("2026-06-06")
    ),
    "Ann Alder cannot be there on 3 June 2026 from 10:00 to 12:30.": e.Away(
        "ann", moment("2026-06-03 10:00"), moment("2026-06-03 12:30")
    ),
    "Ann Alder cannot be there from 3 June 2026 at 10:00 to 4 June 2026 at 12:30.": e.Away(
        "ann", moment("2026-06-03 10:00"), moment("2026-06-04 12:30")
    ),
    "Hal Holt can be there on 3 June 2026 from 09:00 to 12:00 after all.": e.Free(
        "hal", moment("2026-06-03 09:00"), moment("2026-06-03 12:00")
    ),
    "Ann Alder cannot be there from 28 March 2026 to 29 March 2026.": e.Away(
        "ann",
        moment("2026-03-28"),
        moment("2026-03-30"),  # the clocks change on the 29th, which has 23 hours
    ),
}


@pytest.mark.parametrize(("sentence", "edit"), SENTENCES.items(), ids=SENTENCES)
def test_an_edit_in_words(sentence: str, edit: e.Edit) -> None:
    assert in_words(council(), edit) == sentence


def test_every_kind_of_edit_has_its_words() -> None:
    assert {type(edit) for edit in SENTENCES.values()} == set(get_args(e.Edit))


def test_an_edit_of_what_there_is_not_has_none() -> None:
    for edit in (
        e.Leave("zoe", JUNE_3),
        e.Close("zoo", JUNE_3),
        e.SetTeam("mash", "host", "zoe"),
        e.SetTeam("mash", "deputies", ("hal", "zoe")),
        e.Fix(Pin("mash-1", member="zoe")),
    ):
        with pytest.raises(KeyError):
            in_words(council(), edit)
