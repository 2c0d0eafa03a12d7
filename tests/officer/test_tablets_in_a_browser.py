"""A tablet is set up in a real browser: the PIN stays there, and nobody is signed in any more."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from feedback.store import kiosks
from tests.browser.chromium import OpenPage, assert_accessible
from tests.intake.arrivals import open_survey
from tests.officer.signing_in import PASSWORD, add
from tests.servers import served

PIN = "270451"
KEPT = """async () => {
    const database = await idb.openDB("feedback");
    return {kiosk: await database.get("kiosk", "kiosk"), stores: [...database.objectStoreNames]};
}"""


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    with app.app_context():
        open_survey()
    with served(app) as address:
        yield address


def set_up(page: Page, address: str, email: str) -> None:
    """From sign-in to the page that asks for the PIN."""
    page.goto(f"{address}/officer/tablets/enrol")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_label("Name of the tablet").fill("Front desk")
    page.get_by_label("Your views").check()
    page.get_by_role("button", name="Set up and sign out").click()


def matches(pin: dict[str, Any], typed: str) -> bool:
    salt, kept = (base64.urlsafe_b64decode(pin[name] + "==") for name in ("salt", "hash"))
    return hashlib.pbkdf2_hmac("sha256", typed.encode(), salt, pin["rounds"]) == kept


def test_a_browser_becomes_a_tablet_and_its_pin_never_leaves_it(app: Flask, address: str, open_page: OpenPage) -> None:
    page, sent = open_page("tablet"), list[str]()
    page.on("request", lambda request: sent.append(f"{request.url} {request.post_data}"))
    set_up(page, address, add(app, "case_manager"))
    expect(page.get_by_label("PIN", exact=True)).to_be_focused()
    expect(page.locator(".govuk-error-message:visible")).to_have_count(0)
    assert_accessible(page)
    page.get_by_label("PIN", exact=True).fill(PIN)
    page.get_by_label("PIN again").fill(PIN)
    page.get_by_role("button", name="Start answering").click()
    expect(page).to_have_url(f"{address}/s/")
    page.add_script_tag(url="/govuk/idb.js")
    kept = page.evaluate(KEPT)
    assert kept["stores"] == ["kiosk", "queue", "session"]
    assert (kept["kiosk"]["name"], [one["slug"] for one in kept["kiosk"]["surveys"]]) == ("Front desk", ["views"])
    assert kept["kiosk"]["pin"]["rounds"] == 310_000
    assert (matches(kept["kiosk"]["pin"], PIN), matches(kept["kiosk"]["pin"], "270452")) == (True, False)
    with app.app_context():
        assert kiosks.proven(kept["kiosk"]["id"], kept["kiosk"]["secret"])
    assert not any(PIN in request for request in sent)


def test_the_way_back_leads_to_the_sign_in_page(app: Flask, address: str, open_page: OpenPage) -> None:
    page = open_page("tablet")
    set_up(page, address, add(app, "voice_officer"))
    for field in ("PIN", "PIN again"):
        page.get_by_label(field, exact=True).fill(PIN)
    page.get_by_role("button", name="Start answering").click()
    expect(page).to_have_url(f"{address}/s/")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")


@pytest.mark.parametrize(
    ("pin", "again", "message"),
    [("123", "123", "Enter 4 to 8 digits"), ("12a4", "12a4", "Enter 4 to 8 digits"), ("1234", "1235", "The two PINs differ")],
)
def test_a_pin_that_cannot_be_used_is_told_at_its_field(
    app: Flask, address: str, open_page: OpenPage, pin: str, again: str, message: str
) -> None:
    page = open_page("phone")
    set_up(page, address, add(app, "voice_officer"))
    page.get_by_label("PIN", exact=True).fill(pin)
    page.get_by_label("PIN again").fill(again)
    page.get_by_role("button", name="Start answering").click()
    expect(page.get_by_text(message)).to_be_visible()
    expect(page.locator("input:focus")).to_have_accessible_description(re.compile(rf"Error:\s+{message}"))
    assert_accessible(page)
    assert page.url.endswith("/officer/tablets/enrol")


def test_a_browser_without_script_says_that_it_cannot_be_a_tablet(app: Flask, address: str, open_page: OpenPage) -> None:
    page = open_page("tablet", java_script_enabled=False)
    set_up(page, address, add(app, "voice_officer"))
    expect(page.get_by_text("this browser cannot be used as a tablet")).to_be_visible()
    expect(page.get_by_role("button", name="Start answering")).to_be_hidden()


def test_a_browser_that_keeps_nothing_says_so_and_names_the_tablet_to_revoke(app: Flask, address: str, open_page: OpenPage) -> None:
    page = open_page("tablet")
    page.add_init_script("indexedDB.open = () => { throw new DOMException('full', 'QuotaExceededError'); };")
    set_up(page, address, add(app, "voice_officer"))
    for field in ("PIN", "PIN again"):
        page.get_by_label(field, exact=True).fill(PIN)
    page.get_by_role("button", name="Start answering").click()
    expect(page.get_by_text("revoke Front desk on the page Tablets")).to_be_visible()
    assert page.url.endswith("/officer/tablets/enrol")
