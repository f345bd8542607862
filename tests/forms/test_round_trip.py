"""From the question to the table: what a member fills in is what the engine reads."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path

import pytest

from rota.domain import LONDON, Absence, Span, Weekly
from rota.forms import collect, forms, merge
from tests.forms.worlds import ABSENCES, WEEKLY, a_council, asked, fill, mine, take_in
from tests.reading.folders import problem_of


def at(*moment: int) -> datetime:
    """A moment in London."""
    return datetime(*moment, tzinfo=LONDON)  # type: ignore[arg-type, misc]


ANN_WEEK = [Weekly("ann-apple", day, time(9), time(17), "available") for day in range(5)]
ANN_CANNOT = Weekly("ann-apple", 1, time(10), time(11), "unavailable")


def test_what_a_member_fills_in_is_what_the_engine_reads(tmp_path: Path) -> None:
    """Ann says that she cannot on Mondays (column B), prefers Wednesdays (D), may on Tuesdays again (C); her
    week away is a day longer; she adds an afternoon, a week that ends before noon, and Fridays in term."""
    council, out = a_council(tmp_path / "c"), asked(tmp_path / "c", tmp_path / "out")
    fill(
        out / "ann-apple.xlsx",
        {
            "Your week": {"B2": "cannot", "C2": None, "D2": "Prefer"},
            "Dates away": {
                "C2": date(2026, 7, 11),
                "A3": date(2026, 10, 1),
                "B3": time(13),
                "D3": time(16, 30),
                "A4": "3/11/2026",
                "C4": "2026-11-06",
                "D4": "12:00",
            },
            "Other times": {
                "A3": "Friday",
                "B3": time(14),
                "C3": time(16),
                "D3": "cannot",
                "E3": "term",
                "F3": date(2026, 9, 1),
                "G3": date(2026, 12, 18),
            },
        },
    )
    collected = take_in(council, out)
    assert [fault.sentence for fault in collected.faults] == []
    absences, weekly = mine(problem_of(council), "ann-apple")
    assert absences == {
        Absence("ann-apple", at(2026, 7, 6), at(2026, 7, 12)),  # to the midnight after the 11th
        Absence("ann-apple", at(2026, 10, 1, 13), at(2026, 10, 1, 16, 30)),
        Absence("ann-apple", at(2026, 11, 3), at(2026, 11, 6, 12)),
    }
    assert weekly == {
        *ANN_WEEK,
        Weekly("ann-apple", 0, time(10), time(11), "unavailable"),
        Weekly("ann-apple", 2, time(10), time(11), "preferred"),
        Weekly("ann-apple", 4, time(14), time(16), "unavailable", "term", Span(date(2026, 9, 1), date(2026, 12, 18))),
    }


def test_the_tables_keep_everyone_elses_rows_and_the_place_of_the_persons_own(tmp_path: Path) -> None:
    """Ann's one row is replaced where it stood; Bob's stays to the byte."""
    council, out = a_council(tmp_path / "c"), asked(tmp_path / "c", tmp_path / "out")
    fill(out / "ann-apple.xlsx", {"Dates away": {"A3": date(2026, 8, 3), "C2": date(2026, 7, 9)}})
    take_in(council, out)
    said = "person,start,end\nAnn Apple,2026-07-06,2026-07-09\nAnn Apple,2026-08-03,2026-08-03\nBob Brown,2026-09-01,\n"
    assert (council / "absences.csv").read_text() == said
    assert (council / "weekly.csv").read_text() == WEEKLY


def test_columns_keep_their_order_letters_and_ends_of_line(tmp_path: Path) -> None:
    """Windows letters (cp1252), other headings in another order, quotation marks: all as the officer had them."""
    before = 'End,"Person",START\r\n\r\n2026-09-02,"Bob Brown",2026-09-01\r\n,Zoë Zed,2026-06-09'.encode("cp1252")
    members = "name,group,ward\nAnn Apple,Red,North\nBob Brown,Blue,South\nZoë Zed,Red,North\n"
    council = a_council(tmp_path / "c", absences=before, members=members)
    out = asked(council, tmp_path / "out")
    fill(out / "zoe-zed.xlsx", {"Dates away": {"A3": date(2026, 6, 10)}})
    assert take_in(council, out).faults == ()
    assert (council / "absences.csv").read_bytes() == before + "\r\n2026-06-10,Zoë Zed,2026-06-10\r\n".encode("cp1252")


def test_a_table_without_the_columns_that_an_answer_needs_gains_them_and_only_them(tmp_path: Path) -> None:
    weekly = "person,day,start,end\nBob Brown,Monday,09:00,12:00\n"
    council = a_council(tmp_path / "c", weekly=weekly)
    out = asked(council, tmp_path / "out")
    fill(out / "cat-cole.xlsx", {"Your week": {"B2": "prefer"}})
    take_in(council, out)
    said = ["person,day,start,end,pattern", "Bob Brown,Monday,09:00,12:00", "Cat Cole,Monday,10:00,11:00,preferred"]
    assert (council / "weekly.csv").read_text().splitlines() == said


def test_a_table_that_is_not_there_is_made(tmp_path: Path) -> None:
    council = a_council(tmp_path / "c", absences="", weekly="")
    out = asked(council, tmp_path / "out")
    fill(out / "meg-manager.xlsx", {"Dates away": {"A2": date(2026, 12, 1)}})
    take_in(council, out)
    assert (council / "absences.csv").read_bytes() == (
        b"\xef\xbb\xbfperson,start,end\r\nMeg Manager,2026-12-01,2026-12-01\r\n"
    )
    assert not (council / "weekly.csv").exists()


def test_a_form_returned_as_it_was_changes_nothing(tmp_path: Path) -> None:
    council, out = a_council(tmp_path / "c"), asked(tmp_path / "c", tmp_path / "out")
    collected = collect(out, problem_of(council))
    assert (collected.faults, collected.missing) == ((), ())
    assert [answer.changed for answer in collected.answers] == [False] * 4
    assert merge(council, problem_of(council), collected.answers) == {}


def test_what_the_officer_wrote_after_the_forms_went_out_is_kept(tmp_path: Path) -> None:
    """Ann telephones about 1 December; her form, which does not know of it, adds 2 December."""
    council, out = a_council(tmp_path / "c"), asked(tmp_path / "c", tmp_path / "out")
    (council / "absences.csv").write_text(ABSENCES + "Ann Apple,2026-12-01,\n")
    fill(out / "ann-apple.xlsx", {"Dates away": {"A3": date(2026, 12, 2)}})
    take_in(council, out)
    absences, _ = mine(problem_of(council), "ann-apple")
    days = {(at(2026, 7, 6), at(2026, 7, 11)), *((at(2026, 12, day), at(2026, 12, day + 1)) for day in (1, 2))}
    assert {(one.start, one.end) for one in absences} == days  # type: ignore[attr-defined]


def test_importing_twice_changes_nothing_more(tmp_path: Path) -> None:
    council, out = a_council(tmp_path / "c"), asked(tmp_path / "c", tmp_path / "out")
    fill(out / "ann-apple.xlsx", {"Your week": {"C2": None, "F2": "cannot"}, "Dates away": {"A2": date(2026, 7, 7)}})
    take_in(council, out)
    once = {path.name: path.read_bytes() for path in council.iterdir()}
    problem = problem_of(council)
    assert merge(council, problem, collect(out, problem).answers) == {}
    assert once["absences.csv"] != ABSENCES.encode()


def test_a_row_for_several_days_is_split_when_one_of_them_changes(tmp_path: Path) -> None:
    """Of Monday to Friday Ann takes out Wednesday: the rest stays, and stays hers."""
    council, out = a_council(tmp_path / "c"), asked(tmp_path / "c", tmp_path / "out")
    fill(out / "ann-apple.xlsx", {"Other times": {"A2": "Monday; Tuesday; Thursday; Friday"}})
    take_in(council, out)
    assert (council / "weekly.csv").read_text().splitlines()[1:] == [
        "Ann Apple,Tuesday,10:00,11:00,unavailable",
        "Ann Apple,Monday; Tuesday; Thursday; Friday,09:00,17:00,available",
    ]


@pytest.mark.parametrize(
    ("day", "hours"),
    [(date(2026, 10, 25), 25), (date(2027, 3, 28), 23), (date(2026, 10, 26), 24)],
)
def test_a_day_away_is_whole_when_the_clocks_change(tmp_path: Path, day: date, hours: int) -> None:
    """In 2026 the clocks go back on 25 October, in 2027 forward on 28 March: 25 and 23 hours."""
    council, out = a_council(tmp_path / "c"), asked(tmp_path / "c", tmp_path / "out")
    fill(out / "cat-cole.xlsx", {"Dates away": {"A2": day}})
    take_in(council, out)
    (one,), _ = mine(problem_of(council), "cat-cole")
    assert isinstance(one, Absence)
    assert (one.start.date(), one.end.timestamp() - one.start.timestamp()) == (day, hours * 3600)
    assert forms(problem_of(council))[2].absences == (one,)


def test_an_absence_of_another_year_is_neither_asked_about_nor_lost(tmp_path: Path) -> None:
    council = a_council(tmp_path / "c", absences="person,start,end\nBob Brown,2025-01-01,2025-01-09\n")
    out = asked(council, tmp_path / "out")
    assert all(form.absences == () for form in forms(problem_of(council)))
    fill(out / "bob-brown.xlsx", {"Dates away": {"A2": date(2026, 6, 1)}})
    take_in(council, out)
    said = "Bob Brown,2025-01-01,2025-01-09\nBob Brown,2026-06-01,2026-06-01\n"
    assert (council / "absences.csv").read_text() == "person,start,end\n" + said


def test_names_of_any_letters_come_back(tmp_path: Path) -> None:
    """Welsh circumflexes and an emoji, in a name that has no letter for a file's name."""
    members = "name,group,ward\nSiân Ŵyn Tŷ,Red,North\nId 🌻,Red,North\n"
    council = a_council(tmp_path / "c", members=members, absences="", weekly="")
    out = asked(council, tmp_path / "out")
    assert all(path.name.isascii() for path in out.iterdir())
    for form in out.glob("*.xlsx"):
        fill(form, {"Dates away": {"A2": date(2026, 6, 8)}})
    assert take_in(council, out).faults == ()
    assert {one.person for one in problem_of(council).absences} == {"id", "meg-manager", "siân-ŵyn-tŷ"}
