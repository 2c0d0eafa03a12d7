from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from feedback.asking import surveys as life
from feedback.officer import rules
from feedback.questionnaire.definition import AllOf, Answered, AnyOf, Equals, OneOf, Rule
from feedback.questionnaire.starters import get
from feedback.store import surveys as kept
from tests.intake.arrivals import ACTOR, open_survey
from tests.officer.signing_in import post, sign_in, text
from tests.reporting.scripted import overall

NEW = "/officer/new-survey"
FILLED = {"questionnaire": "young_people", "title": "Your views", "slug": "your-views", "privacy": "confidential"}


def test_an_officer_makes_a_survey_looks_through_it_opens_it_and_closes_it(client: FlaskClient) -> None:
    sign_in(client, "voice_officer")
    assert "There is none yet" in client.get("/officer/surveys").text
    made = post(client, NEW, **FILLED)
    assert made.location == "/officer/surveys/your-views"
    page = client.get(made.location)
    assert "Draft" in page.text
    assert "Nobody can answer it yet" in page.text
    assert "stays so once it has opened" in client.get(f"{made.location}/open").text
    assert post(client, f"{made.location}/open").location == made.location
    assert '<a class="govuk-link" href="http://localhost/s/your-views">' in client.get(made.location).text
    assert "You can open the survey again" in client.get(f"{made.location}/close").text
    post(client, f"{made.location}/close")
    assert "Whoever opens it now reads that the survey has closed" in client.get(made.location).text
    post(client, f"{made.location}/open")
    assert "Open since 21 November 2026" in text(client.get(made.location))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"questionnaire": ""}, "Choose a questionnaire"),
        ({"title": " "}, "Enter a title"),
        ({"slug": "Your Views!"}, "cannot be an address"),
        ({"slug": "taken"}, "There is a survey at /s/taken already"),
        ({"privacy": ""}, "Choose how private the answers are"),
    ],
)
def test_a_survey_that_cannot_be_made_comes_back_with_everything_typed(
    app: Flask, client: FlaskClient, changes: dict[str, str], message: str
) -> None:
    with app.app_context():
        open_survey("taken")
    sign_in(client, "voice_officer")
    answer = post(client, NEW, **(FILLED | changes))
    assert answer.status_code == 422
    assert message in answer.text
    assert "There is a problem" in answer.text
    assert all(f'value="{value}"' in answer.text for value in (FILLED | changes).values() if value.strip())
    with app.app_context():
        assert [survey.slug for survey in kept.everyone()] == ["taken"]


def test_privacy_is_explained_before_it_is_chosen(client: FlaskClient) -> None:
    sign_in(client, "voice_officer")
    page = text(client.get(NEW))
    assert "This cannot be loosened later" in page
    assert "Nothing records who answered" in page


def test_surveys_are_found_by_title_and_paged(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        for number in range(26):
            life.create(get("people_harmed"), f"views-{number}", f"Views {number:02}", "open", ACTOR)
        overall(life.open_survey("views-7", ACTOR), 3, 0)
    sign_in(client, "voice_officer")
    first = client.get("/officer/surveys")
    assert "Views 24" in first.text
    assert "Views 25" not in first.text
    assert "Views 25" in client.get("/officer/surveys?page=2").text
    assert client.get("/officer/surveys?page=3").status_code == 404
    found = client.get("/officer/surveys?search=views+07")
    assert "1 found for “views 07”" in text(found)
    assert "Views 07 People who were harmed Open 3" in text(found)
    assert "0 found for “%”" in text(client.get("/officer/surveys?search=%25"))


def test_a_preview_shows_every_question_option_and_wording(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        open_survey()
    sign_in(client, "voice_officer")
    standard = client.get("/officer/surveys/views/preview").text
    whole = get("young_people")
    assert all(question.text in standard.replace("&#39;", "'") for question in whole.questions())
    easy = client.get("/officer/surveys/views/preview?variant=easy-read").text
    variant = whole.variant("easy-read")
    assert variant is not None
    assert all(wording.text in easy.replace("&#39;", "'") for wording in variant.questions.values())
    assert "Not asked: this survey is confidential" in standard
    assert client.get("/officer/surveys/views/preview?variant=welsh").status_code == 404


@pytest.mark.parametrize("path", ["/officer/surveys/nothing", "/officer/surveys/nothing/preview", "/officer/surveys/nothing/open"])
def test_a_survey_that_is_not_there_is_not_found(client: FlaskClient, path: str) -> None:
    sign_in(client, "voice_officer")
    assert client.get(path).status_code == 404


def test_closing_a_survey_twice_says_so_and_changes_nothing(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        open_survey()
    sign_in(client, "voice_officer")
    post(client, "/officer/surveys/views/close")
    post(client, "/officer/surveys/views/close")
    assert "Only an open survey can be closed" in client.get("/officer/surveys/views").text


def test_a_draft_waits_on_the_first_page(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        life.create(get("young_people"), "views", "Your views", "open", ACTOR)
    sign_in(client, "voice_officer")
    page = client.get("/officer/")
    assert "A survey is still a draft" in page.text
    assert "/officer/surveys/views" in page.text


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (Equals(question="overall", value="bad"), "“Overall, how good is the help?” is “Bad”"),
        (OneOf(question="overall", values=("bad", "very_bad")), "“Overall, how good is the help?” is “Bad” or “Very bad”"),
        (Answered(question="good"), "“What is good?” was answered"),
        (
            AllOf(rules=(Answered(question="good"), AnyOf(rules=(Answered(question="change"), Equals(question="gone", value=3))))),
            "“What is good?” was answered and (“What should we change?” was answered or “gone” is “3”)",
        ),
    ],
)
def test_a_rule_is_told_in_the_words_of_the_questions(rule: Rule, said: str) -> None:
    assert rules.in_words(rule, get("young_people")) == said
