"""A person who answers, for the tests in a browser: taps through a questionnaire as it comes."""

from __future__ import annotations

import json
from typing import Any

from flask import Flask
from playwright.sync_api import Locator, Page, ViewportSize, expect

from feedback.asking import surveys as life
from feedback.store import responses

LANDSCAPE: ViewportSize = {"width": 1024, "height": 768}
TYPED = "They listen to me, and they are honest."

SMALL_TARGETS = """() => [...document.querySelectorAll('a, button, input, textarea, summary')]
  .filter((one) => one.type !== 'hidden' && one.checkVisibility())
  .map((one) => [one, one.getBoundingClientRect()])
  .filter(([one, box]) => !one.closest('p, li, dd, .skip-link') && (box.width < 44 || box.height < 44))
  .map(([one, box]) => `${one.outerHTML.slice(0, 80)} ${box.width}x${box.height}`)"""
SMALL_PRINT = """() => [...document.querySelectorAll('body *')]
  .filter((one) => one.checkVisibility() && [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim()))
  .filter((one) => parseFloat(getComputedStyle(one).fontSize) < 18)
  .map((one) => one.outerHTML.slice(0, 80))"""

TOO_WIDE = """() => document.documentElement.scrollWidth <= window.innerWidth ? []
  : [`the page is ${document.documentElement.scrollWidth} wide, the screen ${window.innerWidth}`]"""


def step(page: Page) -> Locator:
    """The step on the screen."""
    return page.locator(".step.now")


def question(page: Page) -> str:
    """The question on the screen."""
    return step(page).get_by_role("heading", level=3).inner_text()


def start(page: Page, address: str) -> None:
    """Open a survey and start."""
    page.goto(address)
    page.get_by_role("button", name="Start").click()


def go_on(page: Page) -> None:
    """Continue."""
    page.get_by_role("button", name="Continue").click()


def skip(page: Page) -> None:
    """Skip the question on the screen."""
    page.get_by_role("button", name="Skip this one").click()


def answer(page: Page) -> None:
    """Answer the question on the screen in the way of its type."""
    now = step(page)
    kind = now.get_attribute("data-type")
    if kind == "scale":
        now.locator("input[type=radio]").nth(2).check()
    elif kind == "goals":
        now.get_by_role("checkbox").nth(1).check()
        now.get_by_role("radio", name="4").locator("visible=true").check()
    elif kind == "comment":
        now.locator("textarea").fill(TYPED)
    elif kind == "contact":
        now.get_by_role("checkbox").check()
        now.get_by_label("How can we reach you?").fill("07700 900123")
    elif kind != "statement":
        now.locator("input").locator("visible=true").first.check()


def answer_all(page: Page) -> int:
    """Answer every question up to the last page; how many there were."""
    number = 0
    while step(page).get_attribute("data-step") != "check":
        number += step(page).get_attribute("data-type") != "statement"
        answer(page)
        go_on(page)
    return number


def send(page: Page) -> None:
    """Send, and wait for thanks."""
    page.get_by_role("button", name="Send").click()
    expect(page.locator("main[data-state=sent]")).to_be_visible()


def only_answers(app: Flask, slug: str) -> dict[str, Any]:
    """The coded answers of a survey's one response."""
    with app.app_context():
        found, total = responses.page(life.find(slug).id, "2026/27 Q3", 1, 2)
        assert total == 1
        return dict(json.loads(found[0].answers))


def assert_easy_to_use(page: Page) -> None:
    """Fail when something to tap is under 44 px, type is under 18 px, or the page is wider than the screen."""
    faults = [*page.evaluate(SMALL_TARGETS), *page.evaluate(SMALL_PRINT), *page.evaluate(TOO_WIDE)]
    assert faults == [], "\n".join([page.url, *faults])
