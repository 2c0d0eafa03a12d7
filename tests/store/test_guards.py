"""What the schema refuses, whoever asks: on both databases."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError

from feedback import clock, store
from feedback.store import asks, events
from feedback.store.database import db
from tests.store.rows import DAY, QUARTER, a_survey, keep_response, response_row

pytestmark = pytest.mark.usefixtures("each_database")


def run(statement: str) -> None:
    """Run SQL in a transaction, as somebody with the database's own console would."""
    with store.transaction():
        db.session.execute(text(statement))


@pytest.mark.parametrize("statement", ["UPDATE version SET definition = '{}'", "DELETE FROM version"])
def test_a_published_version_never_changes(statement: str) -> None:
    a_survey()
    with pytest.raises(DBAPIError, match="a published version"):
        run(statement)


@pytest.mark.parametrize("statement", ["UPDATE event SET actor = 'somebody else'", "DELETE FROM event"])
def test_events_are_only_ever_added(statement: str) -> None:
    with store.transaction():
        events.record(clock.now(), "a@example.org", "survey.opened", 1, slug="views")
    with pytest.raises(DBAPIError, match="events are only ever added"):
        run(statement)


def test_privacy_may_be_chosen_until_a_survey_opens_and_not_after() -> None:
    survey = a_survey()
    with pytest.raises(DBAPIError, match="privacy of a survey is fixed"):
        run("UPDATE survey SET privacy = 'open'")
    with store.transaction():
        survey.opened_on = None
    run("UPDATE survey SET privacy = 'open'")
    assert db.session.execute(text("SELECT privacy FROM survey")).scalar_one() == "open"


@pytest.mark.parametrize("changes", [{"link_number": 7}, {"way": "invitation"}])
def test_an_open_response_cannot_be_linked(changes: Mapping[str, object]) -> None:
    survey = a_survey(privacy="open")
    with pytest.raises(IntegrityError):
        keep_response(survey, **changes)


def test_a_response_cannot_claim_another_privacy_than_its_survey() -> None:
    survey = a_survey(privacy="open")
    with pytest.raises(IntegrityError):
        keep_response(survey, privacy="confidential", link_number=7)


def test_an_open_survey_cannot_have_a_personal_invitation() -> None:
    survey = a_survey(privacy="open")
    row = {"survey_id": survey.id, "link_number": 1, "token_hash": "0" * 64, "quarter": QUARTER, "expires_on": DAY}
    for privacy in ("open", "confidential"):
        with pytest.raises(IntegrityError), store.transaction():
            asks.invite_all([row | {"privacy": privacy}])


@pytest.mark.parametrize(
    "changes",
    [
        {"quarter": "Q3 2026/27"},
        {"quarter": "2026/27 Q5"},
        {"age_band": "15"},
        {"care_experience": "7 Nov 2010"},
        {"answers": "overall: good"},
        {"way": "carrier pigeon"},
        {"helper": "dog"},
        {"touchpoint": "never"},
        {"set_aside": "inconvenient"},
    ],
)
def test_codes_outside_the_lists_are_refused(changes: Mapping[str, object]) -> None:
    survey = a_survey()
    with pytest.raises(DBAPIError):
        keep_response(survey, **changes)


def test_a_time_cannot_stand_where_a_day_belongs() -> None:
    keep_response(a_survey())
    if db.engine.dialect.name == "postgresql":
        run("UPDATE response SET sent_on = '2026-11-21 10:11:12'")
        assert str(db.session.execute(text("SELECT sent_on FROM response")).scalar_one()) == "2026-11-21"
    else:
        with pytest.raises(IntegrityError):
            run("UPDATE response SET sent_on = '2026-11-21 10:11:12'")


def test_a_survey_cannot_close_before_it_opened() -> None:
    a_survey()
    with pytest.raises(IntegrityError):
        run("UPDATE survey SET opened_on = NULL, closed_on = '2026-10-06'")


def test_nothing_in_a_response_or_a_comment_is_finer_than_a_day() -> None:
    columns = [
        (table.name, column)
        for table in db.metadata.tables.values()
        for column in table.columns
        if table.name in {"response", "comment", "reading"}
    ]
    finer = [f"{table}.{column.name}" for table, column in columns if "TIME" in str(column.type)]
    assert columns
    assert finer == []


def test_an_event_with_other_keys_than_its_kind_has_is_refused() -> None:
    for detail in ({}, {"slug": "views", "more": 1}):
        with pytest.raises(ValueError, match="survey.opened"), store.transaction():
            events.record(clock.now(), "a@example.org", "survey.opened", 1, **detail)
    with pytest.raises(ValueError, match="made up"), store.transaction():
        events.record(clock.now(), "a@example.org", "made up", 1)


def test_a_day_is_all_that_a_response_row_tells_of_its_time() -> None:
    row = response_row(a_survey())
    assert type(row["sent_on"]) is date
