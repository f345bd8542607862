"""Seats that nobody holds, in whatever words, and people whose names come near them."""

from __future__ import annotations

import pytest

from rota.tables.vacancies import is_vacancy


@pytest.mark.parametrize(
    "words",
    [
        "Vacancy",
        "Vacant Seat",
        "VACANT",
        "*** VACANT ***",
        "To be elected",
        "No Councillor",
        "Councillor Vacancy",
        "Currently Vacant",
        "Seat Vacant",
        "Vacancy 1",
        "Vacancy - North",
        "Casual Vacancy",
        "Vaccancy",
        "Vacant (by-election 4 May 2026)",
        "Vacancy (following the death of Cllr Apple)",
        "Awaiting by-election",
        "By-election pending",
        "Election postponed",
        "TBC",
        "T.B.C.",
        "Councillor TBA",
        "To be confirmed",
        "To be elected on 7 May 2026",
        "Not yet elected",
        "Seat to be filled",
        "Un-filled",
        "Empty Seat",
        "No current councillor",
        "Nobody",
        "N/A",
        "Sedd Wag",
        "No host",
        "Role is vacant",
        "To be recruited",
        "Not yet known",
        "No-one",
        "As above",
        "???",
        "—",
        "-",
        "?",
    ],
)
def test_a_seat_that_nobody_holds_is_known(words: str) -> None:
    assert is_vacancy(words)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "Ann Ward",
        "Ann Place",
        "Noel Post",
        "Ann Vacani",
        "Gio Vacanti",
        "Na Li",
        "Ainsdale 1",
        "Seat 1",
        "Tba Ng",
        "🎉",
    ],
)
def test_people_and_numbered_seats_are_no_vacancies(name: str) -> None:
    assert not is_vacancy(name)
