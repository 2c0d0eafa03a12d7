"""The reading desk in a real browser: by keyboard alone, keys turned off, what a screen reader hears."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from feedback.store import comment_themes, person_readings
from tests.browser.chromium import OpenPage, assert_accessible
from tests.browser.desk_by_keyboard import DESK, read_all, sign_in_by_keyboard
from tests.desk.reading import settings, write
from tests.intake.arrivals import open_survey
from tests.officer.signing_in import PASSWORD, add

TEXTS = tuple(f"brilliant {number}, she listens" for number in range(6))


@pytest.fixture
def ids(app: Flask) -> list[str]:
    with app.app_context():
        survey = open_survey()
        settings(0)
        return [write(survey, text) for text in TEXTS]


@pytest.fixture
def desk(app: Flask, ids: list[str], live_server: str, open_page: OpenPage) -> Page:
    """The desk, as somebody reached it with keys."""
    page = open_page("desk")
    sign_in_by_keyboard(page, live_server, add(app, "voice_officer"), PASSWORD)
    return page


def words(app: Flask, ids: list[str]) -> list[str]:
    with app.app_context():
        found = person_readings.of(ids)
        return [found[one]["first"].sentiment if one in found else "" for one in ids]


def press(page: Page, key: str) -> None:
    with page.expect_navigation():
        page.keyboard.press(key)


def test_every_comment_is_read_by_keyboard_alone(app: Flask, desk: Page, ids: list[str]) -> None:
    assert read_all(desk).comments == len(TEXTS)
    expect(desk.get_by_text("Everything is read.")).to_be_visible()
    assert sorted(words(app, ids)) == sorted(["positive", "negative", "mixed", "neutral", "unclear", "positive"])


def test_what_was_read_and_the_next_comment_are_what_is_in_focus(desk: Page) -> None:
    press(desk, "n")
    focused = desk.locator(":focus")
    expect(focused).to_have_attribute("id", "comment")
    expect(focused).to_have_accessible_name(re.compile(r"^Read as negative\..*What is good\?.*brilliant \d, she listens$", re.DOTALL))
    assert_accessible(desk)


def test_themes_are_ticked_by_their_keys_and_kept_with_the_reading(app: Flask, desk: Page, ids: list[str]) -> None:
    listening, fairness = desk.locator("#theme-listening"), desk.locator("#theme-fairness")
    expect(listening).to_be_checked()
    desk.keyboard.press("1")
    desk.keyboard.press("2")
    expect(listening).not_to_be_checked()
    expect(fairness).to_be_checked()
    desk.keyboard.press("t")
    expect(listening).to_be_focused()
    press(desk, "p")
    with app.app_context():
        assert list(comment_themes.of(ids).values()) == [["fairness"]]


def test_undo_skip_and_help_have_keys_too(app: Flask, desk: Page, ids: list[str]) -> None:
    first = desk.locator(".desk-text").inner_text()
    press(desk, "s")
    assert desk.locator(".desk-text").inner_text() != first
    second = desk.locator(".desk-text").inner_text()
    press(desk, "u")
    press(desk, "z")
    assert desk.locator(".desk-text").inner_text() == second
    assert words(app, ids) == [""] * len(TEXTS)
    desk.keyboard.press("?")
    expect(desk.get_by_text("undo your last reading", exact=True)).to_be_visible()
    press(desk, "c")
    expect(desk).to_have_url(re.compile("/concern$"))


def test_keys_that_are_turned_off_stay_off_and_buttons_still_work(app: Flask, desk: Page, ids: list[str]) -> None:
    desk.keyboard.press("?")
    desk.get_by_label("Use keys on this desk").uncheck()
    desk.keyboard.press("p")
    desk.reload()
    desk.keyboard.press("p")
    expect(desk.locator(".desk-left")).to_contain_text("6 to read")
    with desk.expect_navigation():
        desk.get_by_role("button", name="Mixed").click()
    assert sorted(words(app, ids)) == ["", "", "", "", "", "mixed"]


def test_keys_in_a_filter_choose_there_and_read_nothing(app: Flask, desk: Page, ids: list[str]) -> None:
    desk.get_by_label("Survey").focus()
    desk.keyboard.press("p")
    desk.locator("#comment").focus()
    desk.keyboard.press("Control+m")
    assert words(app, ids) == [""] * len(TEXTS)


def test_a_hidden_guess_is_read_out_with_the_reading_and_enter_goes_on(app: Flask, desk: Page, ids: list[str]) -> None:
    with app.app_context():
        settings(0, guess_hidden=True)
    desk.reload()
    press(desk, "n")
    expect(desk.get_by_text("Computer’s guess: ")).to_be_visible()
    expect(desk.get_by_role("button", name="Next comment")).to_be_focused()
    assert_accessible(desk)
    press(desk, "Enter")
    expect(desk.locator(".desk-left")).to_contain_text("5 to read")


@pytest.mark.parametrize("device", ["phone", "desk"])
def test_the_pages_of_the_desk_fit_and_axe_finds_nothing(
    app: Flask, ids: list[str], live_server: str, open_page: OpenPage, device: str
) -> None:
    page = open_page(device)
    sign_in_by_keyboard(page, live_server, add(app, "voice_officer"), PASSWORD)
    for path in (DESK, f"{DESK}/to-agree", f"{DESK}/how-we-read", f"{DESK}/settings", "/officer/comments"):
        page.goto(live_server + path)
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
