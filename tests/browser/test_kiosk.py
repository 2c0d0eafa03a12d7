"""A tablet in somebody's hands: who is with them, how it ends, and that nobody gets back to what they said."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from feedback.asking import surveys as life
from feedback.store import asks
from tests.browser.answering import TYPED, answer, answer_all, assert_easy_to_use, go_on, skip, step
from tests.browser.chromium import OpenPage, assert_accessible
from tests.browser.tablets import FULL, away, back_again, enrol, eventually, hand_over, nothing_waits, only_response, site, waiting
from tests.respondent.asking import kept, prepare

CHOSEN = "[...document.querySelectorAll('#answers input:checked')].length"
STORED = """async () => JSON.stringify(await Promise.all([Queue.items(), Queue.get("kiosk"), Queue.get("session")]))
    + JSON.stringify({...localStorage, ...sessionStorage}) + JSON.stringify(history.state)"""


@pytest.fixture
def page(app: Flask, live_server: str, open_page: OpenPage) -> Page:
    """A tablet that was handed over for the young people's survey, on its first page."""
    prepare(app)
    page = open_page("tablet")
    page.clock.install()
    enrol(app, page, live_server, "views")
    page.get_by_label("Review").check()
    hand_over(page)
    return page


def begin(page: Page) -> None:
    page.get_by_role("button", name="Start").click()


def at_the_start(page: Page) -> None:
    """The worker's page is there."""
    expect(page).to_have_url(re.compile("/s/$"))
    expect(page.get_by_role("heading", name="Start a survey")).to_be_visible()


def outcomes(app: Flask) -> dict[str, int]:
    """How many offers ended how."""
    with app.app_context():
        return {outcome: number for (_, outcome), number in asks.offers(life.find("views").id).items()}


def test_a_tablet_is_handed_over_answered_and_handed_back(app: Flask, page: Page) -> None:
    begin(page)
    assert step(page).get_by_role("heading").inner_text() == "Who is with you?"
    assert_accessible(page)
    assert_easy_to_use(page)
    step(page).get_by_label("My worker reads it to me").check()
    go_on(page)
    answer_all(page)
    assert "Who is with you?" in page.locator("#given").inner_text()
    page.get_by_role("button", name="Send my answers").click()
    expect(page.get_by_text("Please hand the tablet back.")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Done").click()
    at_the_start(page)
    nothing_waits(page)
    response = only_response(app)
    assert (response.way, response.helper, response.touchpoint, response.site_id) == ("kiosk", "read", "review", site(app))
    assert outcomes(app) == {"took_part": 1}


def test_the_page_leads_back_by_itself_unless_somebody_needs_more_time(page: Page) -> None:
    begin(page)
    answer_all(page)
    page.get_by_role("button", name="Send my answers").click()
    expect(page.get_by_text("This page closes in")).to_be_visible()
    page.get_by_role("button", name="I need more time").click()
    page.clock.run_for(120_000)
    expect(page.get_by_text("Please hand the tablet back.")).to_be_visible()
    page.clock.run_for(600_000)
    at_the_start(page)


def test_somebody_who_needs_more_time_and_reloads_finds_the_start(page: Page) -> None:
    begin(page)
    answer_all(page)
    page.get_by_role("button", name="Send my answers").click()
    page.get_by_role("button", name="I need more time").click()
    page.reload()
    at_the_start(page)


def test_the_page_leads_back_by_itself(page: Page) -> None:
    begin(page)
    answer_all(page)
    page.get_by_role("button", name="Send my answers").click()
    expect(page.get_by_text("This page closes in")).to_be_visible()
    page.clock.run_for(61_000)
    at_the_start(page)


def test_no_way_leads_back_to_another_person_s_answers(page: Page) -> None:
    begin(page)
    answer_all(page)
    page.get_by_role("button", name="Send my answers").click()
    page.get_by_role("button", name="Done").click()
    at_the_start(page)
    assert TYPED not in page.evaluate(STORED)
    for _ in range(4):
        page.go_back()
        at_the_start(page)
        assert TYPED not in page.content()
    page.go_forward()
    assert page.evaluate(CHOSEN) == 0


def test_without_a_session_a_tablet_shows_no_questions(page: Page, live_server: str) -> None:
    page.goto(f"{live_server}/s/")
    eventually(page, lambda: page.evaluate("Queue.get('session')") is None)
    page.goto(f"{live_server}/s/views")
    at_the_start(page)


def test_stop_wipes_counts_as_stopped_and_leads_back(app: Flask, page: Page) -> None:
    begin(page)
    answer(page)
    page.get_by_role("button", name="Stop", exact=True).click()
    page.get_by_role("button", name="Stop and clear").click()
    at_the_start(page)
    nothing_waits(page)
    assert outcomes(app) == {"stopped": 1}
    assert kept(app) == 0


def test_saying_no_is_counted_and_leads_back(app: Flask, page: Page) -> None:
    page.get_by_role("button", name="No thanks").click()
    expect(page.get_by_role("heading", name="That is fine")).to_be_focused()
    assert_accessible(page)
    page.get_by_role("button", name="Done").click()
    at_the_start(page)
    nothing_waits(page)
    assert outcomes(app) == {"said_no": 1}


def test_exit_ends_it_and_leads_to_the_start(page: Page) -> None:
    begin(page)
    answer(page)
    page.get_by_role("link", name="Exit this page").click()
    at_the_start(page)
    eventually(page, lambda: page.evaluate("Queue.get('session')") is None)
    page.go_back()
    at_the_start(page)


def test_left_lying_it_warns_and_goes_on_when_somebody_is_there(page: Page) -> None:
    begin(page)
    step(page).get_by_label("I am on my own").check()
    page.clock.run_for(61_000)
    dialog = page.get_by_role("dialog", name="Are you still there?")
    expect(dialog).to_be_visible()
    expect(dialog).to_contain_text("seconds left")
    page.get_by_role("button", name="Yes, I am here").click()
    page.clock.run_for(50_000)
    expect(dialog).to_be_hidden()
    expect(step(page).get_by_label("I am on my own")).to_be_checked()


def test_left_lying_it_wipes_everything_and_counts_as_stopped(app: Flask, page: Page) -> None:
    begin(page)
    answer(page)
    page.clock.run_for(81_000)
    at_the_start(page)
    nothing_waits(page)
    assert outcomes(app) == {"stopped": 1}


def test_a_tablet_that_slept_ends_as_soon_as_it_wakes(page: Page) -> None:
    begin(page)
    page.clock.fast_forward(600_000)
    at_the_start(page)


def test_answers_that_could_neither_be_kept_nor_sent_outlast_the_wait(app: Flask, page: Page) -> None:
    begin(page)
    answer_all(page)
    away(page)
    page.evaluate(FULL)
    page.get_by_role("button", name="Send my answers").click()
    page.wait_for_selector("[data-do=send-again]:visible")
    page.clock.run_for(300_000)
    back_again(page)
    page.get_by_role("button", name="Send again").click()
    expect(page.get_by_text("Please hand the tablet back.")).to_be_visible()
    assert kept(app) == 1


def test_what_waits_is_sealed_with_the_tablet_s_proof_and_sent_from_the_start_page(app: Flask, page: Page) -> None:
    begin(page)
    skip(page)
    answer_all(page)
    away(page)
    page.get_by_role("button", name="Send my answers").click()
    expect(page.locator("main[data-state=waiting]")).to_be_visible()
    page.get_by_role("button", name="Done").click()
    at_the_start(page)
    expect(page.get_by_text("2 waiting to send")).to_be_visible()
    assert {item["slug"] for item in waiting(page)} == {"views"}
    back_again(page)
    expect(page.get_by_text("Everything is sent")).to_be_visible()
    response = only_response(app)
    assert (response.way, response.timing, response.helper) == ("kiosk", "queued", "")


def test_easy_words_stay_in_the_same_hands(app: Flask, page: Page) -> None:
    page.get_by_role("link", name="Easy words").click()
    page.wait_for_selector("html.kiosk")
    begin(page)
    answer_all(page)
    page.get_by_role("button", name="Send my answers").click()
    page.get_by_role("button", name="Done").click()
    at_the_start(page)
    nothing_waits(page)
    assert (only_response(app).way, only_response(app).variant) == ("kiosk", "easy-read")
