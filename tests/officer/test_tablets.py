from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from feedback import assets, store
from feedback.asking import kiosks as life
from feedback.asking import surveys as surveys_life
from feedback.store import council, events, kiosks
from tests.databases import TODAY
from tests.intake.arrivals import ACTOR, open_survey
from tests.officer.signing_in import post, sign_in, text

PAGE, ENROL = "/officer/tablets", "/officer/tablets/enrol"


def enrolment(page: TestResponse) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="enrolment">(.*?)</script>', page.text)
    assert found, page.text
    given: dict[str, Any] = json.loads(found[1])
    return given


def a_tablet(name: str = "Front desk", *, waiting: int = 0, seen: date | None = TODAY, running: str = "") -> str:
    """A tablet for the survey `views`, which is made when it is not there; its id."""
    found = surveys_life.kept.by_slug("views") or open_survey()
    made = life.enrol(name, None, None, [found.id], ACTOR)
    if seen:
        with store.transaction():
            kiosks.saw(made.id, seen, waiting, running or assets.together("respondent"))
    return made.id


def test_setting_up_a_tablet_gives_it_its_secret_once_and_signs_the_officer_out(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        survey = open_survey()
        with store.transaction():
            site, team = council.add_place("site", "Canal Street"), council.add_place("team", "North")
            council.change({"idle_seconds": 90})
            fields = {"name": " Front   desk ", "site": site.id, "team": team.id, "surveys": survey.id}
    email = sign_in(client, "case_manager")
    page = post(client, ENROL, **fields)
    assert client.get_cookie("feedback_officer", path="/officer") is None
    given = enrolment(page)
    with app.app_context():
        tablet = kiosks.proven(given["id"], given["secret"])
        assert tablet is not None
        assert (tablet.enrolled_by, tablet.enrolled_on) == (email, TODAY)
        assert [event.detail["surveys"] for event in events.latest(["kiosk.enrolled"])] == ["views"]
    assert {name: given[name] for name in ("site", "team", "idle_seconds")} == {"site": "Canal Street", "team": "North", "idle_seconds": 90}
    assert [(one["slug"], one["title"], one["audience"], one["privacy"]) for one in given["surveys"]] == [
        ("views", "Your views", "young_people", "confidential")
    ]
    assert {"start", "review", "exit", "follow_up", "census"} == set(given["surveys"][0]["touchpoints"])
    assert page.headers["Cache-Control"] == "no-store"
    assert "Sign out" not in page.text
    assert client.get("/officer/").location.startswith("/officer/sign-in")


def test_the_pin_has_no_way_to_the_server(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        survey = open_survey()
    sign_in(client, "voice_officer")
    page = post(client, ENROL, name="Front desk", site="", team="", surveys=survey.id)
    fields = re.findall(r"<input[^>]*>", page.text)
    assert [re.search(r'id="(\w+)"', field)[1] for field in fields] == ["pin", "again"]  # type: ignore[index]
    assert not any("name=" in field for field in fields)
    assert 'action="/s/" method="get"' in page.text


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"name": " "}, "Enter a name for the tablet"),
        ({"name": "x" * 81}, "Use 80 characters or fewer"),
        ({"surveys": []}, "Choose at least one survey"),
        ({"surveys": ["999"]}, "not a valid choice"),
        ({"site": "999"}, "Not a valid choice"),
        ({"team": "north"}, "Not a valid choice"),
    ],
)
def test_a_tablet_that_cannot_be_set_up_comes_back_and_nobody_is_signed_out(
    app: Flask, client: FlaskClient, changes: dict[str, object], message: str
) -> None:
    with app.app_context():
        survey = open_survey()
    sign_in(client, "voice_officer")
    filled = {"name": "Front desk", "site": "", "team": "", "surveys": [str(survey.id)]}
    answer = post(client, ENROL, **(filled | changes))
    assert answer.status_code == 422
    assert message in answer.text
    assert client.get("/officer/").status_code == 200
    with app.app_context():
        assert kiosks.page("", 1, 9)[1] == 0


def test_only_open_surveys_are_offered_and_without_one_the_page_says_what_to_do(app: Flask, client: FlaskClient) -> None:
    sign_in(client, "voice_officer")
    assert "No survey is open now." in text(client.get(ENROL))
    with app.app_context():
        open_survey()
        surveys_life.close_survey("views", ACTOR)
        open_survey("others", "parents_and_carers", "open")
    page = text(client.get(ENROL))
    assert "Parents and carers, open" in page
    assert "Young people, confidential" not in page
    assert "You are signed out on this tablet at once" in page


def test_the_list_says_where_a_tablet_is_when_it_was_seen_and_what_it_holds(app: Flask, client: FlaskClient) -> None:
    sign_in(client, "case_manager")
    assert "There is none yet" in text(client.get(PAGE))
    with app.app_context():
        a_tablet("Car", waiting=3, seen=date(2026, 11, 19), running="before")
        a_tablet("Desk", waiting=2, seen=date(2026, 11, 20))
        a_tablet("New", seen=None)
    page = text(client.get(PAGE))
    assert "Car Your views No site Last seen 19 November 2026 Bring online Waiting to send 3 Pages Older In use" in page
    assert "Desk Your views No site Last seen 20 November 2026 Waiting to send 2 Pages Newest In use" in page
    assert "New Your views No site Last seen Not yet Waiting to send 0 Pages Not known In use" in page


def test_tablets_are_found_by_name_and_paged(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        for number in range(26):
            a_tablet(f"Tablet {number:02}")
    sign_in(client, "voice_officer")
    assert "Tablet 25" not in client.get(PAGE).text
    assert "Tablet 25" in client.get(f"{PAGE}?page=2").text
    found = text(client.get(f"{PAGE}?search=tablet+07"))
    assert "1 found for “tablet 07”" in found
    assert "Tablet 07" in found
    assert "0 found for “%”" in text(client.get(f"{PAGE}?search=%25"))


def test_a_lost_tablet_is_revoked_once_and_what_it_holds_is_not_lost(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        tablet = a_tablet("Car", waiting=3)
    email = sign_in(client, "voice_officer")
    revoke = f"{PAGE}/{tablet}/revoke"
    asked = text(client.get(revoke))
    assert "The 3 answers that it had to send are not lost" in asked
    assert post(client, revoke).location == PAGE
    page = text(client.get(PAGE))
    assert "Car is revoked. What it still sends is taken in, and marked." in page
    assert "Revoked 21 November 2026" in page
    post(client, revoke, form=ENROL)
    assert "Car was revoked before." in text(client.get(PAGE))
    assert "It was revoked on 21 November 2026" in text(client.get(revoke))
    with app.app_context():
        assert [(event.actor, event.detail) for event in events.latest(["kiosk.revoked"])] == [(email, {"name": "Car"})]


@pytest.mark.parametrize("tablet", ["nothing", "00000000-0000-4000-8000-000000000000"])
def test_a_tablet_that_is_not_there_is_not_found(client: FlaskClient, tablet: str) -> None:
    sign_in(client, "voice_officer")
    assert client.get(f"{PAGE}/{tablet}/revoke").status_code == 404


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ([20], ""),
        ([19], "1 tablet has had answers to send since before yesterday"),
        ([19, 1, 21], "2 tablets have had answers to send since before yesterday"),
    ],
)
def test_a_tablet_that_was_not_heard_of_with_answers_on_it_waits_on_the_first_page(
    app: Flask, client: FlaskClient, days: list[int], said: str
) -> None:
    with app.app_context():
        for day in days:
            a_tablet(f"Tablet {day}", waiting=1, seen=date(2026, 11, day))
        a_tablet("Empty", seen=date(2026, 11, 1))
    sign_in(client, "case_manager")
    page = text(client.get("/officer/"))
    assert said in page
    assert ("to send since" in page) is bool(said)


@pytest.mark.parametrize("role", ["quality_officer", "head", "administrator", "safeguarding_lead"])
def test_others_set_up_and_revoke_no_tablet(app: Flask, client: FlaskClient, role: str) -> None:
    with app.app_context():
        tablet = a_tablet()
    sign_in(client, role)
    assert post(client, ENROL, form="/officer/", name="x").status_code == 403
    assert post(client, f"{PAGE}/{tablet}/revoke", form="/officer/").status_code == 403
    with app.app_context():
        found = kiosks.by_id(tablet)
        assert found is not None
        assert found.revoked_on is None
