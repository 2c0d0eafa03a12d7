"""Comments as officers read them: in no order, with audience, quarter and question and nothing else; each look is recorded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from feedback import clock, store
from feedback.questionnaire import loading
from feedback.questionnaire.definition import Comment
from feedback.store import comment_themes, comments, events, responses, surveys
from feedback.store.comments import NOT_READ, Guess, ReadComment
from feedback.store.surveys import Survey

SIZE = 25
LISTED = "comment.listed"
EVERY = "all"
SENTIMENTS = {"positive": "Positive", "negative": "Negative", "mixed": "Mixed", "neutral": "Neutral", "unclear": "Unclear"}
WORDS = {NOT_READ: "Not read yet", **SENTIMENTS}
"""What a person took a comment to mean, to choose by."""


@dataclass(frozen=True)
class Choice:
    """Which comments of a survey to list; None is every one. `sentiment`: the first reading, `word`: a person's."""

    quarter: str | None = None
    question: str | None = None
    sentiment: str | None = None
    word: str | None = None


@dataclass(frozen=True)
class Reason:
    """A word that drove the first reading. `weight` is above 0 when it spoke for praise."""

    word: str
    weight: float


@dataclass(frozen=True)
class Listed:
    """One comment in a list, with the question as it was last asked, and the codes of its themes."""

    comment: ReadComment
    question: str
    themes: Sequence[str]

    @property
    def sentiment(self) -> str:
        """The first reading in a word; empty where nobody is shown it."""
        return SENTIMENTS[self.comment.guess.sentiment] if self.comment.guess else ""

    @property
    def word(self) -> str:
        """The person's reading in a word; empty where there is none."""
        return SENTIMENTS.get(self.comment.word, "")

    @property
    def reasons(self) -> Sequence[Reason]:
        """The words that drove the first reading."""
        return reasons(self.comment.guess)


def read(survey: Survey, choice: Choice, page: int, actor: str) -> tuple[Sequence[Listed], int]:
    """Page `page` (from 1) of the comments chosen, and how many match; records who looked at what.

    Raises LookupError for a page beyond the last: nobody looked at anything, so nothing is recorded.
    """
    quarters = [choice.quarter] if choice.quarter else quarters_of(survey.id)
    found, total = comments.page(survey.id, quarters, page, SIZE, choice.question, choice.sentiment, choice.word)
    if page > 1 and not found:
        raise LookupError(f"there is no page {page} of these comments: there are {total}, {SIZE} to a page")
    asked, themes = questions(survey.id), comment_themes.of([one.id for one in found])
    with store.transaction():
        events.record(clock.now(), actor, LISTED, survey.id, slug=survey.slug, page=page, count=len(found), **_told(choice))
    return [Listed(one, asked.get(one.question, one.question), themes.get(one.id, ())) for one in found], total


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


def reasons(guess: Guess | None) -> list[Reason]:
    """The words behind a guess, without what the question and lighter words add."""
    return [Reason(word, weight) for word, weight in guess.reasons if word] if guess else []


def _told(choice: Choice) -> Mapping[str, str]:
    """What the record says was looked at."""
    chosen = {"quarter": choice.quarter, "question": choice.question, "sentiment": choice.sentiment, "word": choice.word}
    return {name: code or EVERY for name, code in chosen.items()}
