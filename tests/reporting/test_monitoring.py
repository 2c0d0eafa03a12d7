"""How many of those asked answered, and what may be told of groups."""

from __future__ import annotations

import uuid

import pytest
from flask import Flask

from feedback import store
from feedback.figures.quarter import Quarter
from feedback.figures.released import ReleasedTable
from feedback.intake import receiving, sealed
from feedback.intake.receiving import invitation
from feedback.reporting.monitoring import Monitoring, monitoring, quarters
from feedback.store import asks, responses
from feedback.store.asks import Invitation
from feedback.store.database import db
from feedback.store.surveys import Survey
from feedback.store.tokens import code_of, token_of
from tests.databases import TODAY
from tests.intake.arrivals import door, open_survey
from tests.intake.devices import offer, seal
from tests.reporting.asks import ask
from tests.reporting.scripted import GOOD, Q2, Q3, send

NOW, BEFORE = Quarter.of(Q3), Quarter.of(Q2)


def of(survey: Survey, quarter: Quarter = NOW) -> Monitoring:
    return monitoring(survey, quarter)


def told(table: ReleasedTable) -> dict[str, tuple[str, str]]:
    return {row.label: (row.base, row.share_text) for row in table.rows}


def stages(found: Monitoring) -> dict[str, str]:
    return {stage.label: stage.text for stage in found.stages}


def test_the_answer_comes_first_with_the_line(each_database: Flask) -> None:
    survey = open_survey()
    ask(survey, 72, 46)
    found = of(survey)
    assert found.sentence == "46 of 72 young people asked have answered (64 %). That is above the 30 % line."
    assert found.line == "Above the line"


@pytest.mark.parametrize(
    ("asked", "answered", "line"),
    [(20, 6, "On the line"), (20, 5, "Below the line"), (20, 3, "Below the line"), (20, 2, "Far below the line")],
)
def test_the_line_is_said_in_words(app_context: Flask, asked: int, answered: int, line: str) -> None:
    survey = open_survey()
    ask(survey, asked, answered)
    assert of(survey).line == line


def test_the_funnel_counts_each_step(each_database: Flask) -> None:
    survey = open_survey()
    ask(survey, 10, 4, channel="sms", reached="delivered", started=2)
    ask(survey, 6, 1, channel="email", reached="accepted")
    ask(survey, 4, 0, channel="sms", reached="failed")
    ask(survey, 20, 5)
    found = of(survey)
    assert stages(found) == {
        "Asked": "40 (100 %)",
        "Asked from the list": "20 (50 %)",
        "Text or email sent": "16 (40 %)",
        "Known to be delivered": "10 (25 %)",
        "Started": "12 (30 %)",
        "Answered": "10 (25 %)",
    }
    assert {one.label: one.people for one in found.endings} == {"Message failed": 4}


def test_where_nothing_was_sent_messages_do_not_apply(app_context: Flask) -> None:
    survey = open_survey()
    ask(survey, 10, 4)
    assert stages(of(survey))["Text or email sent"] == stages(of(survey))["Known to be delivered"] == "[z]"


def test_an_answer_that_is_set_aside_or_taken_back_is_no_answer(each_database: Flask) -> None:
    survey = open_survey()
    _, (first, second, *_) = ask(survey, 10, 4)
    with store.transaction():
        responses.set_aside(first, "test")
        responses.take_back(second)
    assert of(survey).answered == 2


def test_an_answer_counts_where_its_person_was_asked(app_context: Flask) -> None:
    survey = open_survey()
    ask(survey, 10, 4, Q2, answered_on=Q3)
    assert (of(survey, BEFORE).answered, of(survey).answered) == (4, 0)
    assert quarters(survey.id) == [NOW, BEFORE]


def test_answers_that_belong_to_nobody_asked_are_shown_apart(each_database: Flask) -> None:
    survey = open_survey()
    ask(survey, 10, 4)
    for way in ("link", "link", "kiosk"):
        aside = send(survey, {"overall": GOOD}, Q3, way=way)
    with store.transaction():
        responses.set_aside(aside, "test")
    found = of(survey)
    assert (found.answered, found.unlinked) == (4, 2)


def test_somebody_who_says_no_by_their_own_link_counts_once(each_database: Flask) -> None:
    survey = open_survey()
    ask(survey, 10, 4)
    nonces = [one.nonce for one in db.session.query(Invitation).filter(Invitation.response_id.is_(None))]
    for nonce in (nonces[0], nonces[0], nonces[1]):
        receiving.decline(door(), "invitation", invitation(token_of(nonce or "")))
    receiving.decline(door(), "link")
    assert of(survey).said_no == 3


def test_a_no_on_a_tablet_with_a_code_and_by_the_same_persons_link_is_one_no(each_database: Flask) -> None:
    survey = open_survey()
    ask(survey, 10)
    nonce = db.session.query(Invitation).first().nonce
    receiving.decline(door(), "invitation", invitation(token_of(nonce)))
    for code in (code_of(nonce), ""):
        assert sealed.receive(seal(offer(str(uuid.uuid4()), code=code)), queued=False) == "kept"
    assert of(survey).said_no == 2


def test_who_said_no_and_answered_after_all_did_not_refuse(app_context: Flask) -> None:
    survey = open_survey()
    ask(survey, 10, 0)
    with store.transaction():
        asks.decline(1, TODAY)
        asks.use(1, send(survey, {"overall": GOOD}, Q3, way="invitation", link_number=1))
    assert (of(survey).said_no, of(survey).answered) == (0, 1)


def test_offers_that_ended_otherwise_are_counted(app_context: Flask) -> None:
    survey = open_survey()
    ask(survey, 10, 0)
    with store.transaction():
        for outcome in ("said_no", "could_not_be_asked", "could_not_be_asked", "stopped", "took_part"):
            asks.offer(asks.Offer(survey_id=survey.id, way="kiosk", outcome=outcome, quarter=str(NOW), made_on=Q3))
    counted = {one.label: one.people for one in of(survey).endings}
    assert counted == {"Said no": 1, "Could not be asked": 2, "Stopped half-way": 1}


def test_groups_are_told_by_way_team_and_touchpoint(each_database: Flask) -> None:
    survey = open_survey()
    ask(survey, 12, 6, team="West", touchpoint="start", channel="sms", reached="delivered")
    ask(survey, 8, 2, team=None, touchpoint="exit", channel="")
    way, team, touchpoint = of(survey).groups
    of_twelve, of_eight = ("12", "5–9 (above the 30 % line)"), ("8", "under 5 (below the 30 % line)")
    assert told(way) == {"By text": of_twelve, "Nothing sent": of_eight}
    assert told(team) == {"West": of_twelve, "No team": of_eight}
    assert told(touchpoint) == {"Start": of_twelve, "Exit": of_eight}


def test_a_group_of_few_is_held_back_with_the_next_smallest(app_context: Flask) -> None:
    survey = open_survey()
    for team, number in (("A", 20), ("B", 12), ("C", 4)):
        ask(survey, number, 3, team=team)
    shown = told(of(survey).groups[1])
    assert shown == {"A": ("20", "under 5 (below the 30 % line)"), "B": ("[c]", "[c]"), "C": ("[c]", "[c]")}


def test_of_an_open_survey_the_rate_is_at_most_and_nobody_knows_who_began(each_database: Flask) -> None:
    survey = open_survey(privacy="open")
    ask(survey, 40, 10, channel="email", reached="accepted")
    found = of(survey)
    assert found.sentence == (
        "10 answers have come in, and 40 young people were asked. So at most 25 % of those asked have answered, below the 30 % line. "
        "Nobody knows how many."
    )
    assert (stages(found)["Started"], stages(found)["Answered, at most"], found.unlinked) == ("[z]", "10 (25 %)", 0)
    assert told(found.groups[1]) == {"East": ("40", "40 (100 %)")}
    assert found.groups[1].kind == "people"


def test_an_open_survey_with_more_answers_than_people_asked_has_no_rate(app_context: Flask) -> None:
    survey = open_survey(privacy="open")
    ask(survey, 4, 6)
    found = of(survey)
    assert found.line == ""
    assert "no response rate" in found.sentence


def test_where_nobody_was_asked_there_is_no_rate(app_context: Flask) -> None:
    found = of(open_survey())
    assert found.sentence == "No young people were asked, so there is no response rate."
    assert found.line == ""


def test_who_was_asked_is_crossed_by_team_and_touchpoint_and_no_small_cell_is_told(app_context: Flask) -> None:
    survey = open_survey()
    for team, touchpoint, number in (
        ("East", "start", 2),
        ("East", "review", 20),
        ("West", "start", 18),
        ("West", "review", 6),
        (None, "exit", 9),
    ):
        ask(survey, number, team=team, touchpoint=touchpoint)
    table = of(survey).crossed
    assert table.columns == ("Start", "Review", "Exit")
    assert {row.label: int(row.base) for row in table.rows} == {"East": 22, "West": 24, "No team": 9, "All": 55}
    assert "2" not in {cell for row in table.rows for cell in row.cells}
    assert table.rows[-1].cells == ("20", "26", "9")


def test_nobody_asked_is_no_crossed_table(app_context: Flask) -> None:
    assert of(open_survey()).crossed.rows == ()
