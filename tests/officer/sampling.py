"""Samples for the tests of officers' pages."""

from __future__ import annotations

from flask import Flask

from feedback.asking import surveys as life
from feedback.store import samples
from feedback.store.database import db
from feedback.store.messages import Message
from feedback.store.samples import Sample
from tests.asking.sampled import a_sample, add_contacts, add_people, can_send
from tests.intake.arrivals import open_survey

PAGE = "/officer/surveys/views/samples"
DRAW = f"{PAGE}/draw"
FIRST = {"due_from-day": "1", "due_from-month": "10", "due_from-year": "2026"}
LAST = {"due_to-day": "5", "due_to-month": "12", "due_to-year": "2026"}
FILLED = {"touchpoint": "census", "method": "census", "wanted": "", "stratified_by": "", "rest_days": "28", "seed": "7"} | FIRST | LAST


def prepare(app: Flask, count: int = 10, *, privacy: str = "confidential", sends: bool = True) -> None:
    """An open survey, people with phones, and a service that can send."""
    with app.app_context():
        if sends:
            can_send(app)
        open_survey(privacy=privacy)
        add_contacts(add_people(count, age_band="15-16"))


def drawn(app: Flask, **changes: object) -> str:
    """The page of a sample drawn now."""
    with app.app_context():
        return f"{PAGE}/{a_sample(**changes).id}"


def kept(app: Flask) -> list[Sample]:
    with app.app_context():
        return list(samples.of_survey(life.find("views").id))


def outbox(app: Flask) -> list[Message]:
    with app.app_context():
        return db.session.query(Message).populate_existing().all()
