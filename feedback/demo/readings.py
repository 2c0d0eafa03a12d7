"""What two officers read the comments of the closed quarters as; those of the open quarter wait on the desk.

The bank says what a person takes each line to mean. Now and then one of the two readers takes it otherwise, as people do.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from functools import cache

from feedback import accounts, store
from feedback.demo import comments as boxes
from feedback.demo.comment_bank import Label
from feedback.demo.officers import PASSWORD, SECOND_READER, address
from feedback.demo.seeds import CLOSED, generator
from feedback.desk import clocks
from feedback.desk.how_read import next_working_day
from feedback.store import accounts as kept_accounts
from feedback.store import comments, counts, person_readings, responses, surveys, unread
from feedback.store.accounts import Officer
from feedback.store.comments import ReadComment
from feedback.store.surveys import Survey

SECOND_SHARE = 20
MOST = 10_000
LATE = 0.07
"""Share of comments that were read a working day later than they should."""
FIRST_SLIPS, SECOND_SLIPS = 0.02, 0.1
"""Share of comments in which a reader takes a line for something else than the bank says."""
OTHERWISE: Mapping[str, Label] = {"positive": "mixed", "negative": "mixed", "mixed": "negative", "neutral": "unclear", "unclear": "neutral"}
NOT_AGREED_SINCE = CLOSED[-1]
"""What the two read differently in the last closed quarter is still to agree on."""
PLANTED: Mapping[str, Label] = {
    "this survey is killing me lol": "unclear",
    "stabbed in the back by my old school": "negative",
    "we did a session about county lines n it was boring": "negative",
    "trap music in the studio is sick": "positive",
    "debt advice was useful": "positive",
}
"""What is planted for the screen is read too, once it lies on the desk; all else of it is bad news."""

Row = dict[str, object]


def load() -> None:
    """Make the second reader's account, and keep what both read."""
    if kept_accounts.by_email(SECOND_READER.email) is None:
        accounts.create_officer(SECOND_READER.email, SECOND_READER.name, PASSWORD, ["voice_officer"], "command", demo=True)
    readers = [_officer(address("voice_officer")), _officer(SECOND_READER.email)]
    rng = generator("readings")
    for survey in surveys.everyone():
        for quarter in CLOSED:
            found, _ = comments.page(survey.id, [str(quarter)], 1, MOST)
            settled = quarter < NOT_AGREED_SINCE
            rows = [row for comment in found for row in _words(rng, survey, comment, readers, settled=settled)]
            with store.transaction():
                person_readings.take(rows)
                counts.outdate_comments(survey.id, str(quarter))


def label_of(survey: Survey, comment: ReadComment) -> Label:
    """What the bank says of a comment, which may be mistyped by a letter."""
    if comment.text in PLANTED:
        return PLANTED[comment.text]
    lines = _lines(survey.audience, comment.question)
    (nearest,) = get_close_matches(comment.text, lines, n=1, cutoff=0.8) or [""]
    return lines.get(nearest, "negative")


@cache
def _lines(audience: str, question: str) -> Mapping[str, Label]:
    every = boxes.YOUNG_PEOPLE if audience == "young_people" else boxes.PARENTS
    return {line.text: line.label for box in every if box.question == question for line in (*box.content, *box.unhappy)}


def _words(rng: random.Random, survey: Survey, comment: ReadComment, readers: Sequence[Officer], *, settled: bool) -> Iterator[Row]:
    """The first word on a comment; for some a second; and where the two differ and had time, the one on which they agreed."""
    label = label_of(survey, comment)
    first, second = rng.sample(readers, 2)
    day = _read_on(rng, comment.id)
    one = _slipped(rng, label, FIRST_SLIPS)
    yield _row(comment, "first", first, one, day, guess_seen=comment.guess is not None)
    if not unread.is_chosen(comment.id, SECOND_SHARE):
        return
    other = _slipped(rng, label, SECOND_SLIPS)
    later = next_working_day(clocks.hours(), day)
    yield _row(comment, "second", second, other, later, guess_seen=False)
    if one != other and settled:
        yield _row(comment, "agreed", rng.choice(readers), label, later, guess_seen=False)


def _row(comment: ReadComment, place: str, officer: Officer, sentiment: str, day: date, *, guess_seen: bool) -> Row:
    word = {"comment_id": comment.id, "place": place, "officer_id": officer.id, "sentiment": sentiment}
    return {**word, "guess_seen": guess_seen, "read_on": day}


def _slipped(rng: random.Random, label: Label, share: float) -> Label:
    return OTHERWISE[label] if rng.random() < share else label


def _read_on(rng: random.Random, comment_id: str) -> date:
    comment = comments.on_the_desk(comment_id)
    response = responses.by_id(comment.response_id) if comment else None
    assert response is not None
    day = next_working_day(clocks.hours(), response.sent_on)
    return next_working_day(clocks.hours(), day) if rng.random() < LATE else day


def _officer(email: str) -> Officer:
    found = kept_accounts.by_email(email)
    assert found is not None
    return found
