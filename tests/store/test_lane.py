"""The queries of the lane, on each database."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from flask import Flask

from feedback import store
from feedback.store import accounts, concern_steps, concerns, second_looks
from feedback.store.concern_steps import Done
from feedback.store.second_looks import Week
from tests.store.rows import a_survey, keep_response
from tests.store.test_comments import write

pytestmark = pytest.mark.usefixtures("each_database")
MONDAY = date(2026, 10, 5)
AT = datetime(2026, 10, 6, 9, tzinfo=UTC)


def officer(name: str) -> int:
    """The id of a new officer."""
    with store.transaction():
        return accounts.add({"email": f"{name}@example.org", "full_name": name, "password": "x"}, ["safeguarding_lead"]).id


def test_who_is_shut_out_sees_a_concern_in_no_list_count_or_step(each_database: Flask) -> None:
    survey, lead, deputy = a_survey(), officer("lead"), officer("deputy")
    response_id = keep_response(survey)
    write(survey.id, response_id, "one", level="red")
    write(survey.id, response_id, "two", level="amber")
    first, second = concerns.page(lead, "all", 1, 5)[0]
    with store.transaction():
        held = concerns.held(first.id, deputy)
        assert held is not None
        concern_steps.shut_out(concerns.beside(held), [lead])
        concern_steps.shut_out([first.id], [lead])
    assert concerns.page(lead, "all", 1, 5) == ([], 0)
    assert concerns.waiting(lead) == {}
    assert concerns.since(lead, datetime(2020, 1, 1, tzinfo=UTC)) == []
    assert (concerns.by_id(first.id, lead), concerns.opened(second.id, lead)) == (None, None)
    assert concerns.waiting(deputy) == {"red": 1, "amber": 1}
    with store.transaction():
        concern_steps.let_in([first.id, second.id], lead)
    assert concerns.waiting(lead) == {"red": 1, "amber": 1}


def test_the_newest_decision_of_a_concern_counts(each_database: Flask) -> None:
    survey, lead = a_survey(), officer("lead")
    write(survey.id, keep_response(survey), "one", level="red")
    concern_id = concerns.page(lead, "all", 1, 1)[0][0].id
    with store.transaction():
        for decision in ("mistaken", "lado"):
            concern_steps.add(concern_id, Done("decided", lead, AT, {"reason": "x"}, decision), MONDAY)
    assert concerns.decided_as(lead, datetime(2020, 1, 1, tzinfo=UTC)) == {"lado": 1}
    assert [step.decision for step in concern_steps.of(concern_id)] == ["mistaken", "lado"]


def test_a_sample_is_drawn_once_and_each_comment_looked_at_once(each_database: Flask) -> None:
    survey, lead, deputy = a_survey(), officer("lead"), officer("deputy")
    ids = [write(survey.id, keep_response(survey), text) for text in ("one", "two")]
    with store.transaction():
        second_looks.draw(MONDAY, ids)
        second_looks.draw(date(2026, 10, 12), ids)
        assert second_looks.mark(ids[0], lead, MONDAY, missed=False)
        assert not second_looks.mark(ids[0], deputy, MONDAY, missed=True)
        assert second_looks.mark(ids[1], deputy, MONDAY, missed=True)
        assert not second_looks.unmark(ids[1], deputy)
    assert second_looks.weeks(MONDAY) == {MONDAY: Week(drawn=2, read=2, missed=1)}
    assert second_looks.missed_since(0, MONDAY) == (2, 1)
    with store.transaction():
        assert second_looks.unmark(ids[0], lead)
    found = second_looks.to_read(MONDAY)
    assert found is not None
    assert (found.comment_id, found.text) == (ids[0], "one")
