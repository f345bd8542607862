"""The tables of what came of the visits as officers write them, and what is told when it is probably a slip."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reading.folders import NO_POLL, a_folder, faults_of, told_of
from tests.tracking.tables import ALL, OUTCOMES, REPORTS, kept_of


@pytest.mark.parametrize(
    "word", ["mash-1", "MASH-1", "MASH", "mash ", "26/27-001", "26/27-1", "2026/27-001", "2026/2027-1"]
)
def test_a_visit_is_known_by_its_reference_its_id_or_its_only_team(word: str, tmp_path: Path) -> None:
    attendance = f"visit,member,came\n{word},Ann Apple,yes\n"
    kept = kept_of(a_folder(tmp_path, toml=NO_POLL, outcomes=OUTCOMES, attendance=attendance))
    assert [one.visit for one in kept.facts.attendance] == ["26/27-001"]


def test_a_visit_is_known_by_the_title_under_which_it_is_printed(tmp_path: Path) -> None:
    """The team's name alone says not which of two."""
    teams = "name,visits_a_year\nPanel,2\n"
    outcomes = "reference,team,visit,date,result\n,Panel,2,2027-01-12,held\n"
    title = '"Panel, visit 2 of 2"'
    files = {"teams": teams, "outcomes": outcomes}
    kept = kept_of(
        a_folder(tmp_path / "a", toml=NO_POLL, **files, attendance=f"visit,member,came\n{title},Ann Apple,yes\n")
    )
    assert [one.visit for one in kept.facts.attendance] == ["26/27-002"]
    (found,) = faults_of(a_folder(tmp_path / "b", **files, attendance="visit,member,came\nPanel,Ann Apple,yes\n"))
    assert "'Panel' is of no visit that is known." in found


@pytest.mark.parametrize("word", ["mash-1.1a", "26/27-1.1A", "MASH.1a"])
def test_an_action_is_known_whatever_its_capitals(word: str, tmp_path: Path) -> None:
    actions = f"action,date,what,who,due,text\n{word},2026-12-02,Set,Manager,2027-01-29,Fill.\n"
    kept = kept_of(a_folder(tmp_path, **{**ALL, "actions": actions}))
    assert [one.reference for one in kept.facts.actions] == ["26/27-001.1a"]


@pytest.mark.parametrize(
    ("typed", "came"), [("Yes", "yes"), ("y", "yes"), ("N", "no"), ("Not known yet", "not known yet"), ("TRUE", "yes")]
)
def test_whether_somebody_came_may_be_written_in_short(typed: str, came: str, tmp_path: Path) -> None:
    attendance = f"visit,member,came\nmash-1,Ann Apple,{typed}\n"
    kept = kept_of(a_folder(tmp_path, toml=NO_POLL, outcomes=OUTCOMES, attendance=attendance))
    assert [one.came for one in kept.facts.attendance] == [came]


@pytest.mark.parametrize(
    "typed", ["social workers 4; managers 2", "4 social workers; 2 managers", "social workers: 4;managers = 2"]
)
def test_whom_they_met_is_counted_by_role(typed: str, tmp_path: Path) -> None:
    reports = f"visit,date,what,who,nobody_named,met\nmash-1,2026-11-05,handed in,Ann Apple,yes,{typed}\n"
    kept = kept_of(a_folder(tmp_path, toml=NO_POLL, outcomes=OUTCOMES, reports=reports))
    assert [(met.role, met.number) for met in kept.facts.reports[0].met] == [("social workers", 4), ("managers", 2)]


@pytest.mark.parametrize(
    ("typed", "paragraph"), [("2", "2"), ("para. 2", "2"), ("paragraphs 2 and 1", "1; 2"), ("Paragraph 1; 2", "1; 2")]
)
def test_an_exempt_paragraph_is_known_by_its_number(typed: str, paragraph: str, tmp_path: Path) -> None:
    issues = f"visit,number,text,publishable,paragraph\nmash-1,1,Four.,no,{typed}\n"
    kept = kept_of(a_folder(tmp_path, toml=NO_POLL, outcomes=OUTCOMES, reports=REPORTS, issues=issues))
    assert [one.paragraph for one in kept.facts.disclosures] == [paragraph]


@pytest.mark.parametrize(
    ("files", "told"),
    [
        (
            {"outcomes": OUTCOMES.replace("2026-11-03", "2062-11-03")},
            "outcomes.csv, row 2, column 'date': '2062-11-03' is not in the year of this visit, "
            "2026-06-01 to 2027-05-31. Look whether the date is right.",
        ),
        (
            {"outcomes": OUTCOMES + "26/27-001,MASH,1,2026-11-10,held,,\n"},
            "outcomes.csv, row 2, column 'date': '2026-11-03': the same visit is said to have been held on 10 "
            "November 2026 too, which counts. If one is wrong, write the day in its 'undone'.",
        ),
        (
            {
                "outcomes": OUTCOMES.replace("held,,", "cancelled,service,"),
                "attendance": "visit,member,came,recorded\nmash-1,Ann Apple,yes,2026-11-03\n",
            },
            "attendance.csv, row 2, column 'visit': 'mash-1': somebody came to a visit that is not said to "
            "have been held. Say in 'outcomes' what came of it.",
        ),
        (
            {
                "outcomes": OUTCOMES,
                "attendance": "visit,member,came\nmash-1,Cat Cole,yes\n",
                "published": "visit,date,start,member\nmash-1,2026-11-03,10:00,Ann Apple\n",
            },
            "attendance.csv, row 2, column 'member': 'Cat Cole': the rota does not have this member on the visit. "
            "It counts all the same; look whether it is the right member.",
        ),
        (
            {
                "outcomes": OUTCOMES,
                "reports": REPORTS,
                "issues": "visit,number,text,asks\nmash-1,1,Four.,praise\n",
                "responses": "issue,date,what,who,text\nmash-1.1,2026-11-25,accepted,M,Yes.\n",
            },
            "responses.csv, row 2, column 'issue': 'mash-1.1': the issue is 'praise' and waits for no answer. "
            "It is kept; look whether it is the right issue.",
        ),
    ],
)
def test_what_is_probably_a_slip_counts_and_is_told(files: dict[str, str], told: str, tmp_path: Path) -> None:
    assert told in told_of(a_folder(tmp_path, toml=NO_POLL, **files))


def test_a_row_cannot_be_undone_before_it_was_said(tmp_path: Path) -> None:
    outcomes = "reference,team,date,result,undone\n26/27-001,MASH,2026-11-03,held,2026-11-02\n"
    assert faults_of(a_folder(tmp_path, toml=NO_POLL, outcomes=outcomes)) == [
        "outcomes.csv, row 2, column 'undone': '2026-11-02': it was found to be wrong before it was said, on "
        "3 November 2026. Put the wrong one of the two dates right."
    ]
