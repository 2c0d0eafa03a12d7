"""A comment is redacted in a real browser: words are taken out by selecting them, or by typing where there is no script."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.browser.chromium import OpenPage, assert_accessible
from tests.desk.quoted import written
from tests.intake.arrivals import open_survey
from tests.officer.signing_in import PASSWORD, add
from tests.servers import served

COMMENT = "kel got me on the mural by the bins, proper good"
SELECT = """text => {
    const node = [...document.querySelector('[data-written]').childNodes].find(one => one.textContent.includes(text));
    const start = node.textContent.indexOf(text);
    getSelection().setBaseAndExtent(node, start, node, start + text.length);
}"""


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    with app.app_context():
        written(open_survey(), COMMENT)
    with served(app) as address:
        yield address


def to_the_comment(page: Page, app: Flask, address: str) -> None:
    page.goto(f"{address}/officer/comments/quotes")
    page.get_by_label("Email").fill(add(app, "voice_officer"))
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name="Decide about comment 1").click()


@pytest.mark.parametrize("device", ["desk", "phone"])
def test_selected_words_are_taken_out_and_the_quote_becomes_a_compliment(
    app: Flask, address: str, open_page: OpenPage, device: str
) -> None:
    page = open_page(device)
    to_the_comment(page, app, address)
    assert_accessible(page)
    page.evaluate(SELECT, "the mural")
    expect(page.get_by_label("More words to take out")).to_have_value("the mural")
    page.get_by_label("What these words are").select_option("place")
    page.get_by_role("button", name="Take these words out").click()
    expect(page.locator(".officer-quote__words")).to_have_text("[name] got me on [place] by the bins, proper good")
    page.get_by_label("“kel” – name").uncheck()
    page.get_by_role("button", name="Approve for quoting").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("Read them again below")
    assert_accessible(page)
    page.get_by_label("“kel” – name").check()
    page.get_by_role("button", name="Show the words again").click()
    page.get_by_label("This is a compliment").check()
    page.get_by_role("button", name="Approve for quoting").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Approved for quoting")
    assert_accessible(page)
    page.goto(f"{address}/officer/compliments")
    expect(page.get_by_text("[name] got me on [place] by the bins, proper good")).to_be_visible()
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_without_a_script_words_are_typed(app: Flask, address: str, open_page: OpenPage) -> None:
    page = open_page("desk", java_script_enabled=False)
    to_the_comment(page, app, address)
    page.get_by_label("More words to take out").fill("the mural")
    page.get_by_role("button", name="Take these words out").click()
    expect(page.locator(".officer-quote__words")).to_have_text("[name] got me on [name] by the bins, proper good")
    page.get_by_role("button", name="Keep back").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kept back")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("May this be quoted?")
