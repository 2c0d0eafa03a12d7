"""Bringing people in, in a real browser: axe finds nothing on the way, and long work shows how far it is."""

from __future__ import annotations

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from feedback import store
from feedback.asking.cohort import taking
from feedback.store import snapshots
from tests.asking.cohort.lists import a_team, csv_of, draft_of, person
from tests.browser.chromium import OpenPage, assert_accessible
from tests.browser.lists import bringing_in_people
from tests.officer.signing_in import PASSWORD, add
from tests.servers import served


def signed_in(app: Flask, page: Page, address: str) -> None:
    email = add(app, "voice_officer")
    page.goto(f"{address}/officer/sign-in")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/officer/")


@pytest.mark.parametrize("device", ["desk", "phone"])
def test_axe_finds_nothing_while_a_list_is_brought_in(app: Flask, open_page: OpenPage, device: str) -> None:
    with app.app_context():
        a_team("East team")
        a_team("West team")
        draft = draft_of(csv_of(*(person(f"YP-{number}") for number in range(9))))
        taking.take(draft.id, 0, "x")
    with served(app) as address:
        page = open_page(device, reduced_motion="reduce")
        signed_in(app, page, address)
        for _ in bringing_in_people(page, address):
            assert_accessible(page)


def test_the_page_follows_the_worker_by_itself_and_says_when_it_is_done(
    app: Flask, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking, "IN_A_REQUEST", 1)
    with app.app_context():
        a_team()
        draft = draft_of(csv_of(person("YP-1"), person("YP-2")))
        taking.take(draft.id, 0, "x")
    with served(app) as address:
        page = open_page("desk", reduced_motion="reduce")
        signed_in(app, page, address)
        page.goto(f"{address}/officer/cohort/bring-in/{draft.id}/progress")
        expect(page.get_by_role("status")).to_have_text("0 of 2 rows are ready.")
        assert_accessible(page)
        with app.app_context(), store.transaction():
            snapshots.change_draft(draft.id, {"done": 1})
        expect(page.get_by_role("status")).to_have_text("1 of 2 rows are ready.", timeout=10_000)
        with app.app_context():
            taking.take_waiting()
        expect(page.get_by_role("heading", name="The list is taken")).to_be_visible(timeout=10_000)
