"""Answers are sealed on the device, wait there while they must, and are let go of only when the server has them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, Route, expect

from feedback.asking import surveys as life
from feedback.intake import codes, sealed
from feedback.intake.recording import kept_id
from feedback.store import asks
from tests.browser.answering import TYPED, answer, answer_all, only_answers, send, start
from tests.browser.chromium import OpenPage, assert_accessible
from tests.browser.tablets import FULL, away, back_again, eventually, nothing_waits, only_response, waiting
from tests.respondent.asking import kept, prepare


@pytest.fixture
def page(app: Flask, live_server: str, open_page: OpenPage) -> Page:
    """The first question of the young people's survey, by its open link."""
    prepare(app)
    page = open_page("tablet")
    start(page, f"{live_server}/s/views")
    return page


def press_send(page: Page) -> None:
    page.get_by_role("button", name="Send my answers").click()


def outcomes(app: Flask) -> dict[str, int]:
    """How many offers ended how."""
    with app.app_context():
        return {outcome: number for (_, outcome), number in asks.offers(life.find("views").id).items()}


def test_what_is_sent_is_sealed_arrives_whole_and_is_gone_from_the_device(app: Flask, page: Page) -> None:
    answer_all(page)
    response_id = page.locator("[name=response_id]").input_value()
    with page.expect_request("**/sealed") as sending:
        send(page)
    assert TYPED not in (sending.value.post_data or "")
    assert response_id not in (sending.value.post_data or "")
    nothing_waits(page)
    assert TYPED not in page.content()
    response = only_response(app)
    assert (response.way, response.timing, response.helper) == ("link", "", "")
    with app.app_context():
        assert response.id == kept_id(response_id) != response_id
    assert only_answers(app, "views")["listened"] == "in_between"


def test_the_code_to_take_answers_back_is_the_one_that_the_server_knows(app: Flask, page: Page) -> None:
    answer_all(page)
    response_id = page.locator("[name=response_id]").input_value()
    send(page)
    expect(page.locator("[data-withdrawal-code]")).to_have_text(codes.in_groups(codes.withdrawal_code(response_id)))


def test_a_browser_that_cannot_be_asked_what_waits_does_not_say_that_all_was_sent(app: Flask, page: Page) -> None:
    answer_all(page)
    away(page)
    press_send(page)
    page.wait_for_selector("main[data-state=waiting]")
    page.evaluate("() => { IDBObjectStore.prototype.getAll = () => { throw new DOMException('broken', 'UnknownError'); }; }")
    page.evaluate("Queue.sendNow({ id: 'other', slug: 'views', sealed: 'other' })")
    expect(page.locator("main[data-state=waiting]")).to_be_visible()


def test_without_a_network_answers_wait_and_are_sent_by_themselves(app: Flask, page: Page) -> None:
    answer_all(page)
    away(page)
    press_send(page)
    expect(page.locator("main[data-state=waiting]")).to_be_visible()
    expect(page.get_by_role("heading", level=1, name="Your answers are safe here.")).to_be_focused()
    assert_accessible(page)
    assert TYPED not in json.dumps(waiting(page)) + page.content()
    assert kept(app) == 0
    back_again(page)
    expect(page.get_by_role("heading", level=1, name="Your answers have been sent.")).to_be_visible()
    expect(page.locator("#told")).to_contain_text("Your answers have been sent.")
    assert only_response(app).timing == "queued"


def test_what_waits_is_sent_when_the_page_is_opened_again(app: Flask, live_server: str, page: Page) -> None:
    answer_all(page)
    away(page)
    press_send(page)
    page.wait_for_selector("main[data-state=waiting]")
    page.context.unroute("**/sealed")
    page.reload()
    nothing_waits(page)
    assert kept(app) == 1


def test_two_taps_on_send_send_once(app: Flask, page: Page) -> None:
    answer_all(page)
    posts: list[str] = []
    page.on("request", lambda request: posts.append(request.url) if request.method == "POST" else None)
    page.get_by_role("button", name="Send my answers").dblclick()
    expect(page.locator("main[data-state=sent]")).to_be_visible()
    assert len(posts) == 1
    assert kept(app) == 1


@pytest.mark.parametrize("status", [200, 400, 413, 503])
def test_only_the_word_of_the_server_lets_a_device_let_go(app: Flask, page: Page, status: int) -> None:
    answer_all(page)
    page.context.route("**/sealed", lambda route: route.fulfill(status=status, body="<h1>Sign in to this wifi</h1>"))
    press_send(page)
    expect(page.locator("main[data-state=waiting]")).to_be_visible()
    assert [item["tries"] for item in waiting(page)] == [1]
    back_again(page)
    expect(page.locator("main[data-state=sent]")).to_be_visible()
    assert only_answers(app, "views")["listened"] == "in_between"


def test_one_item_that_never_gets_through_holds_up_no_other(app: Flask, live_server: str, page: Page) -> None:
    page.evaluate("Queue.add({ id: 'bad', slug: 'views', sealed: 'bad' })")

    def refuse(route: Route) -> None:
        bad = json.loads(route.request.post_data or "{}")["sealed"] == "bad"
        route.fulfill(status=503) if bad else route.fallback()

    page.context.route("**/sealed", refuse)
    for _ in range(2):
        page.goto(f"{live_server}/s/views")
        page.get_by_role("button", name="Start").click()
        answer_all(page)
        send(page)
    assert [item["id"] for item in waiting(page)] == ["bad"]
    assert kept(app) == 2


def test_a_full_device_sends_at_once(app: Flask, page: Page) -> None:
    answer_all(page)
    page.evaluate(FULL)
    send(page)
    assert kept(app) == 1


def test_answers_that_can_neither_be_kept_nor_sent_stay_on_the_page_sealed(app: Flask, page: Page, tmp_path: Path) -> None:
    answer_all(page)
    away(page)
    page.evaluate(FULL)
    press_send(page)
    expect(page.get_by_role("heading", name="Your answers are not sent yet")).to_be_focused()
    assert_accessible(page)
    assert TYPED not in page.content()
    page.go_back()
    expect(page.get_by_role("heading", name="Your answers are not sent yet")).to_be_visible()
    with page.expect_download() as saving:
        page.get_by_role("button", name="Save file").click()
    saving.value.save_as(tmp_path / "saved.txt")
    assert saving.value.suggested_filename.startswith("answers-2")
    page.get_by_role("button", name="Send again").click()
    expect(page.locator("#failed")).to_be_visible()
    back_again(page)
    page.get_by_role("button", name="Send again").click()
    expect(page.locator("main[data-state=sent]")).to_be_visible()
    with app.app_context():
        assert sealed.take_file((tmp_path / "saved.txt").read_text(), "officer@example.org") == {"kept": 0, "known": 1, "held": 0}
    assert only_answers(app, "views")["listened"] == "in_between"


def test_leaving_sends_what_could_not_be_kept(app: Flask, page: Page) -> None:
    page.route("https://www.bbc.co.uk/**", lambda route: route.fulfill(body="Weather"))
    answer_all(page)
    away(page)
    page.evaluate(FULL)
    press_send(page)
    page.wait_for_selector("[data-do=send-again]:visible")
    page.context.unroute("**/sealed")
    page.get_by_role("link", name="Exit this page").click()
    expect(page).to_have_url("https://www.bbc.co.uk/weather")
    eventually(page, lambda: kept(app) == 1)


def test_a_database_that_the_browser_closes_is_opened_again(app: Flask, page: Page) -> None:
    answer_all(page)
    page.evaluate("""() => {
        const before = IDBDatabase.prototype.transaction;
        IDBDatabase.prototype.transaction = function (...given) {
            IDBDatabase.prototype.transaction = before;
            this.close();
            return before.apply(this, given);
        };
    }""")
    send(page)
    nothing_waits(page)
    assert kept(app) == 1


def test_stopping_and_saying_no_are_counted_and_nothing_else_is_sent(app: Flask, live_server: str, page: Page) -> None:
    answer(page)
    page.get_by_role("button", name="Stop", exact=True).click()
    page.get_by_role("button", name="Stop and clear").click()
    page.get_by_role("button", name="Start again").click()
    page.get_by_role("button", name="No thanks").click()
    expect(page.locator("main[data-state=declined]")).to_be_visible()
    eventually(page, lambda: outcomes(app) == {"stopped": 1, "said_no": 1})
    assert kept(app) == 0


def test_two_hundred_that_wait_are_sent_in_one_go_while_the_page_answers(app: Flask, live_server: str, page: Page) -> None:
    page.evaluate("""async () => {
        for (let number = 0; number < 200; number += 1) {
            const made = `${new Date().toISOString().slice(0, 16)}:00Z`;
            const asked = { kind: "offer", slug: "views", outcome: "said_no", reason: "", touchpoint: "", kiosk: null };
            const offer = { ...asked, key: Page.freshId(), made };
            await Queue.add({ id: offer.key, slug: "views", sealed: await Sealing.seal(JSON.stringify(offer), Page.settings.key) });
        }
        window.longest = 0;
        new PerformanceObserver((list) => { for (const one of list.getEntries()) window.longest = Math.max(window.longest, one.duration); })
            .observe({ type: "longtask" });
        window.dispatchEvent(new Event("online"));
    }""")
    nothing_waits(page)
    assert outcomes(app) == {"said_no": 200}
    assert page.evaluate("window.longest") < 200
