"""A sample on its way through officers' pages: looked at, drawn, listed, asked, stopped."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Flask
from playwright.sync_api import Page

from tests.asking.sampled import can_send


def asked(app: Flask, page: Page, address: str) -> Iterator[str]:
    """The demo's young people, by every page on the way; stops where there is something to look at."""
    can_send(app)
    samples = f"{address}/officer/surveys/your-views/samples"
    page.goto(f"{samples}/draw")
    page.get_by_role("button", name="Look first").click()
    yield "draw-sample-refused"
    page.get_by_label("Census").check()
    page.get_by_label("Some, at random").check()
    page.get_by_label("How many people?").fill("30")
    page.get_by_role("button", name="Look first").click()
    yield "draw-sample-looked"
    page.get_by_label("Everybody").check()
    page.get_by_role("button", name="Draw", exact=True).click()
    yield "draw-sample-changed"
    page.get_by_role("button", name="Draw", exact=True).click()
    yield "sample-drawn"
    page.get_by_text("How anybody can repeat this draw").click()
    page.get_by_role("button", name="Repeat the draw").click()
    yield "sample-repeated"
    page.get_by_role("link", name="Take this sample back").click()
    yield "take-back-sample"
    page.get_by_role("link", name="Keep it").click()
    page.get_by_role("button", name="Ask these people").click()
    yield "ask-sample"
    page.get_by_role("button", name="Continue").click()
    yield "ask-sample-confirm"
    page.get_by_role("button", name="Send", exact=True).click()
    yield "sample-asked"
    page.get_by_role("button", name="List, cards and letters").click()
    yield "sample-list"
    page.go_back()
    page.get_by_role("link", name="Stop messages").click()
    yield "stop-sample"
