"""How the lane did: by the level at which a concern was raised, over what the account can see, of the last 90 days."""

from __future__ import annotations

from datetime import UTC, date, datetime

from flask import Flask

from feedback import store
from feedback.desk import concerns as desk
from feedback.desk import deciding, measuring
from feedback.desk.deciding import Decision
from feedback.desk.measuring import Share
from feedback.store import concerns
from tests.desk.lane import STAFF, lead, raised_by
from tests.intake.arrivals import open_survey

WEDNESDAY = date(2026, 11, 4)
LONG_AGO = date(2026, 5, 4)
IN_TIME, LATE = datetime(2026, 11, 4, 15, 0, tzinfo=UTC), datetime(2026, 11, 4, 15, 30, tzinfo=UTC)
"""Red, raised at 14:05: within one working hour, and after it."""


def test_shares_of_the_last_ninety_days(app_context: Flask) -> None:
    survey = open_survey()
    raised = [raised_by(survey, STAFF, day=WEDNESDAY) for _ in range(4)]
    raised_by(survey, STAFF, day=LONG_AGO)
    with store.transaction():
        for concern_id, at in zip(raised, (IN_TIME, IN_TIME, LATE), strict=False):
            concerns.mark_opened(concern_id, at)
    before = measuring.lately(lead())
    assert (before.in_time, before.decided) == (Share(2, 4), Share(0, 4)), "one is late, and one was never opened"
    deciding.change_level(raised[2], "amber", "It was last year.", lead())
    assert measuring.lately(lead()).in_time == Share(2, 4), "a level given later does not make it be in time"
    deciding.decide(raised[0], Decision("mistaken", "A song."), lead())
    deciding.decide(raised[1], Decision("lado", "Told.", told="me"), lead())
    after = measuring.lately(lead())
    assert (after.decided, after.for_nothing) == (Share(2, 4), Share(1, 2))


def test_what_is_not_due_yet_is_not_judged(app_context: Flask) -> None:
    raised_by(open_survey(), STAFF, day=date(2026, 11, 21))
    found = measuring.lately(lead())
    assert (found.in_time, found.decided) == (Share(0, 0), Share(0, 1))
    assert desk.waiting(lead()) == {"red": 1}
