"""The ways through a questionnaire: back, round about, and by mistake."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.browser.answering import TYPED, answer, answer_all, go_on, only_answers, question, send, skip, start, step
from tests.browser.chromium import OpenPage, assert_accessible
from tests.respondent.asking import kept, prepare, prepare_own

YES_NO = [{"code": "yes", "label": "Yes"}, {"code": "no", "label": "No"}]
WHICH = [*YES_NO, {"code": "neither", "label": "None of these", "excludes": True}]
OWN: list[dict[str, Any]] = [
    {"type": "choice", "code": "met", "text": "Did we meet?", "options": YES_NO},
    {"type": "rating", "code": "rate", "text": "How was it?", "low": "Bad", "high": "Good", "visible_if": None},
    {"type": "choices", "code": "which", "text": "Which?", "options": WHICH},
    {"type": "number", "code": "times", "text": "How many times?", "most": 20},
]
OWN[1]["visible_if"] = {"kind": "equals", "question": "met", "value": "yes"}


@pytest.fixture
def page(app: Flask, live_server: str, open_page: OpenPage) -> Page:
    """The first question of the young people's survey, on a tablet."""
    prepare(app)
    page = open_page("tablet")
    start(page, f"{live_server}/s/views")
    return page


@pytest.fixture
def own(app: Flask, live_server: str, open_page: OpenPage) -> Page:
    """The first question of a survey with rules, ratings and numbers."""
    prepare_own(app, OWN)
    page = open_page("phone")
    start(page, f"{live_server}/s/own")
    go_on(page)
    return page


def test_back_and_the_browser_s_back_lead_to_the_question_before_with_its_answer(page: Page) -> None:
    answer(page)
    go_on(page)
    go_on_without_answer = question(page)
    page.get_by_role("button", name="Back").click()
    assert question(page) == "My worker listens to me."
    expect(step(page).get_by_label("In between")).to_be_checked()
    page.go_forward()
    assert question(page) == go_on_without_answer
    page.go_back()
    expect(step(page).get_by_label("In between")).to_be_checked()
    page.go_back()
    expect(page.get_by_role("button", name="Start")).to_be_visible()


def test_progress_counts_questions_and_stands_in_the_title(page: Page) -> None:
    expect(page.get_by_text("Question 1 of 16")).to_be_visible()
    skip(page)
    expect(page.get_by_text("Question 2 of 16")).to_be_visible()
    assert page.title() == "Question 2 of 16 – Council feedback"


def test_going_on_without_an_answer_says_what_to_do_and_leads_there(page: Page) -> None:
    go_on(page)
    errors = page.locator("#errors")
    expect(errors).to_be_focused()
    assert_accessible(page)
    errors.get_by_role("link", name="Choose one answer, or skip this one.").click()
    expect(step(page).get_by_role("radio").first).to_be_focused()
    answer(page)
    go_on(page)
    expect(errors).to_be_hidden()


def test_an_answer_can_be_cleared(page: Page) -> None:
    button = page.get_by_role("button", name="Clear my answer")
    expect(button).to_be_hidden()
    answer(page)
    button.click()
    expect(step(page).get_by_label("In between")).not_to_be_checked()
    expect(button).to_be_hidden()


def test_skipping_takes_the_answer_back(app: Flask, page: Page) -> None:
    answer(page)
    skip(page)
    while step(page).get_attribute("data-step") != "check":
        go_on(page) if step(page).get_attribute("data-type") == "statement" else skip(page)
    send(page)
    assert set(only_answers(app, "views").values()) == {"skipped", "not_asked"}


def test_an_answer_is_changed_from_the_last_page_and_back(app: Flask, page: Page) -> None:
    answer_all(page)
    page.get_by_role("button", name="Change: I am treated fairly.").click()
    step(page).get_by_label("Yes, really").check()
    go_on(page)
    row = page.locator("#given > div").nth(1)
    expect(row).to_contain_text("Yes, really")
    send(page)
    assert only_answers(app, "views")["fair"] == "really"


def test_stopping_asks_first_and_then_forgets_everything(page: Page) -> None:
    answer(page)
    page.get_by_role("button", name="Stop", exact=True).click()
    assert_accessible(page)
    page.get_by_role("button", name="Keep going").click()
    expect(step(page).get_by_label("In between")).to_be_checked()
    before = page.locator("[name=response_id]").input_value()
    page.get_by_role("button", name="Stop", exact=True).click()
    page.get_by_role("button", name="Stop and clear").click()
    expect(page.get_by_role("heading", name="You have stopped")).to_be_focused()
    assert_accessible(page)
    page.get_by_role("button", name="Start again").click()
    page.get_by_role("button", name="Start").click()
    expect(page.locator("#answers input:checked")).to_have_count(0)
    after = page.locator("[name=response_id]").input_value()
    assert re.fullmatch(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", after)
    assert after != before


def test_loading_the_page_again_keeps_nothing(page: Page) -> None:
    answer(page)
    go_on(page)
    page.reload()
    expect(page.get_by_role("button", name="Start")).to_be_visible()
    expect(page.locator("#answers input:checked")).to_have_count(0)


def test_questions_come_and_go_with_the_answers_that_they_depend_on(app: Flask, own: Page) -> None:
    expect(own.get_by_text("Question 1 of 3")).to_be_visible()
    step(own).get_by_label("Yes").check()
    go_on(own)
    expect(own.get_by_text("Question 2 of 4")).to_be_visible()
    step(own).get_by_role("radio", name="7").check()
    own.get_by_role("button", name="Back").click()
    step(own).get_by_label("No", exact=True).check()
    go_on(own)
    assert question(own) == "Which?"
    skip(own)
    skip(own)
    assert own.locator("#given > div").count() == 3
    send(own)
    assert only_answers(app, "own") == {"met": "no", "rate": "not_asked", "which": "skipped", "times": "skipped"}


def test_an_option_that_stands_alone_takes_the_others_back(own: Page) -> None:
    skip(own)
    boxes = step(own)
    boxes.get_by_label("Yes").check()
    boxes.get_by_label("No", exact=True).check()
    boxes.get_by_label("None of these").check()
    expect(boxes.get_by_label("Yes")).not_to_be_checked()
    boxes.get_by_label("Yes").check()
    expect(boxes.get_by_label("None of these")).not_to_be_checked()


@pytest.mark.parametrize("wrong", ["21", "-1", "two", "1.5", ""])
def test_a_number_that_cannot_be_is_pointed_out(own: Page, wrong: str) -> None:
    skip(own)
    skip(own)
    step(own).locator("input").fill(wrong)
    go_on(own)
    expect(own.locator("#errors")).to_contain_text("Write a number from 0 to 20, or skip this one.")


def test_enter_in_a_box_goes_on(own: Page) -> None:
    skip(own)
    skip(own)
    step(own).locator("input").fill("3")
    own.keyboard.press("Enter")
    expect(own.get_by_role("heading", name="Check your answers")).to_be_focused()


def test_three_goals_can_be_chosen_and_no_more(app: Flask, live_server: str, open_page: OpenPage) -> None:
    prepare(app, starter="how_things_are_going")
    page = open_page("phone")
    start(page, f"{live_server}/s/views")
    for _ in range(8):
        skip(page)
    for number in range(4):
        step(page).get_by_role("checkbox").nth(number).check()
    go_on(page)
    expect(page.locator("#errors")).to_contain_text("Choose 3 goals at most.")
    step(page).get_by_role("group", name="How close are you now? Do well at school").get_by_role("radio", name="10").check()
    step(page).get_by_role("checkbox").nth(0).uncheck()
    go_on(page)
    skip(page)
    send(page)
    assert only_answers(app, "views")["goals"] == {"work": None, "home": None, "friends": None}


def test_the_last_page_says_answers_in_words(app: Flask, live_server: str, open_page: OpenPage) -> None:
    prepare(app, starter="how_things_are_going")
    page = open_page("tablet")
    start(page, f"{live_server}/s/views")
    answer_all(page)
    rows = page.locator("#given > div")
    expect(rows.nth(0)).to_contain_text("How is school, college or work?")
    expect(rows.nth(0)).to_contain_text("Okay")
    expect(rows.nth(8)).to_contain_text("Get a job or training: 4 out of 10")
    expect(rows.nth(9)).to_contain_text("07700 900123")


def test_a_comment_that_is_too_long_is_pointed_out_and_kept(page: Page) -> None:
    while step(page).get_attribute("data-type") != "comment":
        go_on(page) if step(page).get_attribute("data-type") == "statement" else skip(page)
    step(page).locator("textarea").fill("x" * 5001)
    go_on(page)
    expect(page.locator("#errors")).to_contain_text("You can use 5000 letters. You have 5001.")
    expect(step(page).locator("textarea")).to_have_value("x" * 5001)


def test_two_taps_on_send_send_once(app: Flask, page: Page) -> None:
    answer_all(page)
    posts: list[str] = []
    page.on("request", lambda request: posts.append(request.url) if request.method == "POST" else None)
    page.get_by_role("button", name="Send").dblclick()
    expect(page.locator("main[data-state=sent]")).to_be_visible()
    assert len(posts) == 1
    assert kept(app) == 1


def test_after_sending_nobody_gets_back_to_the_answers(page: Page) -> None:
    answer_all(page)
    send(page)
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    page.go_back()
    expect(page.get_by_role("button", name="Start")).to_be_visible()
    expect(page.locator("#answers input:checked")).to_have_count(0)
    assert TYPED not in page.content()


def test_a_page_brought_back_from_memory_has_forgotten_everything(page: Page, live_server: str) -> None:
    answer(page)
    page.evaluate("window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
    expect(page.locator("#answers input:checked")).to_have_count(0)
    with page.expect_navigation():
        page.evaluate("window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    expect(page.get_by_role("button", name="Start")).to_be_visible()


def test_a_keyboard_alone_is_enough(app: Flask, live_server: str, open_page: OpenPage) -> None:
    prepare_own(app, OWN[:1])
    page = open_page("desk")
    page.goto(f"{live_server}/s/own")
    page.get_by_role("button", name="Start").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Continue").focus()
    page.keyboard.press("Enter")
    expect(step(page).get_by_role("heading", level=3)).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    expect(step(page).get_by_label("No", exact=True)).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Send").focus()
    page.keyboard.press("Enter")
    expect(page.locator("main[data-state=sent]")).to_be_visible()
    assert only_answers(app, "own") == {"met": "no"}


def test_the_focus_is_never_hidden_behind_the_buttons(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 640})
    for option in step(page).get_by_role("radio").locator("visible=true").all():
        option.focus()
        box, bar = option.bounding_box(), page.locator(".controls").bounding_box()
        assert box
        assert bar
        assert box["y"] + 10 < bar["y"]
