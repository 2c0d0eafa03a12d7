"""The privacy notice, the law behind it and the accessibility statement: true for every council, and outing nobody."""

from __future__ import annotations

import re

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
    for expected in ("Have your say", "dpo@harrowdale.example", "01632 960 123", "We print posters.", "They have no names."):
        assert expected in told


def test_the_accessibility_statement_has_what_the_regulations_ask_for(app: Flask, client: FlaskClient) -> None:
    set_council(app)
    told = words(client.get("/accessibility").text)
    for required in (
        "Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018",
        "Web Content Accessibility Guidelines version 2.2",
        "partially compliant",
        "Equality and Human Rights Commission",
        "add the date of its own check",
        "01632 960 123",
    ):
        assert required in told


@pytest.mark.parametrize("path", ["/s/views", "/privacy", "/accessibility", "/s/nobody"])
def test_every_page_leads_to_both_notices(app: Flask, client: FlaskClient, path: str) -> None:
    prepare(app)
    footer = page(client.get(path).text).find("body/footer")
    assert [link.get("href") for link in footer.iter("a")] == ["/privacy", "/accessibility"]


@pytest.mark.parametrize("path", ["/privacy", "/accessibility", "/nowhere"])
def test_a_page_that_others_may_look_at_does_not_say_what_the_service_is(app: Flask, client: FlaskClient, path: str) -> None:
    set_council(app, name="Harrowdale Youth Offending Team", logo=b"png", logo_type="image/png")
    html = client.get(path).text.lower()
    for telling in ("justice", "crime", "offen", "harrowdale youth"):
        assert telling not in html


def test_the_law_and_the_full_name_stand_on_a_page_of_their_own_with_a_neutral_title(app: Flask, client: FlaskClient) -> None:
    set_council(app)
    links = {"".join(link.itertext()): link.get("href") for link in page(client.get("/privacy").text).find("body/main").iter("a")}
    html = client.get(links["The law behind this"]).text
    assert page(html).findtext("head/title") == "The law, and who is responsible – Have your say"
    for expected in (
        "Harrowdale Council is the controller",
        "Harrowdale Youth Justice Service",
        "Crime and Disorder Act 1998",
        "Article 10",
    ):
        assert expected in words(html)


def test_the_law_can_be_read_before_the_council_has_said_anything(client: FlaskClient) -> None:
    assert "The council is the controller." in words(client.get("/privacy/law").text)


def test_times_to_remove_are_what_the_council_does_and_no_promise_of_ours(client: FlaskClient) -> None:
    main = page(client.get("/privacy").text).find("body/main")
    parts = list(main)
    start = next(number for number, part in enumerate(parts) if part.text == "How long we keep it")
    lines = ["".join(line.itertext()) for line in next(part for part in parts[start:] if part.tag == "ul")]
    assert len(lines) == 5
    assert [line for line in lines if "the council" not in line.lower()] == []


def test_the_accessibility_statement_gives_no_date_that_nobody_checked_on(app: Flask, client: FlaskClient) -> None:
    set_council(app)
    assert re.findall(r"\b\d{1,2} [A-Z][a-z]+ 20\d\d\b", words(client.get("/accessibility").text)) == []


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
