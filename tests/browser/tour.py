"""A walk past every page, for whoever wants to look at each: the accessibility test and the screenshots."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from flask import Flask
from playwright.sync_api import Page
from werkzeug.exceptions import HTTPException

from feedback.demo import officers
from feedback.permissions import Role

GUIDES: tuple[Role, ...] = ("voice_officer", "quality_officer", "safeguarding_lead", "administrator", "board")

RESULTS_GUIDE: Role = "voice_officer"
PERIODS = {"quarter": "2026/27 Q2", "year": "year to 2026/27 Q2", "open-quarter": "2026/27 Q3"}


def answering(page: Page, survey: str) -> Iterator[str]:
    """Answer a survey with JavaScript. Stops at the welcome, at each kind of question, before sending and after; yields the stop's name."""
    page.goto(survey)
    yield "welcome"
    page.locator("[data-do=start]").click()
    seen: set[str] = set()
    while (step := page.locator(".step.now")).get_attribute("data-step") != "check":
        kind = step.get_attribute("data-type") or ""
        if kind not in seen:
            seen.add(kind)
            yield f"question-{kind}"
        _answer(page, kind)
    yield "check-your-answers"
    page.locator("button[name=start]").click()
    page.locator("main[data-state=sent]").wait_for()
    yield "sent"


def without_script(page: Page, address: str) -> Iterator[str]:
    """The pages that are the same for everybody, and the plain page of a survey, in a browser without JavaScript."""
    for name, path in {
        "plain": "/s/your-views",
        "plain-easy-read": "/s/your-views/easy-read",
        "privacy": "/privacy",
        "law": "/privacy/law",
        "accessibility": "/accessibility",
        "unknown-survey": "/s/no-such-survey",
    }.items():
        page.goto(address + path)
        yield name


def declining(page: Page, survey: str) -> Iterator[str]:
    """Say no."""
    page.goto(survey)
    page.locator("button[name=no_thanks]:visible").first.click()
    yield "declined"


def officers_pages(app: Flask, page: Page, address: str) -> Iterator[str]:
    """Sign in as one role after the other and follow every link that leads to a view not seen yet."""
    page.goto(f"{address}/officer/")
    yield "sign-in"
    seen = {"security.login", "officer.home"}
    for role in GUIDES:
        page.context.clear_cookies()
        _sign_in(page, address, role)
        yield f"home-{role.replace('_', '-')}"
        if role == RESULTS_GUIDE:
            yield from _results(page, address)
        yield from _follow(app, page, address, seen)


def _results(page: Page, address: str) -> Iterator[str]:
    for name, period in PERIODS.items():
        page.goto(f"{address}/officer/results/your-views?{urlencode({'period': period})}")
        yield f"your-views-{name}"


def _follow(app: Flask, page: Page, address: str, seen: set[str]) -> Iterator[str]:
    waiting = _links(page)
    while waiting:
        path = waiting.pop(0)
        endpoint = _endpoint(app, path)
        if endpoint in seen or _is_download(page, address + path):
            continue
        seen.add(endpoint)
        page.goto(address + path)
        yield endpoint.removeprefix("officer.").replace("_", "-")
        waiting += _links(page)


def _links(page: Page) -> list[str]:
    found: list[str] = page.locator("a[href^='/officer']").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    return [path for path in dict.fromkeys(found) if "/sign-out" not in path]


def _endpoint(app: Flask, path: str) -> str:
    try:
        return str(app.url_map.bind("127.0.0.1").match(path.partition("?")[0].partition("#")[0])[0])
    except HTTPException:
        return path


def _is_download(page: Page, address: str) -> bool:
    """Asked with the page's own cookies; a file to keep is no page to look at."""
    return not page.request.get(address).headers.get("content-type", "").startswith("text/html")


def _sign_in(page: Page, address: str, role: Role) -> None:
    page.goto(f"{address}/officer/sign-in")
    page.locator("input[name=email]").fill(officers.address(role))
    page.locator("input[name=password]").fill(officers.PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda url: "sign-in" not in url)


def _answer(page: Page, kind: str) -> None:
    """Choose the first option, write, or go on, whatever this kind of question takes."""
    now = page.locator(".step.now")
    before = now.get_attribute("data-step")
    choices = now.locator("input[type=radio], input[type=checkbox]")
    if choices.count():
        choices.first.check(force=True)
    elif kind == "comment":
        now.locator("textarea").fill("My worker listens to me and helped me get back into college.")
    page.locator("[data-do=continue]").click()
    page.wait_for_function("before => document.querySelector('.step.now').dataset.step !== before", arg=before)
