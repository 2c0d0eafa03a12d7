"""Typing in paper with the keyboard alone."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.browser.chromium import OpenPage, assert_accessible
from tests.officer.signing_in import PASSWORD, add
from tests.respondent.asking import prepare

KEY = "/officer/surveys/views/paper/key"


@pytest.fixture
def keying(app: Flask, live_server: str, open_page: OpenPage) -> Page:
    """The page of questions, with the focus in the first one."""
    prepare(app)
    page = open_page("desk")
    email = add(app, "voice_officer")
    page.goto(f"{live_server}/officer/sign-in")
    page.locator("input[name=email]").fill(email)
    page.locator("input[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page).not_to_have_url(re.compile("sign-in"))
    page.goto(live_server + KEY)
    page.locator("select").focus()
    page.keyboard.press("Tab")
    return page


def test_a_number_chooses_and_goes_on_and_nought_leaves_empty(keying: Page) -> None:
    expect(keying.locator("[name=listened][value='']")).to_be_focused()
    for key in "5013":
        keying.keyboard.press(key)
    chosen = [keying.locator(f"[name={name}]:checked").get_attribute("value") for name in ("listened", "fair", "say", "understand")]
    assert chosen == ["really", "", "really_not", "in_between"]
    keying.keyboard.press("9")
    expect(keying.locator("[name=miss]:checked")).to_have_value("")
    for _ in range(8):
        keying.keyboard.press("4")
    expect(keying.locator("[name=good]")).to_be_focused()
    keying.keyboard.type("They came 12 times")
    expect(keying.locator("[name=good]")).to_have_value("They came 12 times")


def test_what_was_typed_stands_on_the_summary_and_comes_back(keying: Page) -> None:
    keying.keyboard.press("5")
    keying.locator("[name=good]").fill("One\n\nTwo")
    keying.get_by_role("button", name="Continue").click()
    expect(keying.get_by_role("heading", level=1)).to_have_text("Check this against the paper")
    assert_accessible(keying)
    keying.get_by_role("button", name="Change").click()
    expect(keying.locator("[name=good]")).to_have_value("One\n\nTwo")
    keying.get_by_role("button", name="Continue").click()
    keying.get_by_role("button", name="Save").click()
    expect(keying.get_by_role("heading", level=1)).to_have_text("The paper is saved")
    keying.get_by_role("button", name="Type in another").click()
    expect(keying.locator("[name=good]")).to_have_value("")
