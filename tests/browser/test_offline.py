"""After one visit a survey opens without a network; what the service worker keeps is its own, whole, and not stale for long."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.browser.answering import answer_all, only_answers, start
from tests.browser.chromium import OpenPage
from tests.browser.tablets import eventually, nothing_waits, ready
from tests.respondent.asking import close, invite, kept, prepare, set_council

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

KEPT = """async () => {
    const cache = await caches.open("respondent-1");
    return (await cache.keys()).map((request) => request.url.replace(location.origin, ""));
}"""
# As if every page had been kept sixteen minutes ago.
AGE = """async () => {
    const cache = await caches.open("respondent-1");
    for (const request of await cache.keys()) {
        const one = await cache.match(request);
        if (!one.headers.has("x-kept-at")) continue;
        const headers = new Headers(one.headers);
        headers.set("x-kept-at", String(Date.now() - 16 * 60 * 1000));
        await cache.put(request, new Response(await one.text(), { headers }));
    }
}"""


@pytest.fixture
def page(app: Flask, live_server: str, open_page: OpenPage) -> Page:
    """The young people's survey, visited once."""
    prepare(app)
    page = open_page("tablet")
    page.goto(f"{live_server}/s/views")
    ready(page)
    return page


def asked_of(app: Flask) -> list[str]:
    """What the server is asked for from now on."""
    asked: list[str] = []
    before = app.wsgi_app

    def noting(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        asked.append(environ["PATH_INFO"])
        return before(environ, start_response)

    app.wsgi_app = noting  # type: ignore[method-assign]
    return asked


def test_without_a_network_a_survey_opens_is_answered_and_sent_later(app: Flask, live_server: str, page: Page) -> None:
    page.context.set_offline(True)
    start(page, f"{live_server}/s/views")
    answer_all(page)
    page.get_by_role("button", name="Send my answers").click()
    expect(page.locator("main[data-state=waiting]")).to_be_visible()
    assert kept(app) == 0
    page.context.set_offline(False)
    nothing_waits(page)
    assert only_answers(app, "views")["listened"] == "in_between"


def test_every_person_on_a_page_that_was_kept_has_an_id_of_their_own(app: Flask, live_server: str, page: Page) -> None:
    ids = set()
    for _ in range(3):
        page.goto(f"{live_server}/s/views")
        ids.add(page.locator("[name=response_id]").input_value())
    assert len(ids) == 3


def test_easy_words_open_without_a_network_too(page: Page) -> None:
    eventually(page, lambda: "/s/views/easy-read" in page.evaluate(KEPT))
    page.context.set_offline(True)
    page.get_by_role("link", name="Easy words").click()
    expect(page.get_by_role("link", name="Usual words")).to_be_visible()
    assert page.locator(".face").first.get_attribute("aria-hidden") == "true"


def test_a_second_visit_asks_the_server_for_nothing(app: Flask, live_server: str, page: Page) -> None:
    eventually(page, lambda: "/s/views/easy-read" in page.evaluate(KEPT))
    asked = asked_of(app)
    page.goto(f"{live_server}/s/views", wait_until="networkidle")
    # The browser itself asks whether the worker is still the same; that is no part of the visit.
    assert [path for path in asked if path != "/s/worker.js"] == []


def test_a_kept_page_is_whole_and_no_older_file_stays(page: Page) -> None:
    eventually(page, lambda: "/s/views/easy-read" in page.evaluate(KEPT))
    page.evaluate("caches.open('respondent-1').then((cache) => cache.put('/static/respondent.js?v=old', new Response('')))")
    page.reload()
    eventually(page, lambda: "/static/respondent.js?v=old" not in page.evaluate(KEPT))
    names = {re.sub(r"\?.*", "", address) for address in page.evaluate(KEPT)}
    assert {
        "/s/views",
        "/s/views/easy-read",
        "/static/respondent.css",
        "/theme.css",
        "/govuk/idb.js",
        "/static/respondent-faces.svg",
    } <= names
    assert not [name for name in names if name.startswith(("/i/", "/officer", "/privacy"))]


def test_a_page_older_than_a_quarter_of_an_hour_is_fetched_again_after_use(app: Flask, live_server: str, page: Page) -> None:
    page.evaluate(AGE)
    set_council(app, public_name="Another name")
    page.goto(f"{live_server}/s/views")
    expect(page.get_by_text("Another name")).to_have_count(0)

    def renewed() -> bool:
        page.goto(f"{live_server}/s/views")
        return page.get_by_text("Another name").count() > 0

    eventually(page, renewed)


def test_a_survey_that_closed_is_let_go_of(app: Flask, live_server: str, page: Page) -> None:
    page.evaluate(AGE)
    close(app)
    page.goto(f"{live_server}/s/views")
    eventually(page, lambda: "/s/views" not in page.evaluate(KEPT))
    page.goto(f"{live_server}/s/views")
    expect(page.get_by_role("heading", name="This has closed")).to_be_visible()


def test_a_personal_link_and_officers_pages_are_never_kept(app: Flask, live_server: str, page: Page) -> None:
    invite(app, "token")
    for path in ("/i/token", "/officer/sign-in", "/privacy"):
        page.goto(live_server + path)
        assert page.evaluate("navigator.serviceWorker.controller") is None
    assert not [address for address in page.evaluate(KEPT) if address.startswith(("/i/", "/officer", "/privacy"))]


def test_an_older_worker_s_pages_are_gone_when_a_newer_one_takes_over(app: Flask, live_server: str, open_page: OpenPage) -> None:
    prepare(app)
    page = open_page("phone")
    page.goto(f"{live_server}/privacy")
    page.evaluate("caches.open('respondent-0')")
    page.goto(f"{live_server}/s/views")
    ready(page)
    assert page.evaluate("caches.keys()") == ["respondent-1"]
