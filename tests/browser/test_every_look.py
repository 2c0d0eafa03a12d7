"""axe finds nothing in any words, size or colours; nothing is cut off or moves where somebody has asked for that; a keyboard is enough."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Locator, Page, ViewportSize, expect

from tests.browser.answering import TOO_WIDE, go_on, only_answers, start, step
from tests.browser.chromium import OpenPage, assert_accessible
from tests.browser.tablets import enrol, hand_over, nothing_waits, only_response
from tests.respondent.asking import prepare
from tests.respondent.translated import prepare_translated

LOOKS: dict[str, dict[str, str]] = {
    "usual": {"size": "1", "contrast": "normal"},
    "strong": {"size": "1", "contrast": "high"},
    "soft": {"size": "1", "contrast": "soft"},
    "largest": {"size": "3", "contrast": "normal"},
}
LOOK = "(look) => Object.assign(document.documentElement.dataset, look)"
WORDS = ["/s/own", "/s/views/easy-read", "/s/own/cy", "/s/own/ur"]
AROUND = ["/privacy", "/privacy/law", "/accessibility", "/withdraw", "/i/", "/s/nobody"]
# A desk of 1280 by 1024 at 400 %.
ZOOMED: ViewportSize = {"width": 320, "height": 256}
# Words that are seen, and of which a part lies beside the screen or outside of what holds them.
CUT_OFF = """() => {
    const unseen = (one) => one.closest(".unseen, .skip-link, .exit .wide, .chip span, [aria-hidden]") || one.matches(".asking h1");
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
        const node = walker.currentNode;
        if (!node.data.trim() || !node.parentElement.checkVisibility() || unseen(node.parentElement)) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        for (const box of range.getClientRects()) if (box.left < -1 || box.right > innerWidth + 1) found.push(node.data.trim());
    }
    return found;
}"""


def steps(page: Page, address: str) -> Iterator[str]:
    """Go through a survey in any language: stops at every kind of step, with an error, with an answer, and after sending."""
    page.goto(address)
    yield "welcome"
    page.locator("[data-do=start]").click()
    seen: set[str | None] = set()
    while step(page).get_attribute("data-step") != "check":
        kind = step(page).get_attribute("data-type")
        if kind not in seen:
            seen.add(kind)
            yield from answered(page, kind)
        page.locator("[data-do=continue]" if kind == "statement" else "[data-do=skip]").click()
    yield "check"
    page.locator("#answers [name=start]").click()
    page.locator("main[data-state=sent]").wait_for()
    yield "sent"


def answered(page: Page, kind: str | None) -> Iterator[str]:
    """A question with an error where it can have one, and with an answer where there is something to choose."""
    if kind in {"number", "rating", "goals", "choices"}:
        page.locator("[data-do=continue]").click()
        expect(page.locator("#errors")).to_be_visible()
    choices = step(page).locator("input[type=radio]:visible, input[type=checkbox]:visible")
    if choices.count():
        choices.first.check()
    yield f"question {kind}"


def prepare_every_kind(app: Flask) -> None:
    """Each kind of question in English, Welsh and Urdu, and easy words."""
    prepare(app)
    prepare_translated(app, "cy", "ur")


def assert_accessible_in_every_look(page: Page) -> None:
    for look in LOOKS.values():
        page.evaluate(LOOK, look)
        assert_accessible(page)
    page.emulate_media(forced_colors="active")
    assert_accessible(page)
    page.emulate_media(forced_colors="none")
    page.evaluate(LOOK, LOOKS["usual"])


@pytest.mark.parametrize("words", WORDS)
def test_axe_finds_nothing_in_any_words_size_or_colours(app: Flask, live_server: str, open_page: OpenPage, words: str) -> None:
    prepare_every_kind(app)
    page = open_page("tablet", reduced_motion="reduce")
    for _ in steps(page, live_server + words):
        assert_accessible_in_every_look(page)


@pytest.mark.parametrize("language", ["", "cy", "ur"])
def test_axe_finds_nothing_around_the_surveys_in_any_language(app: Flask, live_server: str, open_page: OpenPage, language: str) -> None:
    prepare_every_kind(app)
    page = open_page("phone", forced_colors="active")
    for path in AROUND:
        page.goto(f"{live_server}{path}?language={language}")
        assert_accessible(page)


@pytest.mark.parametrize("words", WORDS)
def test_at_four_times_the_size_nothing_is_cut_off(app: Flask, live_server: str, open_page: OpenPage, words: str) -> None:
    prepare_every_kind(app)
    page = open_page("desk", reduced_motion="reduce")
    page.set_viewport_size(ZOOMED)
    for stop in steps(page, live_server + words):
        page.evaluate(LOOK, LOOKS["largest"])
        assert (stop, page.evaluate(TOO_WIDE), page.evaluate(CUT_OFF)) == (stop, [], [])


def tab_to(page: Page, place: Locator) -> None:
    """Press Tab until the focus is there."""
    for _ in range(30):
        page.keyboard.press("Tab")
        if place.evaluate("(element) => element === document.activeElement"):
            return
    raise AssertionError(f"Tab does not lead to {place}")


def press(page: Page, name: str) -> None:
    """Press a button by the keyboard alone."""
    tab_to(page, page.get_by_role("button", name=name))
    page.keyboard.press("Enter")


def answer_by_keyboard(page: Page) -> None:
    """Choose the first option, or write."""
    fields = step(page).locator("input:visible, textarea:visible")
    if fields.count():
        tab_to(page, fields.first)
        page.keyboard.press("Space") if fields.first.get_attribute("type") in {"radio", "checkbox"} else page.keyboard.type("3")
    press(page, "Continue")


def test_a_keyboard_alone_takes_a_tablet_from_the_worker_to_the_end_and_back(app: Flask, live_server: str, open_page: OpenPage) -> None:
    prepare_translated(app)
    page = open_page("tablet", reduced_motion="reduce")
    enrol(app, page, live_server, "own")
    press(page, "Takes part")
    page.wait_for_selector("html.kiosk")
    press(page, "Start")
    while step(page).get_attribute("data-step") != "check":
        answer_by_keyboard(page)
    press(page, "Send my answers")
    expect(page.get_by_text("Please hand the tablet back.")).to_be_visible()
    press(page, "Done")
    expect(page.get_by_role("heading", name="Start a survey")).to_be_visible()
    nothing_waits(page)
    assert only_answers(app, "own")["workers"] == 3
    assert only_response(app, "own").helper == "none"


@pytest.mark.parametrize(("wish", "moves"), [("reduce", "none"), ("no-preference", "arrive")])
def test_nothing_moves_for_somebody_who_does_not_want_it(app: Flask, live_server: str, open_page: OpenPage, wish: str, moves: str) -> None:
    prepare(app)
    page = open_page("tablet", reduced_motion=wish)
    start(page, f"{live_server}/s/views")
    go_on(page)
    assert step(page).evaluate("(step) => getComputedStyle(step).animationName") == moves


def test_a_tablet_is_accessible_in_forced_colours(app: Flask, live_server: str, open_page: OpenPage) -> None:
    prepare(app)
    page = open_page("tablet", forced_colors="active", reduced_motion="reduce")
    enrol(app, page, live_server, "views")
    assert_accessible(page)
    for opens in ("Says no", "Leave this page"):
        page.get_by_role("button", name=opens).click()
        assert_accessible(page)
        page.get_by_role("dialog").get_by_role("button", name="Go back").click()
    hand_over(page)
    page.get_by_role("button", name="No thanks").click()
    expect(page.get_by_text("Please hand the tablet back.")).to_be_visible()
    assert_accessible(page)
