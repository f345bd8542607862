"""Councillors as real files spell them: terms that have run out, names, gaps between terms, no group, vacancies.

The files in tests/data/moderngov have invented people in the spellings and shapes of 45 saved files.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from rota.domain import Dated
from tests.cli.worlds import files_in, run
from tests.importing.worlds import (
    CHANGES,
    HEAD,
    a_council,
    a_councillor,
    councillors,
    imported,
    members_of,
    moderngov,
    text,
)
from tests.reading.folders import problem_of

DATA = Path(__file__).parents[1] / "data" / "moderngov"
DAY = "2026-11-27"


def case(name: str) -> bytes:
    return (DATA / f"{name}.xml").read_bytes()


def row(folder: Path, number: int) -> list[str]:
    """id, name, group, ward, roles and joined of a row of members, the heading's number being 1."""
    return text(folder, "members").splitlines()[number - 1].split(",")[:6]


# The file says who serves


def test_whose_term_has_run_out_in_the_file_is_kept_with_a_word_each(tmp_path: Path) -> None:
    """Ben's last term ended in 2023, Cal's in May 2026; the file of November 2026 still lists both."""
    folder = a_council(tmp_path)
    said = imported(folder, case("stale-terms"), DAY)
    assert [row(folder, number)[1] for number in (2, 3, 4, 5)] == ["Ann Apple", "Ben Birch", "Cal Cedar", "Dot Damson"]
    assert row(folder, 3) == ["c2", "Ben Birch", "Conservative", "North", "leader of the council", "2019-05-02"]
    assert said[1:] == [
        f"Warning: saved.xml, councillorid {number}, column 'enddate': '{end}' is past, but the file still has {name}, "
        f"who is kept as a member: the file says who serves. Correct the term in ModernGov; or, if {name} has gone, "
        "write the last day in members."
        for number, end, name in ((2, "04/05/2023", "Ben Birch"), (3, "07/05/2026", "Cal Cedar"))
    ]


@pytest.mark.parametrize("dated", ["2023-05-05", "2026-05-08", "2026-11-27", "2030-01-01"])
def test_nobody_whom_the_file_lists_is_told_off_as_gone_in_a_later_import(tmp_path: Path, dated: str) -> None:
    folder = a_council(tmp_path)
    imported(folder, case("stale-terms"), "2023-05-01")
    before = files_in(folder)
    said = imported(folder, case("stale-terms"), dated)
    assert said[0] == "Nothing to change: the tables have the file's 4 councillors already."
    assert not any("not on the council" in line for line in said)
    assert files_in(folder) == before


def test_who_is_known_is_kept_when_the_term_runs_out_and_gone_when_the_file_has_them_no_more(tmp_path: Path) -> None:
    folder = a_council(tmp_path, "c1,Ann Apple,Red,North,,,,,\nc2,Ben Birch,Red,North,,,,,\n")
    ann = a_councillor("Ann Apple", id="1", terms="04/05/2023-07/05/2026")
    imported(folder, councillors(North=[ann, a_councillor("Ben Birch", id="2", terms="04/05/2023-07/05/2026")]), DAY)
    assert all(member.terms[-1].end is None for member in members_of(folder).values())
    said = imported(folder, councillors(North=[ann]), DAY)
    assert said[0] == "Ben Birch is not on the council any more: the last day was 26 November 2026."


def test_a_last_day_that_the_officer_typed_after_the_word_holds(tmp_path: Path) -> None:
    folder = a_council(tmp_path, "c1,Ann Apple,Red,North,,,,,\nc2,Ben Birch,Red,North,,,2026-05-07,,\n")
    names = (("1", "Ann Apple"), ("2", "Ben Birch"))
    listed = [a_councillor(name, id=number, terms="04/05/2023-07/05/2026") for number, name in names]
    said = imported(folder, councillors(North=listed), DAY)
    assert said[0].startswith("Ben Birch left on 7 May 2026 as the tables say, but the file still has this member.")
    assert [line for line in said if "Ben Birch" in line] == said[:1]


def test_a_member_whom_the_officer_ended_with_the_poll_is_back_with_the_next_term(tmp_path: Path) -> None:
    """The gap of four days is none for who joined when, but the tables have a last day in it."""
    folder = a_council(tmp_path, "c1,Ann Apple,Red,North,,,2026-05-07,,\nc2,Ben Birch,Red,North,,,,,\n")
    ann = a_councillor("Ann Apple", id="1", terms="05/05/2022-07/05/2026;11/05/2026-unspecified")
    said = imported(folder, councillors(North=[ann, a_councillor("Ben Birch", id="2")]), DAY)
    assert said[0] == "Ann Apple is a member again from 11 May 2026."


def test_dates_the_wrong_way_round_are_read_in_order_with_a_word(tmp_path: Path) -> None:
    folder = a_council(tmp_path)
    said = imported(folder, councillors(North=[a_councillor("Ann Apple", id="1", terms="02/05/2027-04/05/2023")]), DAY)
    assert said[-1] == (
        "Warning: saved.xml, councillorid 1, column 'enddate': '04/05/2023' is before the start, 02/05/2027. "
        "They are read the other way round; correct them in ModernGov."
    )
    assert row(folder, 2)[-1] == "2023-05-04"


# Names


def test_names_are_as_people_write_them(tmp_path: Path) -> None:
    folder = a_council(tmp_path)
    said = imported(folder, case("names"), DAY)
    assert [row(folder, number)[1] for number in range(2, 15)] == [
        "MR Apple",
        "DR Birch",
        "Cal Cedar",
        "Dot Damson",
        "Eve Elder",
        "Fay Fig",
        "Gil Gorse",
        "Hal Hazel",
        "Ian Ivy",
        "Siân ap Ifan-O'Neill",
        "Jo Juniper",
        "Kay Kale",
        "Lou Laurel",
    ]
    assert said[1] == (
        "Letters after names are left out: Fay Fig BA (Hons), Gil Gorse OBE, Hal Hazel CBE and Kay Kale QC. "
        "With --letters they are kept."
    )


def with_letters(folder: Path, xml: bytes | str, choice: str) -> list[str]:
    file = folder.parent / "saved.xml"
    file.write_bytes(xml.encode() if isinstance(xml, str) else xml)
    result = run("import", "moderngov", file, "--into", folder, "--dated", DAY, choice)
    assert result.exit_code == 0
    return result.stdout.splitlines()


def test_letters_are_as_the_council_chooses_and_the_choice_may_change(tmp_path: Path) -> None:
    """Without a choice the names in the tables stay as they are."""
    folder = a_council(tmp_path, committees="member,committee\n")
    assert not any("Letters" in line for line in with_letters(folder, case("names"), "--letters"))
    assert {"Fay Fig BA (Hons)", "Gil Gorse OBE", "Hal Hazel CBE", "Kay Kale QC"} <= members_of(folder).keys()
    before = files_in(folder)
    assert imported(folder, case("names"), DAY)[0].startswith("Nothing to change")
    assert files_in(folder) == before
    (folder / "committees.csv").write_text("member,committee\nFay Fig BA (Hons),Planning\n", encoding="utf-8")
    said = with_letters(folder, case("names"), "--no-letters")
    assert said[:1] == ["Fay Fig BA (Hons) is now called Fay Fig, in every table."]
    assert text(folder, "committees") == "member,committee\nFay Fig,Planning\n"
    assert (
        with_letters(folder, case("names"), "--letters")[0]
        == "Fay Fig is now called Fay Fig BA (Hons), in every table."
    )


def test_surnames_first_are_put_last_and_said_in_one_sentence(tmp_path: Path) -> None:
    folder = a_council(tmp_path)
    names = ("Birch, Councillor Ben", "APPLE, Cllr Ann MBE", "van der Berg, Jan", "O'Neill, Pat")
    said = imported(folder, councillors(North=[a_councillor(name, id=str(n)) for n, name in enumerate(names, 1)]), DAY)
    assert set(members_of(folder)) == {"Ben Birch", "Ann Apple", "Jan van der Berg", "Pat O'Neill"}
    assert [line for line in said if "surname" in line] == [
        "Warning: saved.xml, councillorid 1, 2, 3 and 4, column 'fullusername': "
        "'Birch, Councillor Ben' is read as Ben Birch, for the surname "
        "stands first, and so are 'APPLE, Cllr Ann MBE' as Ann Apple, 'van der Berg, Jan' as Jan van der Berg and "
        "'O'Neill, Pat' as Pat O'Neill. Write in members what is read wrongly."
    ]


@pytest.mark.parametrize(
    "typed", ['"Birch, Ben"', '"Birch, Cllr Ben"', "Cllr Ben Birch", "Mr Ben Birch OBE", "BEN BIRCH"]
)
def test_whoever_the_officer_listed_in_another_form_is_no_new_member(tmp_path: Path, typed: str) -> None:
    """Their own row stays to the byte, and what other tables say of them too."""
    files = {
        "changes": CHANGES + f"{typed},group,2026-08-01,Red\n",
        "absences": f"person,start,end\n{typed},2026-07-01,\n",
    }
    folder = a_council(tmp_path, f",{typed},Blue,North,,,,,\n,Ann Apple,Red,South,,,,,\n", **files)
    before = files_in(folder)
    said = imported(folder, councillors(North=[a_councillor("Ben Birch", id="1")], South=[a_councillor("Ann Apple")]))
    assert said[0] == "Nothing to change: the tables have the file's 2 councillors already."
    after = files_in(folder)
    assert after.pop("councillors.ids.json")  # and by which number ModernGov knows him, for when he changes his name
    assert after == before


def test_a_new_name_is_written_wherever_the_old_one_stood_in_whatever_form(tmp_path: Path) -> None:
    folder = a_council(
        tmp_path,
        'c1,"Birch, Ben",Red,North,,,,,\nc2,Ann Apple,Red,South,,,,,\n',
        committees='member,committee\n"Birch, Ben",Planning\nBen Birch,Audit\nc1,Budget\nAnn Apple,Audit\n',
    )
    file = councillors(North=[a_councillor("Ben Beech", id="1")], South=[a_councillor("Ann Apple", id="2")])
    assert imported(folder, file)[0] == "Ben Birch is now called Ben Beech, in every table."
    assert text(folder, "committees") == (
        "member,committee\nBen Beech,Planning\nBen Beech,Audit\nc1,Budget\nAnn Apple,Audit\n"
    )


# Terms


def test_the_present_stretch_of_service_says_since_when(tmp_path: Path) -> None:
    """An open-ended term ends with the next: since 2005. From 1 to 27 May 2014 are 26 days, which is no gap."""
    folder = a_council(tmp_path)
    imported(folder, case("open-term-then-next"), DAY)
    assert [row(folder, number)[-1] for number in (2, 3)] == ["2005-11-20", "2010-05-06"]


# No group, and Independent


def test_words_for_no_group_make_no_party_and_independents_are_asked_about_once(tmp_path: Path) -> None:
    folder = a_council(tmp_path)
    said = imported(folder, case("no-group"), DAY)
    groups = [row(folder, number)[2] for number in range(2, 13)]
    assert groups == ["Independent", "Independent", "", "", "", "", "Independent Group", "Labour", "", "", ""]
    assert said[1:] == [
        "Warning: saved.xml, councillorid 3, 4, 5, 6, 9, 10 and 11, column 'politicalpartytitle': "
        "'Non-Aligned' (Cal Cedar and Dot Damson), 'Unaligned' "
        "(Eve Elder), 'Non Specified' (Fay Fig), 'Ungrouped' (Ian Ivy), 'Not specified' (Jo Juniper) and 'Unspecified' "
        "(Kay Kale): no political group is written for these members. If that is the name of a group, give the group "
        "another name in ModernGov.",
        "Warning: members.csv, rows 2 and 3, column 'group': 'Independent' is read as one political group, of 2 "
        "members. Do they sit as one? Then write its name, such as Independent Group; if each sits alone, leave the "
        "cells blank.",
    ]


@pytest.mark.parametrize("answer", ["Independent Group", ""])
def test_the_answer_for_independents_is_kept_by_later_imports_and_holds_for_new_ones(
    tmp_path: Path, answer: str
) -> None:
    folder = a_council(tmp_path)
    imported(folder, case("no-group"), DAY)
    members = folder / "members.csv"
    members.write_text(members.read_text("utf-8-sig").replace(",Independent,", f",{answer},"), encoding="utf-8")
    before = files_in(folder)
    said = imported(folder, case("no-group"), "2026-12-01")
    assert said[0].startswith("Nothing to change")
    assert not any("Do they sit as one?" in line for line in said)
    assert files_in(folder) == before
    new = a_councillor("Lou Laurel", "Independent", "12")
    imported(folder, case("no-group").decode().replace("</councillors></ward>", new + "</councillors></ward>", 1), DAY)
    assert members_of(folder)["Lou Laurel"].groups == ((Dated(answer),) if answer else ())


def test_a_member_who_leaves_a_party_to_sit_as_independent_is_dated(tmp_path: Path) -> None:
    folder = a_council(tmp_path, "c1,Ann Apple,Red,North,,,,,\nc2,Ben Birch,Red,North,,,,,\n")
    listed = [a_councillor("Ann Apple", "Independent", "1"), a_councillor("Ben Birch", "Red", "2")]
    assert imported(folder, councillors(North=listed))[0] == (
        "Ann Apple: group Independent from 1 September 2026; before, Red."
    )


# Vacancies


def test_vacancies_are_left_out_in_one_sentence(tmp_path: Path) -> None:
    folder = a_council(tmp_path)
    assert imported(folder, case("vacancies"), DAY) == [
        "Added 1 member: John Apple.",
        "Left out 8 vacant seats, which are no members: 'Vacancy' (councillorid 5), 'Vacant Seat' (councillorid 6), "
        "'VACANT' (councillorid 7), 'To be elected' (councillorid 8), 'No Councillor' (councillorid 9), "
        "'Councillor Vacancy' (councillorid 10), 'Currently Vacant' (councillorid 11) and 'Seat Vacant' "
        "(councillorid 12).",
    ]
    assert set(members_of(folder)) == {"John Apple"}


@pytest.mark.parametrize("words", ["By-election 4 June", "TBC", "Cllr To Be Confirmed", "-", "?", "Sedd wag", "Nobody"])
def test_other_words_for_a_vacancy(tmp_path: Path, words: str) -> None:
    folder = a_council(tmp_path)
    imported(folder, councillors(North=[a_councillor("Ann Apple", id="1"), a_councillor(words, id="2")]))
    assert set(members_of(folder)) == {"Ann Apple"}


def test_a_seat_that_falls_vacant_ends_the_membership(tmp_path: Path) -> None:
    folder = a_council(tmp_path, "c1,Ann Apple,Red,North,,,,,\nc2,Ben Birch,Red,North,,,,,\n")
    listed = [a_councillor("Ann Apple", id="1"), a_councillor("Seat Vacant", id="9")]
    assert imported(folder, councillors(North=listed))[0] == (
        "Ben Birch is not on the council any more: the last day was 31 August 2026."
    )


# Posts


def test_only_a_post_that_may_be_the_lead_members_is_hinted_at(tmp_path: Path) -> None:
    folder = a_council(tmp_path)
    posts = (
        "Lead Member for Children's Services",
        "Deputy Lead Member for Children's Services",
        "Shadow Cabinet Member for Children",
        "Lead Member for Highways",
        "Chair of the Children's Services Scrutiny Committee",
        "Lead Member of Children's Services Select Committee",
        "Lead Member",
    )
    listed = [a_councillor(f"Ann Apple{'abcdefg'[n]}", id=str(n), posts=post) for n, post in enumerate(posts)]
    said = imported(folder, councillors(North=listed))
    assert [line.partition(": ")[2].partition(" may be")[0] for line in said if "may be the post" in line] == [
        "saved.xml, councillorid 0, column 'keyposts': 'lead member for children's services'"
    ]
    assert said[-2] == (
        "Warning: saved.xml, councillorid 6, column 'keyposts': 'Lead Member' does not say of what, and is not taken "
        "as a role. If this is the lead member for children's services, add the role 'lead member' in members."
    )
    held = {role.value for member in problem_of(folder).members for role in member.roles}
    assert held == {post.casefold() for post in posts[:-1]}


def test_a_fault_is_a_fault_still(tmp_path: Path) -> None:
    folder = a_council(tmp_path)
    result = moderngov(folder, councillors(North=[a_councillor("Ann Apple", id="1"), a_councillor("", id="2")]))
    assert result.exit_code == 2
    assert "saved.xml, councillor 2, column 'fullusername': this is blank." in result.stderr
    assert text(folder, "members") == HEAD
