"""The main job, from start to finish in Chromium, on SQLite and on PostgreSQL: a young person answers, an officer sees it."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.browser.answering import TYPED, answer, answer_all, go_on, send, start, step
from tests.browser.chromium import OpenPage, assert_accessible
from tests.intake.arrivals import form
from tests.officer.signing_in import PASSWORD, add

CRY = "been cutting again but dont tell my mum"


@pytest.fixture
def officers(each_app: Flask) -> dict[str, str]:
    """An e-mail address for each role that this story needs."""
    return {role: add(each_app, role) for role in ("voice_officer", "safeguarding_lead")}


def sign_in(page: Page, address: str, email: str) -> None:
    """Sign in as an officer."""
    page.goto(f"{address}/officer/")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What waits for you")


def make_and_open(page: Page, title: str, starter: str, slug: str) -> None:
    """Make a survey from a starter and open it, as the Voice and Influence Officer does."""
    page.get_by_role("link", name="Surveys", exact=True).first.click()
    page.get_by_role("button", name="Make a survey").or_(page.get_by_role("link", name="Make a survey")).first.click()
    page.get_by_label(starter, exact=True).check()
    page.get_by_label("Title").fill(title)
    page.get_by_label("Address").fill(slug)
    page.get_by_label("Confidential", exact=True).check()
    page.get_by_role("button", name="Make the survey").click()
    page.get_by_role("button", name="Open survey").or_(page.get_by_role("link", name="Open survey")).first.click()
    page.get_by_role("button", name="Open survey").click()
    expect(page.get_by_text(re.compile("Open since"))).to_be_visible()


def answer_with_a_cry(page: Page) -> None:
    """Answer everything, and write in the first comment box what somebody must see."""
    written = False
    while step(page).get_attribute("data-step") != "check":
        if step(page).get_attribute("data-type") == "comment" and not written:
            step(page).locator("textarea").fill(CRY)
            written = True
        else:
            answer(page)
        go_on(page)


def test_a_young_person_and_a_parent_answer_and_the_officer_sees_it(
    each_live_server: str, officers: dict[str, str], open_page: OpenPage
) -> None:
    officer = open_page("desk")
    sign_in(officer, each_live_server, officers["voice_officer"])
    make_and_open(officer, "What you think", "Tell us what you think", "what-you-think")
    make_and_open(officer, "Family", "Your family’s views", "family")

    tablet = open_page("tablet")
    start(tablet, f"{each_live_server}/s/what-you-think")
    answer_with_a_cry(tablet)
    send(tablet)
    for overall in ("good", "good", "very_good", "bad"):
        sent = tablet.request.post(f"{each_live_server}/s/what-you-think", form=dict(form(overall=overall, good=TYPED)))
        assert sent.status == 200
    phone = open_page("phone")
    start(phone, f"{each_live_server}/s/family")
    answer_all(phone)
    send(phone)

    officer.goto(f"{each_live_server}/officer/results/what-you-think")
    expect(officer.locator("main")).to_contain_text("5")
    assert_accessible(officer)
    report = officer.locator("main").inner_text()
    assert "5 young people" in report or "5 responses" in report, report
    officer.goto(f"{each_live_server}/officer/results/family")
    assert "%" not in officer.locator("main").inner_text()

    officer.goto(f"{each_live_server}/officer/comments?survey=what-you-think")
    expect(officer.locator("main blockquote").filter(has_text=TYPED)).to_have_count(6)
    assert CRY not in officer.locator("main").inner_text()
    assert officer.goto(f"{each_live_server}/officer/concerns").status == 403  # type: ignore[union-attr]

    lead = open_page("desk")
    sign_in(lead, each_live_server, officers["safeguarding_lead"])
    lead.get_by_role("link", name="Concerns").first.click()
    lead.get_by_role("row", name=re.compile("^Red")).get_by_role("link").click()
    expect(lead.locator("main")).not_to_contain_text(CRY)
    lead.locator("main").get_by_role("button").click()
    expect(lead.locator("main")).to_contain_text(CRY)
