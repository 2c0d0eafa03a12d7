"""Comments as officers read them: in no order, with audience, quarter and question and nothing else; each look is recorded."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from feedback import clock, store
from feedback.questionnaire import loading
from feedback.questionnaire.definition import Comment
from feedback.store import comments, events, responses, surveys
from feedback.store.comments import ReadComment
from feedback.store.surveys import Survey

SIZE = 25
LISTED = "comment.listed"
EVERY = "all"
SENTIMENTS = {"positive": "Positive", "negative": "Negative", "mixed": "Mixed", "neutral": "Neutral", "unclear": "Unclear"}


@dataclass(frozen=True)
class Choice:
    """Which comments of a survey to list; None is every one."""

    quarter: str | None = None
    question: str | None = None
    sentiment: str | None = None


@dataclass(frozen=True)
class Reason:
    """A word that drove the first reading. `weight` is above 0 when it spoke for praise."""

    word: str
    weight: float


@dataclass(frozen=True)
class Listed:
    """One comment in a list, with the question as it was asked and the words that drove its first reading."""

    comment: ReadComment
    question: str
    reasons: Sequence[Reason]

    @property
    def sentiment(self) -> str:
        """The first reading in a word."""
        return SENTIMENTS[self.comment.sentiment]


def read(survey: Survey, choice: Choice, page: int, actor: str) -> tuple[Sequence[Listed], int]:
    """Page `page` (from 1) of the comments chosen, and how many match; records who looked at what.

    Raises LookupError for a page beyond the last: nobody looked at anything, so nothing is recorded.
    """
    quarters = [choice.quarter] if choice.quarter else quarters_of(survey.id)
    found, total = comments.page(survey.id, quarters, page, SIZE, choice.question, choice.sentiment)
    if page > 1 and not found:
        raise LookupError(f"there is no page {page} of these comments: there are {total}, {SIZE} to a page")
    asked = questions(survey.id)
    with store.transaction():
        events.record(clock.now(), actor, LISTED, survey.id, slug=survey.slug, page=page, count=len(found), **_told(choice))
    return [Listed(comment, asked.get(comment.question, comment.question), _reasons(comment)) for comment in found], total


def quarters_of(survey_id: int) -> list[str]:
    """The quarters that brought responses, newest first."""
    return [count.quarter for count in reversed(responses.counts(survey_id))]


def questions(survey_id: int) -> Mapping[str, str]:
    """The questions that were answered in words, by code, each as it was last asked."""
    found: dict[str, str] = {}
    for version in surveys.versions(survey_id):
        asked = loading.load(version.definition).questions()
        found |= {question.code: question.text for question in asked if isinstance(question, Comment)}
    return found


def new(survey_id: int, quarter: str) -> int:
    """How many comments of a quarter came since its whole list was last read to the end. Comments picked out of it say nothing of that."""
    looked = events.latest((LISTED,), str(survey_id))
    read_so_far = (_reached(event.detail) for event in looked if event.detail["quarter"] == quarter and not _picked(event.detail))
    return max(0, comments.count(survey_id, [quarter]) - max(read_so_far, default=0))


def _told(choice: Choice) -> Mapping[str, str]:
    """What the record says was looked at."""
    return {"quarter": choice.quarter or EVERY, "question": choice.question or EVERY, "sentiment": choice.sentiment or EVERY}


def _picked(detail: Mapping[str, object]) -> bool:
    return not detail.get("question", EVERY) == detail.get("sentiment", EVERY) == EVERY


def _reached(detail: Mapping[str, object]) -> int:
    """How far down the list a look went."""
    page, count = detail["page"], detail["count"]
    assert isinstance(page, int)
    assert isinstance(count, int)
    return (page - 1) * SIZE + count


def _reasons(comment: ReadComment) -> list[Reason]:
    return [Reason(word, weight) for word, weight in json.loads(comment.reasons or "[]")]
