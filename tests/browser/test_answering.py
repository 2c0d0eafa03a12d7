"""Each starter is answered from beginning to end: on a tablet, on a phone, at 320 pixels, and without JavaScript."""

from __future__ import annotations

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from feedback.questionnaire import starters
from feedback.questionnaire.definition import NOT_ASKED
from tests.browser.answering import (
    LANDSCAPE,
    TYPED,
    answer,
    answer_all,
    assert_easy_to_use,
    go_on,
    only_answers,
    send,
    start,
    step,
)
from tests.browser.chromium import OpenPage, assert_accessible
from tests.respondent.asking import prepare, set_council

STARTERS = tuple(starters.all())


@pytest.mark.parametrize("starter", STARTERS)
@pytest.mark.parametrize("device", ["tablet", "phone"])
def test_a_starter_is_answered_one_question_at_a_time(app: Flask, live_server: str, open_page: OpenPage, starter: str, device: str) -> None:
    prepare(app, starter=starter)
    page = open_page(device)
    if device == "tablet":
        page.set_viewport_size(LANDSCAPE)
    start(page, f"{live_server}/s/views")
    asked = answer_all(page)
    assert page.locator("#given > div").count() == asked
    send(page)
    kept = only_answers(app, "views")
    scales = [question.code for question in starters.get(starter).questions() if question.type == "scale"]
    assert [code for code in scales if kept[code] in ("skipped", NOT_ASKED)] == []


@pytest.mark.parametrize("starter", STARTERS)
def test_a_starter_is_answered_without_javascript(app: Flask, live_server: str, open_page: OpenPage, starter: str) -> None:
    prepare(app, starter=starter)
    page = open_page("phone", java_script_enabled=False)
    page.goto(f"{live_server}/s/views")
    for fieldset in page.locator("#answers fieldset:has(input[type=radio]):not(.rate)").all():
        fieldset.get_by_role("radio").nth(3).check()
    for box in page.locator("textarea").all():
        box.fill(TYPED)
    page.get_by_role("button", name="Send").click()
    expect(page.locator("main[data-state=sent]")).to_be_visible()
    scales = [question.code for question in starters.get(starter).questions() if question.type == "scale"]
    kept = only_answers(app, "views")
    assert [code for code in scales if kept[code] == "skipped"] == []


@pytest.mark.parametrize("device", ["tablet", "phone", "narrow"])
def test_every_step_of_every_kind_is_accessible_and_easy_to_use(app: Flask, live_server: str, open_page: OpenPage, device: str) -> None:
    prepare(app, slug="views", privacy="open")
    prepare(app, slug="going", starter="how_things_are_going")
    set_council(app, demo=True)
    page = open_page(device)
    for slug, pages in (("views", {"listened", "before_you_write", "good", "talk", "age_band"}), ("going", {"goals"})):
        page.goto(f"{live_server}/s/{slug}")
        check(page)
        page.get_by_role("button", name="Start").click()
        while step(page).get_attribute("data-step") != "check":
            answer(page)
            if step(page).get_attribute("data-step") in pages:
                check(page)
            go_on(page)
        check(page)
        send(page)
        check(page)


@pytest.mark.parametrize("path", ["/s/views", "/s/views/easy-read", "/s/nobody", "/privacy", "/privacy/law", "/accessibility"])
@pytest.mark.parametrize("script", [True, False])
def test_every_other_page_is_accessible(app: Flask, live_server: str, open_page: OpenPage, path: str, script: bool) -> None:
    prepare(app)
    set_council(app)
    page = open_page("narrow", java_script_enabled=script)
    page.goto(live_server + path)
    if script:
        check(page)
    assert page.get_by_role("heading", level=1).count() == 1


def check(page: Page) -> None:
    """Axe finds nothing, and everything can be seen and tapped."""
    assert_accessible(page)
    assert_easy_to_use(page)


def test_easy_read_is_chosen_answered_and_left_again(app: Flask, live_server: str, open_page: OpenPage) -> None:
    prepare(app)
    page = open_page("tablet")
    page.goto(f"{live_server}/s/views")
    page.get_by_role("link", name="Easy words").click()
    expect(page.get_by_role("link", name="Usual words")).to_be_visible()
    page.get_by_role("button", name="Start").click()
    assert step(page).get_by_role("radio").locator("visible=true").count() == 4
    answer_all(page)
    send(page)
    kept = only_answers(app, "views")
    assert (kept["listened"], kept["overall"], kept["skills"]) == ("really", "good", NOT_ASKED)


def test_a_tablet_on_its_side_shows_the_whole_question(app: Flask, live_server: str, open_page: OpenPage) -> None:
    prepare(app)
    page = open_page("tablet")
    page.set_viewport_size(LANDSCAPE)
    start(page, f"{live_server}/s/views")
    for name in ("No, really not", "Not sure"):
        expect(step(page).get_by_label(name)).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("button", name="Continue")).to_be_in_viewport(ratio=1)
    last = step(page).get_by_label("Not sure").bounding_box()
    button = page.get_by_role("button", name="Continue").bounding_box()
    assert last
    assert button
    assert last["y"] + last["height"] <= button["y"]
    assert last["height"] >= 64


def test_on_a_small_phone_nothing_lies_over_what_must_be_read(app: Flask, live_server: str, open_page: OpenPage) -> None:
    prepare(app)
    page = open_page("phone")
    start(page, f"{live_server}/s/views")
    while step(page).get_attribute("data-type") != "statement":
        answer(page)
        go_on(page)
    notice, button = page.locator(".notice").bounding_box(), page.get_by_role("button", name="Continue").bounding_box()
    assert notice
    assert button
    assert notice["y"] + notice["height"] <= button["y"]


def test_the_first_view_weighs_less_than_40_kilobytes(app: Flask, live_server: str, open_page: OpenPage) -> None:
    prepare(app)
    page = open_page("phone")
    sizes: list[int] = []
    page.on("requestfinished", lambda request: sizes.append(request.sizes()["responseBodySize"]))
    page.goto(f"{live_server}/s/views", wait_until="networkidle")
    assert 1000 < sum(sizes) < 40_000


def test_forced_colours_still_tell_what_is_chosen(app: Flask, live_server: str, open_page: OpenPage) -> None:
    prepare(app)
    page = open_page("tablet", forced_colors="active")
    start(page, f"{live_server}/s/views")
    answer(page)
    borders = "[...document.querySelectorAll('.step.now .option label')].filter((one) => one.checkVisibility())"
    assert sorted(page.evaluate(f"{borders}.map((one) => getComputedStyle(one).borderTopWidth)")) == ["2px"] * 5 + ["4px"]
