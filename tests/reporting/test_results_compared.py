"""What a page of results is compared with, what it leaves out while a quarter is open, and what it says of its versions."""

from __future__ import annotations

import json

from flask import Flask

from feedback import store
from feedback.asking import surveys as life
from feedback.figures.quarter import Quarter
from feedback.questionnaire import loading, starters
from feedback.reporting.results import results, summary, usual_window
from feedback.reporting.windows import Window
from feedback.store import council
from tests.intake.arrivals import ACTOR, open_survey
from tests.reporting.scripted import BAD, GOOD, Q1, Q2, Q3, overall, send
from tests.reporting.test_results import BEFORE, NOW, OPEN, YEAR, of, row


def test_a_quarter_is_compared_with_the_one_chosen_else_with_the_one_before(app_context: Flask) -> None:
    survey = open_survey()
    overall(survey, 20, 20, Quarter.of(Q2).year_before().first)
    overall(survey, 28, 10, Q1)
    overall(survey, 40, 6, Q2)
    told = [results(survey, NOW, since=since).headline.change.sentence for since in ("2025/26 Q2", None, "2019/20 Q1")]  # type: ignore[union-attr]
    assert told[0].startswith("Improved since 2025/26 Q2 (37 points higher")
    assert told[1] == told[2] == "No clear change since 2026/27 Q1 (13 points higher, likely between 4 lower and 30 higher)."
    assert [str(one) for one in of(survey).earlier] == ["2026/27 Q1", "2025/26 Q2"]


def test_that_the_same_people_may_be_in_both_periods_is_known_where_links_tell(app_context: Flask) -> None:
    survey = open_survey()
    overall(survey, 10, 0, Q1)
    overall(survey, 10, 0, Q2)
    assert not of(survey).both_times
    for day in (Q1, Q2):
        send(survey, {"overall": GOOD}, day, way="invitation", link_number=5)
    again = open_survey("again")
    for day in (Q1, Q2):
        overall(again, 10, 0, day)
        send(again, {"overall": GOOD}, day, way="invitation", link_number=5)
    assert of(again).both_times


def test_a_year_counts_each_persons_latest_answers_and_begins_the_page(app_context: Flask) -> None:
    survey = open_survey()
    for quarter in Quarter.of(Q2).rolling():
        overall(survey, 5, 0, quarter.first)
        answer = GOOD if quarter == Quarter.of(Q2) else BAD
        for number in range(10):
            send(survey, {"overall": answer}, quarter.first, way="invitation", link_number=number + 1)
    window = usual_window(survey.id)
    assert str(window) == "year to 2026/27 Q2"
    headline = of(survey, window).headline
    assert headline is not None
    assert (headline.base, headline.share_text) == ("30", "100 %")
    assert summary(survey).headline == headline


def test_while_a_quarter_is_open_no_groups_are_shown_of_it_or_of_a_year_with_it(app_context: Flask) -> None:
    survey = open_survey()
    for quarter in (*Quarter.of(Q2).rolling(), Quarter.of(Q3)):
        for _ in range(20):
            send(survey, {"overall": GOOD}, quarter.first, bands={"sex": "m"}, variant="easy-read")
    for window in (OPEN, Window(Quarter.of(Q3), rolling=True)):
        found = of(survey, window)
        assert found.headline is not None
        assert found.headline.share is not None
        assert (list(found.groups), list(found.who), dict(found.easy_read)) == ([], [], {})
    closed = of(survey, Window(Quarter.of(Q2), rolling=True))
    assert closed.groups
    assert closed.who
    assert closed.easy_read


def test_answers_are_told_by_team(app_context: Flask) -> None:
    survey = open_survey()
    with store.transaction():
        east, west = (council.add_place("team", name) for name in ("East", "West"))
        council.remove_place("team", west.id)
    for team, good, bad in ((east.id, 14, 6), (west.id, 9, 6)):
        overall(survey, good, bad, Q2, team_id=team)
    found = of(survey, YEAR)
    who = next(table for breakdown, table in found.who if breakdown.code == "team")
    assert [(one.label, one.share_text) for one in who.rows] == [("East", "20–29"), ("West", "10–19")]
    told = next(table for table in found.groups if table.title == "Team")
    assert [one.label for one in told.rows] == ["East", "West"]
    kept = found.kept[YEAR].of("team")
    assert {code: tally.of("overall") for code, tally in kept.items()} == {
        str(east.id): {GOOD: 14, BAD: 6},
        str(west.id): {GOOD: 9, BAD: 6},
    }


def test_the_least_satisfied_are_told_where_the_spread_is(app_context: Flask) -> None:
    survey = open_survey()
    with store.transaction():
        for answer, number in (("very_bad", 2), ("bad", 3), ("okay", 5), ("good", 20), ("very_good", 10)):
            for _ in range(number):
                send(survey, {"overall": answer, "fair": "really_not" if answer == "okay" else "skipped"}, Q2)
    least = of(survey).least
    assert least["overall"].sentence == "5 of 40 young people chose “Very bad” or “Bad” (13 %)."
    assert "fair" not in least, "five answers are too few to split"


def test_quarters_that_brought_nothing_are_told(app_context: Flask) -> None:
    survey = open_survey()
    overall(survey, 6, 0, Quarter(2025, 3).first)
    overall(survey, 6, 0, Q1)
    assert [str(gap) for gap in of(survey, BEFORE).gaps] == ["2025/26 Q4", "2026/27 Q2"]
    closed = life.close_survey("views", ACTOR)
    assert [str(gap) for gap in of(closed, BEFORE).gaps] == ["2025/26 Q4"], "a closed survey is not missed"


def test_two_versions_in_one_quarter_and_answers_that_changed_are_told(app_context: Flask) -> None:
    survey = open_survey()
    for answer in ("really", "not_really"):
        for _ in range(5):
            send(survey, {"miss": answer}, Q2)
    assert of(survey).notes == []
    whole = json.loads(loading.dump(starters.get("young_people")))
    changed = [question for section in whole["sections"] for question in section["questions"] if question["code"] == "miss"]
    changed[0]["options"] = [option for option in changed[0]["options"] if option["code"] != "not_really"]
    life.publish("views", loading.load(whole), ACTOR)
    for _ in range(10):
        send(survey, {"miss": "really"}, Q2)
    found = of(survey)
    assert found.notes == [
        "2 versions of the questionnaire were answered in this period. Questions are told in the words of the newest.",
        "The answers that “I know what happens if I miss a meeting” offers changed between versions. An answer that the newest version "
        "does not offer is counted apart, so compare periods with care.",
    ]
    assert (row(found, "miss").base, row(found, "miss").share_text) == ("15", "100 %")
