"""`python -m tests.browser.screenshots`: photographs every page, with the demo's data, into docs/screenshots/<device>/."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from flask import Flask
from playwright.sync_api import Browser, Page

from tests.browser import tour
from tests.browser.chromium import launched, new_context
from tests.databases import application, load_demo, migrate
from tests.servers import served

FOLDER = Path(__file__).resolve().parent.parent.parent / "docs" / "screenshots"
DEVICES = ("tablet", "phone", "desk")
SURVEYS = {"young-people": "/s/your-views", "parents": "/s/family-views"}


def main() -> None:
    """Every device in turn, each on a fresh demo."""
    with tempfile.TemporaryDirectory() as folder, launched() as browser:
        url = f"sqlite:///{folder}/feedback.db"
        migrate(url)
        load_demo(url)
        for device in DEVICES:
            shutil.rmtree(FOLDER / device, ignore_errors=True)
            with application(url) as app, served(app) as address:
                _photograph(app, browser, device, address)


def _photograph(app: Flask, browser: Browser, device: str, address: str) -> None:
    with_script = new_context(browser, device, reduced_motion="reduce")
    page = with_script.new_page()
    for name, path in SURVEYS.items():
        _keep(page, device, name, tour.answering(page, address + path))
    _keep(page, device, "respondent", tour.declining(page, address + SURVEYS["young-people"]))
    _keep(page, device, "officer", tour.officers_pages(app, page, address))
    with_script.close()
    plain = new_context(browser, device, java_script_enabled=False)
    page = plain.new_page()
    _keep(page, device, "respondent", tour.without_script(page, address))
    plain.close()


def _keep(page: Page, device: str, group: str, stops: Iterator[str]) -> None:
    for stop in stops:
        path = FOLDER / device / f"{group}-{stop}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=path, full_page=True)
        sys.stdout.write(f"{path.relative_to(FOLDER.parent)}\n")


if __name__ == "__main__":
    main()
