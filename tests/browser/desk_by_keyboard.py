"""Read every comment of the demo by keyboard alone, and say how long a comment takes. `python -m tests.browser.desk_by_keyboard`.

What is timed is the page's own part: from the key to the next comment with the focus on it. Reading itself is a person's.
"""

from __future__ import annotations

import re
import shutil
import statistics
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from playwright.sync_api import Page

from feedback.demo import officers
from feedback.store.database import db
from feedback.store.person_readings import PersonReading
from tests.browser.chromium import launched, new_context
from tests.databases import application, load_demo, migrate
from tests.servers import served

DESK = "/officer/comments/desk"
KEYS = "pnmeu"
LEFT = re.compile(r"(\d+) to read")
IN_FOCUS = "document.activeElement && document.activeElement.id === 'comment'"


@dataclass(frozen=True)
class Worked:
    """How many comments were read, and the seconds from each key to the next comment."""

    comments: int
    seconds: list[float]


def read_all(page: Page) -> Worked:
    """From an open desk: give each comment a reading by a key until none is left. No mouse, no tab."""
    seconds: list[float] = []
    page.wait_for_function(IN_FOCUS)
    while page.locator(".desk-form").count():
        begun = time.perf_counter()
        before = _left(page)
        with page.expect_navigation(wait_until="domcontentloaded"):
            page.keyboard.press(KEYS[len(seconds) % len(KEYS)])
        page.wait_for_function(IN_FOCUS)
        seconds.append(time.perf_counter() - begun)
        assert _left(page) == before - 1, "a key read no comment, or more than one"
    return Worked(len(seconds), seconds)


def sign_in_by_keyboard(page: Page, address: str, email: str, password: str) -> None:
    """Sign in and go to the desk, with keys alone."""
    page.goto(f"{address}/officer/sign-in?next={DESK}")
    page.locator("input[name=email]").focus()
    page.keyboard.type(email)
    page.locator("input[name=password]").focus()
    page.keyboard.type(password)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.goto(f"{address}{DESK}")


def _left(page: Page) -> int:
    found = LEFT.search(page.locator(".desk-left").inner_text())
    assert found
    return int(found[1])


def _nobody_has_read(app: Flask) -> None:
    """Take the demo's own readings out, so that every comment waits."""
    with app.app_context():
        db.session.query(PersonReading).delete()
        db.session.commit()


def main() -> None:
    """Read the demo's comments and print what it took."""
    folder = Path(tempfile.mkdtemp())
    try:
        url = f"sqlite:///{folder / 'demo.db'}"
        migrate(url)
        load_demo(url)
        with application(url) as app, launched() as browser, served(app) as address:
            _nobody_has_read(app)
            page = new_context(browser, "desk").new_page()
            sign_in_by_keyboard(page, address, officers.address("voice_officer"), officers.PASSWORD)
            worked = read_all(page)
        median, slowest = statistics.median(worked.seconds), max(worked.seconds)
        print(f"{worked.comments} comments read by keyboard alone: {median:.2f} s each by median, {slowest:.2f} s the slowest.")
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
