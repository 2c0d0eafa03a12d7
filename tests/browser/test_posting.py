"""By personal link a page sends its form as it is: what the server answers, or does not, never takes the answers away."""

from __future__ import annotations

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.browser.answering import TYPED, answer_all, go_on, only_answers, question, send, start, step
from tests.browser.chromium import OpenPage, assert_accessible
from tests.respondent.asking import close, invite, kept, prepare


@pytest.fixture
def page(app: Flask, live_server: str, open_page: OpenPage) -> Page:
    """The first question of the young people's survey, opened by a personal link on a tablet."""
    prepare(app)
    invite(app, "token")
    page = open_page("tablet")
    start(page, f"{live_server}/i/token")
    return page


def test_a_lost_connection_loses_no_answer(app: Flask, page: Page) -> None:
    answer_all(page)
    page.evaluate("() => { window.online = window.fetch; window.fetch = () => Promise.reject(new TypeError('no connection')); }")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("They are still here.")).to_be_visible()
    assert_accessible(page)
    page.evaluate("() => { window.fetch = window.online; }")
    send(page)
    assert kept(app) == 1


@pytest.mark.parametrize(
    ("status", "body", "said"),
    [
        (503, "<main><form id='answers'></form></main>", "We could not save your answers. Nothing is lost: press Send again."),
        (502, "Bad gateway", "We could not save your answers. Nothing is lost: press Send again."),
        (413, "<main><h1>That was too long for us</h1></main>", "That was too long for us. Your answers are still here."),
        (200, "<main><h1>Sign in to this wifi</h1></main>", "We could not send your answers. They are still here."),
    ],
)
def test_a_reply_that_brings_nothing_back_does_not_take_the_answers_away(app: Flask, page: Page, status: int, body: str, said: str) -> None:
    answer_all(page)
    sent = page.locator("[name=response_id]").input_value()
    reply = "([body, status]) => { window.online = window.fetch; window.fetch = async () => new Response(body, { status }); }"
    page.evaluate(reply, [body, status])
    page.get_by_role("button", name="Send").click()
    expect(page.locator("#failed")).to_contain_text(said)
    expect(page.locator("#given")).to_contain_text(TYPED)
    page.evaluate("() => { window.fetch = window.online; }")
    assert page.locator("[name=response_id]").input_value() == sent
    send(page)
    assert only_answers(app, "views")["listened"] == "in_between"


def test_what_was_written_for_a_survey_that_closed_is_shown_to_be_copied(app: Flask, page: Page) -> None:
    answer_all(page)
    close(app)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="This has closed")).to_be_focused()
    expect(page.locator("blockquote").first).to_have_text(TYPED)


def test_what_the_server_refuses_opens_at_the_errors_with_every_answer(app: Flask, page: Page) -> None:
    answer_all(page)
    page.evaluate("document.getElementById('a-fair:mostly').value = 'no_such_answer'")
    page.evaluate("document.getElementById('a-fair:mostly').checked = true")
    page.get_by_role("button", name="Send").click()
    errors = page.locator("#errors")
    expect(errors).to_be_focused()
    assert_accessible(page)
    errors.get_by_role("link").click()
    assert question(page) == "I am treated fairly."
    expect(step(page).get_by_role("radio").first).to_be_focused()
    step(page).get_by_label("Mostly").check()
    go_on(page)
    expect(page.locator("#given")).to_contain_text(TYPED)
    send(page)
    assert only_answers(app, "views")["listened"] == "in_between"
