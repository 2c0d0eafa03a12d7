"""The privacy notice and the accessibility statement say what the council's settings say."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.respondent.asking import page, prepare, set_council, unchecked, words


@pytest.mark.parametrize("path", ["/privacy", "/accessibility"])
def test_a_notice_can_be_read_before_the_council_has_said_anything(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert "Ask the person who gave you the link." in words(answer.text)


def test_the_privacy_notice_is_drafted_from_the_settings(app: Flask, client: FlaskClient) -> None:
    set_council(app, data_protection_email="dpo@harrowdale.example", privacy_extra="We print posters.\n\nThey have no names.")
    told = words(client.get("/privacy").text)
    for expected in ("Harrowdale Council", "dpo@harrowdale.example", "01632 960 123", "We print posters.", "They have no names."):
        assert expected in told


def test_the_accessibility_statement_has_what_the_regulations_ask_for(app: Flask, client: FlaskClient) -> None:
    set_council(app)
    told = words(client.get("/accessibility").text)
    for required in (
        "Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018",
        "Web Content Accessibility Guidelines version 2.2",
        "partially compliant",
        "Equality and Human Rights Commission",
        "This statement was prepared on",
        "01632 960 123",
    ):
        assert required in told


@pytest.mark.parametrize("path", ["/s/views", "/privacy", "/accessibility", "/s/nobody"])
def test_every_page_leads_to_both_notices(app: Flask, client: FlaskClient, path: str) -> None:
    prepare(app)
    footer = page(client.get(path).text).find("body/footer")
    assert [link.get("href") for link in footer.iter("a")] == ["/privacy", "/accessibility"]


def test_titles_of_notices_do_not_say_what_the_service_is(app: Flask, client: FlaskClient) -> None:
    set_council(app)
    for path in ("/privacy", "/accessibility"):
        assert "justice" not in str(page(client.get(path).text).findtext("head/title")).lower()


def test_a_page_that_does_not_exist_is_kind(client: FlaskClient) -> None:
    answer = client.get("/nowhere")
    assert answer.status_code == 404
    assert "We cannot find that page" in words(answer.text)


@pytest.mark.parametrize(
    ("method", "path", "status"), [("GET", "/static/nothing.css", 404), ("GET", "/officer/nowhere", 404), ("POST", "/healthz", 405)]
)
def test_officers_and_machines_do_not_get_the_respondents_pages(app: Flask, method: str, path: str, status: int) -> None:
    answer = unchecked(app).open(path, method=method)
    assert answer.status_code == status
    assert "Exit" not in answer.text
