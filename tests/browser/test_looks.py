"""Larger words and other colours: chosen on the first page or later, for this response only."""

from __future__ import annotations

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.browser.answering import answer, answer_all, assert_easy_to_use, send
from tests.browser.chromium import OpenPage, assert_accessible
from tests.respondent.asking import prepare

SIZE = "getComputedStyle(document.documentElement).fontSize"


@pytest.fixture
def page(app: Flask, live_server: str, open_page: OpenPage) -> Page:
    """The first page of the young people's survey."""
    prepare(app)
    page = open_page("tablet")
    page.goto(f"{live_server}/s/views")
    return page


def choose(page: Page, *names: str) -> None:
    page.get_by_role("button", name="Words and colours").click()
    for name in names:
        page.get_by_role("radio", name=name).check()
    page.get_by_role("button", name="Done").click()


def test_larger_text_is_offered_on_the_first_page_and_in_reach_later(page: Page) -> None:
    page.get_by_role("button", name="Larger text").click()
    assert_accessible(page)
    assert_easy_to_use(page)
    page.get_by_role("radio", name="Larger").check()
    page.get_by_role("button", name="Done").click()
    assert page.evaluate(SIZE) == "18.88px"
    page.get_by_role("button", name="Start").click()
    choose(page, "Largest")
    assert page.evaluate(SIZE) == "22.4px"


@pytest.mark.parametrize("colours", ["Strong", "Soft"])
@pytest.mark.parametrize("device", ["tablet", "narrow"])
def test_every_step_is_accessible_in_every_size_and_colour(
    app: Flask, live_server: str, open_page: OpenPage, colours: str, device: str
) -> None:
    prepare(app)
    page = open_page(device, reduced_motion="reduce")
    page.goto(f"{live_server}/s/views")
    choose(page, "Largest", colours)
    assert_accessible(page)
    page.get_by_role("button", name="Start").click()
    answer(page)
    assert_accessible(page)
    assert_easy_to_use(page)
    answer_all(page)
    assert_accessible(page)
    send(page)
    assert_accessible(page)
    assert_easy_to_use(page)


def test_the_choice_goes_along_to_other_words(page: Page, live_server: str) -> None:
    choose(page, "Largest", "Soft")
    page.get_by_role("link", name="Easy words").click()
    expect(page.get_by_role("link", name="Usual words")).to_be_visible()
    assert page.evaluate(SIZE) == "22.4px"
    assert page.evaluate("document.documentElement.dataset.contrast") == "soft"


def test_the_choice_is_stored_nowhere_and_ends_with_the_response(page: Page, live_server: str) -> None:
    choose(page, "Largest", "Strong")
    page.get_by_role("button", name="Start").click()
    page.get_by_role("button", name="Stop", exact=True).click()
    page.get_by_role("button", name="Stop and clear").click()
    page.get_by_role("button", name="Start again").click()
    assert page.evaluate(SIZE) == "16px"
    choose(page, "Largest")
    page.goto(f"{live_server}/s/views")
    assert page.evaluate(SIZE) == "16px"
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
