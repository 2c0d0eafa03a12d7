"""The worker's page on a tablet: what it shows, what it notes, and the only way out of it."""

from __future__ import annotations

import json
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Page, Route, expect

from feedback import store
from feedback.asking import kiosks
from feedback.asking import surveys as life
from feedback.store import kiosks as enrolled
from feedback.store.asks import Invitation, Offer
from feedback.store.database import db
from feedback.store.encryption import digest
from tests.browser.answering import answer_all, assert_easy_to_use
from tests.browser.chromium import OpenPage, assert_accessible
from tests.browser.tablets import PIN, away, back_again, enrol, eventually, hand_over, nothing_waits, only_response
from tests.intake.arrivals import ACTOR
from tests.respondent.asking import invite, prepare

CODE = "0A1B2C3D4E"
CAMERA = """
    window.BarcodeDetector = class { async detect() { return [{ rawValue: "https://example.org/i/%s" }]; } };
    const getUserMedia = async () => document.createElement("canvas").captureStream();
    Object.defineProperty(navigator, "mediaDevices", { value: { getUserMedia } });
    HTMLMediaElement.prototype.play = async () => {};
"""


@pytest.fixture
def page(app: Flask, live_server: str, open_page: OpenPage) -> Page:
    """A tablet that collects for a confidential and an open survey."""
    prepare(app)
    prepare(app, "open-views", "parents_and_carers", privacy="open")
    page = open_page("tablet")
    enrol(app, page, live_server, "views", "open-views")
    return page


def choose(page: Page, slug: str) -> None:
    page.locator(f"[name=survey][value={slug}]").check()


def offers(app: Flask) -> list[tuple[str, str | None, str]]:
    """Each offer: outcome, reason, way."""
    with app.app_context():
        return [(one.outcome, one.reason, one.way) for one in db.session.query(Offer)]


def a_code(app: Flask) -> None:
    """An invitation that has CODE."""
    with app.app_context():
        code_hash = digest("invitation_code", CODE)
    invite(app, "token", code_hash=code_hash, touchpoint="review")


def is_declined(app: Flask) -> bool:
    """Whether the one person who was invited said no."""
    with app.app_context():
        return db.session.query(Invitation).one().declined_on is not None


def test_a_browser_that_is_no_tablet_says_so_and_where_to_go(live_server: str, open_page: OpenPage) -> None:
    page = open_page("narrow")
    page.goto(f"{live_server}/s/")
    expect(page.get_by_role("heading", name="This tablet is not set up.")).to_be_visible()
    expect(page.locator("#ask")).to_be_hidden()
    assert_accessible(page)
    assert_easy_to_use(page)
    assert page.get_by_role("link", name="Go to the sign-in page").get_attribute("href") == "/officer/sign-in"


@pytest.mark.parametrize("size", [(1024, 768), (390, 844), (320, 568)])
def test_the_page_is_easy_to_use_and_says_how_the_tablet_stands(page: Page, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    expect(page.get_by_text("Tablet 3 · Canal Street")).to_be_visible()
    expect(page.get_by_text("Everything is sent")).to_be_visible()
    expect(page.get_by_text("Ready to work offline", exact=True)).to_be_visible()
    choose(page, "views")
    assert_accessible(page)
    assert_easy_to_use(page)
    page.get_by_role("button", name="Could not be asked").click()
    assert_accessible(page)
    assert_easy_to_use(page)


def test_once_it_is_ready_everything_opens_without_a_network(app: Flask, live_server: str, page: Page) -> None:
    expect(page.get_by_text("Ready to work offline", exact=True)).to_be_visible()
    page.context.set_offline(True)
    page.goto(f"{live_server}/s/")
    choose(page, "open-views")
    hand_over(page)
    page.get_by_role("button", name="Start").click()
    answer_all(page)
    page.get_by_role("button", name="Send my answers").click()
    expect(page.get_by_text("Please hand the tablet back.")).to_be_visible()
    page.get_by_role("button", name="Done").click()
    expect(page.get_by_text("2 waiting to send")).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_text("Everything is sent")).to_be_visible()
    assert only_response(app, "open-views").way == "kiosk"


def test_a_survey_must_be_chosen_first(page: Page) -> None:
    for name in ("Takes part", "Says no"):
        page.get_by_role("button", name=name).click()
        expect(page.get_by_text("Choose a survey.")).to_be_visible()
    assert_accessible(page)


def test_who_was_not_asked_or_said_no_is_noted_with_the_reason(app: Flask, page: Page) -> None:
    choose(page, "views")
    page.get_by_role("button", name="Says no").click()
    page.get_by_label("Does not trust it").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved: Says no")).to_be_visible()
    page.get_by_role("button", name="Could not be asked").click()
    page.get_by_label("Was upset").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved: Could not be asked")).to_be_visible()
    eventually(page, lambda: len(offers(app)) == 2)
    assert sorted(offers(app)) == [("could_not_be_asked", "upset", "kiosk"), ("said_no", "does_not_trust", "kiosk")]


@pytest.mark.parametrize(("button", "declined"), [("Says no", True), ("Could not be asked", False)])
def test_nobody_reminds_a_person_whose_code_was_typed_and_who_says_no(app: Flask, page: Page, button: str, declined: bool) -> None:
    a_code(app)
    choose(page, "views")
    page.get_by_label("Is there a code").fill("oa1b 2c3d-4e")
    page.get_by_role("button", name=button).click()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text(f"Saved: {button}")).to_be_visible()
    expect(page.get_by_label("Is there a code")).to_have_value("")
    nothing_waits(page)
    assert is_declined(app) is declined


@pytest.mark.parametrize(("button", "declined"), [("No thanks", True), ("Stop", False)])
def test_nobody_reminds_a_person_who_says_no_with_the_tablet_in_hand(app: Flask, page: Page, button: str, declined: bool) -> None:
    a_code(app)
    choose(page, "views")
    page.get_by_label("Is there a code").fill(CODE)
    hand_over(page)
    if button == "Stop":
        page.get_by_role("button", name="Start").click()
    page.get_by_role("button", name=button, exact=True).click()
    if button == "Stop":
        page.get_by_role("button", name="Stop and clear").click()
        page.locator("#ask").wait_for()
    else:
        expect(page.get_by_role("heading", name="That is fine")).to_be_visible()
    nothing_waits(page)
    assert len(offers(app)) == 1
    assert is_declined(app) is declined


def test_a_code_that_cannot_be_is_pointed_out_before_a_no_is_noted(page: Page) -> None:
    choose(page, "views")
    page.get_by_label("Is there a code").fill("0A1B2C3D4")
    page.get_by_role("button", name="Says no").click()
    expect(page.get_by_text("A code has 10 letters and numbers.")).to_be_visible()
    expect(page.locator("dialog#said_no")).to_be_hidden()


def test_with_the_person_s_code_the_answers_count_for_them(app: Flask, page: Page) -> None:
    a_code(app)
    choose(page, "views")
    page.get_by_label("Is there a code").fill("oa1b 2c3d-4e")
    hand_over(page)
    expect(page.locator("#truth")).to_contain_text("Your worker used your code.")
    page.get_by_role("button", name="Start").click()
    answer_all(page)
    page.get_by_role("button", name="Send my answers").click()
    nothing_waits(page)
    response = only_response(app)
    with app.app_context():
        ask = db.session.query(Invitation).one()
    assert (response.link_number, response.age_band, ask.response_id) == (ask.link_number, "15-16", response.id)


@pytest.mark.parametrize("wrong", ["0A1B2C3D4", "0A1B2C3D4EF", "0A1B2C3D4U"])
def test_a_code_that_cannot_be_is_pointed_out(page: Page, wrong: str) -> None:
    choose(page, "views")
    page.get_by_label("Is there a code").fill(wrong)
    page.get_by_role("button", name="Takes part").click()
    expect(page.get_by_text("A code has 10 letters and numbers.")).to_be_visible()
    expect(page.get_by_label("Is there a code")).to_be_focused()


def test_an_open_survey_asks_for_no_code(page: Page) -> None:
    choose(page, "views")
    expect(page.get_by_label("Is there a code")).to_be_visible()
    choose(page, "open-views")
    expect(page.get_by_label("Is there a code")).to_be_hidden()


def test_a_code_is_scanned_where_the_browser_can(app: Flask, live_server: str, page: Page) -> None:
    page.add_init_script(CAMERA % CODE)
    page.goto(f"{live_server}/s/")
    choose(page, "views")
    page.get_by_role("button", name="Scan").click()
    expect(page.get_by_label("Is there a code")).to_have_value(CODE)
    expect(page.locator("#scanning")).to_be_hidden()


def test_only_the_pin_leads_out_and_what_waits_stays(app: Flask, live_server: str, page: Page) -> None:
    away(page)
    choose(page, "views")
    page.get_by_role("button", name="Says no").click()
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Leave this page").click()
    assert_accessible(page)
    page.get_by_label("PIN").fill("1357")
    page.get_by_role("button", name="Leave", exact=True).click()
    expect(page.get_by_text("That is not the PIN. Try again.")).to_be_visible()
    page.get_by_label("PIN").fill(PIN)
    page.get_by_role("button", name="Leave", exact=True).click()
    expect(page).to_have_url(re.compile("/officer/sign-in$"))
    page.goto(f"{live_server}/s/")
    expect(page.get_by_role("heading", name="This tablet is not set up.")).to_be_visible()
    expect(page.get_by_text("1 waiting to send")).to_be_visible()
    back_again(page)
    expect(page.get_by_text("Everything is sent")).to_be_visible()
    assert [way for _, _, way in offers(app)] == ["kiosk"]


def test_guessing_the_pin_takes_its_time(page: Page) -> None:
    page.get_by_role("button", name="Leave this page").click()
    for _ in range(5):
        page.get_by_label("PIN").fill("1357")
        page.get_by_role("button", name="Leave", exact=True).click()
        expect(page.get_by_label("PIN")).to_have_value("")
    page.get_by_label("PIN").fill(PIN)
    page.get_by_role("button", name="Leave", exact=True).click()
    expect(page.get_by_text("Too many tries. Wait")).to_be_visible()


def test_it_checks_in_with_what_waits_and_what_it_runs(app: Flask, live_server: str, page: Page) -> None:
    with page.expect_request("**/kiosk") as checking:
        page.goto(f"{live_server}/s/")
    told = json.loads(checking.value.post_data or "")
    assert (told["waiting"], len(told["running"])) == (0, 12)

    def seen() -> str:
        with app.app_context():
            kiosk = enrolled.by_id(told["id"])
            return kiosk.running if kiosk and kiosk.last_seen else ""

    eventually(page, lambda: seen() == told["running"])


def test_a_revoked_tablet_says_so_and_still_sends(app: Flask, live_server: str, page: Page) -> None:
    choose(page, "views")
    hand_over(page)
    page.get_by_role("button", name="Start").click()
    answer_all(page)
    away(page)
    page.get_by_role("button", name="Send my answers").click()
    page.get_by_role("button", name="Done").click()
    expect(page.get_by_text("2 waiting to send")).to_be_visible()
    with app.app_context():
        kiosk_id = page.evaluate("Queue.get('kiosk').then((tablet) => tablet.id)")
        assert kiosks.revoke(kiosk_id, ACTOR)
    page.reload()
    expect(page.get_by_role("heading", name="This tablet is not in use any more.")).to_be_visible()
    expect(page.locator("#ask")).to_be_hidden()
    assert_accessible(page)
    back_again(page)
    expect(page.get_by_text("Everything is sent")).to_be_visible()
    assert only_response(app).by_revoked


def test_a_survey_that_was_closed_is_gone_after_the_next_check_in(app: Flask, page: Page) -> None:
    with app.app_context(), store.transaction():
        life.close_survey("open-views", ACTOR)
    page.reload()
    expect(page.locator("#surveys input")).to_have_count(1)


def test_a_survey_that_is_not_on_the_tablet_yet_is_not_handed_over(app: Flask, live_server: str, page: Page) -> None:
    def lost(route: Route) -> None:
        route.abort()

    page.evaluate("caches.delete('respondent-1')")
    page.context.route("**/s/views", lost)
    choose(page, "views")
    page.get_by_role("button", name="Takes part").click()
    expect(page.get_by_text("This survey is not on the tablet yet.")).to_be_visible()


def test_a_browser_that_empties_its_storage_says_that_it_collects_only_online(live_server: str, open_page: OpenPage) -> None:
    safari = (
        "Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1"
    )
    page = open_page("tablet", user_agent=safari)
    page.goto(f"{live_server}/s/")
    page.evaluate("Queue.put('kiosk', { what: 'kiosk', id: '0', secret: '', name: 'T', surveys: [] })")
    page.reload()
    expect(page.get_by_text("In this browser the tablet collects only online.")).to_be_visible()


def test_the_app_has_a_neutral_name_and_the_worker_its_scope(client: FlaskClient) -> None:
    manifest = client.get("/s/manifest.webmanifest")
    assert manifest.mimetype == "application/manifest+json"
    described = json.loads(manifest.text)
    assert (described["name"], described["start_url"], described["display"]) == ("Council feedback", "/s/", "standalone")
    assert client.get(described["icons"][0]["src"]).mimetype == "image/svg+xml"
    worker = client.get("/s/worker.js")
    assert worker.mimetype in {"text/javascript", "application/javascript"}
    assert worker.headers["Cache-Control"] == "no-cache"
    assert "connect-src 'self'" in worker.headers["Content-Security-Policy"]
