"""Several responses in one transaction: each has its own verdict."""

from __future__ import annotations

import dataclasses
from datetime import timedelta

import pytest

from feedback import store
from feedback.asking import surveys as life
from feedback.intake import receiving
from feedback.intake.asked import asked
from feedback.intake.keeping import Brought, keep
from feedback.intake.recording import rows_of
from feedback.store import asks, comments, links, responses
from feedback.store.encryption import digest
from tests.databases import TODAY
from tests.intake.arrivals import ACTOR, arrival, form, open_survey

QUARTER = "2026/27 Q3"
pytestmark = pytest.mark.usefixtures("each_database")


def brought(slug: str = "views", **answers: str) -> Brought:
    """A response ready to be kept."""
    came = arrival(form(**answers), slug)
    what = asked(came.door.version_id, "", open_mode=False)
    filled = what.form_class(came.form)
    assert filled.validate()
    sent = receiving._sent(came, what, filled)
    return Brought(rows_of(sent), sent.survey_id, sent.response_id)


def test_each_of_several_gets_its_own_verdict() -> None:
    survey = open_survey()
    life.create(receiving.asked(life.find("views").id, "", open_mode=False).whole, "draft", "Draft", "confidential", ACTOR)
    first, other = brought(good="one"), brought(good="two")
    changed = dataclasses.replace(first, rows=dataclasses.replace(first.rows, response=first.rows.response | {"digest": "f" * 64}))
    draft = dataclasses.replace(brought(good="three"), survey_id=life.find("draft").id)
    assert keep([first, other, first, changed, draft]) == ["new", "new", "known", "taken", "not_open"]
    assert keep([first, changed]) == ["known", "taken"]
    assert responses.counts(survey.id)[0].responses == 2
    assert comments.count(survey.id, [QUARTER]) == 2


def test_two_responses_by_one_invitation_leave_one() -> None:
    survey = open_survey()
    row = {"survey_id": survey.id, "link_number": links.new_number(), "token_hash": digest("invitation", "token"), "quarter": QUARTER}
    with store.transaction():
        asks.invite_all([row | {"expires_on": TODAY + timedelta(days=5)}])
    ask = receiving.invitation("token")
    assert ask is not None
    both = [dataclasses.replace(one, invitation_id=ask.invitation_id) for one in (brought(good="one"), brought(good="two"))]
    assert keep(both) == ["new", "link_used"]
    assert responses.counts(survey.id)[0].responses == 1
    assert comments.count(survey.id, [QUARTER]) == 1
