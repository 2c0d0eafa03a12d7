"""The first administrator's first day in a real browser, at a desk and on a phone, with and without mistakes: axe finds nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.browser.chromium import OpenPage, assert_accessible
from tests.officer.signing_in import PASSWORD, add
from tests.servers import served


def walk(page: Page, address: str, email: str) -> Iterator[str]:
    """From sign-in to a service that is set up and a second officer; stops where there is something to look at, and names it."""
    yield from _sign_in(page, address, email)
    yield from _first_day(page)
    yield from _officers(page, address)
    page.goto(f"{address}/officer/record")
    yield "record"
    page.goto(f"{address}/officer/nothing")
    yield "not-found"


def _sign_in(page: Page, address: str, email: str) -> Iterator[str]:
    page.goto(f"{address}/officer/")
    yield "sign-in"
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password", exact=True).fill("not it")
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    yield "sign-in-refused"
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(re.compile("/officer/$"))
    yield "home-first-day"


def _first_day(page: Page) -> Iterator[str]:
    page.get_by_role("link", name="Set up this service").click()
    yield "council-to-do"
    page.get_by_role("button", name="Continue").click()
    yield from _names(page)
    page.get_by_label("Email address for questions").fill("voice@harrowdale.example")
    page.get_by_label("data protection officer").fill("dpo@harrowdale.example")
    yield "contact"
    _save(page)
    yield from _look(page)
    yield "wording"
    _save(page)
    page.get_by_label("Add a site").fill("Canal Street Centre")
    page.get_by_role("button", name="Add site").click()
    yield "places"
    page.get_by_role("button", name="Continue").click()
    yield "tablets"
    _save(page)
    yield "messages"
    _save(page)
    yield "languages"
    _save(page)
    page.get_by_label("Staff").fill("Kelly Osei")
    yield "names-in-comments"
    _save(page)
    yield from _help_lines(page)
    yield "working-hours"
    _save(page)
    page.get_by_label("Name of the safeguarding lead").fill("Priya Nair")
    page.get_by_label("Email").fill("priya@harrowdale.example")
    page.get_by_label("Telephone").fill("01632 960 199")
    yield "safeguarding"
    page.get_by_role("button", name="Save").click()
    yield "council-done"


def _names(page: Page) -> Iterator[str]:
    page.get_by_label("Name of the council").fill("Harrowdale Council")
    page.get_by_label("Name of the service").fill("Harrowdale Youth Justice Service")
    page.get_by_label("Public name", exact=True).fill("Harrowdale youth justice")
    expect(page.locator("#seen-2")).to_have_text("Harrowdale youth justice")
    _save(page)
    yield "names-warned"
    page.get_by_label("Public name", exact=True).fill("Harrowdale feedback")
    yield "names"
    _save(page)


def _look(page: Page) -> Iterator[str]:
    page.get_by_label("Accent colour").fill("#e8871e")
    _save(page)
    yield "look-refused"
    page.get_by_role("button", name="Use #").click()


def _help_lines(page: Page) -> Iterator[str]:
    yield "help-lines"
    for box, value in (("Day", "31"), ("Month", "2"), ("Year", "2026")):
        page.get_by_label(box, exact=True).fill(value)
    _save(page)
    page.get_by_role("link", name="Enter a real date").click()
    expect(page.get_by_label("Day", exact=True)).to_be_focused()
    yield "help-lines-refused"
    page.get_by_label("Month", exact=True).fill("10")
    _save(page)


def _officers(page: Page, address: str) -> Iterator[str]:
    page.goto(f"{address}/officer/officers")
    yield "officers"
    page.get_by_role("button", name="Add an officer").click()
    page.get_by_role("button", name="Add officer").click()
    yield "officer-refused"
    page.get_by_label("Full name").fill("Priya Nair")
    page.get_by_label("Email").fill("priya@harrowdale.example")
    page.get_by_label("Safeguarding lead", exact=True).check()
    page.get_by_role("button", name="Add officer").click()
    yield "officer-added"
    page.get_by_role("button", name="Back to the list").click()
    page.get_by_role("link", name="Priya Nair").click()
    yield "officer"


def _save(page: Page) -> None:
    page.get_by_role("button", name="Save and continue").click()


@pytest.mark.parametrize("device", ["desk", "phone"])
def test_axe_finds_nothing_on_the_first_day(app: Flask, open_page: OpenPage, device: str) -> None:
    email = add(app, "administrator")
    with served(app) as address:
        page = open_page(device, reduced_motion="reduce")
        seen = []
        for name in walk(page, address, email):
            seen.append(name)
            assert_accessible(page)
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"{name} is wider than the screen"
    assert seen[-1] == "not-found"


def test_the_first_day_works_without_javascript(app: Flask, open_page: OpenPage) -> None:
    email = add(app, "administrator")
    with served(app) as address:
        page = open_page("desk", java_script_enabled=False)
        page.goto(f"{address}/officer/")
        page.get_by_label("Email").fill(email)
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.get_by_role("link", name="Set up this service").click()
        page.get_by_role("link", name="Wording").click()
        page.get_by_label("Your words").fill("children we look after")
        page.get_by_role("button", name="Save and continue").click()
        page.goto(f"{address}/officer/council/wording")
        expect(page.get_by_label("Your words")).to_have_value("children we look after")


def test_the_menu_opens_on_a_phone(app: Flask, open_page: OpenPage) -> None:
    email = add(app, "administrator")
    with served(app) as address:
        page = open_page("phone")
        for _ in _sign_in(page, address, email):
            pass
        menu = page.get_by_role("button", name="Menu")
        expect(page.get_by_role("link", name="Officers")).to_be_hidden()
        menu.click()
        page.get_by_role("link", name="Officers").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Officers")
