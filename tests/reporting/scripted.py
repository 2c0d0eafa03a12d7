"""Responses as a script: who answered what, when and how, so that a test can count them again by itself."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import UTC, date, datetime

from feedback import store
from feedback.intake import keeping
from feedback.intake.recording import Sent, rows_of
from feedback.questionnaire import loading
from feedback.questionnaire.answers import Collected, ContactGiven, Written
from feedback.questionnaire.definition import Answer, Choice, Comment, Contact, Questionnaire, Statement
from feedback.store import surveys
from feedback.store.surveys import Survey

Q1, Q2, Q3 = date(2026, 5, 4), date(2026, 8, 4), date(2026, 11, 4)
"""A day in each of the last two closed quarters, and in the one that is open on the day of the tests."""
GOOD, BAD = "very_good", "bad"


def send(
    survey: Survey,
    answers: Mapping[str, Answer] | None = None,
    day: date = Q3,
    comments: Mapping[str, str] | None = None,
    contact: tuple[str, str] | None = None,
    **more: object,
) -> str:
    """Record a response to the newest version, all else skipped; its id. `more`: way, variant, link_number, helper, bands, site_id."""
    version = surveys.versions(survey.id)[-1]
    questionnaire = loading.load(version.definition)
    response_id = str(uuid.uuid4())
    sent = Sent(
        response_id=response_id,
        survey_id=survey.id,
        privacy=survey.privacy,
        version_id=version.id,
        variant=str(more.pop("variant", "")),
        language="en",
        questionnaire=questionnaire,
        collected=Collected(
            coded=_coded(questionnaire) | dict(answers or {}),
            comments={code: Written(text, off_path=False) for code, text in (comments or {}).items()},
            contact=ContactGiven(*contact) if contact else None,
            bands={},
        ),
        way=str(more.pop("way", "link")),
        day=day,
        at=datetime.combine(day, datetime.min.time(), UTC).replace(hour=14, minute=5),
        **more,  # type: ignore[arg-type]
    )
    keeping.keep_all([rows_of(sent)])
    return response_id


def overall(survey: Survey, good: int, bad: int, day: date = Q3, **more: object) -> list[str]:
    """So many responses that find the help good, and bad."""
    with store.transaction():
        return [send(survey, {"overall": answer}, day, **more) for answer in [GOOD] * good + [BAD] * bad]


def _coded(questionnaire: Questionnaire) -> dict[str, Answer]:
    asked = (question for question in questionnaire.questions() if not isinstance(question, Comment | Contact | Statement))
    return {question.code: "not_asked" if isinstance(question, Choice) and question.band else "skipped" for question in asked}
