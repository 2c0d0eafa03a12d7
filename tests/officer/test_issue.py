"""The page on which figures are issued."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from feedback.figures.quarter import Quarter
from feedback.store import events
from tests.intake.arrivals import open_survey
from tests.officer.signing_in import sign_in
from tests.reporting.scripted import overall


@pytest.fixture
def survey(app: Flask) -> str:
    with app.app_context():
        survey = open_survey()
        overall(survey, 40, 6, Quarter(2026, 2).first)
        overall(survey, 10, 6, Quarter(2026, 3).first)
        return survey.slug


def token(page: str) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert found
    return found[1]


def test_what_would_go_out_is_looked_at_and_the_file_is_on_record(app: Flask, client: FlaskClient, survey: str) -> None:
    sign_in(client, "quality_officer")
    address = f"/officer/results/{survey}/issue?period=2026/27 Q2"
    page = client.get(address).get_data(as_text=True)
    assert "87 %" in page
    assert "Nothing was issued yet." in page
    with app.app_context():
        assert events.latest(["figures.issued"]) == [], "looking issues nothing"
    file = client.post(f"{address}&audience=board", data={"csrf_token": token(page)})
    assert file.headers["Content-Disposition"] == f'attachment; filename="{survey}-2026-27-Q2-board.csv"'
    assert "Not for publication." in file.get_data(as_text=True)
    assert "2026/27 Q2, the board: 12 figures" in client.get(address).get_data(as_text=True)


def test_a_quarter_that_runs_says_when_it_can_be_issued(app: Flask, client: FlaskClient, survey: str) -> None:
    sign_in(client, "quality_officer")
    address = f"/officer/results/{survey}/issue?period=2026/27 Q3"
    page = client.get(address).get_data(as_text=True)
    assert "2026/27 Q3 is still open. Its figures can be issued when it has closed." in page
    assert client.post(address, data={"csrf_token": token(page)}).mimetype == "text/html"


@pytest.mark.parametrize("query", ["audience=officers", "audience=everybody", "period=soon"])
def test_what_is_no_audience_or_period_is_not_found(app: Flask, client: FlaskClient, survey: str, query: str) -> None:
    sign_in(client, "quality_officer")
    assert client.get(f"/officer/results/{survey}/issue?{query}").status_code == 404


def test_whoever_may_only_look_issues_nothing(app: Flask, client: FlaskClient, survey: str) -> None:
    sign_in(client, "head")
    assert client.get(f"/officer/results/{survey}/issue").status_code == 403
