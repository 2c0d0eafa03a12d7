from __future__ import annotations

import re
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient

from feedback import store
from feedback.intake import genuineness
from feedback.store import responses
from tests.intake.arrivals import ACTOR, open_survey
from tests.officer.signing_in import post, sign_in, text
from tests.reporting.scripted import BAD, GOOD, Q1, Q2, overall, send

PAGE = "/officer/results/views"
EARLIER = date(2025, 8, 4)
PICTURE = re.compile(r'<img src="([^"]+)"')


def pictures(client: FlaskClient, page: str) -> list[str]:
    """The drawings that a page shows, fetched."""
    return [client.get(address.replace("&amp;", "&")).text for address in PICTURE.findall(page)]


def test_an_officer_reads_how_many_answered_how_satisfied_they_are_and_what_changed(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        survey = open_survey()
        overall(survey, 28, 10, Q1)
        overall(survey, 39, 6, Q2)
        send(survey, {"overall": GOOD}, Q2, comments={"good": "My worker is brilliant and really helpful"})
    sign_in(client, "voice_officer")
    page = client.get(PAGE)
    said = text(page)
    assert "40 of 46 young people said the help was good or very good (87 %, likely between 74 % and 94 %)." in said
    assert "No clear change since 2026/27 Q1 (13 points higher, likely between 4 lower and 30 higher)." in said
    assert "Results for 2026/27 Q2 (July to September 2026)" in said
    assert "1 comment" in said
    drawn = pictures(client, page.text)
    assert len(drawn) == 3
    assert all(svg.startswith("<svg") and "<title" in svg and "87 %" in svg for svg in (drawn[0], drawn[-1]))
    assert page.text.count("Show this as a table") == 3


def test_every_chart_has_its_table_and_a_name_for_those_who_do_not_see_it(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        overall(open_survey(), 40, 6, Q2)
    sign_in(client, "head")
    page = client.get(PAGE).text
    assert (
        len(re.findall(r'<img src="[^"]+" alt="[^"]{20,}"', page))
        == len(PICTURE.findall(page))
        == page.count("<figcaption")
        == page.count("<details") - 2
    )


@pytest.mark.parametrize("period", ["2026/27 Q2", "year to 2026/27 Q2"])
def test_a_group_under_the_threshold_is_nowhere_in_the_page_or_its_charts(app: Flask, client: FlaskClient, period: str) -> None:
    with app.app_context():
        survey = open_survey()
        for care, answers in (("yes", [BAD] * 4), ("no", [GOOD] * 33)):
            for answer in answers:
                send(survey, {"overall": answer}, Q2, bands={"care_experience": care})
        for day in (Q1, Q1.replace(year=2025, month=10), Q1.replace(year=2025, month=11)):
            overall(survey, 6, 0, day)
    sign_in(client, "quality_officer")
    page = client.get(PAGE, query_string={"period": period})
    rows = [text_of(row) for row in re.findall(r"<tr.*?</tr>", page.text, re.DOTALL) if "hildren in our care" in row]
    assert set(rows) <= {"Children in our care [c]", "Children in our care [c] [c]"}
    assert "Care experience Too few to show [c]" in text(page) or not period.startswith("year")
    drawn = pictures(client, page.text)
    assert drawn
    assert not any("in our care" in part or "Everybody else" in part for part in drawn)


def test_a_small_group_among_others_is_held_back_with_its_base(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        survey = open_survey()
        for age, answers in (
            ("10-12", [BAD] * 3),
            ("13-14", [GOOD] * 6),
            ("15-16", [GOOD] * 14 + [BAD] * 6),
            ("17+", [GOOD] * 12 + [BAD] * 3),
        ):
            for answer in answers:
                send(survey, {"overall": answer}, Q2, bands={"age_band": age})
    sign_in(client, "quality_officer")
    page = client.get(PAGE, query_string={"period": "year to 2026/27 Q2"}).text
    rows = [text_of(row) for row in re.findall(r"<tr.*?</tr>", page, re.DOTALL) if re.search(r"> *1\d (to|and)", row)]
    assert [row for row in rows if row.startswith("10 to 12")] == ["10 to 12 [c]", "10 to 12 [c] [c]"]
    # 20 and 15 people, told by the band of their number.
    assert rows[2:4] == ["15 to 16 20–29", "17 and over 10–19"]


def text_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_an_open_quarter_tells_the_count_at_once_and_scores_in_steps_of_five(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        survey = open_survey()
        overall(survey, 4, 0)
    sign_in(client, "voice_officer")
    first = text(client.get(PAGE))
    assert "2026/27 Q3 is still open: 4 responses so far." in first
    assert "Figures appear once five people have answered" in first
    assert "img" not in client.get(PAGE).text
    with app.app_context():
        ids = overall(survey, 3, 0)
    assert "7 responses so far. The figures include 5." in text(client.get(PAGE))
    with app.app_context():
        overall(survey, 3, 0)
    before = text(client.get(PAGE))
    assert "10 responses so far. The figures include 10." in before
    with app.app_context():
        genuineness.set_aside(survey.id, ids[:1], "test", "", ACTOR)
    after = text(client.get(PAGE))
    assert "9 responses so far. The figures include 10." in after
    assert "10 of 10 young people said" in before
    assert "10 of 10 young people said" in after


def test_the_period_and_the_question_can_be_chosen(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        survey = open_survey()
        for _ in range(12):
            send(survey, {"overall": GOOD, "fair": "really_not"}, Q1)
        overall(survey, 10, 0, Q2)
    sign_in(client, "voice_officer")
    page = client.get(PAGE, query_string={"period": "2026/27 Q1", "question": "fair"})
    assert "Over time: I am treated fairly." in text(page)
    assert '<option value="2026/27 Q1" selected>' in page.text
    assert '<option value="fair" selected>' in page.text
    assert "0 % in 2026/27 Q1" in page.text


@pytest.mark.parametrize("query", ["?period=soon", "?period=2026/27+Q9", "?period=year+to"])
def test_a_period_that_is_none_is_not_found(app: Flask, client: FlaskClient, query: str) -> None:
    with app.app_context():
        open_survey()
    sign_in(client, "voice_officer")
    assert client.get(PAGE + query).status_code == 404


@pytest.mark.parametrize("path", ["/officer/results/nothing", "/officer/results/views/nothing.svg", "/officer/results/views/spread-9.svg"])
def test_what_is_not_there_is_not_found(app: Flask, client: FlaskClient, path: str) -> None:
    with app.app_context():
        open_survey()
    sign_in(client, "voice_officer")
    assert client.get(path).status_code == 404


def test_a_quarter_without_responses_says_so_and_what_to_do(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        overall(open_survey(), 6, 0, Q2)
    sign_in(client, "voice_officer")
    page = text(client.get(PAGE, query_string={"period": "2026/27 Q1"}))
    assert "Nothing was collected in 2026/27 Q1. Choose another period above." in page


def test_an_empty_list_of_results_says_what_it_will_show(client: FlaskClient) -> None:
    sign_in(client, "head")
    assert "Here you will see what young people and families say" in client.get("/officer/results").text


def test_the_list_tells_each_surveys_headline(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        overall(open_survey(), 40, 6, Q2)
        open_survey("others")
    sign_in(client, "head")
    page = text(client.get("/officer/results"))
    assert "40 of 46 young people said the help was good or very good" in page
    assert "2026/27 Q3: 0 responses" in page


def test_set_aside_responses_and_bursts_are_said_out_loud(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        survey = open_survey()
        ids = overall(survey, 14, 0, Q2)
        overall(survey, 1, 0, Q2.replace(day=9))
        genuineness.set_aside(survey.id, ids[:2], "duplicate", "", ACTOR)
    sign_in(client, "quality_officer")
    page = text(client.get(PAGE))
    assert "2 responses are set aside: 2 as a duplicate of another response. Figures follow five changes at a time." in page
    assert "Many responses by the open link on 4 August 2026." in page


def test_what_came_late_or_waited_and_what_was_taken_back_is_said_out_loud(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        survey = open_survey()
        first, second, *_ = overall(survey, 14, 0, Q2)
        send(survey, {"overall": GOOD}, Q2, timing="queued")
        send(survey, {"overall": GOOD}, Q2, timing="not_believed", by_revoked=True)
        with store.transaction():
            responses.set_aside(first, "late")
            responses.set_aside(second, "withdrawn")
    sign_in(client, "quality_officer")
    page = text(client.get(PAGE))
    assert "No response is set aside." in page
    assert "1 response arrived late: its quarter was frozen before. It is kept and counted nowhere" in page
    assert "1 response was taken back by the person who sent it." in page
    assert "1 response was finished without a network and sent later." in page
    assert "1 response came from a device whose clock cannot be right" in page
    assert "1 response came from a tablet after it was revoked." in page


def test_a_quarter_without_responses_is_shouted_from_the_others(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        survey = open_survey()
        overall(survey, 12, 0, Q1.replace(year=2025, month=11))
        overall(survey, 12, 0, Q1)
    sign_in(client, "voice_officer")
    page = client.get(PAGE)
    said = text(page)
    assert "Nothing was collected in 2025/26 Q4. Nothing was collected in 2026/27 Q2. Check that the survey reaches" in said
    drawing = next(one for one in pictures(client, page.text) if "2025/26 Q4" in one)
    assert "2025/26 Q4: [x]" in drawing


@pytest.mark.parametrize(
    ("good", "bad", "told"),
    [
        (1, 0, "Overall, how good is the help?: held back so that nobody can be recognised."),
        (46, 0, "46 of 46 young people said the help was good or very good (100 %, likely between 92 % and 100 %)."),
        (0, 46, "0 of 46 young people said the help was good or very good (0 %, likely between 0 % and 8 %)."),
    ],
    ids=["one response", "all good", "all bad"],
)
def test_odd_answers_have_their_sentence(app: Flask, client: FlaskClient, good: int, bad: int, told: str) -> None:
    with app.app_context():
        overall(open_survey(), good, bad, Q2)
    sign_in(client, "voice_officer")
    assert told in text(client.get(PAGE))


def test_a_question_that_everybody_skipped_says_so(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        survey = open_survey()
        for _ in range(12):
            send(survey, {}, Q2)
    sign_in(client, "voice_officer")
    said = text(client.get(PAGE))
    assert "No young people answered “Overall, how good is the help?”." in said
    assert "Too few people answered to compare the questions" in said


def test_two_audiences_need_a_second_survey(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        overall(open_survey(), 12, 0, Q2)
    sign_in(client, "head")
    assert "First a survey of another audience has to bring answers." in text(client.get(f"{PAGE}/side-by-side"))
    for path in ("/side-by-side?with=views", "/side-by-side/chart.svg", "/side-by-side?with=nothing"):
        assert client.get(PAGE + path).status_code == 404, path


def test_side_by_side_says_where_nothing_can_be_compared_and_refuses_a_period_that_is_none(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        overall(open_survey(), 12, 0, Q2)
        send(open_survey("family", starter="parents_and_carers"), {}, Q2)
    sign_in(client, "head")
    page = f"{PAGE}/side-by-side"
    assert "No question could be compared between young people and parents and carers." in text(client.get(page))
    assert client.get(f"{page}?period=soon").status_code == 404


def test_a_kept_chart_is_not_for_those_who_may_not_see_results(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        overall(open_survey(), 40, 6, Q2)
    assert client.get(f"{PAGE}/questions.svg").status_code == 302
    sign_in(client, "case_manager")
    assert client.get(f"{PAGE}/questions.svg").status_code == 403
    assert client.get(PAGE).status_code == 403


def test_a_quarter_that_closes_soon_waits_on_the_first_page(app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    with app.app_context():
        open_survey()
    sign_in(client, "quality_officer")
    assert "closes in" not in client.get("/officer/").text
    monkeypatch.setattr("feedback.clock.today", lambda: Q2.replace(month=12, day=20))
    assert "2026/27 Q3 closes in 11 days" in client.get("/officer/").text
    monkeypatch.setattr("feedback.clock.today", lambda: Q2.replace(month=12, day=31))
    assert "2026/27 Q3 closes today" in client.get("/officer/").text


def test_figures_of_a_closed_quarter_follow_when_five_are_set_aside_and_the_page_says_so(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        survey = open_survey()
        overall(survey, 30, 0, Q2)
        bad = overall(survey, 0, 5, Q2)
    sign_in(client, "quality_officer")
    assert "30 of 35 young people" in text(client.get(PAGE))
    path = "/officer/responses/views?quarter=2026/27+Q2"
    assert post(client, path, response=bad[:1], action="not_genuine", note="").status_code == 302
    page = text(client.get(PAGE))
    assert "30 of 35 young people" in page
    assert "34 responses count now. The figures include 35: after a period has closed, they follow changes five" in page
    assert post(client, path, response=bad[1:], action="not_genuine", note="").status_code == 302
    page = text(client.get(PAGE))
    assert "30 of 30 young people" in page
    assert "count now" not in page


@pytest.mark.parametrize("before", [0, 3])
def test_where_nothing_can_be_compared_no_change_is_counted(app: Flask, client: FlaskClient, before: int) -> None:
    with app.app_context():
        survey = open_survey()
        overall(survey, 20, 3, EARLIER)
        overall(survey, before, 0, Q1)
        overall(survey, 20, 3, Q2)
    sign_in(client, "voice_officer")
    said = text(client.get(PAGE, query_string={"period": "2026/27 Q2"}))
    assert "Nothing can be compared with 2026/27 Q1: in one of the two, nobody or too few people answered." in said
    assert "Clear changes" not in said
    compared = text(client.get(PAGE, query_string={"period": "2026/27 Q2", "since": "2025/26 Q2"}))
    assert "0 improved and 0 declined of 1 question since 2025/26 Q2." in compared, "the others were answered by nobody"
    assert "No clear change since 2025/26 Q2 in 1 of 1 question." in compared
