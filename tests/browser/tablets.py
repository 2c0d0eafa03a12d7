"""Tablets for the tests in a browser: enrolled as the officers' page leaves them, and what waits on them to be sent."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from flask import Flask
from playwright.sync_api import Page, Route, expect

from feedback.asking import kiosks
from feedback.asking import surveys as life
from feedback.store import council, responses
from feedback.store.council import Place
from feedback.store.database import db
from feedback.store.responses import Response
from tests.intake.arrivals import ACTOR

PIN = "2468"
LONGEST_WAIT_SECONDS = 20
IS_READY = "async () => navigator.serviceWorker.controller !== null && Boolean(await caches.match(location.pathname, { ignoreVary: true }))"
FULL = """() => {
    const full = () => { throw new DOMException("no room", "QuotaExceededError"); };
    IDBObjectStore.prototype.put = full;
    IDBObjectStore.prototype.add = full;
}"""
ENROL = """async ([record, pin]) => {
    const salt = crypto.getRandomValues(new Uint8Array(16));
    const key = await crypto.subtle.importKey("raw", new TextEncoder().encode(pin), "PBKDF2", false, ["deriveBits"]);
    const bits = await crypto.subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt, iterations: 1000 }, key, 256);
    const kept = { salt: Sealing.base64url(salt), hash: Sealing.base64url(new Uint8Array(bits)), rounds: 1000 };
    await Queue.put("kiosk", { what: "kiosk", surveys: [], ...record, pin: kept });
}"""


def site(app: Flask, name: str = "Canal Street") -> int:
    """A site of this name."""
    with app.app_context():
        place: Place = council.add_place("site", name)
        db.session.commit()
        return place.id


def enrol(app: Flask, page: Page, address: str, *slugs: str) -> str:
    """Make this browser a tablet that collects for these surveys; it stands on its start page afterwards. Its id."""
    with app.app_context():
        made = kiosks.enrol("Tablet 3", site(app), None, [life.find(slug).id for slug in slugs], ACTOR)
    page.goto(f"{address}/s/")
    page.evaluate(ENROL, [{"id": made.id, "secret": made.secret, "name": "Tablet 3"}, PIN])
    page.reload()
    expect(page.locator("#surveys input")).to_have_count(len(slugs))
    return made.id


def hand_over(page: Page) -> None:
    """Take part: the survey opens in the hands of somebody else."""
    page.get_by_role("button", name="Takes part").click()
    page.wait_for_selector("html.kiosk #answers")


def waiting(page: Page) -> list[dict[str, Any]]:
    """What waits on this device to be sent."""
    return list(page.evaluate("Queue.items()"))


def eventually(page: Page, holds: Callable[[], bool]) -> None:
    """Let the browser go on until this holds. Fails when it does not within 20 seconds."""
    until = time.monotonic() + LONGEST_WAIT_SECONDS
    while not holds():
        assert time.monotonic() < until, "it did not come to that"
        page.wait_for_timeout(20)


def nothing_waits(page: Page) -> None:
    """Wait until everything was sent."""
    eventually(page, lambda: not waiting(page))


def away(page: Page) -> list[str]:
    """What is sent sealed does not get through any more; what would have been sent."""
    tried: list[str] = []

    def lost(route: Route) -> None:
        tried.append(route.request.post_data or "")
        route.abort()

    page.context.route("**/sealed", lost)
    return tried


def back_again(page: Page) -> None:
    """It gets through again, and the page hears of it."""
    page.context.unroute("**/sealed")
    page.evaluate("window.dispatchEvent(new Event('online'))")


def ready(page: Page) -> None:
    """Wait until the page opens without a network."""
    eventually(page, lambda: bool(page.evaluate(IS_READY)))


def only_response(app: Flask, slug: str = "views") -> Response:
    """The one response that a survey has."""
    with app.app_context():
        found, total = responses.page(life.find(slug).id, "2026/27 Q3", 1, 2)
        assert total == 1
        return found[0]
