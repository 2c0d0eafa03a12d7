"""Rows that the store's tests keep: a survey with one version, and responses to it."""

from __future__ import annotations

import uuid
from datetime import date

from feedback import store
from feedback.store import responses, surveys

DAY = date(2026, 10, 5)
QUARTER = "2026/27 Q3"


def a_survey(slug: str = "views", privacy: str = "confidential") -> surveys.Survey:
    """A survey opened on DAY, with version 1."""
    with store.transaction():
        survey = surveys.add(
            surveys.Survey(slug=slug, title="Views", audience="young_people", privacy=privacy, created_on=DAY, opened_on=DAY)
        )
        surveys.publish(survey, '{"made": "up"}', DAY)
    return survey


def response_row(survey: surveys.Survey, **changes: object) -> dict[str, object]:
    """A response to version 1 of a survey, as a row."""
    version = surveys.versions(survey.id)[0]
    row: dict[str, object] = {
        "id": str(uuid.uuid4()),
        "survey_id": survey.id,
        "privacy": survey.privacy,
        "version_id": version.id,
        "variant": "",
        "language": "en",
        "assent": "2026-1",
        "quarter": QUARTER,
        "sent_on": DAY,
        "touchpoint": "",
        "way": "link",
        "helper": "",
        "site_id": None,
        "team_id": None,
        "link_number": None,
        "age_band": None,
        "sex": None,
        "ethnicity": None,
        "order_type": None,
        "care_experience": None,
        "needs": None,
        "answers": '{"overall":"good"}',
        "digest": "0" * 64,
        "withdrawal": None,
        "read_aloud": False,
        "timing": "",
        "by_revoked": False,
        "set_aside": None,
        "shown": False,
        "demo": False,
    }
    return row | changes


def keep_response(survey: surveys.Survey, **changes: object) -> str:
    """Keep one response; its id."""
    row = response_row(survey, **changes)
    with store.transaction():
        responses.add_new([row])
    return str(row["id"])
