"""The whole life of a concern in real browsers: written on a tablet, opened, handed over, found out, decided, handed back."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from feedback.permissions import ROLES
from feedback.store import events
from tests.browser.answering import answer, go_on, start, step
from tests.browser.chromium import OpenPage, assert_accessible
from tests.desk.lane import somebody
from tests.desk.test_identity import NUMBER, REASON, somebody_known
from tests.officer.signing_in import PASSWORD, address
from tests.respondent.asking import invite, prepare

CRY = "my worker touched my leg in the car"
CALM = "the pool table in the hall is alright"
LEAD, DEPUTY = "safeguarding_lead", "safeguarding_deputy"
OTHERS = sorted(set(ROLES) - {LEAD, DEPUTY})
CODE = re.compile(r"\b(?:[0-9A-Z]{3,}[ -])+[0-9A-Z]{3,}\b")
ADDRESSES = ("", "/level", "/hand-back", "/access", "/identity")


@pytest.fixture
def council(app: Flask) -> Flask:
    """A survey, two personal links, and an officer of each role."""
    prepare(app)
    with app.app_context():
        somebody_known()
        for role in ROLES:
            somebody(role)
    invite(app, "a-cry", link_number=NUMBER)
    invite(app, "all-calm", link_number=NUMBER + 1)
    return app


def sent(page: Page, link: str, words: str) -> str:
    """Answer everything, with these words in the first box, and send; what stands there afterwards, without the person's own code."""
    start(page, link)
    written = False
    while step(page).get_attribute("data-step") != "check":
        if step(page).get_attribute("data-type") == "comment" and not written:
            step(page).locator("textarea").fill(words)
            written = True
        elif step(page).get_attribute("data-type") not in {"comment", "contact"}:
            answer(page)
        go_on(page)
    page.get_by_role("button", name="Send").click()
    expect(page.locator("main[data-state=sent]")).to_be_visible(timeout=30_000)
    return CODE.sub("", page.locator("main").inner_text())


def signed_in(open_page: OpenPage, server: str, role: str) -> Page:
    """The browser of the officer with this role."""
    page = open_page("desk", reduced_motion="reduce")
    page.goto(f"{server}/officer/sign-in")
    page.get_by_label("Email").fill(address(role))
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(re.compile("/officer/$"))
    return page


def status(page: Page, path: str) -> int:
    """With what an address answers this officer."""
    answered = page.request.get(path)
    return int(answered.status)


def test_the_whole_life_of_a_concern(council: Flask, live_server: str, open_page: OpenPage) -> None:
    others = [signed_in(open_page, live_server, role) for role in OTHERS]
    calm = sent(open_page("tablet"), f"{live_server}/i/all-calm", CALM)
    assert sent(open_page("tablet"), f"{live_server}/i/a-cry", CRY) == calm, "the sender's device shows nothing of it"

    lead = signed_in(open_page, live_server, LEAD)
    expect(lead.locator("main")).to_contain_text("1 red concern to open")
    lead.goto(f"{live_server}/officer/concerns")
    expect(lead.locator("main")).not_to_contain_text(CRY)
    assert_accessible(lead)
    lead.get_by_role("row", name=re.compile("^Red")).get_by_role("link").click()
    concern = lead.url
    nobody_else_sees_it(others, live_server, concern)
    lead.get_by_role("button", name="Open this concern").click()
    expect(lead.locator("blockquote")).to_have_text(CRY)
    assert_accessible(lead)
    lead.get_by_role("link", name="Shut people out of it, or hand it over").click()
    lead.get_by_role("checkbox", name=re.compile("^safeguarding lead")).check()
    lead.get_by_role("radio", name=re.compile("^safeguarding deputy")).check()
    assert_accessible(lead)
    lead.get_by_role("button", name="Do this now").click()
    expect(lead.get_by_text("It is done, and it counts at once.")).to_be_visible()
    assert [status(lead, concern + rest) for rest in ADDRESSES] == [404] * len(ADDRESSES)
    lead.goto(f"{live_server}/officer/concerns?show=all")
    expect(lead.locator("tbody")).to_have_count(0)

    deputy = signed_in(open_page, live_server, DEPUTY)
    deputy.goto(concern)
    deputy.get_by_role("button", name="Open this concern").click()
    expect(deputy.locator("main")).to_contain_text("Handed to safeguarding deputy")
    finds_out_who_it_is(deputy, concern)
    decides(deputy, concern)
    hands_back(deputy, concern)
    nobody_else_sees_it(others, live_server, concern)
    stands_on_the_desk_without_a_reading(open_page, live_server)
    with council.app_context():
        assert {event.actor for event in events.latest(["identity.opened"])} == {address(DEPUTY)}
        assert not any(CRY in str(event.detail) for event in events.latest(list(events.KEYS), most=1000))


def finds_out_who_it_is(deputy: Page, concern: str) -> None:
    """Not without a reason, and once."""
    deputy.get_by_role("link", name="Open who it is").click()
    deputy.get_by_role("button", name="Open who it is").click()
    expect(deputy.locator(".govuk-error-summary")).to_be_focused()
    deputy.get_by_label("Why do you need to know who it is?").fill(REASON)
    assert_accessible(deputy)
    deputy.get_by_role("button", name="Open who it is").click()
    expect(deputy.locator("main")).to_contain_text("YP-0042")
    assert deputy.url == f"{concern}/identity"
    assert_accessible(deputy)
    deputy.goto(f"{concern}/identity")
    expect(deputy.locator("main")).not_to_contain_text("YP-0042")


def decides(deputy: Page, concern: str) -> None:
    """With what is missing said first, and nothing lost."""
    deputy.goto(concern)
    deputy.get_by_role("button", name="Open this concern").click()
    deputy.get_by_role("radio", name=re.compile("designated officer")).check()
    deputy.get_by_label("Why", exact=True).fill("The worker is away from young people.")
    deputy.get_by_role("button", name="Keep the decision").click()
    expect(deputy.locator(".govuk-error-summary")).to_contain_text("Say who told the child")
    expect(deputy.get_by_label("Why", exact=True)).to_have_value("The worker is away from young people.")
    deputy.get_by_label("Who told the child that you share this").fill("Tom Hartley")
    deputy.get_by_role("button", name="Keep the decision").click()
    expect(deputy.get_by_text("Your decision is kept.")).to_be_visible()


def hands_back(deputy: Page, concern: str) -> None:
    """Once nobody is shut out any more."""
    deputy.get_by_role("button", name="Open this concern").click()
    deputy.get_by_role("button", name="Let in again").click()
    deputy.goto(f"{concern}/hand-back")
    assert_accessible(deputy)
    deputy.get_by_role("button", name="Hand it back").click()
    expect(deputy.get_by_text("The comment is on the reading desk.")).to_be_visible()


def nobody_else_sees_it(others: list[Page], server: str, concern: str) -> None:
    """Neither the list nor any address of it, and no page says that it is there."""
    for role, page in zip(OTHERS, others, strict=True):
        assert {status(page, concern + rest) for rest in ADDRESSES} | {status(page, f"{server}/officer/concerns")} == {403}, role


def stands_on_the_desk_without_a_reading(open_page: OpenPage, server: str) -> None:
    """The words are there for the readers, and nothing of what the computer took them for."""
    reader = signed_in(open_page, server, "voice_officer")
    reader.goto(f"{server}/officer/comments?survey=views")
    one = reader.locator("li", has_text=CRY)
    expect(one).to_be_visible()
    expect(one).not_to_contain_text(re.compile(r"\b(Positive|Negative|Mixed|Neutral|Unclear)\b"))
