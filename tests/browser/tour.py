"""A walk past every page, for whoever wants to look at each: the accessibility test and the screenshots."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlencode

from flask import Flask
from playwright.sync_api import FilePayload, Page, expect
from werkzeug.exceptions import HTTPException

from feedback.demo import officers
from feedback.permissions import Role
from tests.browser import lists, samples, tablets

GUIDES: tuple[Role, ...] = ("voice_officer", "quality_officer", "safeguarding_lead", "administrator", "board")

RESULTS_GUIDE: Role = "voice_officer"
SEALED_FOR_OTHERS = FilePayload(name="answers-2026-11-21.txt", mimeType="text/plain", buffer=b"eyJraWQiOiJubyJ9..aaaa.bbbb.cccc")
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


def on_a_tablet(app: Flask, page: Page, address: str) -> Iterator[str]:
    """A worker's page before and after it is set up, and a survey in the hands of somebody who answers and gives it back."""
    page.goto(f"{address}/s/")
    yield "not-set-up"
    tablets.enrol(app, page, address, "your-views", "family-views")
    page.get_by_role("radio", name="Tell us what you think").check()
    yield "start"
    page.get_by_role("button", name="Says no").click()
    yield "says-no"
    page.get_by_role("button", name="Go back").locator("visible=true").click()
    tablets.hand_over(page)
    page.get_by_role("button", name="Start", exact=True).click()
    yield "who-is-with-you"
    while page.locator(".step.now").get_attribute("data-step") != "check":
        _answer(page, page.locator(".step.now").get_attribute("data-type") or "")
    page.locator("button[name=start]").click()
    page.locator(".handback").wait_for()
    yield "hand-back"


def without_script(page: Page, address: str) -> Iterator[str]:
    """The pages that are the same for everybody, and the plain page of a survey, in a browser without JavaScript."""
    for name, path in {
        "plain": "/s/your-views",
        "plain-easy-read": "/s/your-views/easy-read",
        "privacy": "/privacy",
        "law": "/privacy/law",
        "accessibility": "/accessibility",
        "unknown-survey": "/s/no-such-survey",
        "link-opens-nothing": "/i/no-such-link",
        "no-more-messages": "/stop/no-such-link",
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
            yield from _setting_up_a_tablet(page, address)
            yield from _bringing_in_a_file(page, address)
            # A list can be undone until people were sent something on its day.
            yield from lists.bringing_in_people(page, address)
            yield from samples.asked(app, page, address)
            yield from _on_paper(page, address)
            yield from _trying_a_word(page, address)
            yield from _quotes(page, address)
        if role == "safeguarding_lead":
            yield from _a_concern(page, address)
            yield from _a_change_of_the_signs(page, address)
        if role == "administrator":
            yield from _steps_of_the_council(page, address)
        yield from _follow(app, page, address, seen)


def _quotes(page: Page, address: str) -> Iterator[str]:
    """The comments to decide about are found by their links; here are those decided about."""
    for shown in ("approved", "kept_back"):
        page.goto(f"{address}/officer/comments/quotes?survey=your-views&shown={shown}")
        yield f"quotes-{shown.replace('_', '-')}"
    page.get_by_role("link", name="Look or undo about comment 1", exact=True).click()
    yield "quote-kept-back"


def _steps_of_the_council(page: Page, address: str) -> Iterator[str]:
    for name, path in {
        "council-languages": "languages",
        "council-messages": "messages",
        "council-names-in-comments": "names-in-comments",
        "preview-language": "languages/ur",
    }.items():
        page.goto(f"{address}/officer/council/{path}")
        yield name


def _results(page: Page, address: str) -> Iterator[str]:
    for name, period in PERIODS.items():
        page.goto(f"{address}/officer/results/your-views?{urlencode({'period': period})}")
        yield f"your-views-{name}"
    for name, period in {"so-far": "", "quarter": PERIODS["quarter"]}.items():
        page.goto(f"{address}/officer/results/how-things-are-going/outcomes?{urlencode({'period': period})}")
        page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true; })")
        yield f"outcomes-{name}"
    for survey in ("your-views", "family-views"):
        page.goto(f"{address}/officer/surveys/{survey}/asked?{urlencode({'quarter': PERIODS['quarter']})}")
        page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true; })")
        yield f"asked-{survey}"


def _a_concern(page: Page, address: str) -> Iterator[str]:
    """What stands behind the button that opens one: the newest red one waits."""
    page.goto(f"{address}/officer/concerns")
    page.get_by_role("row", name=re.compile("^Red")).get_by_role("link").first.click()
    concern = page.url
    page.get_by_role("button", name="Open this concern").click()
    yield "concern-opened"
    for name in ("level", "access", "identity", "hand-back"):
        page.goto(f"{concern}/{name}")
        yield f"concern-{name}"


def _a_change_of_the_signs(page: Page, address: str) -> Iterator[str]:
    page.goto(f"{address}/officer/concerns/signs/add")
    page.get_by_label("Words to look for").fill("zebra crossing run")
    page.get_by_role("radio", name="Red").check()
    page.get_by_role("radio", name="Criminal exploitation").check()
    page.get_by_role("button", name="Try it").click()
    yield "signs-trial"
    page.get_by_role("button", name="Save: it counts at once").click()


def _setting_up_a_tablet(page: Page, address: str) -> Iterator[str]:
    """Ends signed in again: setting up a tablet signs its officer out."""
    page.goto(f"{address}/officer/tablets/enrol")
    page.get_by_label("Name of the tablet").fill("Front desk")
    page.get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Set up and sign out").click()
    page.locator("#start").wait_for()
    yield "tablet-enrolled"
    _sign_in(page, address, RESULTS_GUIDE)


def _bringing_in_a_file(page: Page, address: str) -> Iterator[str]:
    """One that no key opens, so that something is held."""
    page.goto(f"{address}/officer/needs-a-look/sealed-file")
    page.locator("input[type=file]").set_input_files(SEALED_FOR_OTHERS)
    page.get_by_role("button", name="Look at the file").click()
    yield "take-in-sealed"
    page.get_by_role("button", name="Take in").click()


def _on_paper(page: Page, address: str) -> Iterator[str]:
    """The forms themselves and the questions are found by their links; here are the pages behind a sent form."""
    page.goto(f"{address}/officer/surveys/your-views/paper/key")
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Save").wait_for()
    yield "check-paper"
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Type in another").wait_for()
    yield "paper-keyed"


def _trying_a_word(page: Page, address: str) -> Iterator[str]:
    """What a change of the word list would do; the other pages of themes and words are found by their links."""
    page.goto(f"{address}/officer/comments/words/entry?entry=helped")
    page.get_by_label("Very bad", exact=True).check()
    page.get_by_role("button", name="See what it would change").click()
    page.get_by_role("button", name="Save the change").wait_for()
    yield "word-tried"


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
    expect(page).not_to_have_url(re.compile("sign-in"))


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
