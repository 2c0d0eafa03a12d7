"""Figures that go out, and what of the next ones is held back for them."""

from __future__ import annotations

import csv
import io

import pytest
from flask import Flask

from feedback import store
from feedback.figures.quarter import Quarter
from feedback.figures.released import Audience
from feedback.reporting.issuing import NotClosedError, issue, preview
from feedback.reporting.results import results
from feedback.reporting.windows import Window
from feedback.store import events, issued, surveys
from feedback.store.surveys import Survey
from tests.intake.arrivals import open_survey
from tests.reporting.scripted import overall, send

QUARTER = Quarter(2026, 2)
RUNNING = Quarter(2026, 3)


def issue_to(survey: Survey, audience: Audience, window: Window | None = None) -> list[dict[str, str]]:
    """The rows of the file: of the quarter, unless another window is asked for."""
    made = issue(results(survey, window or Window(QUARTER)), audience, "quality@harrowdale.example")
    return list(csv.DictReader(io.StringIO(made.removeprefix("\ufeff"))))


def row(rows: list[dict[str, str]], code: str) -> dict[str, str]:
    return next(one for one in rows if one["code"] == code)


def test_a_file_holds_what_the_audience_may_have_and_the_ledger_what_it_was_about(app_context: Flask) -> None:
    survey = open_survey()
    overall(survey, 40, 6, QUARTER.first)
    told = row(issue_to(survey, Audience.PUBLIC), "overall")
    assert (told["base"], told["value"], told["mark"]) == ("46", "87 %", "")
    assert ("2026/27 Q2", "overall:top_2", "", "", 46) in issued.before(survey.id, "public")
    assert issued.before(survey.id, "board") == []
    (event,) = events.latest(["figures.issued"])
    assert event.actor == "quality@harrowdale.example"
    assert (event.detail["audience"], event.detail["period"]) == ("public", "2026/27 Q2")


def test_fewer_than_ten_go_to_the_board_and_not_to_the_public(app_context: Flask) -> None:
    survey = open_survey()
    overall(survey, 5, 2, QUARTER.first)
    public, board = issue_to(survey, Audience.PUBLIC), issue_to(survey, Audience.BOARD)
    assert row(public, "overall")["mark"] == "[c]"
    assert row(board, "overall")["value"] == "most"
    assert next(one["label"] for one in board if one["table"] == "note") == "Not for publication."
    assert not [line for line in issued.before(survey.id, "public") if line.question == "overall:top_2"], "what is held back is not issued"


def test_what_differs_from_what_was_issued_by_a_few_people_is_held_back(app_context: Flask) -> None:
    survey = open_survey()
    overall(survey, 40, 6, QUARTER.first)
    issue_to(survey, Audience.PUBLIC)
    overall(survey, 5, 0, QUARTER.first)
    assert row(issue_to(survey, Audience.PUBLIC), "overall")["mark"] == "[c]", "51 less 46 are five people"
    assert row(issue_to(survey, Audience.BOARD), "overall")["value"] == "88 %", "the board was issued nothing before"
    overall(survey, 5, 0, QUARTER.first)
    assert row(issue_to(survey, Audience.PUBLIC), "overall")["value"] == "89 %", "ten people more are enough"


def test_a_quarter_that_runs_is_not_issued(app_context: Flask) -> None:
    survey = open_survey()
    overall(survey, 40, 6, RUNNING.first)
    with pytest.raises(NotClosedError):
        issue(results(survey, Window(RUNNING)), Audience.PUBLIC, "quality@harrowdale.example")
    assert issued.before(survey.id, "public") == []


def test_what_came_after_a_year_was_issued_is_not_told_by_its_quarters(app_context: Flask) -> None:
    survey = open_survey()
    year = Window(QUARTER, rolling=True)
    for quarter in year.quarters:
        overall(survey, 30, 10, quarter.first)
    assert row(issue_to(survey, Audience.PUBLIC, year), "overall")["base"] == "160"
    overall(survey, 0, 5, QUARTER.first)
    first = [row(issue_to(survey, Audience.PUBLIC, Window(quarter)), "overall")["base"] for quarter in year.quarters]
    assert first == ["40", "40", "40", "[c]"], "160 less three times 40 were 40, so 45 would tell what five people said"


def test_a_year_does_not_tell_what_came_after_one_that_overlaps(app_context: Flask) -> None:
    survey = open_survey()
    earlier, year = Window(QUARTER.previous(), rolling=True), Window(QUARTER, rolling=True)
    for quarter in (earlier.quarters[0], *year.quarters):
        overall(survey, 30, 10, quarter.first)
    assert row(issue_to(survey, Audience.PUBLIC, earlier), "overall")["base"] == "160"
    overall(survey, 0, 5, year.quarters[0].first)
    assert row(issue_to(survey, Audience.PUBLIC, year), "overall")["mark"] == "[c]", "both years' other quarters may be known"


@pytest.mark.parametrize(("one", "other"), [(Audience.PUBLIC, Audience.BOARD), (Audience.BOARD, Audience.PUBLIC)])
def test_the_board_reads_what_the_public_gets(app_context: Flask, one: Audience, other: Audience) -> None:
    survey = open_survey()
    overall(survey, 40, 6, QUARTER.first)
    assert row(issue_to(survey, one), "overall")["base"] == "46"
    overall(survey, 2, 0, QUARTER.first)
    with store.transaction():
        for _ in range(3):
            send(survey, {}, QUARTER.first)
    assert row(issue_to(survey, other), "overall")["mark"] == "[c]", "48 less 46 are two people"


def test_the_public_gets_no_row_that_officers_do_not_see(demo: Flask) -> None:
    with demo.app_context():
        survey = surveys.by_slug("your-views")
        assert survey is not None
        found = results(survey, Window(QUARTER, rolling=True))
        seen = found.grouped()
        told = [table for table in preview(found, Audience.PUBLIC) if table.kind in {"people", "groups"}]
        shown = {(number, row.code) for number, table in enumerate(told) for row in table.rows if row.mark != "[c]"}
        held_back = {(number, row.code) for number, (_, table) in enumerate(seen.pairs) for row in table.rows if row.mark == "[c]"}
        assert len(told) == len(seen.pairs)
        assert shown
        assert not shown & held_back, "with the smaller groups on the screen, the one that hides them would be known"
