"""Young people who start and finish, as a script."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from feedback import store
from feedback.questionnaire.definition import Answer
from feedback.store.surveys import Survey
from tests.intake.arrivals import open_survey
from tests.reporting.scripted import Q1, Q3, send

APRIL = Q1.replace(month=4)
QUESTIONS = ("school", "home", "friends", "anger", "drugs", "safe", "where_help", "hope")


def going(privacy: str = "confidential") -> Survey:
    """A survey of how things are going."""
    return open_survey("going", "how_things_are_going", privacy)


def one(survey: Survey, link: int | None, touchpoint: str, day: date, level: int = 3, **more: Answer) -> str:
    """Somebody gives every question the same level; `more` answers otherwise."""
    answers: dict[str, Answer] = dict.fromkeys(QUESTIONS, str(level)) | more
    return send(survey, answers, day, touchpoint=touchpoint, link_number=link, way="invitation" if link else "link")


def started(survey: Survey, links: Iterable[int], day: date = APRIL) -> None:
    """These people start, at level 3."""
    with store.transaction():
        for link in links:
            one(survey, link, "start", day)


def ended(survey: Survey, links: Iterable[int], day: date = Q3, up: int = 1) -> list[str]:
    """These people finish `up` levels higher; the ids of their ends."""
    with store.transaction():
        return [one(survey, link, "exit", day, 3 + up) for link in links]


def pairs(survey: Survey, people: int, day: date = Q3, first: int = 1, start: date = APRIL, up: int = 1) -> list[str]:
    """So many people start and finish; the ids of their ends."""
    links = range(first, first + people)
    started(survey, links, start)
    return ended(survey, links, day, up)
