"""Every address with every role against a table of its own: what is not theirs is not there."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from rota.web.bridge import Checked, RegisterContent
from rota.web.limited import as_json
from rota.web.models import KEPT, Appointment, Revision, Snapshot, Solve, Upload
from rota.web.roles import MAY, Role
from tests.web.people import SINCE, a_browser, a_person, signed_in

pytestmark = pytest.mark.django_db

NOTHING = as_json(Checked(RegisterContent()))
EVERYBODY = frozenset({*Role, None})
"""None is somebody who is signed in and holds no role today."""
OFFICER = frozenset({Role.OFFICER})
ADMINISTRATOR = frozenset({Role.ADMINISTRATOR})

SEEN_BY: dict[str, frozenset[Role | None]] = {
    "home": EVERYBODY,
    **dict.fromkeys(("register", "register-import", "register-upload", "register-start"), OFFICER),
    **dict.fromkeys(("register-workbook", "register-folder", "register-table", "register-add"), OFFICER),
    **dict.fromkeys(("register-row", "register-remove", "log", "log-export"), OFFICER),
    **dict.fromkeys(("rotas", "draw", "run", "run-progress", "run-stop", "revision", "revision-record"), OFFICER),
    "people": ADMINISTRATOR,
    "appoint": ADMINISTRATOR,
    "end-appointment": ADMINISTRATOR,
}
"""By the name of the address: written down once more here, so that a slip in the one table is seen."""

SHOWS = {"draw": 302, "run-stop": 405}
"""What is answered to a look at an address that only does something, by whoever may do it."""

OPEN = {"colours", "account_login", "account_request_login_code", "account_confirm_login_code", "mfa_authenticate"}
"""Addresses that anybody may ask for; of the code and the second factor they are sent to where signing in begins."""
OF_THEIR_OWN = {"account_logout", "mfa_activate_totp", "mfa_view_recovery_codes"}
"""Addresses at which everybody who is signed in sees what is their own."""


def names() -> list[str]:
    found: list[str] = []
    for one in get_resolver().url_patterns:
        assert isinstance(one, URLPattern), "an included list of addresses would have to be walked too"
        assert not isinstance(one, URLResolver)
        found.append(str(one.name))
    return found


def an_address(name: str) -> str:
    """The address, with something that is there where it names one."""
    if name.startswith(("run", "revision")):
        frozen = Snapshot.objects.create(sha256=name, content="{}")
        solve = Solve.objects.create(snapshot=frozen, state="drawn")
        view = {"said": [], "visits": [], "loads": []}
        made = Revision.objects.create(snapshot=frozen, solve=solve, rota="{}", view=view)
        return reverse(name, args=[made.pk if name.startswith("revision") else solve.pk])
    if name == "register-upload":
        return reverse(name, args=[Upload.objects.create(who="officer@example.test", made_of=0, content=NOTHING).pk])
    if name in ("register-table", "register-add"):
        return reverse(name, args=["members"])
    if name in ("register-row", "register-remove"):
        return reverse(name, args=["members", KEPT["members"].objects.create(position=1, c_name="Ann").pk])
    if name == "end-appointment":
        other = a_person(Role.VIEWER, "other")
        return reverse(name, args=[Appointment.objects.get(user=other).pk])
    return reverse(name)


def test_every_address_stands_in_the_table_of_this_test() -> None:
    assert sorted(names()) == sorted([*SEEN_BY, *OPEN, *OF_THEIR_OWN])


@pytest.mark.parametrize("role", [*Role, None])
def test_each_role_is_shown_what_is_theirs_and_nothing_else_is_there(role: Role | None) -> None:
    browser = a_browser(role)
    answers = {name: browser.get(an_address(name)).status_code for name in SEEN_BY}
    assert answers == {name: SHOWS.get(name, 200) if role in allowed else 404 for name, allowed in SEEN_BY.items()}


@pytest.mark.parametrize("role", [*Role, None])
def test_nothing_that_is_not_theirs_is_done_for_them(role: Role | None) -> None:
    """A form that is sent by whoever may not see it."""
    browser = a_browser(role)
    before = Appointment.objects.count()
    said = {"name": "X", "email": "x@example.test", "role": "viewer", "since": "1/6/2027"}
    answer = browser.post("/people/appoint/", said)
    assert answer.status_code == (302 if role is Role.ADMINISTRATOR else 404)
    assert Appointment.objects.count() == before + (role is Role.ADMINISTRATOR)


def test_whoever_has_not_signed_in_is_sent_there_from_every_address() -> None:
    for name in [*SEEN_BY, *OF_THEIR_OWN]:
        answer = Client().get(an_address(name))
        assert (name, answer.status_code, answer.headers["Location"].split("?")[0]) == (name, 302, "/sign-in/")


def test_a_role_counts_from_its_first_day_to_its_last() -> None:
    person = a_person(None, "late")
    browser = signed_in(person, "code", "mfa")
    for since, until, code in (
        ("2020-01-01", "2020-12-31", 404),
        ("2999-01-01", None, 404),
        ("2020-01-01", "2999-01-01", 200),
    ):
        Appointment.objects.filter(user=person).delete()
        Appointment.objects.create(user=person, role=Role.OFFICER, since=since, until=until)
        assert browser.get("/log/").status_code == code


def test_of_several_roles_each_gives_what_it_may() -> None:
    person = a_person(Role.ADMINISTRATOR, "both")
    Appointment.objects.create(user=person, role=Role.MEMBER, scope="ann", since=SINCE)
    browser = signed_in(person, "code", "mfa")
    assert browser.get("/people/").status_code == 200


def test_every_role_has_its_permissions_written_down() -> None:
    assert MAY.keys() == set(Role)


def test_whoever_may_no_longer_sign_in_is_out_at_once() -> None:
    person = a_person(Role.OFFICER)
    browser = signed_in(person, "code", "mfa")
    person.is_active = False
    person.save()
    assert browser.get("/log/").status_code == 302


def test_the_navigation_leads_only_to_what_is_theirs() -> None:
    for role in Role:
        page = a_browser(role).get("/").content.decode()
        for name in ("log", "people", "register", "rotas"):
            assert (f'href="{reverse(name)}"' in page) == (role in SEEN_BY[name])
