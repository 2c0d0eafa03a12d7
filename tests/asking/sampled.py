"""People, surveys and samples for the tests of asking, and a service that can send."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from flask import Flask

from feedback import store
from feedback.asking import samples
from feedback.asking.samples import Plan
from feedback.message_settings import Messages, Notify
from feedback.store import people, tokens
from feedback.store.encryption import seal
from feedback.store.samples import Sample
from tests.databases import TODAY
from tests.intake.arrivals import ACTOR

ADDRESS = "https://feedback.example.org"
NOTIFY = Notify("key", "http://127.0.0.1:1", "sms-template", "email-template", None)
FIRST, LAST = date(2026, 10, 1), date(2026, 12, 5)
PHONES, EMAILS = "07700 900", "@example.org"


def can_send(app: Flask, *, sms: bool = True, email: bool = True) -> None:
    """Let the service send texts, e-mails, both or neither."""
    notify = replace(NOTIFY, sms_template="t" if sms else None, email_template="t" if email else None) if sms or email else None
    app.config["FEEDBACK_SETTINGS"] = replace(app.config["FEEDBACK_SETTINGS"], messages=Messages(ADDRESS, notify))


def add_people(count: int, audience: str = "young_people", first: int = 1000, **changes: Any) -> list[str]:
    """Keep people who have long been with the service; their references."""
    row: dict[str, Any] = {"audience": audience, "language": "en", "team": "East team", "demo": False}
    row |= dict.fromkeys(("age_band", "sex", "ethnicity", "order_type", "care_experience", "needs", "review_on", "ended_on", "left_on"))
    row |= {"started_on": date(2026, 1, 5)} | changes
    references = [f"YP-{number}" for number in range(first, first + count)]
    with store.transaction():
        people.add_rows([row | {"reference": reference} for reference in references])
    return references


def add_contacts(references: list[str], *, phone: bool = True, email: bool = False, audience: str = "young_people") -> None:
    """Give people a phone, an e-mail address, or both."""
    ids = people.ids(audience)
    rows = [
        {
            "person_id": ids[reference],
            "phone": seal(f"{PHONES}{number:03}", TODAY) if phone else None,
            "email": seal(f"{reference.lower()}{EMAILS}", TODAY) if email else None,
            "stop_hash": tokens.stop_hash(tokens.stop_token(ids[reference])),
        }
        for number, reference in enumerate(references)
    ]
    with store.transaction():
        people.put_contacts(rows)


def plan(**changes: Any) -> Plan:
    """A census of everybody between FIRST and LAST."""
    return Plan(**({"touchpoint": "census", "due_from": FIRST, "due_to": LAST, "seed": 7} | changes))


def a_sample(slug: str = "views", **changes: Any) -> Sample:
    """A sample of a survey that is there."""
    return samples.draw(slug, plan(**changes), ACTOR)
