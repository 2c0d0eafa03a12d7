"""Printing the forms of a survey."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from feedback import store
from feedback.asking import surveys as life
from feedback.store import asks, events, links, people, samples, tokens
from tests.databases import TODAY
from tests.officer.signing_in import post, sign_in, text
from tests.respondent.asking import prepare

PAGE = "/officer/surveys/views/paper"
CODES = f"{PAGE}/with-codes"


def a_sample(app: Flask, size: int = 3, slug: str = "views") -> int:
    """A sample of so many people, each with an invitation; its id."""
    with app.app_context(), store.transaction():
        survey = life.find(slug)
        names = [f"{slug}-{number:04}" for number in range(size)]
        people.add_rows([{"audience": "young_people", "reference": name, "language": "en", "demo": False} for name in names])
        ids = [people.ids("young_people")[name] for name in names]
        sample = samples.Sample(
            survey_id=survey.id,
            touchpoint="review",
            method="census",
            seed=1,
            quarter="2026/27 Q3",
            due_on=TODAY,
            frame_size=size,
            drawn=size,
        )
        sample.drawn, sample.drawn_on = size, TODAY
        samples.add(sample)
        samples.add_members([{"sample_id": sample.id, "person_id": one, "stratum": "", "drawn": True, "team": None} for one in ids])
        for one, number in links.numbers_of(ids).items():
            nonce = f"{one:032x}"
            token_hash, code_hash = tokens.hashes_of(nonce)
            row = {"survey_id": survey.id, "sample_id": sample.id, "link_number": number, "token_hash": token_hash, "code_hash": code_hash}
            asks.invite_all([row | {"nonce": nonce, "quarter": "2026/27 Q3", "expires_on": TODAY}])
        return sample.id


@pytest.fixture
def officer(app: Flask, client: FlaskClient) -> FlaskClient:
    prepare(app)
    sign_in(client, "voice_officer")
    return client


@pytest.mark.parametrize("variant", ["", "easy-read"])
def test_each_wording_prints_as_a_form(officer: FlaskClient, variant: str) -> None:
    page = officer.get(PAGE)
    address = f"{PAGE}/form" + (f"?variant={variant}" if variant else "")
    assert f'href="{address}"' in page.text
    answer = officer.get(address)
    assert (answer.status_code, answer.mimetype, answer.data[:5]) == (200, "application/pdf", b"%PDF-")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="views-{variant or "standard"}.pdf"'
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("wrong", ["?variant=nothing", "?version=7", "?version=x&variant=y"])
def test_a_form_that_is_not_there_is_not_found(officer: FlaskClient, wrong: str) -> None:
    assert officer.get(f"{PAGE}/form{wrong}").status_code == 404


def test_forms_with_codes_are_printed_for_those_who_have_not_answered_and_that_is_on_record(app: Flask, officer: FlaskClient) -> None:
    sample = a_sample(app)
    assert "Review, 21 November 2026: 3 of 3 to be asked" in text(officer.get(PAGE))
    answer = post(officer, CODES, PAGE, batch=f"{sample}-1", variant="easy-read")
    assert (answer.status_code, answer.mimetype, answer.data[:5]) == (200, "application/pdf", b"%PDF-")
    with app.app_context():
        (event,) = events.latest(["sample.listed"])
        assert (event.subject_id, event.detail) == (str(sample), {"slug": "views", "how": "paper"})


def test_when_everybody_has_answered_there_is_nothing_to_print(app: Flask, officer: FlaskClient) -> None:
    sample = a_sample(app, 1)
    with app.app_context(), store.transaction():
        asks.use(links.unanswered(sample).popitem()[1].invitation_id, "x")
    assert "draw one for this survey" in text(officer.get(PAGE))
    assert post(officer, CODES, PAGE, batch=f"{sample}-1", variant="").status_code == 302
    assert "There is nothing to print" in text(officer.get(PAGE))


def test_a_sample_of_another_survey_or_a_part_that_is_not_there_is_refused(app: Flask, officer: FlaskClient) -> None:
    prepare(app, "other")
    sample, other = a_sample(app), a_sample(app, 2, "other")
    for batch in (f"{other}-1", f"{sample}-2", "", "x", "9-9"):
        assert post(officer, CODES, PAGE, batch=batch, variant="").status_code == 422


def test_a_large_sample_is_printed_in_parts(app: Flask, officer: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("feedback.asking.paper.MOST_AT_ONCE", 2)
    sample = a_sample(app)
    page = text(officer.get(PAGE))
    assert "part 1 of 2" in page
    assert "part 2 of 2" in page
    assert post(officer, CODES, PAGE, batch=f"{sample}-2", variant="").status_code == 200


def test_an_open_survey_has_no_codes(app: Flask, client: FlaskClient) -> None:
    prepare(app, privacy="open")
    sign_in(client, "voice_officer")
    page = client.get(PAGE)
    assert "code" not in text(page).lower()
    assert post(client, CODES, PAGE, batch="1-1", variant="").status_code == 302


def test_a_draft_can_be_looked_at_on_paper_and_not_typed_in(app: Flask, client: FlaskClient) -> None:
    prepare(app, opened=False)
    sign_in(client, "voice_officer")
    page = client.get(PAGE)
    assert "Type in a filled form" not in text(page)
    assert client.get(f"{PAGE}/form").status_code == 200
