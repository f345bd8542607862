"""rota.html on the narrowest telephone, on a desk, and on paper."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from rota.domain import Host
from rota.exports import rota_html
from rota.exports.view import Document
from rota.record import Reserves
from tests.browser.chromium import Shown, printed, shown
from tests.exports.documents import a_document, a_hostile_document, the_document, the_rota, the_year
from tests.support.builders import a_member, a_rota, a_team

pytestmark = pytest.mark.browser

NARROWEST = 320
"""Pixels: WCAG 2.2, 1.4.10, asks that nothing scrolls across at this width."""
A4_LANDSCAPE = (842, 595)


def with_reserves() -> Document:
    drawn = the_document()
    return replace(drawn, record=replace(drawn.record, reserves=(Reserves("mash-1", ("dot", "bob")),)))


def with_long_names() -> Document:
    """Names, sites and groups that are long words, as a hyphenated surname or a Welsh place is."""
    members = (
        a_member("ann", "Independents and Residents Association", name="Councillor Fortescue-Featherstonehaugh-Smythe"),
        a_member("bob"),
        a_member("cai", "Plaid Cymru", "Menai"),
    )
    site = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"
    teams = (
        a_team("mash", name="Multi-agency safeguarding hub", site=site, host="hari", group_least=2),
        a_team("north", name="North", visits_a_year=2, spacing_days=28),
    )
    hosts = (Host("hari", "Hari Shah, Head of Service"),)
    return a_document(replace(the_year(), members=members, teams=teams, hosts=hosts), the_rota())


DOCUMENTS = {
    "plain": the_document,
    "with reserves": with_reserves,
    "long names": with_long_names,
    "hostile": a_hostile_document,
}


def beyond(page: Shown, width: int) -> list[str]:
    """The texts of visits of which a part is off the screen, or which are squeezed away."""
    return [box.text for box in page.boxes if box.visit and (box.left < 0 or box.right > width + 0.5 or not box.height)]


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize("width", [NARROWEST, 375, 641, 1280])
def test_nothing_of_a_visit_is_off_the_screen(name: str, width: int, tmp_path: Path) -> None:
    """641 pixels are the narrowest that has a table and no cards."""
    page = shown(rota_html.render(DOCUMENTS[name]())["rota.html"], width, tmp_path)
    assert [box for box in page.boxes if box.visit]
    assert beyond(page, width) == []
    assert page.width <= width


def test_members_hosts_times_and_places_are_seen_on_the_narrowest_screen(tmp_path: Path) -> None:
    page = shown(rota_html.render(with_reserves())["rota.html"], NARROWEST, tmp_path)
    said = list(dict.fromkeys(box.text for box in page.boxes if box.visit))  # a text on two lines has two boxes
    at = said.index("Wed 3 June")
    assert said[at : at + 11] == [
        "Wed 3 June",
        "10:00 to 11:00",
        "MASH",
        "Town Hall, room 2; upstairs",
        "Hari Shah",
        "Ann",
        "(Labour)",
        "Cai",
        "(Plaid Cymru)",
        "Dot",
        "Bob",
    ]


def test_the_measure_finds_what_is_off_the_screen(tmp_path: Path) -> None:
    """Without its cards the table is wider than the screen."""
    page = rota_html.render(the_document())["rota.html"].replace(b"max-width: 40rem", b"max-width: 1rem")
    found = shown(page, NARROWEST, tmp_path)
    assert beyond(found, NARROWEST) != []


def test_each_quarter_is_printed_on_one_landscape_page(tmp_path: Path) -> None:
    """Visits are in the first, second and fourth quarter."""
    assert printed(rota_html.render(the_document())["rota.html"], tmp_path) == [A4_LANDSCAPE] * 3


def test_fifteen_visits_in_a_quarter_are_still_one_page(tmp_path: Path) -> None:
    """Fifteen teams have a visit each, on 1 to 15 April."""
    teams = tuple(a_team(f"t{number:02}", name=f"Team {number}", site="Town Hall") for number in range(15))
    places = {
        f"{team.id}-1": (f"2026-04-{number:02} 10:00", "ann", "bob") for number, team in enumerate(teams, start=1)
    }
    drawn = a_document(replace(the_year(), teams=teams), a_rota(places))
    assert printed(rota_html.render(drawn)["rota.html"], tmp_path) == [A4_LANDSCAPE]
