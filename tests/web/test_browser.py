"""Every page in Chromium: for everybody, at every width, by keyboard, with and without script."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

from tests.architecture.sources import ROOT
from tests.web.registers import SMALL, zipped
from tests.web.running import LONGEST, RunningService

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = pytest.mark.service

NAMES = ("chromium", "chromium-browser", "google-chrome")
AXE = ROOT / "rota" / "web" / "assets" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NARROWEST = 320
"""Pixels: WCAG 2.2, 1.4.10."""

PAGES: dict[str, tuple[str, ...]] = {
    "officer": (
        *("/", "/register/", "/register/import/", "/register/tables/members/", "/register/tables/members/add/"),
        *(
            "/rotas/",
            "/rotas/1/",
            "/rotas/runs/1/",
            "/register/tables/absences/",
            "/register/tables/settings/",
            "/log/",
            "/nowhere/",
        ),
    ),
    "admin": ("/", "/people/", "/people/appoint/"),
    "member": ("/", "/log/", "/sign-out/"),
    "nobody": ("/sign-in/", "/nowhere/"),
}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningService]:
    found = RunningService(tmp_path_factory.mktemp("service"))
    found.prepare()
    for role in ("officer", "admin"):
        found.manage("appoint", role, f"{role}@example.test", f"Example {role.title()}")
    found.manage("appoint", "member", "member@example.test", "Example Member", "--scope", "ann")
    found.begin()
    yield found
    assert found.end() == 0
    assert "Traceback" not in (found.folder / "said").read_text()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright  # of the group 'browser' alone: make test does without

    paths = [path for name in NAMES if (path := shutil.which(name))]
    assert paths, f"none of {', '.join(NAMES)} is installed: .ci/packages installs Chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=paths[0], args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def signed_in(service: RunningService, chromium: Browser) -> Iterator[dict[str, BrowserContext]]:
    """A browser for each of them, signed in through the pages; the officer has uploaded the small council."""
    found = {who: chromium.new_context(base_url=service.address) for who in PAGES}
    for who, context in found.items():
        if who != "nobody":
            sign_in(service, context, f"{who}@example.test", second=who != "member")
    page = found["officer"].new_page()
    page.goto("/register/import/")
    page.set_input_files("#id_file", {"name": "small.zip", "mimeType": "application/zip", "buffer": zipped(SMALL)})
    page.get_by_role("button", name="Look at it").click()
    page.get_by_role("button", name="Make this the register").click()
    page.get_by_text("The register is now what small.zip says.").wait_for()
    page.goto("/rotas/")
    page.get_by_role("button", name="Draw a rota").click()
    until_drawn(page)
    page.close()
    yield found
    for context in found.values():
        context.close()


def sign_in(service: RunningService, context: BrowserContext, address: str, second: bool) -> None:
    page = context.new_page()
    page.goto("/log/" if second else "/")
    page.get_by_label("E-mail address").fill(address)
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_label("Code").fill(service.code_for(address))
    page.get_by_role("button", name="Sign in").click()
    if second:
        secret = page.locator("code.rota-values").inner_text()
        code = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
        page.get_by_label("Code that the app shows").fill(code)
        page.get_by_role("button", name="Go on").click()
        page.get_by_role("button", name="I have them").click()
    page.get_by_role("button", name="Sign out").wait_for()
    page.close()


def until_drawn(page: Page) -> None:
    """The page says by itself when there is a rota, and focus stays where it is."""
    again = page.get_by_role("link", name="See how far it is now")
    again.focus()
    page.get_by_role("status").get_by_text("There is a rota.").wait_for(timeout=1000 * LONGEST)
    assert page.evaluate("document.activeElement.textContent") == "See how far it is now"
    again.click()
    page.get_by_role("heading", name="There is a rota.").wait_for()
    page.get_by_role("link", name="The rota", exact=True).click()
    page.get_by_role("heading", name="By date").wait_for()


def listened(context: BrowserContext) -> tuple[Page, list[str]]:
    """A page, and all that its console says but that a page is not found, where that is the answer."""
    page, said = context.new_page(), list[str]()
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    return page, said


def found_by_axe(page: Page) -> list[str]:
    page.evaluate(AXE.read_text())
    asked = f"axe.run(document, {{runOnly: {json.dumps(RULES)}}})"
    result: dict[str, Any] = page.evaluate(asked)
    return [f"{one['id']}: {node['html'][:120]}" for one in result["violations"] for node in one["nodes"]]


@pytest.mark.parametrize("who", PAGES)
def test_everybody_can_use_every_page(who: str, signed_in: dict[str, BrowserContext]) -> None:
    """axe finds nothing, the console says nothing, nothing scrolls across at 320 pixels, and no title lies."""
    page, said = listened(signed_in[who])
    found: dict[str, object] = {}
    for path in PAGES[who]:
        page.set_viewport_size({"width": 1024, "height": 800})
        page.goto(path)
        page.locator("body.js-enabled").wait_for()
        trouble = found_by_axe(page)
        page.set_viewport_size({"width": NARROWEST, "height": 800})
        width = page.evaluate("document.documentElement.scrollWidth")
        trouble += [f"{width} pixels wide"] * (width > NARROWEST)
        trouble += found_by_axe(page)
        trouble += ["the title says that there is an error"] * page.title().startswith("Error:")
        found |= {path: trouble} if trouble else {}
    page.close()
    assert found == {}
    assert [one for one in said if "404" not in one] == []


def test_after_a_form_with_a_fault_focus_is_on_the_summary_and_its_links_lead_to_the_fields(
    signed_in: dict[str, BrowserContext],
) -> None:
    page, said = listened(signed_in["officer"])
    page.goto("/register/tables/absences/add/")
    page.get_by_label("Person", exact=True).fill("zoe")
    page.get_by_label("Start", exact=True).fill("31/06/2027")
    page.get_by_role("button", name="Save").click()
    page.locator(".govuk-error-summary:focus").wait_for()
    assert page.title().startswith("Error:")
    assert found_by_axe(page) == []
    page.set_viewport_size({"width": NARROWEST, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROWEST
    page.locator(".govuk-error-summary a").nth(1).click()
    assert page.evaluate("document.activeElement.id") == "id_c_start"
    assert said == []
    page.close()


def test_without_script_a_register_is_kept_all_the_same(
    service: RunningService, chromium: Browser, signed_in: dict[str, BrowserContext]
) -> None:
    context = chromium.new_context(
        base_url=service.address, java_script_enabled=False, storage_state=signed_in["officer"].storage_state()
    )
    page = context.new_page()
    page.goto("/register/tables/teams/")
    page.get_by_role("button", name="Add a row").click()
    page.get_by_label("Name", exact=True).fill("Locality")
    page.get_by_label("Group size", exact=True).fill("2")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Saved.").wait_for()
    assert page.get_by_role("cell", name="Locality", exact=True).count() == 1
    context.close()


def test_a_form_says_where_it_comes_from(signed_in: dict[str, BrowserContext]) -> None:
    """With another Referrer-Policy a browser says Origin: null, and is refused: no test without a browser sees it."""
    page = signed_in["officer"].new_page()
    origins: list[str | None] = []
    page.on("request", lambda one: origins.append(one.header_value("origin")) if one.method == "POST" else None)
    page.goto("/register/tables/absences/add/")
    page.get_by_role("button", name="Save").click()
    page.locator(".govuk-error-summary").wait_for()
    page.close()
    assert origins
    assert None not in origins
    assert "null" not in origins


def test_the_keyboard_reaches_everything_on_a_page(signed_in: dict[str, BrowserContext]) -> None:
    page = signed_in["officer"].new_page()
    page.goto("/register/tables/members/")
    wanted = page.evaluate(
        "[...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea')].length"
    )
    reached = set()
    for _ in range(wanted + 5):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.outerHTML"))
    page.close()
    assert len(reached) >= wanted


def test_what_people_wrote_is_text_in_every_page(signed_in: dict[str, BrowserContext]) -> None:
    page, said = listened(signed_in["officer"])
    page.goto("/register/tables/absences/")
    page.get_by_role("link", name="Change").first.click()
    page.goto("/log/?about=<script>alert(1)</script>")
    assert page.get_by_label("Of one person or thing").input_value() == "<script>alert(1)</script>"
    assert said == []
    page.close()


def test_scanners_in_a_browser_of_their_own_do_not_sign_in(service: RunningService, chromium: Browser) -> None:
    """A program that opens the link of a mail, runs the page's scripts and presses its buttons."""
    person, scanner = (chromium.new_context(base_url=service.address) for _ in range(2))
    page = person.new_page()
    page.goto("/sign-in/")
    page.get_by_label("E-mail address").fill("member@example.test")
    page.get_by_role("button", name="Send me a code").click()
    time.sleep(0.2)
    code = service.code_for("member@example.test")
    other = scanner.new_page()
    other.goto(f"/sign-in/code/?code={code}")
    for button in other.get_by_role("button").all():
        button.click()
    assert other.goto("/")
    assert "/sign-in/" in other.url
    page.goto(f"/sign-in/code/?code={code}")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name="Sign out").wait_for()
    person.close()
    scanner.close()


def test_the_styles_have_no_font_and_no_crown_of_others() -> None:
    text = (ROOT / "rota" / "web" / "static" / "rota" / "rota.css").read_text()
    assert "GDS Transport" not in text
    assert "url(" not in text
    assert "--council" in text
