"""One tap on the link in a message: with a script, without one, and for a page that nobody sees."""

from __future__ import annotations

from flask import Flask
from playwright.sync_api import Browser, expect

from tests.browser.chromium import OpenPage
from tests.respondent.test_stopping import a_person, standing


def test_one_tap_is_enough(app: Flask, open_page: OpenPage, live_server: str) -> None:
    page = open_page("phone")
    person, token = a_person(app)
    page.goto(f"{live_server}/stop/{token}")
    expect(page.get_by_role("heading", level=1)).to_have_text("No more messages")
    assert standing(app, person) == (True, "stopped opted_out")
    page.get_by_role("button", name="That was a mistake").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You may get messages again")
    assert standing(app, person)[0] is False


def test_a_page_that_nobody_sees_stops_nothing(app: Flask, open_page: OpenPage, live_server: str) -> None:
    page = open_page("phone")
    person, token = a_person(app)
    page.add_init_script("Object.defineProperty(Document.prototype, 'visibilityState', { get: () => window.seen || 'hidden' })")
    page.goto(f"{live_server}/stop/{token}")
    expect(page.get_by_role("heading", level=1)).to_have_text("No more messages?")
    assert standing(app, person)[0] is False
    page.evaluate("window.seen = 'visible'; document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.get_by_role("heading", level=1)).to_have_text("No more messages")
    assert standing(app, person)[0] is True


def test_without_a_script_there_is_one_button(app: Flask, browser: Browser, live_server: str) -> None:
    person, token = a_person(app)
    plain = browser.new_context(java_script_enabled=False).new_page()
    plain.goto(f"{live_server}/stop/{token}")
    assert standing(app, person)[0] is False
    plain.get_by_role("button", name="No more messages").click()
    assert standing(app, person) == (True, "stopped opted_out")
    plain.context.close()
