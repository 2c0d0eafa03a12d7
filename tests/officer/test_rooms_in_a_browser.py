"""Surveys, results, comments, responses and concerns in a real browser, at a desk and on a phone: axe finds nothing, nothing runs over."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from feedback.demo import officers
from feedback.permissions import Role
from tests.browser.chromium import OpenPage, assert_accessible
from tests.servers import served


def sign_in(page: Page, address: str, role: Role) -> None:
    page.context.clear_cookies()
    page.goto(f"{address}/officer/sign-in")
    page.get_by_label("Email").fill(officers.address(role))
    page.get_by_label("Password", exact=True).fill(officers.PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(re.compile("/officer/$"))


def making(page: Page, address: str) -> Iterator[str]:
    """Make a survey, wrongly first, open it and close it."""
    page.goto(f"{address}/officer/new-survey")
    page.get_by_role("button", name="Make the survey").click()
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    yield "refused"
    page.get_by_label("Tell us what you think").check()
    page.get_by_label("Title").fill("Summer")
    page.get_by_label("Address").fill("summer")
    page.get_by_label("Open", exact=True).check()
    page.get_by_role("button", name="Make the survey").click()
    yield "made"
    page.get_by_role("button", name="Open survey").click()
    yield "opening"
    page.get_by_role("button", name="Open survey").click()
    expect(page.get_by_text("Summer is open")).to_be_visible()
    yield "opened"
    page.get_by_role("button", name="Close survey").click()
    yield "closing"


def reading(page: Page, address: str) -> Iterator[str]:
    """A survey's page; results with every table open, in each kind of period; then comments and responses."""
    page.goto(f"{address}/officer/surveys/your-views")
    yield "survey"
    for period in ("2026/27 Q2", "2026/27 Q3", "year to 2026/27 Q2"):
        page.goto(f"{address}/officer/results/your-views?period={period}")
        for drawing in page.locator("figure img").all():
            drawing.scroll_into_view_if_needed()
            assert drawing.evaluate("image => image.decode().then(() => image.naturalWidth)") > 300
        page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
        yield period
    page.goto(f"{address}/officer/comments?survey=your-views&sentiment=mixed&quarter=2025/26 Q1&question=news")
    yield "no comment"
    page.goto(f"{address}/officer/responses/your-views")
    page.get_by_role("button", name="Go on").click()
    yield "nothing chosen"


def opening(page: Page, address: str) -> Iterator[str]:
    """Every concern."""
    page.goto(f"{address}/officer/concerns?show=all")
    yield "listed"
    for link in page.locator("tbody a").evaluate_all("links => links.map(link => link.href)"):
        page.goto(link)
        page.get_by_role("button", name="Open this concern").click()
        expect(page.get_by_role("heading", name="What to do")).to_be_visible()
        yield "opened"


@pytest.mark.parametrize("device", ["desk", "phone"])
def test_axe_finds_nothing_and_nothing_runs_over_the_edge(demo: Flask, open_page: OpenPage, device: str) -> None:
    with served(demo) as address:
        page = open_page(device, reduced_motion="reduce")
        walks = {"voice_officer": (making, reading), "safeguarding_lead": (opening,)}
        for role, rooms in walks.items():
            sign_in(page, address, role)  # type: ignore[arg-type]
            for walk in rooms:
                for stop in walk(page, address):
                    assert_accessible(page)
                    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{stop} is wider than the screen"


def test_a_report_prints_with_its_tables_and_without_its_filters(demo: Flask, open_page: OpenPage) -> None:
    with served(demo) as address:
        page = open_page("desk")
        sign_in(page, address, "voice_officer")
        page.goto(f"{address}/officer/results/your-views?period=2026/27 Q2")
        page.emulate_media(media="print")
        expect(page.get_by_role("button", name="Show")).to_be_hidden()
        expect(page.get_by_role("table", name="Share of good answers to each question, lowest first")).to_be_visible()
