"""A personal link resumes where it was left: with what was chosen, and never with what was written."""

from __future__ import annotations

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.browser.answering import TYPED, answer, answer_all, go_on, only_answers, question, send, start, step
from tests.browser.chromium import OpenPage, assert_accessible
from tests.respondent.asking import invite, prepare


@pytest.fixture
def page(app: Flask, live_server: str, open_page: OpenPage) -> Page:
    """The first question, by a personal link."""
    prepare(app)
    invite(app, "token")
    page = open_page("phone")
    start(page, f"{live_server}/i/token")
    return page


def answer_and_save(page: Page) -> str:
    """Answer a question and go on; what was sent of it."""
    answer(page)
    with page.expect_response("**/i/token/answers-so-far") as saving:
        go_on(page)
    assert saving.value.status == 204
    return saving.value.request.post_data or ""


def test_what_was_chosen_is_there_when_the_link_is_opened_again(app: Flask, live_server: str, page: Page) -> None:
    answer_and_save(page)
    answer_and_save(page)
    page.goto("about:blank")
    page.goto(f"{live_server}/i/token")
    expect(page.get_by_text("We see nothing until you press Send.")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Start").click()
    assert question(page) == "I can say what I think about my plan."
    page.get_by_role("button", name="Back", exact=True).click()
    expect(step(page).get_by_label("In between")).to_be_checked()
    answer_all(page)
    send(page)
    assert only_answers(app, "views")["listened"] == "in_between"


def test_what_was_written_is_never_sent_before_send(page: Page) -> None:
    said = []
    page.on("request", lambda request: said.append(request.post_data or "") if request.method == "POST" else None)
    with page.expect_response("**/answers-so-far"):
        answer_all(page)
    assert said
    assert not [one for one in said if "listen+to+me" in one or TYPED in one or "07700" in one]


def test_the_address_and_the_tab_say_nothing(page: Page, live_server: str) -> None:
    assert page.title() == "Question 1 of 16 – Council feedback"
    assert page.url == f"{live_server}/i/token"
