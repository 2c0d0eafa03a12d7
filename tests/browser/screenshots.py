"""`python -m tests.browser.screenshots`: photographs every page, with the demo's data, into docs/screenshots/<device>/."""

from __future__ import annotations

import base64
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
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
# WebP, written by the browser itself, takes a fifth of the room of PNG.
TO_WEBP = """async png => {
    const picture = new Image();
    picture.src = "data:image/png;base64," + png;
    await picture.decode();
    const canvas = document.createElement("canvas");
    // WebP ends at 16,383 pixels, and nobody scrolls that far.
    [canvas.width, canvas.height] = [picture.width, Math.min(picture.height, 6000)];
    canvas.getContext("2d").drawImage(picture, 0, 0);
    return canvas.toDataURL("image/webp", 0.6).split(",")[1];
}"""


@dataclass(frozen=True)
class Camera:
    """Photographs pages on one device. `darkroom` is an empty page that turns one format into the other."""

    device: str
    darkroom: Page

    def along(self, page: Page, group: str, stops: Iterator[str]) -> None:
        """One photograph at each stop of a walk."""
        for stop in stops:
            path = FOLDER / self.device / f"{group}-{stop}.webp"
            path.parent.mkdir(parents=True, exist_ok=True)
            png = base64.b64encode(page.screenshot(full_page=True, scale="css")).decode()
            path.write_bytes(base64.b64decode(self.darkroom.evaluate(TO_WEBP, png)))
            print(path.relative_to(FOLDER.parent), flush=True)


def main() -> None:
    """Every device in turn, each on a demo of its own: what a walk has sent cannot be called back for the next."""
    with tempfile.TemporaryDirectory() as folder, launched() as browser:
        for device in DEVICES:
            url = f"sqlite:///{folder}/{device}.db"
            migrate(url)
            load_demo(url)
            shutil.rmtree(FOLDER / device, ignore_errors=True)
            with application(url) as app, served(app) as address:
                _photograph(app, browser, device, address)


def _photograph(app: Flask, browser: Browser, device: str, address: str) -> None:
    with browser.new_context() as empty, new_context(browser, device, reduced_motion="reduce") as context:
        camera, page = Camera(device, empty.new_page()), context.new_page()
        for name, path in SURVEYS.items():
            camera.along(page, name, tour.answering(page, address + path))
        camera.along(page, "respondent", tour.declining(page, address + SURVEYS["young-people"]))
        camera.along(page, "officer", tour.officers_pages(app, page, address))
    with browser.new_context() as empty, new_context(browser, device, reduced_motion="reduce") as context:
        page = context.new_page()
        Camera(device, empty.new_page()).along(page, "on-a-tablet", tour.on_a_tablet(app, page, address))
    with browser.new_context() as empty, new_context(browser, device, java_script_enabled=False) as context:
        page = context.new_page()
        Camera(device, empty.new_page()).along(page, "respondent", tour.without_script(page, address))


if __name__ == "__main__":
    main()
