"""The ways out of a questionnaire: exit, saying no, and what is left on the device afterwards."""

from __future__ import annotations

import pytest
from flask import Flask
from playwright.sync_api import Page, Route, expect

from tests.browser.answering import answer, answer_all, send, start
from tests.browser.chromium import OpenPage, assert_accessible
from tests.respondent.asking import kept, prepare


@pytest.fixture
def page(app: Flask, live_server: str, open_page: OpenPage) -> Page:
    """The first question of the young people's survey, on a tablet."""
    prepare(app)
    page = open_page("tablet")
    start(page, f"{live_server}/s/views")
    return page


def test_exit_leaves_at_once_takes_the_place_of_the_page_and_forgets(page: Page) -> None:
    def weather(route: Route) -> None:
        route.fulfill(body="<title>Weather</title>", content_type="text/html")

    page.route("https://www.bbc.co.uk/**", weather)
    answer(page)
    pages = page.evaluate("history.length")
    page.get_by_role("link", name="Exit this page").click()
    expect(page).to_have_url("https://www.bbc.co.uk/weather")
    assert page.evaluate("history.length") == pages
    page.go_back()
    expect(page.locator("#answers input:checked")).to_have_count(0)


def test_no_thanks_ends_kindly(app: Flask, live_server: str, open_page: OpenPage) -> None:
    prepare(app)
    page = open_page("phone")
    page.goto(f"{live_server}/s/views")
    page.get_by_role("button", name="No thanks").click()
    expect(page.locator("main[data-state=declined]")).to_be_visible()
    assert_accessible(page)
    assert kept(app) == 0


def test_no_cookie_and_nothing_else_is_left_on_the_device(page: Page) -> None:
    answer_all(page)
    send(page)
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
