"""What somebody hears who does not see the page: names in order, where the focus goes, what is announced, and in which language."""

from __future__ import annotations

import pytest
from flask import Flask
from playwright.sync_api import Locator, Page, expect

from tests.browser.answering import answer_all, go_on, skip, start, step
from tests.browser.chromium import OpenPage
from tests.browser.tablets import FULL, away, back_again, enrol, hand_over
from tests.respondent.asking import prepare
from tests.respondent.translated import prepare_translated

SENT = "Thank you. Your answers have been sent."
SAFE = "Thank you. Your answers are safe here."
QUESTION_IN_ORDER = """
- heading "Tell us what you think" [level=1]
- button "Back"
- paragraph: Question 1 of 16
- button "Stop"
- region "You and your worker":
  - heading "You and your worker" [level=2]
  - group "My worker listens to me.":
    - heading "My worker listens to me." [level=3]
    - radio "No, really not"
    - text: No, really not
    - radio "Not really"
    - text: Not really
    - radio "In between"
    - text: In between
    - radio "Mostly"
    - text: Mostly
    - radio "Yes, really"
    - text: Yes, really
    - radio "Not sure"
    - text: Not sure
- button "Continue"
- button "Skip this one"
"""
SPOKEN_IN = """(element) => [element.closest("[lang]").lang, getComputedStyle(element).direction]"""


@pytest.fixture
def page(app: Flask, live_server: str, open_page: OpenPage) -> Page:
    """The first question of the young people's survey."""
    prepare(app)
    page = open_page("tablet")
    start(page, f"{live_server}/s/views")
    return page


@pytest.fixture
def every_kind(app: Flask, live_server: str, open_page: OpenPage) -> Page:
    """The words before the first question of a survey with each kind of question."""
    prepare_translated(app)
    page = open_page("tablet")
    start(page, f"{live_server}/s/own")
    return page


@pytest.fixture
def tablet(app: Flask, live_server: str, open_page: OpenPage) -> Page:
    """The worker's page on a tablet."""
    prepare(app)
    page = open_page("tablet")
    enrol(app, page, live_server, "views")
    return page


def spoken_in(place: Locator) -> list[str]:
    """The language and the direction of an element."""
    return list(place.evaluate(SPOKEN_IN))


def test_a_question_is_heard_in_order(page: Page) -> None:
    expect(page.locator("main")).to_match_aria_snapshot(QUESTION_IN_ORDER)


def test_the_focus_lands_on_each_question_and_with_it_is_said_how_far_it_is(every_kind: Page) -> None:
    words = step(every_kind).get_by_role("list")
    expect(words).to_be_focused()
    expect(words).to_have_accessible_description("Before you go on")
    assert every_kind.title() == "Before you go on – Have your say"
    go_on(every_kind)
    for number in range(1, 9):
        heading = step(every_kind).get_by_role("heading", level=3)
        expect(heading).to_be_focused()
        expect(heading).to_have_accessible_description(f"Question {number} of 8")
        skip(every_kind)
    last = every_kind.get_by_role("heading", name="Check your answers")
    expect(last).to_be_focused()
    expect(last).to_have_accessible_description("Nearly done")
    assert every_kind.title() == "Check your answers – Have your say"


def test_an_error_is_said_with_its_question_and_only_while_there_is_one(page: Page) -> None:
    group = page.get_by_role("group", name="My worker listens to me.")
    expect(group).to_have_accessible_description("")
    go_on(page)
    expect(page.get_by_role("alert")).to_be_focused()
    expect(group).to_have_accessible_description("Error: Choose one answer, or skip this one.")
    page.get_by_role("link", name="Choose one answer, or skip this one.").click()
    expect(page.get_by_role("radio", name="No, really not")).to_be_focused()
    page.keyboard.press("Space")
    go_on(page)
    page.get_by_role("button", name="Back").click()
    expect(group).to_have_accessible_description("")


def test_a_box_with_an_error_says_so_itself(every_kind: Page) -> None:
    go_on(every_kind)
    while step(every_kind).get_attribute("data-type") != "number":
        skip(every_kind)
    box = step(every_kind).get_by_role("textbox")
    expect(box).to_have_accessible_description("")
    go_on(every_kind)
    expect(box).to_have_accessible_description("Error: Write a number from 0 to 20, or skip this one.")
    expect(box).to_have_attribute("aria-invalid", "true")


def test_the_ends_of_a_row_of_numbers_are_said(every_kind: Page) -> None:
    go_on(every_kind)
    while step(every_kind).get_attribute("data-type") != "rating":
        skip(every_kind)
    expect(step(every_kind).get_by_role("group")).to_have_accessible_description("0 Bad 10 Good")
    while step(every_kind).get_attribute("data-type") != "goals":
        skip(every_kind)
    step(every_kind).get_by_role("checkbox", name="Work").check()
    rate = step(every_kind).get_by_role("group", name="How close are you now? Work")
    expect(rate).to_have_accessible_description("0 Start 10 Done")


@pytest.mark.parametrize(("path", "said"), [("/withdraw", "We cannot find answers with this code."), ("/i/", "We cannot find this code.")])
def test_a_code_that_is_unknown_is_said_with_its_box(live_server: str, open_page: OpenPage, path: str, said: str) -> None:
    page = open_page("phone")
    page.goto(live_server + path)
    page.get_by_role("button", name="Continue").click()
    assert page.title().startswith("Error: ")
    expect(page.get_by_role("alert")).to_contain_text(said)
    page.get_by_role("alert").get_by_role("link").click()
    expect(page.get_by_role("textbox")).to_be_focused()
    assert said in (page.get_by_role("textbox").evaluate("(box) => box.ariaDescribedByElements.map((one) => one.textContent).join(' ')"))


@pytest.mark.parametrize(
    ("opens", "dialog", "closes"),
    [("Stop", "Stop and clear your answers?", "Keep going"), ("Words and colours", "Words and colours", "Done")],
)
def test_a_dialog_takes_the_focus_and_gives_it_back(page: Page, opens: str, dialog: str, closes: str) -> None:
    button = page.get_by_role("button", name=opens, exact=True)
    for close in (lambda: page.get_by_role("button", name=closes).click(), lambda: page.keyboard.press("Escape")):
        button.click()
        expect(page.get_by_role("dialog", name=dialog).locator(":focus")).to_have_count(1)
        close()
        expect(button).to_be_focused()


def test_the_worker_s_dialogs_give_the_focus_back(tablet: Page) -> None:
    for opens in ("Says no", "Leave this page"):
        button = tablet.get_by_role("button", name=opens)
        button.click()
        dialog = tablet.get_by_role("dialog", name=opens)
        expect(dialog.locator(":focus")).to_have_count(1)
        dialog.get_by_role("button", name="Go back").click()
        expect(button).to_be_focused()


def test_that_nothing_is_sent_yet_is_said_with_the_question_whether_to_stop(page: Page) -> None:
    page.get_by_role("button", name="Stop", exact=True).click()
    expect(page.get_by_role("dialog")).to_have_accessible_description("Nothing has been sent.")


def test_that_answers_wait_and_that_they_were_sent_is_announced(page: Page) -> None:
    answer_all(page)
    away(page)
    page.get_by_role("button", name="Send my answers").click()
    expect(page.get_by_role("status")).to_have_text(SAFE)
    expect(page.get_by_role("heading", level=1, name=SAFE)).to_be_focused()
    back_again(page)
    expect(page.get_by_role("status")).to_have_text(SENT)
    expect(page.get_by_role("heading", level=1, name=SENT)).to_be_focused()


def test_that_answers_could_not_be_sent_is_announced(page: Page) -> None:
    answer_all(page)
    away(page)
    page.evaluate(FULL)
    page.get_by_role("button", name="Send my answers").click()
    expect(page.get_by_role("heading", name="Your answers are not sent yet")).to_be_focused()
    expect(page.get_by_role("alert")).to_contain_text("Keep this page open.")


def test_what_the_worker_noted_and_what_is_missing_is_announced(tablet: Page) -> None:
    tablet.get_by_role("button", name="Says no").click()
    tablet.get_by_role("button", name="Save").click()
    expect(tablet.get_by_role("status").first).to_have_text("Saved: Says no")
    expect(tablet.get_by_role("button", name="Says no")).to_be_focused()
    tablet.get_by_label("Is there a code for this person?").fill("no code")
    tablet.get_by_role("button", name="Takes part").click()
    expect(tablet.get_by_role("alert")).to_contain_text("A code has 10 letters and numbers.")
    expect(tablet.get_by_label("Is there a code for this person?")).to_be_focused()


def test_on_a_tablet_who_is_there_the_time_and_the_end_are_said(tablet: Page) -> None:
    tablet.clock.install()
    hand_over(tablet)
    tablet.get_by_role("button", name="Start").click()
    with_you = tablet.get_by_role("group", name="Who is with you?")
    expect(with_you).to_have_accessible_description("")
    go_on(tablet)
    expect(with_you).to_have_accessible_description("Error: Choose one answer, or skip this one.")
    tablet.clock.run_for(61_000)
    idle = tablet.get_by_role("dialog", name="Are you still there?")
    assert "seconds left" in idle.evaluate("(dialog) => dialog.ariaDescribedByElements[0].textContent")
    expect(tablet.get_by_role("button", name="Yes, I am here")).to_be_focused()
    tablet.get_by_role("button", name="Yes, I am here").click()
    answer_all(tablet)
    tablet.get_by_role("button", name="Send my answers").click()
    expect(tablet.get_by_role("alert")).to_contain_text("Please hand the tablet back.")
    tablet.get_by_role("button", name="I need more time").click()
    expect(tablet.get_by_role("button", name="Done")).to_be_focused()


def test_words_of_ours_that_nobody_checked_are_heard_as_english_among_questions_in_urdu(
    app: Flask, live_server: str, open_page: OpenPage
) -> None:
    prepare_translated(app)
    page = open_page("tablet")
    page.goto(f"{live_server}/s/own/ur")
    assert spoken_in(page.get_by_role("heading", level=1)) == ["ur", "rtl"]
    assert spoken_in(page.get_by_role("link", name="Cymraeg")) == ["cy", "ltr"]
    page.get_by_role("button", name="Start").click()
    go_on(page)
    assert spoken_in(step(page).get_by_role("heading", level=3)) == ["ur", "rtl"]
    for place in (page.get_by_role("button", name="Continue"), page.get_by_text("Question 1 of 8")):
        assert spoken_in(place) == ["en", "ltr"]
    step(page).get_by_role("radio").first.check()
    go_on(page)
    for _ in range(7):
        skip(page)
    answered, skipped = page.locator("#given > div").nth(0), page.locator("#given > div").nth(1)
    for part in (answered.locator("dt"), answered.locator("dd").first, skipped.locator("dt")):
        assert spoken_in(part) == ["ur", "rtl"]
    assert spoken_in(skipped.get_by_text("Skipped")) == ["en", "ltr"]


def test_in_urdu_everything_is_heard_as_urdu_but_what_the_council_typed(app: Flask, live_server: str, open_page: OpenPage) -> None:
    prepare_translated(app, "ur")
    page = open_page("tablet")
    page.goto(f"{live_server}/s/own/ur")
    assert spoken_in(page.locator("[data-do=start]")) == ["ur", "rtl"]
    assert spoken_in(page.get_by_text("Have your say")) == ["en", "ltr"]


def test_on_a_phone_the_way_out_keeps_its_whole_name(app: Flask, live_server: str, open_page: OpenPage) -> None:
    prepare(app)
    page = open_page("narrow")
    page.goto(f"{live_server}/s/views")
    expect(page.get_by_role("banner").get_by_role("link")).to_have_accessible_name("Exit this page")
