"""Answering in Urdu, from right to left: what the scripts say comes in the same language, and axe finds nothing."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.browser.answering import TOO_WIDE, only_answers, step
from tests.browser.chromium import OpenPage, assert_accessible
from tests.respondent.translated import ENGLISH_WORD, prepare_translated

START, CONTINUE, SEND = "شروع کریں", "آگے بڑھیں", re.compile("بھیجیں$")
READ = """() => [...document.querySelectorAll('body *')]
  .filter((one) => one.checkVisibility() && !one.closest('[lang=en], [lang=cy], [aria-hidden], .code'))
  .flatMap((one) => [...[...one.childNodes].filter((node) => node.nodeType === 3).map((node) => node.textContent), one.ariaLabel || ''])"""


def go_on(page: Page) -> None:
    page.get_by_role("button", name=CONTINUE).click()


def assert_all_urdu(page: Page) -> None:
    """Nothing on the screen is in Latin letters, but for what is marked as another language; and nothing is cut off."""
    assert [said for said in page.evaluate(READ) if ENGLISH_WORD.search(said)] == []
    assert page.evaluate(TOO_WIDE) == []


def test_a_survey_is_answered_in_urdu_alone(app: Flask, live_server: str, open_page: OpenPage) -> None:
    prepare_translated(app, "ur")
    page = open_page("phone")
    page.goto(f"{live_server}/s/own/ur")
    assert_all_urdu(page)
    assert_accessible(page)
    page.get_by_role("button", name=START).click()
    go_on(page)
    go_on(page)
    expect(page.locator("#errors")).to_contain_text("ایک جواب چنیں، یا اسے چھوڑ دیں۔")
    expect(page.locator("#where")).to_have_text("سوال 1، کل 8")
    assert_all_urdu(page)
    assert_accessible(page)
    step(page).get_by_label("لفظ 3").check()
    go_on(page)
    while page.locator("[data-do=skip]").is_visible():
        page.locator("[data-do=skip]").click()
    expect(page.locator("#given")).to_contain_text("چھوڑ دیا")
    assert_all_urdu(page)
    page.get_by_role("button", name=SEND).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("آپ کے جوابات بھیج دیے گئے ہیں۔")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    assert_all_urdu(page)
    assert_accessible(page)
    assert only_answers(app, "own")["good"] == "yes"


@pytest.mark.parametrize("language", ["cy", "ur"])
def test_a_survey_is_answered_in_another_language_without_scripts(app: Flask, live_server: str, open_page: OpenPage, language: str) -> None:
    prepare_translated(app, language)
    page = open_page("tablet", java_script_enabled=False)
    page.goto(f"{live_server}/s/own/{language}")
    page.locator("#a-good").check()
    page.locator("#answers [name=start]").click()
    expect(page.locator("main")).to_have_attribute("data-state", "sent")
    expect(page.locator("html")).to_have_attribute("lang", language)
    assert only_answers(app, "own")["good"] == "no"
