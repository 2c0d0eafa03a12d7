"""Surveys to answer, for the tests of the respondents' pages."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from html5lib import parse

from feedback import store
from feedback.asking import surveys as life
from feedback.questionnaire import loading, starters
from feedback.store import asks, council, links, responses
from feedback.store.encryption import digest
from tests.databases import TODAY
from tests.intake.arrivals import ACTOR

COUNCIL: dict[str, Any] = {
    "name": "Harrowdale Council",
    "service_name": "Harrowdale Youth Justice Service",
    "public_name": "Have your say",
    "help_lines": [{"name": "Childline", "how": "0800 1111", "who": "Anyone under 19"}, {"name": "Shout", "how": "Text 85258", "who": ""}],
    "help_checked_on": date(2026, 10, 3),
    "contact_phone": "01632 960 123",
}


def prepare(app: Flask, slug: str = "views", starter: str = "young_people", privacy: str = "confidential", opened: bool = True) -> None:
    """A survey from a starter, open unless it is said to stay a draft."""
    with app.app_context():
        life.create(starters.get(starter), slug, "Your views", privacy, ACTOR)
        if opened:
            life.open_survey(slug, ACTOR)


def prepare_own(app: Flask, questions: list[dict[str, Any]], slug: str = "own", **more: Any) -> None:
    """An open survey of these questions, after the words that must stand before a comment."""
    questions = [{"type": "statement", "code": "before", "text": "We tell someone whose job is to help if you are not safe."}, *questions]
    welcome = {"title": "Hello", "paragraphs": ["You can say no."], "minutes": 2, "assent_version": "1"}
    asked = {"code": "own", "title": "Own", "audience": "young_people", "welcome": welcome}
    sections = [{"code": "one", "title": "One", "questions": questions}]
    with app.app_context():
        life.create(loading.load(asked | {"sections": sections} | more), slug, "Own", "confidential", ACTOR)
        life.open_survey(slug, ACTOR)


def close(app: Flask, slug: str = "views") -> None:
    """Close a survey long ago, so that nobody has its page open any more."""
    with app.app_context(), store.transaction():
        life.find(slug).closed_on = TODAY - timedelta(days=10)


def set_council(app: Flask, **values: Any) -> None:
    """Change what the council says of itself."""
    with app.app_context(), store.transaction():
        council.change(COUNCIL | values)


def invite(app: Flask, token: str, slug: str = "views", **changes: Any) -> None:
    """Keep an invitation with this token."""
    with app.app_context(), store.transaction():
        row: dict[str, Any] = {"survey_id": life.find(slug).id, "link_number": links.new_number(), "quarter": "2026/27 Q3"}
        row |= {"token_hash": digest("invitation", token), "expires_on": TODAY + timedelta(days=5), "touchpoint": "", "age_band": "15-16"}
        asks.invite_all([row | changes])


def kept(app: Flask, slug: str = "views") -> int:
    """How many responses a survey has."""
    with app.app_context():
        return responses.page(life.find(slug).id, "2026/27 Q3", 1, 1)[1]


def unchecked(app: Flask) -> FlaskClient:
    """A client that takes any page as it comes, compressed ones too."""
    return FlaskClient(app, app.response_class)


def page(html: str) -> Any:
    """A page as a tree of elements."""
    return parse(html, namespaceHTMLElements=False)


def field(html: str, name: str) -> str:
    """The value of the first field of this name."""
    return str(next(element.get("value") for element in page(html).iter("input") if element.get("name") == name))


def words(html: str) -> str:
    """The text of the main part of a page, on one line."""
    return " ".join("".join(page(html).find("body/main").itertext()).split())


def typed(html: str) -> dict[str, list[str]]:
    """What the fields of the page hold, as a browser would send it."""
    found: dict[str, list[str]] = {}
    for element in page(html).find(".//form[@id='answers']").iter():
        marked = element.get("type") not in {"radio", "checkbox"} or element.get("checked") is not None
        if element.tag == "textarea" or (element.tag == "input" and marked):
            found.setdefault(element.get("name"), []).append(element.text or "" if element.tag == "textarea" else element.get("value"))
    return {name: values for name, values in found.items() if any(values)}
