"""A parent's whole way in Chromium, on SQLite and on PostgreSQL: on the list, asked by text, half-way, resumed, sent, and left in peace."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from playwright.sync_api import FilePayload, Page, expect

from feedback import queue, store
from feedback.cli import worker
from feedback.demo.phone import Arrived, Phone
from feedback.message_settings import Messages, Notify
from feedback.store import council
from tests.browser.answering import answer, answer_all, go_on, send, start
from tests.browser.chromium import OpenPage, assert_accessible
from tests.databases import TODAY
from tests.delivery.standin import KEY, TEMPLATE, standing_in
from tests.journeys.test_the_main_job import make_and_open, sign_in
from tests.officer.signing_in import add

PARENTS = 8
LINK = re.compile(r"https?://[^\s]+/i/[0-9A-Z]+")
COLUMNS = "Ref,Parent name,Start date,Ethnicity,Mobile"
CSV = "\n".join([COLUMNS, *(f"PC-{number},Jo Bloggs,05/01/2026,White British,07700 9001{number:02}" for number in range(PARENTS))])


@pytest.fixture
def phones(each_app: Flask, each_live_server: str) -> Iterator[Phone]:
    """What arrives at everybody's phone, at any hour."""
    phone = Phone()
    with standing_in(phone) as address:
        messages = Messages(each_live_server, Notify(KEY, address, TEMPLATE, TEMPLATE, None))
        each_app.config["FEEDBACK_SETTINGS"] = replace(each_app.config["FEEDBACK_SETTINGS"], messages=messages)
        with each_app.app_context(), store.transaction():
            council.change({"quiet_from": 0, "quiet_to": 0, "public_name": "Council feedback"})
        yield phone


@contextmanager
def on_day(app: Flask, days: int) -> Iterator[None]:
    """So many days later."""
    before = app.config["FEEDBACK_SETTINGS"]
    app.config["FEEDBACK_SETTINGS"] = replace(before, today=TODAY + timedelta(days=days))
    yield
    app.config["FEEDBACK_SETTINGS"] = before


def work(app: Flask) -> None:
    """What the worker does when it looks."""
    worker.fill()
    assert queue.do_chores(app) == 0


def bring_in(page: Page, address: str) -> None:
    """Bring in the parents, as the officer does."""
    page.goto(f"{address}/officer/cohort")
    page.get_by_role("button", name="Bring in").first.click()
    page.get_by_label("Parents and carers").check()
    page.locator("input[type=file]").set_input_files(FilePayload(name="parents.csv", mimeType="text/csv", buffer=CSV.encode()))
    page.get_by_role("button", name="Look at the file").click()
    expect(page.locator("main")).to_contain_text("Parent name: it")
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Take this list").click()
    expect(page.locator("main")).to_contain_text(f"{PARENTS}")


def ask(page: Page, address: str) -> None:
    """Draw everybody and send, as the officer does."""
    page.goto(f"{address}/officer/surveys/family/samples/draw")
    page.get_by_label("Census").check()
    page.get_by_label("Everybody").check()
    page.get_by_role("button", name="Look first").click()
    expect(page.locator("main")).to_contain_text(f"{PARENTS} people would be asked")
    page.get_by_role("button", name="Draw", exact=True).click()
    page.get_by_role("button", name="Ask these people").click()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator("main")).to_contain_text("Asked on")


def link_in(message: Arrived) -> str:
    found = LINK.search(message.body)
    assert found, message.body
    return found[0]


def test_a_parent_is_asked_answers_in_two_goes_and_is_not_reminded(
    each_app: Flask, each_live_server: str, phones: Phone, open_page: OpenPage
) -> None:
    officer = open_page("desk")
    sign_in(officer, each_live_server, add(each_app, "voice_officer"))
    make_and_open(officer, "Family", "Your family’s views", "family")
    bring_in(officer, each_live_server)
    ask(officer, each_live_server)
    work(each_app)
    assert len(phones.arrived) == len({one.address for one in phones.arrived}) == PARENTS
    assert len({link_in(one) for one in phones.arrived}) == PARENTS
    assert not re.search("youth|justice|offend|order|court|Bloggs", " ".join(one.body for one in phones.arrived), re.IGNORECASE)

    asked = open_page("desk")
    asked.context.add_cookies(officer.context.cookies())  # type: ignore[arg-type]
    asked.goto(f"{each_live_server}/officer/surveys/family/asked")
    expect(asked.locator("main")).to_contain_text(f"0 of {PARENTS}")
    assert_accessible(asked)

    text = phones.arrived[3]
    parent = open_page("phone")
    start(parent, link_in(text))
    answer(parent)
    with parent.expect_response("**/answers-so-far"):
        go_on(parent)
    parent.close()
    again = open_page("phone")
    again.goto(link_in(text))
    expect(again.get_by_text("We see nothing until you press Send.")).to_be_visible()
    again.get_by_role("button", name="Start").click()
    answer_all(again)
    send(again)

    expect(asked.locator("main")).to_contain_text(f"1 of {PARENTS}", timeout=30_000)
    with on_day(each_app, 5):
        work(each_app)
        work(each_app)
    reminders = phones.arrived[PARENTS:]
    assert len(reminders) == PARENTS - 1
    assert text.address not in {one.address for one in reminders}
    assert {link_in(one) for one in reminders} == {link_in(one) for one in phones.arrived[:PARENTS]} - {link_in(text)}

    again.goto(link_in(text))
    expect(again.get_by_role("heading", level=1)).not_to_have_text("Thank you")
    assert_accessible(again)
