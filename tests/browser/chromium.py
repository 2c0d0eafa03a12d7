"""A real browser: the machine's Chromium, else the one that set-up fetched. It reaches this machine and nothing else."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

DEVICES: dict[str, dict[str, Any]] = {
    "tablet": {"viewport": {"width": 820, "height": 1180}, "has_touch": True},
    "phone": {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True, "device_scale_factor": 2},
    "narrow": {"viewport": {"width": 320, "height": 568}, "has_touch": True, "is_mobile": True},
    "desk": {"viewport": {"width": 1280, "height": 900}},
}
SWITCHES = [
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
AXE = Path(sys.prefix) / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Colours are judged once everything that moves or fades has arrived.
AT_REST = """async () => {
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
    await Promise.allSettled(document.getAnimations().map(one => one.finished));
}"""
os.environ.setdefault("PLAYWRIGHT_BROWSERS_PATH", str(Path(sys.prefix) / "browsers"))

OpenPage = Callable[..., Page]


@contextmanager
def launched() -> Iterator[Browser]:
    """A headless Chromium. As root it runs without its sandbox, which refuses root."""
    switches = [*SWITCHES, "--no-sandbox"] if os.geteuid() == 0 else SWITCHES
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=switches)
        try:
            yield browser
        finally:
            browser.close()


def new_context(browser: Browser, device: str, **more: Any) -> BrowserContext:
    """A fresh browser profile on a device of DEVICES, in British English and London time."""
    return browser.new_context(**DEVICES[device], locale="en-GB", timezone_id="Europe/London", **more)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The browser of all tests."""
    with launched() as browser:
        yield browser


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """`open_page("tablet", java_script_enabled=False)` gives a page in a fresh profile.

    At the end the test fails if any page threw an error, wrote one to its console, or was stopped by the content policy.
    """
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def opened(device: str, **more: Any) -> Page:
        context = new_context(browser, device, **more)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: errors.extend(_serious(message)))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert errors == []


def _serious(message: ConsoleMessage) -> list[str]:
    # A page that answers 4xx or 503 on purpose, and a network that is away on purpose, are written to the console as failed loads.
    on_purpose = re.match(r"Failed to load resource: (the server responded with a status of (4|503)|net::ERR_)", message.text)
    return [message.text] if message.type == "error" and not on_purpose else []


def assert_accessible(page: Page) -> None:
    """Fail with what axe finds on a page at rest: rule, help and the elements."""
    page.evaluate(AT_REST)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    result = page.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", RULES)
    found = [f"{one['id']}: {one['help']}: {[node['target'] for node in one['nodes']]}" for one in result["violations"]]
    assert found == [], "\n".join([f"axe at {page.url}:", *found])
