"""The page about who was asked looks again by itself, and disturbs nobody who reads it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from feedback.store import surveys
from tests.browser.chromium import OpenPage, assert_accessible
from tests.intake.arrivals import open_survey
from tests.officer.signing_in import PASSWORD, add
from tests.reporting.asks import ask
from tests.reporting.scripted import GOOD, Q3, send
from tests.servers import served

TEN_SECONDS, AN_HOUR = 10_000, 3_600_000


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    with app.app_context():
        ask(open_survey(), 20, 9, channel="sms", reached="delivered")
    with served(app) as address:
        yield address


def opened(app: Flask, page: Page, address: str) -> None:
    """Signed in, with the page open and the clock in our hands."""
    page.clock.install()
    page.goto(f"{address}/officer/surveys/views/asked")
    page.get_by_label("Email").fill(add(app, "head"))
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator("#asked-looking")).to_be_visible()


def move(app: Flask) -> None:
    """One more person is asked and answers, and somebody uses the open link."""
    with app.app_context():
        survey = surveys.by_slug("views")
        assert survey is not None
        ask(survey, 1, 1)
        send(survey, {"overall": GOOD}, Q3)


def test_it_moves_by_itself_and_keeps_what_is_open_and_where_somebody_stands(app: Flask, address: str, open_page: OpenPage) -> None:
    page = open_page("desk")
    opened(app, page, address)
    expect(page.locator("#asked-answer")).to_contain_text("9 of 20")
    page.get_by_text("Show this as a table").click()
    page.locator("#asked-table-summary").focus()
    page.locator("#asked-groups").evaluate("part => { part.kept = true; }")
    page.clock.fast_forward(TEN_SECONDS)
    expect(page.locator("#asked-looking")).to_have_text("This page looks again every 10 seconds.")
    assert page.locator("#asked-groups").evaluate("part => part.kept")
    move(app)
    page.clock.fast_forward(TEN_SECONDS)
    expect(page.locator("#asked-answer")).to_contain_text("10 of 21")
    expect(page.locator("#asked-line")).to_contain_text("And 1 more answer belongs")
    expect(page.locator("#asked-table")).to_have_attribute("open", "")
    expect(page.locator("#asked-table-summary")).to_be_focused()
    assert_accessible(page)


def test_it_stops_after_an_hour_and_says_so(app: Flask, address: str, open_page: OpenPage) -> None:
    page, looks = open_page("desk"), list[str]()
    opened(app, page, address)
    page.on("request", lambda request: looks.append(request.url))
    page.clock.fast_forward(AN_HOUR + TEN_SECONDS)
    expect(page.locator("#asked-looking")).to_contain_text("stopped looking again by itself")
    looks.clear()
    page.clock.fast_forward(10 * TEN_SECONDS)
    assert looks == []
    expect(page.get_by_role("link", name="Look again")).to_be_visible()


def test_it_says_when_its_officer_is_signed_out(app: Flask, address: str, open_page: OpenPage) -> None:
    page = open_page("desk")
    opened(app, page, address)
    page.context.clear_cookies()
    page.clock.fast_forward(TEN_SECONDS)
    expect(page.locator("#asked-looking")).to_contain_text("you are signed out")


def test_without_script_there_is_a_link(app: Flask, address: str, open_page: OpenPage) -> None:
    page = open_page("phone", java_script_enabled=False)
    page.goto(f"{address}/officer/surveys/views/asked")
    page.get_by_label("Email").fill(add(app, "head"))
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    move(app)
    expect(page.locator("#asked-looking")).to_be_hidden()
    page.get_by_role("link", name="Look again").click()
    expect(page.locator("#asked-answer")).to_contain_text("10 of 21")
