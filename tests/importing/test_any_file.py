"""Whatever ModernGov says one month after another: the tables stay free of faults, and twice is the same as once."""

from __future__ import annotations

import shutil
import tempfile
from datetime import date, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from rota.domain.spans import value_on
from rota.importing.from_moderngov import import_moderngov
from rota.importing.spelling_keys import party_key, place_key
from rota.tables.faults import Faults
from tests.importing.worlds import a_council, a_councillor, a_meeting, councillors, meetings
from tests.reading.folders import problem_of
from tests.support.tiers import examples

FIRST = date(2026, 8, 1)
NAMES = ("Ann Apple", "Bob Brown", "Cat Cole", "Dee Dale", "Eve Elm")
TERMS = ("", "unspecified-unspecified", "08/05/2026-unspecified", "06/05/2022-11/05/2026", "06/05/2022-15/08/2026")


@st.composite
def listed(draw: st.DrawFn) -> str:
    """Some of five councillors, each in one ward, with whatever party, posts and terms."""
    wards: dict[str, list[str]] = {"North": [], "South": []}
    # Ann is always there: a file with nobody whom the tables know would be another council's.
    for number, name in enumerate(NAMES):
        if number and draw(st.booleans()):
            continue
        party = draw(st.sampled_from(["Red", "The RED Party", "Blue", "", "Unspecified"]))
        posts = draw(st.sampled_from(["", "Mayor", "Mayor; Leader", "Leader"]))
        term = draw(st.sampled_from(TERMS)) if number else ""
        ward = draw(st.sampled_from(sorted(wards)))
        wards[ward].append(a_councillor(f"Cllr {name}", party, str(number + 1), posts, term))
    return councillors(**wards)


@st.composite
def sat(draw: st.DrawFn) -> str:
    """Some of four meetings, moved, retitled or cancelled as it happens."""
    days = st.sampled_from(["01/06/2026", "10/09/2026", "11/09/2026", "31/05/2027", "02/06/2027"])
    titles = st.sampled_from(["Audit", "Planning", "Council", "CANCELLED: Audit"])
    return meetings(
        *(
            a_meeting(number, draw(titles), draw(days), draw(st.sampled_from(["10:00", "18:00", ""])), status)
            for number in range(4)
            if (status := draw(st.sampled_from(["Confirmed", "Confirmed", "Cancelled", "-"]))) != "-"
        )
    )


def take(folder: Path, xml: str, on: date) -> bool:
    """Imports the file, which must have no fault, and says whether anything changed."""
    file = folder.parent / "saved.xml"
    file.write_text(xml, encoding="utf-8")
    faults = Faults()
    made = import_moderngov(file, folder, on, faults)
    assert [fault.sentence for fault in faults.found()] == []
    assert made is not None
    for name, content in made.files.items():
        (folder / name).write_bytes(content)
    return bool(made.files)


@examples(150)
@given(st.lists(st.tuples(st.one_of(listed(), sat()), st.sampled_from([0, 0, 1, 40])), min_size=1, max_size=5))
def test_any_files_one_after_another_leave_tables_without_fault_and_twice_is_once(
    files: list[tuple[str, int]],
) -> None:
    """Days apart may be none: a file that is corrected on the same day."""
    place = Path(tempfile.mkdtemp())
    try:
        folder = a_council(place, ",Ann Apple,Red,North,,,,,\n,Pat Parent,,,,,,co-opted,\n")
        on = FIRST
        for xml, days in files:
            on += timedelta(days)
            take(folder, xml, on)
            assert take(folder, xml, on) is False
            problem_of(folder)
    finally:
        shutil.rmtree(place)


@given(listed())
@examples(60)
def test_after_an_import_the_tables_say_of_ann_what_the_file_says(xml: str) -> None:
    """Read by other means: the text of the file around her name."""
    place = Path(tempfile.mkdtemp())
    try:
        folder = a_council(place, ",Ann Apple,Red,North,,,,,\n")
        take(folder, xml, FIRST)
        ann = next(member for member in problem_of(folder).members if member.name == "Ann Apple")
        party = xml.partition("Ann Apple")[2].partition("<politicalpartytitle>")[2].partition("<")[0]
        ward = xml.partition("Ann Apple")[0].rpartition("<wardtitle>")[2].partition("<")[0]
        assert party_key(value_on(ann.groups, FIRST)) == party_key(party)
        assert place_key(value_on(ann.wards, FIRST)) == place_key(ward)
    finally:
        shutil.rmtree(place)
