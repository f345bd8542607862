"""Signing in: by a code in a mail, in the browser that asked for it; officers by a second factor too."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from rota.web.actions.log import Actor
from rota.web.actions.people import forget_second_factor
from rota.web.models import LogEvent, User
from rota.web.roles import Role
from tests.web.people import a_browser, a_person, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_mail_before(db: None) -> None:
    cache.clear()


def asked(browser: Client, address: str, next_page: str = "") -> str:
    """The code that was sent, after asking for one; empty when no mail came."""
    before = len(mail.outbox)
    answer = browser.post(f"/sign-in/{next_page and '?next=' + next_page}", {"email": address, "next": next_page})
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/sign-in/code/")
    if len(mail.outbox) == before:
        return ""
    found = re.search(r"Your code is (\S+)\. ", mail.outbox[-1].body)
    assert found
    return found[1]


def code_of_app(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def test_a_member_signs_in_by_the_code_that_comes_by_mail() -> None:
    a_person(Role.MEMBER, "ann")
    browser = Client()
    code = asked(browser, "ann@example.test", "/")
    assert mail.outbox[-1].to == ["ann@example.test"]
    assert "Testshire" in mail.outbox[-1].subject
    answer = browser.post("/sign-in/code/", {"code": code, "next": "/"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    assert "ann@example.test" in browser.get("/").content.decode()


def test_the_link_in_the_mail_only_fills_the_code_in() -> None:
    a_person(Role.MEMBER, "ann")
    browser = Client()
    code = asked(browser, "ann@example.test")
    link = re.search(r"https://rota\.example\.test(/sign-in/code/\?code=\S+)", mail.outbox[-1].body)
    assert link
    page = browser.get(link[1])
    assert f'value="{code}"' in page.content.decode()
    assert browser.get("/").status_code == 302, "looking at the page signs nobody in"


@pytest.mark.parametrize("posts", [False, True])
def test_a_program_that_follows_the_links_of_mails_and_submits_does_not_sign_in(posts: bool) -> None:
    a_person(Role.MEMBER, "ann")
    browser, scanner = Client(), Client()
    code = asked(browser, "ann@example.test")
    for _ in range(4):
        answer = scanner.get(f"/sign-in/code/?code={code}")
        if posts:
            answer = scanner.post("/sign-in/code/", {"code": code})
        assert answer.headers["Location"] == "/sign-in/"
        assert scanner.get("/").status_code == 302
    assert browser.post("/sign-in/code/", {"code": code}).headers["Location"] == "/", "and the person still does"


def test_three_wrong_codes_end_it_even_for_the_right_one() -> None:
    a_person(Role.MEMBER, "ann")
    browser = Client()
    code = asked(browser, "ann@example.test")
    for left in (2, 1, 0):
        answer = browser.post("/sign-in/code/", {"code": "wrong"})
        assert answer.status_code == (200 if left else 302)
    assert browser.post("/sign-in/code/", {"code": code}).headers["Location"] == "/sign-in/"
    assert browser.get("/").status_code == 302


def test_a_code_opens_once() -> None:
    a_person(Role.MEMBER, "ann")
    browser = Client()
    code = asked(browser, "ann@example.test")
    browser.post("/sign-in/code/", {"code": code})
    browser.post("/sign-out/")
    assert browser.post("/sign-in/code/", {"code": code}).headers["Location"] == "/sign-in/"


def test_a_code_is_over_after_a_quarter_of_an_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    a_person(Role.MEMBER, "ann")
    browser = Client()
    code = asked(browser, "ann@example.test")
    session = browser.session
    session["account_login"]["state"]["stages"]["login_by_code"]["data"]["at"] -= 15 * 60 + 1
    session.save()
    assert browser.post("/sign-in/code/", {"code": code}).headers["Location"] == "/sign-in/"


def test_an_address_that_nobody_knows_is_answered_alike_and_gets_no_mail() -> None:
    browser = Client()
    assert asked(browser, "stranger@example.test") == ""
    page = browser.get("/sign-in/code/")
    assert page.status_code == 200
    assert "stranger@example.test" in page.content.decode()
    assert not User.objects.exists()


def test_a_fourth_mail_within_a_minute_is_refused_whichever_browser_asks() -> None:
    a_person(Role.MEMBER, "ann")
    for _ in range(3):
        assert asked(Client(), "ann@example.test")
    answer = Client().post("/sign-in/", {"email": "ann@example.test"})
    assert answer.status_code == 200
    assert "Error:" in answer.content.decode()
    assert len(mail.outbox) == 3


def test_nobody_signs_up() -> None:
    for path in ("/accounts/signup/", "/signup/", "/sign-up/", "/accounts/login/"):
        assert Client().get(path).status_code == 404


def test_whoever_may_not_sign_in_gets_no_further() -> None:
    person = a_person(Role.MEMBER, "ann")
    person.is_active = False
    person.save()
    browser = Client()
    code = asked(browser, "ann@example.test")
    browser.post("/sign-in/code/", {"code": code})
    assert browser.get("/").status_code == 302


@pytest.mark.parametrize("elsewhere", ["https://elsewhere.test/", "//elsewhere.test/", "javascript:alert(1)"])
def test_signing_in_leads_nowhere_else(elsewhere: str) -> None:
    a_person(Role.MEMBER, "ann")
    browser = Client()
    code = asked(browser, "ann@example.test", elsewhere)
    answer = browser.post("/sign-in/code/", {"code": code, "next": elsewhere})
    assert answer.headers["Location"] == "/"


SECOND = [Role.OFFICER, Role.HEAD, Role.ADMINISTRATOR]


@pytest.mark.parametrize("role", Role)
def test_roles_that_see_what_is_not_public_need_a_second_factor(role: Role) -> None:
    browser = signed_in(a_person(role), "code")
    answer = browser.get("/")
    if role in SECOND:
        assert (answer.status_code, answer.headers["Location"]) == (302, "/second-factor/")
        assert browser.get("/second-factor/").status_code == 200
        assert browser.get("/log/").headers["Location"] == "/second-factor/"
    else:
        assert answer.status_code == 200


def test_an_officer_makes_a_second_factor_once_and_is_asked_for_it_from_then_on() -> None:
    a_person(Role.OFFICER, "ann")
    browser = Client()
    browser.post("/sign-in/code/", {"code": asked(browser, "ann@example.test")})
    page = browser.get("/second-factor/").content.decode()
    secret = re.search(r"<code[^>]*>(\w+)</code>", page)
    assert secret
    assert browser.post("/second-factor/", {"code": "000000"}).status_code == 200
    answer = browser.post("/second-factor/", {"code": code_of_app(secret[1])})
    assert answer.headers["Location"] == "/second-factor/codes/"
    spare = re.findall(r"<li><code>(\w+)</code>", browser.get("/second-factor/codes/").content.decode())
    assert len(spare) == 10
    assert browser.get("/log/").status_code == 200
    assert [event.verb for event in LogEvent.objects.all()] == ["made", "signed in"]
    assert "****" not in spare
    assert "code>" not in browser.get("/second-factor/codes/").content.decode(), "they are shown once"

    again = Client()
    answer = again.post("/sign-in/code/", {"code": asked(again, "ann@example.test")})
    assert answer.headers["Location"] == "/sign-in/second-factor/"
    assert again.get("/log/").status_code == 302
    assert again.post("/sign-in/second-factor/", {"code": "000000"}).status_code == 200
    assert again.post("/sign-in/second-factor/", {"code": spare[0]}).headers["Location"] == "/"
    assert again.get("/log/").status_code == 200


def test_a_lost_second_factor_is_taken_away_and_ends_every_session() -> None:
    person = a_person(Role.OFFICER, "ann")
    browser = signed_in(person, "code", "mfa")
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={"secret": "x"})
    forget_second_factor(Actor("test"), "ann@example.test")
    assert not Authenticator.objects.exists()
    assert browser.get("/log/").status_code == 302
    assert LogEvent.objects.first().verb == "took away"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("role", "hours"), [(Role.OFFICER, 8), (Role.HEAD, 8), (Role.ADMINISTRATOR, 8), (Role.MEMBER, 720)]
)
def test_a_sign_in_holds_as_long_as_the_role_allows(role: Role, hours: int) -> None:
    person = a_person(role)
    for ago, code in ((hours * 3600 - 60, 200), (hours * 3600 + 60, 302)):
        assert signed_in(person, "code", "mfa", ago=ago).get("/").status_code == code


def test_of_several_roles_the_shortest_counts() -> None:
    person = a_person(Role.MEMBER, "ann")
    person.appointments.create(role=Role.OFFICER, since=timezone.localdate() - timedelta(1))
    assert signed_in(person, "code", "mfa", ago=9 * 3600).get("/").status_code == 302


def test_signing_out_is_a_form_and_no_link() -> None:
    browser = a_browser(Role.MEMBER)
    assert browser.get("/sign-out/").status_code == 200
    assert browser.get("/").status_code == 200
    browser.post("/sign-out/")
    assert browser.get("/").status_code == 302
