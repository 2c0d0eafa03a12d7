"""The life of a survey: made from a questionnaire, opened, closed. Its privacy is chosen first and never loosened."""

from __future__ import annotations

import re

from feedback import clock, store
from feedback.questionnaire import loading
from feedback.questionnaire.definition import Questionnaire
from feedback.store import events
from feedback.store import surveys as kept

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_SLUG = 60


class SurveyError(Exception):
    """What was asked of a survey cannot be done. The message says why and what to do."""


def create(questionnaire: Questionnaire, slug: str, title: str, privacy: str, actor: str, *, demo: bool = False) -> kept.Survey:
    """Keep a new draft survey with `questionnaire` as its version 1. Raises SurveyError."""
    _check_slug(slug)
    with store.transaction():
        if kept.by_slug(slug):
            raise SurveyError(f"There is a survey at /s/{slug} already. Choose another address.")
        today = clock.today()
        survey = kept.add(
            kept.Survey(slug=slug, title=title, audience=questionnaire.audience, privacy=privacy, created_on=today, demo=demo)
        )
        _publish(survey, questionnaire)
        events.record(
            clock.now(),
            actor,
            "survey.created",
            survey.id,
            slug=slug,
            audience=survey.audience,
            privacy=privacy,
            questionnaire=questionnaire.code,
        )
    return survey


def publish(slug: str, questionnaire: Questionnaire, actor: str) -> kept.Version:
    """Keep `questionnaire` as the next version of a survey; from now on it is asked. Raises SurveyError."""
    with store.transaction():
        survey = find(slug)
        if survey.audience != questionnaire.audience:
            raise SurveyError(
                f"This survey asks {survey.audience}, the questionnaire {questionnaire.audience}. Make a survey of its own for it."
            )
        version = _publish(survey, questionnaire)
        events.record(clock.now(), actor, "survey.version_published", survey.id, slug=slug, version=version.number)
    return version


def open_survey(slug: str, actor: str) -> kept.Survey:
    """Let answers in, for the first time or again. Raises SurveyError."""
    with store.transaction():
        survey = find(slug)
        if survey.state == "open":
            raise SurveyError("This survey is open already.")
        survey.opened_on = survey.opened_on or clock.today()
        survey.closed_on = None
        events.record(clock.now(), actor, "survey.opened", survey.id, slug=slug)
    return survey


def close_survey(slug: str, actor: str) -> kept.Survey:
    """Let no more answers in, but those of people who have the page open. Raises SurveyError."""
    with store.transaction():
        survey = find(slug)
        if survey.state != "open":
            raise SurveyError("Only an open survey can be closed.")
        survey.closed_on = clock.today()
        events.record(clock.now(), actor, "survey.closed", survey.id, slug=slug)
    return survey


def find(slug: str) -> kept.Survey:
    """The survey at this address. Raises SurveyError."""
    survey = kept.by_slug(slug)
    if survey is None:
        raise SurveyError(f"There is no survey at /s/{slug}. `flask survey list` shows them all.")
    return survey


def _publish(survey: kept.Survey, questionnaire: Questionnaire) -> kept.Version:
    return kept.publish(survey, loading.dump(questionnaire), clock.today())


def _check_slug(slug: str) -> None:
    if len(slug) > LONGEST_SLUG or not SLUG.fullmatch(slug):
        raise SurveyError(f"'{slug}' cannot be an address. Use small letters, digits and single dashes, {LONGEST_SLUG} characters at most.")
