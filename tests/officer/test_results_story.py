"""The demo's story, read off the pages: nobody has to be told where to look."""

from __future__ import annotations

import re
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient

from feedback.demo import officers
from tests.officer.signing_in import text, try_to_sign_in

RESULTS = "/officer/results"
YEAR = "/officer/results/your-views"
COMPLAIN = "I know how to complain or say something is wrong"
TIMES = "Meetings are at times and places that work for me."
HEADLINE = re.compile(r"(\d+) of (\d+) young people said the help was good or very good \((\d+) %, likely between (\d+) % and (\d+) %\)\.")


@pytest.fixture
def reader(demo: Flask) -> FlaskClient:
    client = demo.test_client()
    assert try_to_sign_in(client, officers.address("head"), officers.PASSWORD).status_code == 302
    return client


def row_of(page: str, label: str, caption: str) -> list[str]:
    """The cells of a table's row."""
    table = next(part for part in re.findall(r"<table.*?</table>", page, re.DOTALL) if caption in part)
    row = next(part for part in re.findall(r"<tr.*?</tr>", table, re.DOTALL) if label in unescape(part))
    return [" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in re.findall(r"<td.*?</td>", row, re.DOTALL)]


def test_turnover_dents_a_quarter_late_appointments_raise_one_question_and_complaints_stay_weakest(reader: FlaskClient) -> None:
    page = reader.get(YEAR)
    said = text(page)
    assert "Results for the year to 2026/27 Q2 (October 2025 to September 2026)" in said
    assert f"Lowest of 12 questions: “{COMPLAIN}”" in said
    assert f"“{COMPLAIN}” was the lowest in each of these 6 quarters. In 2025/26 Q4 10 of 12 questions were at their lowest." in said
    assert (
        "The quarter that differs most is 2025/26 Q4, with 74 %. "
        "No clear change since 2025/26 Q4 (13 points higher, likely between 4 lower and 30 higher)." in said
    )
    # Newcombe's interval of 32 of 42 less 19 of 36.
    assert (
        f"{TIMES} The quarter that differs most is 2025/26 Q4, with 53 %. "
        "Improved since 2025/26 Q4 (23 points higher, likely between 2 higher and 42 higher)." in said
    )
    assert row_of(page.text, TIMES, "each question by quarter") == ["61 %", "58 %", "59 %", "53 %", "68 %", "76 %"]


def test_the_dent_is_no_clear_change_by_itself(reader: FlaskClient) -> None:
    said = text(reader.get(YEAR, query_string={"period": "2025/26 Q4"}))
    assert "28 of 38 young people said the help was good or very good (74 %" in said
    assert "No clear change since 2025/26 Q3 (8 points lower" in said
    said = text(reader.get(YEAR, query_string={"period": "2026/27 Q2", "since": "2025/26 Q2"}))
    assert "No clear change since 2025/26 Q2 (4 points higher" in said
    assert "The same people may have answered in both." in said


def test_the_headline_is_the_same_on_every_page(reader: FlaskClient) -> None:
    page, listed, beside = (text(reader.get(path)) for path in (YEAR, RESULTS, f"{YEAR}/side-by-side"))
    found = HEADLINE.search(page)
    assert found
    assert found[0] in listed
    assert found[0] in beside
    _, base, share, low, high = found.groups()
    cells = row_of(reader.get(YEAR).text, "Overall, how good is the help?", "each question, lowest first")
    assert cells[:3] == [f"{share} %", f"{low} % to {high} %", base]
    for drawing in (f"{YEAR}/questions.svg", f"{YEAR}/side-by-side/chart.svg"):
        described = f"Overall, how good is the help?: {share} %, likely between {low} % and {high} %"
        assert described in reader.get(drawing).text, drawing


def test_young_people_stand_beside_parents_each_with_their_own_number(reader: FlaskClient) -> None:
    said = text(reader.get(f"{YEAR}/side-by-side"))
    assert "Of 4 questions that can be compared between young people and parents and carers, there is no clear difference." in said
    assert said.index(COMPLAIN) < said.index("My worker listens to me")
    assert "of 64 parents and carers said the help was good or very good" in said
    assert "no child is matched with a parent or carer" in said


def test_the_open_quarter_shows_no_groups(reader: FlaskClient) -> None:
    said = text(reader.get(YEAR, query_string={"period": "2026/27 Q3"}))
    assert "Who answered and how groups answered are shown when 2026/27 Q3 has closed" in said
    for label in ("10 to 12", "East team", "On their own", "Tablet"):
        assert label not in said.partition("Who answered")[2].partition("What these figures mean")[0]
