"""The demo goes in once, whole, and never beside real answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
import sqlalchemy as sa
from flask import Flask

from feedback import accounts, create_app, store
from feedback.asking import surveys as life
from feedback.demo import loading, officers
from feedback.demo.loading import DemoRefused
from feedback.desk import clocks, second_looks
from feedback.permissions import ROLES
from feedback.questionnaire import starters
from feedback.settings import Settings
from feedback.store import accounts as kept_accounts
from feedback.store import asks, comments, concern_steps, concerns, council, events, responses, samples
from feedback.store import surveys as kept
from feedback.store.comments import Comment
from feedback.store.database import db
from feedback.store.encryption import unseal
from feedback.store.responses import Response
from tests.databases import SETTINGS, application
from tests.demo import expected


@pytest.fixture
def demo(demo_url: str) -> Iterator[Flask]:
    """The demo, loaded."""
    with application(demo_url) as app, app.app_context():
        yield app


def survey_id(slug: str) -> int:
    """The id of a demo survey."""
    door = kept.door(slug)
    assert door is not None
    return door.survey_id


def everything() -> dict[str, int]:
    """How many rows each table has."""
    return {table.name: db.session.scalar(sa.select(sa.func.count()).select_from(table)) or 0 for table in db.metadata.sorted_tables}


def texts() -> dict[str, str]:
    """Every comment with its quarter."""
    return {unseal(row.text): row.quarter for row in db.session.scalars(sa.select(Comment))}


def test_loading_again_changes_nothing(demo: Flask) -> None:
    before = everything()
    assert loading.load() == []
    assert everything() == before


def test_a_part_added_later_is_loaded_beside_the_others(demo: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    monkeypatch.setattr(loading, "PARTS", {**loading.PARTS, "actions": lambda: done.append("actions")})
    assert loading.load() == ["actions"]
    assert loading.load() == []
    assert done == ["actions"]


def test_a_part_that_fails_leaves_nothing_of_itself(app_context: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        council.change({"name": "Half a council", "demo": True})
        raise RuntimeError

    monkeypatch.setattr(loading, "PARTS", {"council": fail})
    with pytest.raises(RuntimeError):
        loading.load()
    assert council.current().name == ""
    assert events.latest(["demo.loaded"]) == []


def test_invited_and_answered_are_those_of_the_table(demo: Flask) -> None:
    for slug, table in (("your-views", expected.YOUNG_PEOPLE), ("family-views", expected.PARENTS)):
        invited, counted = samples.invited(survey_id(slug)), {row.quarter: row for row in responses.counts(survey_id(slug))}
        assert tuple(invited[str(quarter)] for quarter in expected.QUARTERS) == table["invited"]
        assert tuple(counted[str(quarter)].responses for quarter in expected.QUARTERS) == table["done"]


def test_three_copies_are_set_aside_as_duplicates_and_on_record(demo: Flask) -> None:
    quarters = [row.quarter for row in responses.counts(survey_id("your-views"))]
    assert responses.aside_reasons(survey_id("your-views"), quarters) == {"duplicate": 3}
    assert [event.detail["reason"] for event in events.latest(["response.set_aside"])] == ["duplicate"] * 3


def test_every_row_that_can_says_that_it_is_a_demo(demo: Flask) -> None:
    for table in db.metadata.sorted_tables:
        if "demo" in table.c:
            marked = sa.func.sum(sa.cast(table.c.demo, sa.Integer))
            total, demos = db.session.execute(sa.select(sa.func.count(), marked).select_from(table)).one()
            assert total == demos > 0, table.name


def test_an_invitation_that_was_answered_leads_to_a_response_with_its_number_and_bands(demo: Flask) -> None:
    answered = db.session.scalars(sa.select(asks.Invitation).where(asks.Invitation.response_id.is_not(None))).all()
    for invitation in answered:
        response = responses.by_id(invitation.response_id or "")
        assert response is not None
        assert (response.link_number, response.care_experience, response.touchpoint) == (
            invitation.link_number,
            invitation.care_experience,
            invitation.touchpoint,
        )
    linked = db.session.scalar(
        sa.select(sa.func.count()).where(
            Response.link_number.is_not(None), Response.set_aside.is_(None), Response.survey_id != survey_id("how-things-are-going")
        )
    )
    assert len(answered) == linked


def test_somebody_who_sends_after_midnight_falls_in_the_next_quarter(demo: Flask) -> None:
    day = date(2026, 7, 1)
    found = db.session.scalars(sa.select(Response).where(Response.sent_on == day, Response.way == "invitation")).all()
    assert "2026/27 Q2" in {response.quarter for response in found}


def test_disclosures_and_traps_are_planted_once_each(demo: Flask) -> None:
    written = Counter(unseal(row.text) for row in db.session.scalars(sa.select(Comment)))
    assert {text: written[text] for text in (*expected.DISCLOSURES, *expected.TRAPS)} == dict.fromkeys(
        (*expected.DISCLOSURES, *expected.TRAPS), 1
    )


def test_sixty_to_a_hundred_comments_a_quarter_are_written_and_read(demo: Flask) -> None:
    counted = Counter(row.quarter for row in db.session.scalars(sa.select(Comment)))
    for quarter in expected.QUARTERS:
        assert 55 <= counted[str(quarter)] <= 100
    unread = sa.select(sa.func.count()).select_from(Comment).where(~sa.exists().where(comments.Reading.comment_id == Comment.id))
    assert db.session.scalar(unread) == 0


def test_concerns_were_opened_and_decided_but_for_those_of_the_last_working_day(demo: Flask) -> None:
    found, total = concerns.page(0, "all", 1, 500)
    assert total == len(found) > 20
    for concern in found:
        waits = concern.raised_at.date() == date(2026, 11, 20)
        assert (concern.opened_at is None) == (concern.decided_at is None) == waits
        assert [step.kind for step in concern_steps.of(concern.id)][:2] == ([] if waits else ["opened", "decided"])
    waiting, _ = concerns.page(0, "waiting", 1, 10)
    assert {(concern.level, concern.source) for concern in waiting} >= {("red", "comment"), ("blue", "contact")}
    assert any(concern.handed_back_on for concern in found)
    assert sum(concern.source == "contact" for concern in found) == 2


def test_no_banner_stands_in_a_fresh_demo(demo: Flask) -> None:
    assert clocks.trouble() is None


def test_the_weekly_look_has_a_history_and_this_weeks_sample_is_to_be_read(demo: Flask) -> None:
    lead = kept_accounts.by_email("safeguarding.lead@harrowdale.example")
    assert lead is not None
    assert [one.behind for one in second_looks.history(lead)] == [False] * 7
    assert list(second_looks.left()) == [date(2026, 11, 16)]


def test_the_surveys_were_opened_before_the_first_quarter(demo: Flask) -> None:
    for survey in kept.everyone():
        assert survey.state == "open"
        assert survey.opened_on is not None
        assert survey.opened_on < date(2025, 4, 1)
    assert all(event.at.date() < date(2025, 4, 1) for event in events.latest(["survey.opened", "survey.created"]))


def test_there_is_a_sign_in_for_each_role_that_works(demo: Flask) -> None:
    found = loading.sign_ins()
    assert [sign_in.role for sign_in in found] == [*ROLES.values(), ROLES["voice_officer"]]
    assert kept_accounts.by_email(found[-1].email).role_codes == {"voice_officer"}
    for role in ROLES:
        officer = kept_accounts.by_email(officers.address(role))
        assert officer is not None
        assert officer.role_codes == {role}
        assert officer.demo


def test_it_is_refused_in_production() -> None:
    settings = Settings(**{**vars(SETTINGS), "env": "production", "today": None})
    with create_app(settings).app_context():
        for refused in (loading.load, loading.sign_ins):
            with pytest.raises(DemoRefused, match="production"):
                refused()


def test_it_is_refused_beside_a_real_council_survey_or_officer(app_context: Flask) -> None:
    with store.transaction():
        council.change({"name": "Somewhere Council"})
    with pytest.raises(DemoRefused, match="real council"):
        loading.load()
    assert everything()["response"] == 0


@pytest.mark.parametrize("there", ["survey", "officer"])
def test_it_is_refused_beside_what_somebody_made_without_a_council(app_context: Flask, there: str) -> None:
    if there == "survey":
        life.create(starters.get("young_people"), "views", "Views", "open", "command")
    else:
        accounts.create_officer("sana@example.org", "Sana", "three long words", ["administrator"], "command")
    with pytest.raises(DemoRefused, match="empty database"):
        loading.load()


def test_an_officer_made_beside_the_demo_does_not_stop_the_next_run(demo: Flask) -> None:
    accounts.create_officer("sana@example.org", "Sana", "three long words", ["administrator"], "command")
    assert loading.load() == []


def test_there_is_no_sign_in_without_the_demo(app_context: Flask) -> None:
    with pytest.raises(DemoRefused, match="flask demo load"):
        loading.sign_ins()
    assert replace(SETTINGS).env == "test"
