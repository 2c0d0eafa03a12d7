"""A browser that cannot seal, or has no room: nothing is lost, nothing is held up, and nobody is left on a tablet's page."""

from __future__ import annotations

import re

from flask import Flask
from playwright.sync_api import Page, Route, expect

from tests.browser.answering import answer_all
from tests.browser.chromium import OpenPage
from tests.browser.tablets import FULL, enrol, eventually, hand_over, waiting
from tests.respondent.asking import kept, prepare

CANNOT_SEAL = "() => { SubtleCrypto.prototype.importKey = () => Promise.reject(new Error('broken')); }"
QUEUE = """async () => {
    for (const name of ["bad", "good"]) await Queue.add({ id: name, slug: "views", sealed: name, tries: name === "bad" ? 0 : 1 });
}"""


def a_tablet(app: Flask, address: str, open_page: OpenPage) -> Page:
    prepare(app)
    page = open_page("tablet")
    page.clock.install()
    enrol(app, page, address, "views")
    return page


def test_a_tablet_that_cannot_seal_sends_the_form_and_leads_back_to_the_start(app: Flask, live_server: str, open_page: OpenPage) -> None:
    page = a_tablet(app, live_server, open_page)
    hand_over(page)
    page.get_by_role("button", name="Start").click()
    answer_all(page)
    page.evaluate(CANNOT_SEAL)
    page.get_by_role("button", name="Send my answers").click()
    expect(page.locator("main[data-state=sent]")).to_be_visible()
    assert kept(app) == 1
    page.clock.run_for(90_000)
    expect(page).to_have_url(re.compile("/s/$"))
    assert waiting(page) == []


def test_with_no_room_left_what_the_server_refuses_does_not_hold_up_the_rest(app: Flask, live_server: str, open_page: OpenPage) -> None:
    page = a_tablet(app, live_server, open_page)

    def refuse_the_bad(route: Route) -> None:
        if '"bad"' in (route.request.post_data or ""):
            route.fulfill(status=413)
        else:
            route.continue_()

    page.context.route("**/sealed", refuse_the_bad)
    page.evaluate(QUEUE)
    page.evaluate(FULL)
    page.evaluate("window.dispatchEvent(new Event('online'))")
    eventually(page, lambda: [item["id"] for item in waiting(page)] == ["bad"])
