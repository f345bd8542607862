"""ModernGov's councillors: who is new, who has changed and from when, who has gone; and all that is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from rota.domain import Dated
from tests.cli.worlds import files_in
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
from tests.support.builders import span

ANN = "ann,Ann Apple,Red,North,,,,,2026-05-18\n"
BOB = ",Bob Brown,Blue,South,experienced,,,,\n"


def the_two(**ann: str) -> dict[str, list[str]]:
    """Ann Apple as told, and Bob Brown as the table has him."""
    return {"North": [a_councillor(**{"name": "Ann Apple", **ann})], "South": [a_councillor("Bob Brown", "Blue")]}


def test_an_empty_table_takes_every_councillor_with_one_spelling_for_each_party(tmp_path: Path) -> None:
    """Three spellings of Labour are one group: most are spelt once, so the shortest in small letters is taken."""
    folder = a_council(tmp_path)
    wards = {
        "North": [
            a_councillor("Councillor Ann Apple", "Labour", "11", terms="06/05/2022-unspecified"),
            a_councillor("Cllr Bob Brown", "The Labour Party", "12", terms="06/05/2022-10/05/2027"),
        ],
        "South": [
            a_councillor("Councillor Dr. Cat Cole", "LABOUR", "13", "Leader of the Council; Chair, Planning"),
            a_councillor("Dee Dale", "", "14"),
            a_councillor("Vacancy", "", "15"),
        ],
    }
    assert imported(folder, councillors(**wards)) == [
        "Added 4 members: Ann Apple, Bob Brown, Cat Cole and Dee Dale.",
        "Left out 1 vacant seat, which is no member: 'Vacancy' (councillorid 15).",
        "Bob Brown: the term ends on 10 May 2027. "
        "It is not written as the last day, for it may be followed by another.",
    ]
    assert text(folder, "members") == HEAD + (
        "c11,Ann Apple,Labour,North,,2022-05-06,,,\n"
        "c12,Bob Brown,Labour,North,,2022-05-06,,,\n"
        'c13,Cat Cole,Labour,South,"leader of the council; chair, planning",,,,\n'
        "c14,Dee Dale,,South,,,,,\n"
    )
    assert members_of(folder)["Dee Dale"].groups == ()


def test_importing_twice_changes_nothing_byte_for_byte(tmp_path: Path) -> None:
    folder = a_council(tmp_path, ANN + BOB)
    xml = councillors(
        North=[a_councillor("Ann Apple", "Green", "11", "Mayor")],
        South=[a_councillor("Cat Cole", "Blue", "13"), a_councillor("Councillor Bob Brown", "The Blue Party")],
    )
    imported(folder, xml)
    once = files_in(folder)
    for dated in ("2026-09-01", "2026-09-02", "2027-01-31"):
        again = moderngov(folder, xml, dated)
        assert again.stdout.startswith("Nothing to change: the tables have the file's 3 councillors already.\n")
        assert again.stderr == "Nothing was written.\n"
        assert files_in(folder) == once


def test_a_changed_party_and_ward_are_dated_and_the_row_of_the_member_stays(tmp_path: Path) -> None:
    folder = a_council(tmp_path, ANN + BOB)
    said = imported(
        folder,
        councillors(West=[a_councillor("Ann Apple", "Green Party")], South=[a_councillor("Bob Brown", "Blue")]),
    )
    assert said[:2] == [
        "Ann Apple: group Green Party from 1 September 2026; before, Red.",
        "Ann Apple: ward West from 1 September 2026; before, North.",
    ]
    assert text(folder, "members") == HEAD + ANN + BOB
    assert text(folder, "changes").replace("\r\n", "\n") == CHANGES + (
        "Ann Apple,group,2026-09-01,Green Party\nAnn Apple,ward,2026-09-01,West\n"
    )
    ann = members_of(folder)["Ann Apple"]
    assert ann.groups == (Dated("Red", span(None, "2026-08-31")), Dated("Green Party", span("2026-09-01")))
    assert ann.wards == (Dated("North", span(None, "2026-08-31")), Dated("West", span("2026-09-01")))


def test_a_party_left_is_no_group_from_that_day(tmp_path: Path) -> None:
    folder = a_council(tmp_path, ANN + BOB)
    assert imported(folder, councillors(**the_two(party="Unspecified")))[0] == (
        "Ann Apple: group none from 1 September 2026; before, Red."
    )
    assert members_of(folder)["Ann Apple"].groups[-1] == Dated("", span("2026-09-01"))


@pytest.mark.parametrize("party", ["Red", "RED", "The Red Party", "red group", "Red Party"])
def test_the_spelling_of_the_table_wins(tmp_path: Path, party: str) -> None:
    folder = a_council(tmp_path, ANN + BOB)
    assert imported(folder, councillors(**the_two(party=party)))[0].startswith("Nothing to change")


def test_a_file_corrected_on_the_same_day_corrects_the_change(tmp_path: Path) -> None:
    """Two changes of one day would be a fault; the later file is right."""
    folder = a_council(tmp_path, ANN + BOB)
    imported(folder, councillors(**the_two(party="Green")))
    imported(folder, councillors(**the_two(party="Gold")))
    assert text(folder, "changes").replace("\r\n", "\n") == CHANGES + "Ann Apple,group,2026-09-01,Gold\n"


def test_a_member_who_is_gone_has_a_last_day_and_loses_nothing(tmp_path: Path) -> None:
    """Not in the file of 1 September: the day before is the last on which they are known to have been a member."""
    folder = a_council(tmp_path, ANN + BOB)
    said = imported(folder, councillors(South=[a_councillor("Bob Brown", "Blue")]))
    assert said[0] == "Ann Apple is not on the council any more: the last day was 31 August 2026."
    assert text(folder, "members") == HEAD + "ann,Ann Apple,Red,North,,,2026-08-31,,2026-05-18\n" + BOB


def test_a_term_that_has_ended_in_the_file_ends_nothing_for_the_file_says_who_serves(tmp_path: Path) -> None:
    folder = a_council(tmp_path, ANN + BOB)
    said = imported(folder, councillors(**the_two(terms="06/05/2022-20/07/2026")))
    assert members_of(folder)["Ann Apple"].terms == (span(None, None),)
    assert said == [
        "Nothing to change: the tables have the file's 2 councillors already.",
        "Roles that the file does not name are kept as they are: experienced.",
        "Warning: saved.xml, councillor 1, column 'enddate': '20/07/2026' is past, but the file still has Ann Apple, "
        "who is kept as a member: the file says who serves. Correct the term in ModernGov; or, if Ann Apple has gone, "
        "write the last day in members.",
    ]


def test_co_opted_members_are_not_expected_among_councillors(tmp_path: Path) -> None:
    folder = a_council(tmp_path, ANN + BOB + ",Cat Cole,,,,,,co-opted,\n")
    assert imported(folder, councillors(**the_two()))[0].startswith("Nothing to change")


def test_a_member_who_is_yet_to_join_or_to_leave_stays_so(tmp_path: Path) -> None:
    folder = a_council(tmp_path, ANN + BOB + ",Cat Cole,Red,East,,2026-10-02,,,\n,Dee Dale,Red,East,,,2026-12-31,,\n")
    assert imported(folder, councillors(**the_two()))[0].startswith("Nothing to change")


def test_a_member_who_comes_back_has_a_second_term(tmp_path: Path) -> None:
    folder = a_council(tmp_path, "ann,Ann Apple,Red,North,,,2026-05-11,,\n" + BOB)
    said = imported(folder, councillors(**the_two(terms="06/05/2022-11/05/2026;14/08/2026-unspecified")))
    assert said[0] == "Ann Apple is a member again from 14 August 2026."
    assert members_of(folder)["Ann Apple"].terms == (span(None, "2026-05-11"), span("2026-08-14"))
    imported(folder, councillors(South=[a_councillor("Bob Brown", "Blue")]), "2026-10-01")
    assert members_of(folder)["Ann Apple"].terms == (span(None, "2026-05-11"), span("2026-08-14", "2026-09-30"))


def test_a_last_day_that_the_officer_typed_is_not_overruled(tmp_path: Path) -> None:
    folder = a_council(tmp_path, "ann,Ann Apple,Red,North,,,2026-08-20,,\n" + BOB)
    before = files_in(folder)
    said = imported(folder, councillors(**the_two(terms="06/05/2022-unspecified")))
    assert said[0].startswith("Ann Apple left on 20 August 2026 as the tables say, but the file still has this member.")
    assert files_in(folder) == before


def test_a_new_member_joins_where_the_unbroken_terms_begin(tmp_path: Path) -> None:
    """A seat is held until the fourth day after the poll, so 2022 and 2026 follow on; 2014 does not."""
    folder = a_council(tmp_path, ANN + BOB)
    terms = "08/05/2026-unspecified;06/05/2022-11/05/2026;22/05/2014-07/05/2018"
    imported(folder, councillors(**the_two(), East=[a_councillor("Cat Cole", "red", "13", terms=terms)]))
    cat = members_of(folder)["Cat Cole"]
    assert (cat.id, cat.groups, cat.terms) == ("c13", (Dated("Red"),), (span("2022-05-06"),))


def test_a_new_member_without_a_term_joins_on_the_day_of_the_file(tmp_path: Path) -> None:
    folder = a_council(tmp_path, ANN + BOB)
    imported(folder, councillors(**the_two(), East=[a_councillor("Cat Cole", "Red", "13", terms="unspecified-")]))
    assert members_of(folder)["Cat Cole"].terms == (span("2026-09-01"),)


def test_key_posts_begin_and_pass_on_and_other_roles_stay(tmp_path: Path) -> None:
    """Bob is "experienced" because the officer said so: ModernGov does not know the role, and it stays."""
    folder = a_council(tmp_path, ANN + BOB)
    said = imported(folder, councillors(**the_two(posts="Leader of the Council")))
    assert said == [
        "Ann Apple is leader of the council from 1 September 2026.",
        "Roles that the file does not name are kept as they are: experienced.",
    ]
    bob = a_councillor("Bob Brown", "Blue", posts="LEADER of the Council")
    said = imported(folder, councillors(North=[a_councillor("Ann Apple")], South=[bob]), "2026-11-02")
    assert said[:2] == [
        "Ann Apple is not leader of the council any more from 2 November 2026.",
        "Bob Brown is leader of the council from 2 November 2026.",
    ]
    members = members_of(folder)
    assert members["Ann Apple"].roles == (Dated("leader of the council", span("2026-09-01", "2026-11-01")),)
    assert set(members["Bob Brown"].roles) == {
        Dated("experienced"),
        Dated("leader of the council", span("2026-11-02")),
    }


def test_a_post_corrected_on_the_same_day_leaves_no_trace(tmp_path: Path) -> None:
    folder = a_council(tmp_path, ANN + BOB, changes=CHANGES)
    imported(folder, councillors(**the_two(posts="Mayor")))
    bob = a_councillor("Bob Brown", "Blue", posts="Mayor")
    imported(folder, councillors(North=[a_councillor("Ann Apple")], South=[bob]))
    assert text(folder, "changes") == CHANGES + "Bob Brown,role,2026-09-01,+mayor\n"


def test_rows_that_are_no_members_stay_as_they_are_and_are_told(tmp_path: Path) -> None:
    """Neither the vacancy nor the total has gone from the council, and the import is not kept from going on."""
    others = "w3,?,,West,,,,,\n,Total,2,,,,,,\n"
    folder = a_council(tmp_path, ANN + BOB + others)
    assert imported(folder, councillors(**the_two(party="Gold"))) == [
        "Ann Apple: group Gold from 1 September 2026; before, Red.",
        "Roles that the file does not name are kept as they are: experienced.",
        "Warning: members.csv, row 4, column 'name': '?' is a vacancy and no member, and nobody is drawn for it. "
        "Take the row out until it is filled.",
        "Warning: members.csv, row 5, column 'name': 'Total' is a total and no member, so the row is not read. "
        "Take it out.",
    ]
    assert text(folder, "members") == HEAD + ANN + BOB + others


def test_who_leads_on_children_is_pointed_out_until_the_role_is_there(tmp_path: Path) -> None:
    folder = a_council(tmp_path, ANN + BOB)
    xml = councillors(**the_two(posts="Cabinet Member for Children and Schools"))
    hint = "add the role 'lead member', by which the rules know who that is."
    assert imported(folder, xml)[-1] == (
        "Warning: saved.xml, councillor 1, column 'keyposts': 'cabinet member for children and schools' may be the "
        f"post of the lead member for children's services. If Ann Apple is that, {hint}"
    )
    (folder / "members.csv").write_text(HEAD + ANN.replace("North,,", "North,lead member,") + BOB)
    assert not any(line.endswith(hint) for line in imported(folder, xml))


@pytest.mark.parametrize("name", ["Cllr Ann Apple", "Councillor Dr. Ann Apple", "The Mayor, Councillor Ann Apple MBE"])
def test_a_member_is_known_by_name_whatever_the_titles(tmp_path: Path, name: str) -> None:
    folder = a_council(tmp_path, ANN + BOB)
    assert imported(folder, councillors(**the_two(name=name, id="11")))[0].startswith("Nothing to change")


def test_a_member_known_by_number_is_renamed_in_every_table(tmp_path: Path) -> None:
    folder = a_council(
        tmp_path,
        "c11,Ann Apple,Red,North,,,,,\n" + BOB,
        absences="person,start,end\nann apple,2026-09-07,2026-09-08\nBob Brown,2026-10-05,\n",
        committees="member,committee\nc11,Planning\nAnn Apple,Audit\n",
    )
    said = imported(folder, councillors(**the_two(name="Councillor Ann Avocado", id="11")))
    assert said[0] == "Ann Apple is now called Ann Avocado, in every table."
    assert text(folder, "absences") == "person,start,end\nAnn Avocado,2026-09-07,2026-09-08\nBob Brown,2026-10-05,\n"
    assert text(folder, "committees") == "member,committee\nc11,Planning\nAnn Avocado,Audit\n"
    assert members_of(folder)["Ann Avocado"].id == "c11"


def test_two_members_of_one_name_are_told_apart_by_ward(tmp_path: Path) -> None:
    folder = a_council(tmp_path, ANN + BOB)
    namesake = a_councillor("Ann Apple", "Blue", "19")
    said = imported(folder, councillors(**the_two(id="11"), East=[namesake]))
    assert said[0] == "Added 1 member: Ann Apple (East)."
    assert members_of(folder)["Ann Apple (East)"].groups == (Dated("Blue"),)
    assert imported(folder, councillors(**the_two(id="11"), East=[namesake]))[0].startswith("Nothing to change")


def test_a_ward_that_was_blank_is_filled_in(tmp_path: Path) -> None:
    folder = a_council(tmp_path, "ann,Ann Apple,Red,,,,,,\n" + BOB)
    assert imported(folder, councillors(**the_two()))[0] == "Ann Apple: the ward, which was blank, is North."
    assert text(folder, "members") == HEAD + "ann,Ann Apple,Red,North,,,,,\n" + BOB


def test_a_ward_spelt_with_another_and_is_the_same(tmp_path: Path) -> None:
    folder = a_council(tmp_path, "ann,Ann Apple,Red,Hill and Dale,,,,,\n" + BOB)
    xml = councillors(**{"Hill &amp; Dale": [a_councillor("Ann Apple")], "South": [a_councillor("Bob Brown", "Blue")]})
    assert imported(folder, xml)[0].startswith("Nothing to change")


def test_what_the_officer_typed_keeps_its_bytes(tmp_path: Path) -> None:
    """Blank rows, quotation marks, line ends, columns in another order: only the row that changes is written anew."""
    folder = a_council(tmp_path)
    typed = 'Ward,Step-free,NAME,group\r\n"North", yes ,"Ann Apple",Red\r\n,,,\r\nSouth,,Bob  Brown,"Blue"\n'
    (folder / "members.csv").write_bytes(typed.encode())
    imported(folder, councillors(South=[a_councillor("Bob Brown", "Blue"), a_councillor("Cat Cole", "Blue", "13")]))
    assert (folder / "members.csv").read_bytes().decode() == (
        "Ward,Step-free,NAME,group,id,joined,left\r\n"
        "North, yes ,Ann Apple,Red,,,2026-08-31\r\n"
        ",,,\r\n"
        'South,,Bob  Brown,"Blue"\n'
        "South,,Cat Cole,Blue,c13,2026-09-01\r\n"
    )
    assert set(members_of(folder)) == {"Ann Apple", "Bob Brown", "Cat Cole"}


def test_a_table_in_an_old_encoding_becomes_utf_8(tmp_path: Path) -> None:
    folder = a_council(tmp_path)
    (folder / "members.csv").write_bytes((HEAD + ",Zoë Apple,Red,North,,,,,\n").encode("cp1252"))
    imported(folder, councillors(North=[a_councillor("Zoë Apple"), a_councillor("Siân Ŵyn", "Red", "13")]))
    assert (folder / "members.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert set(members_of(folder)) == {"Zoë Apple", "Siân Ŵyn"}


def test_another_councils_file_is_refused(tmp_path: Path) -> None:
    folder = a_council(tmp_path, ANN + BOB)
    before = files_in(folder)
    result = moderngov(folder, councillors(North=[a_councillor("Una Unknown")]))
    assert result.exit_code == 2
    assert "saved.xml: none of the 2 members in the tables is in this file. Is it this council's?" in result.stderr
    assert files_in(folder) == before


def test_a_fault_in_the_tables_is_said_and_nothing_is_written(tmp_path: Path) -> None:
    folder = a_council(tmp_path, "ann,Ann Apple,Red,North,,31/06/2026,,,\n" + BOB)
    before = files_in(folder)
    result = moderngov(folder, councillors(**the_two(party="Green")))
    assert (result.exit_code, result.stdout) == (2, "")
    assert "members.csv, row 2, column 'joined': '31/06/2026' is not a date." in result.stderr
    assert result.stderr.endswith("Nothing was written.\n")
    assert files_in(folder) == before


def test_every_fault_of_the_file_is_said_at_once(tmp_path: Path) -> None:
    folder = a_council(tmp_path, ANN + BOB)
    before = files_in(folder)
    xml = councillors(
        North=[
            a_councillor("Ann Apple", terms="31/06/2022-unspecified"),
            a_councillor("", "Red", "12"),
            a_councillor("=cmd()", "Red", "x"),
            a_councillor("Bob Brown", "Blue", "14"),
            a_councillor("Cat Cole", "Blue", "14"),
        ]
    )
    lines = moderngov(folder, xml).stderr.splitlines()
    assert [line.partition(": ")[0] for line in lines[:5]] == [
        "saved.xml, councillor 1, column 'startdate'",
        "saved.xml, councillor 2, column 'fullusername'",
        "saved.xml, councillor 3, column 'fullusername'",
        "saved.xml, councillor 3, column 'councillorid'",
        "saved.xml, councillor 5, column 'councillorid'",
    ]
    assert lines[5:] == ["5 faults.", "Nothing was written."]
    assert files_in(folder) == before


def test_a_folder_or_a_workbook_is_needed(tmp_path: Path) -> None:
    (tmp_path / "council.txt").write_bytes(b"")
    result = moderngov(tmp_path / "council.txt", councillors(**the_two()))
    assert result.exit_code == 2
    assert "council.txt: this is neither a folder nor an Excel workbook (.xlsx)." in result.stderr
    assert "no such folder" in moderngov(tmp_path / "nowhere", councillors(**the_two())).stderr
