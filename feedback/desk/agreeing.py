"""What two officers read differently: both words side by side, until one of the two puts down the word on which they agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from feedback import clock, store
from feedback.desk.questions import as_last_asked
from feedback.desk.raising import OffTheDesk
from feedback.desk.reading import READ, NotKept, name_of
from feedback.store import accounts, comments, counts, events, person_readings, surveys
from feedback.store.accounts import Officer
from feedback.store.codes import SENTIMENTS
from feedback.store.comments import ReadComment
from feedback.store.person_readings import PersonReading, Words
from feedback.store.surveys import Survey

SIZE = 10


class NotYours(PermissionError):
    """Only the two who read a comment agree on its word; somebody else only once neither of them works here any more."""


@dataclass(frozen=True)
class Given:
    """One officer's word."""

    who: str
    sentiment: str


@dataclass(frozen=True)
class Apart:
    """A comment that two officers read differently. `may_agree`: whoever looks may put down the word."""

    comment: ReadComment
    survey: Survey
    question: str
    first: Given
    second: Given
    may_agree: bool


def listed(page: int, officer: Officer) -> tuple[Sequence[Apart], int]:
    """Page `page` (from 1) of what two officers read differently, and how many there are; each look is recorded."""
    ids, total = comments.apart(page, SIZE)
    found, words = comments.by_ids(ids), person_readings.of(ids)
    known = {survey.id: survey for survey in surveys.everyone()}
    with store.transaction():
        for one in found:
            events.record(clock.now(), officer.email, READ, one.id, slug=known[one.survey_id].slug)
    return [_apart(one, known[one.survey_id], words[one.id], officer) for one in found], total


def agree(comment_id: str, sentiment: str, officer: Officer) -> None:
    """Keep the word on which two officers agree. Raises OffTheDesk, NotYours, and NotKept when they have agreed already."""
    if sentiment not in SENTIMENTS:
        raise ValueError(f"'{sentiment}' is no reading: use one of {', '.join(SENTIMENTS)}")
    with store.transaction():
        found, words = comments.by_ids([comment_id]), person_readings.held(comment_id)
        if not found or not {"first", "second"} <= words.keys():
            raise OffTheDesk(comment_id)
        if not _may_agree(words, officer):
            raise NotYours(comment_id)
        row = {"comment_id": comment_id, "place": "agreed", "officer_id": officer.id, "sentiment": sentiment}
        if not person_readings.take([row | {"guess_seen": False, "read_on": clock.today()}]):
            agreed = person_readings.held(comment_id)["agreed"]
            raise NotKept(name_of(agreed.officer_id), agreed.sentiment)
        counts.outdate_comments(found[0].survey_id, found[0].quarter)


def _apart(comment: ReadComment, survey: Survey, words: Words, officer: Officer) -> Apart:
    question = as_last_asked(survey.id, comment.question)
    return Apart(comment, survey, question, _given(words["first"]), _given(words["second"]), _may_agree(words, officer))


def _given(word: PersonReading) -> Given:
    return Given(name_of(word.officer_id), word.sentiment)


def _may_agree(words: Words, officer: Officer) -> bool:
    two = {words["first"].officer_id, words["second"].officer_id}
    return officer.id in two or not any(found.active for one in two if (found := accounts.by_id(one)))
