"""Somebody without JavaScript takes answers back, and opens a survey by a code from paper."""

from __future__ import annotations

from flask import Flask

from tests.browser.chromium import OpenPage, assert_accessible
from tests.respondent.asking import prepare
from tests.respondent.test_typing_codes import invite_by_code


def test_answers_are_taken_back_with_the_code_from_the_last_page(app: Flask, live_server: str, open_page: OpenPage) -> None:
    prepare(app)
    page = open_page("phone", java_script_enabled=False)
    page.goto(f"{live_server}/s/views")
    page.get_by_role("button", name="Send").click()
    code = page.locator("[data-withdrawal-code]").inner_text()
    page.get_by_role("link", name="Take my answers back").click()
    page.get_by_label("Type your code").fill("0000 0000 0000")
    page.get_by_role("button", name="Continue").click()
    page.get_by_text("We cannot find answers with this code.").wait_for()
    page.get_by_label("Type your code").fill(code.lower())
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Take my answers out").click()
    page.get_by_role("heading", name="We have taken your answers out.").wait_for()
    assert page.url == f"{live_server}/withdraw"


def test_axe_finds_nothing_on_the_way(app: Flask, live_server: str, open_page: OpenPage) -> None:
    prepare(app)
    sent = open_page("phone", java_script_enabled=False)
    sent.goto(f"{live_server}/s/views")
    sent.get_by_role("button", name="Send").click()
    code = sent.locator("[data-withdrawal-code]").inner_text()
    page = open_page("phone")
    page.goto(f"{live_server}/withdraw")
    for typed, button in (("0000", "Continue"), (code, "Continue"), ("", "Take my answers out")):
        if typed:
            page.get_by_label("Type your code").fill(typed)
        page.get_by_role("button", name=button).click()
        assert_accessible(page)
    page.goto(f"{live_server}/i/")
    page.get_by_role("button", name="Continue").click()
    assert_accessible(page)


def test_a_code_from_paper_opens_the_questions(app: Flask, live_server: str, open_page: OpenPage) -> None:
    prepare(app)
    invite_by_code(app)
    page = open_page("phone")
    page.goto(f"{live_server}/i/")
    page.get_by_label("The code on your paper").fill("7hok i9zz xv")
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("heading", name="Tell us what you think").wait_for()
    assert page.url == f"{live_server}/i/7H0K19ZZXV"
