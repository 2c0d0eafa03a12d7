"""What an officer decided to quote of the closed quarters: praise as compliments, some criticism for the reviews, and some kept back."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from feedback.demo.officers import address
from feedback.demo.seeds import CLOSED, a_day, generator, some
from feedback.desk import quoting
from feedback.desk.quoting import known_names
from feedback.figures.quarter import Quarter
from feedback.language.redaction import Names, propose, redacted
from feedback.store import accounts, events, redactions, surveys
from feedback.store.accounts import Officer
from feedback.store.redactions import CRITICAL, PRAISE, Candidate, Chosen, Decision
from feedback.store.surveys import Survey

MOST = 1000
SHORTEST_PRAISE = 3
"""Words in a compliment worth passing on."""
CRITICAL_QUOTES, KEPT_BACK = 4, 2
"""So many critical comments of a survey's quarter are approved, and so many kept back."""
SINCE, UNTIL = timedelta(days=4), timedelta(days=14)
"""The days after the end of a quarter on which its quotes are chosen."""
LONDON = ZoneInfo("Europe/London")
MORNING = time(11, tzinfo=LONDON)


def load() -> None:
    """Keep the decisions, and that they were made."""
    officer = accounts.by_email(address("voice_officer"))
    assert officer is not None
    rng, names = generator("quotes"), known_names()
    for survey in surveys.everyone():
        for quarter in CLOSED:
            day = a_day(rng, quarter.last + SINCE, quarter.last + UNTIL)
            for comment, state in _decided(rng, survey, quarter):
                _keep(survey, comment.id, _decision(comment, state, names, officer, day), officer.email)


def _decided(rng: random.Random, survey: Survey, quarter: Quarter) -> Iterator[tuple[Candidate, str]]:
    """The comments of a quarter about which the officer decided, and how; the others wait."""
    found, _ = redactions.undecided(Chosen(survey.id, str(quarter)), 1, MOST)
    critical = some(rng, [one for one in found if one.sentiment in CRITICAL], CRITICAL_QUOTES + KEPT_BACK)
    for one in found:
        if one.sentiment == PRAISE and len(one.text.split()) >= SHORTEST_PRAISE:
            yield one, "approved"
    for place, one in enumerate(critical):
        yield one, "kept_back" if place < KEPT_BACK else "approved"


def _decision(comment: Candidate, state: str, names: Names, officer: Officer, day: date) -> Decision:
    out = propose(comment.text, names)
    praise = state == "approved" and comment.sentiment == PRAISE
    return Decision(state, praise, redacted(comment.text, out), quoting.written(out), officer.id, day)


def _keep(survey: Survey, comment_id: str, decision: Decision, actor: str) -> None:
    redactions.decide(comment_id, decision)
    events.record(datetime.combine(decision.decided_on, MORNING), actor, f"quote.{decision.state}", comment_id, slug=survey.slug)
