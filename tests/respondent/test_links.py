"""A personal link that opens nothing tells nobody why, and opening one that does changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from feedback.store.database import db
from feedback.store.encryption import digest
from feedback.store.tables import metadata
from tests.databases import TODAY
from tests.intake.arrivals import form
from tests.intake.devices import CODE
from tests.respondent.asking import close, invite, kept, page, prepare, set_council, unchecked, words
from tests.respondent.test_plain_words import too_long
from tests.respondent.translated import not_in_its_language

TOKEN = "a-token-that-nobody-guesses"
ENDED: dict[str, dict[str, Any]] = {
    "used": {"response_id": "x", "started": True},
    "declined-and-used": {"response_id": "x", "declined_on": TODAY},
    "expired": {"expires_on": TODAY - timedelta(days=1)},
    "expired-and-used": {"expires_on": TODAY - timedelta(days=1), "response_id": "x"},
    "expired-and-declined": {"expires_on": TODAY - timedelta(days=1), "declined_on": TODAY},
}
ALTERED = (f"{TOKEN}x", TOKEN.upper(), TOKEN[:-1], "%00", "a'b", "x" * 5000, "0000000000", "ÄÖ", CODE[::-1])


def prepare_links(app: Flask) -> list[str]:
    """A survey with links that ended in every way; the tokens of those, and of some that were never given."""
    prepare(app)
    set_council(app, languages_checked=["cy", "ur"])
    for token, changes in ENDED.items():
        invite(app, token, **changes)
    prepare(app, "draft", opened=False)
    invite(app, "of-a-draft", slug="draft")
    return [*ENDED, *ALTERED, "of-a-draft"]


@contextmanager
def counted(app: Flask) -> Iterator[list[str]]:
    """The statements that reach the database meanwhile."""
    said: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        said.append(statement)

    with app.app_context():
        engine = db.engine
    sa.event.listen(engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        sa.event.remove(engine, "before_cursor_execute", note)


def everything(app: Flask) -> dict[str, list[Any]]:
    """Every row of every table."""
    with app.app_context(), db.engine.connect() as connection:
        return {table.name: sorted(map(repr, connection.execute(sa.select(table)))) for table in metadata.sorted_tables}


@pytest.mark.parametrize("ending", ["", "/easy-read", "/ur", "/nothing"])
def test_a_link_that_opens_nothing_gives_the_same_page_whatever_became_of_it(app: Flask, client: FlaskClient, ending: str) -> None:
    answers = [client.get(f"/i/{token}{ending}") for token in prepare_links(app)]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.data for answer in answers}) == 1
    assert len({tuple(answer.headers.items()) for answer in answers}) == 1


def test_the_page_thanks_says_what_to_do_and_leads_to_no_survey(app: Flask, client: FlaskClient) -> None:
    prepare_links(app)
    answer = client.get("/i/used")
    assert page(answer.text).findtext(".//h1") == "This link does not open anything now"
    assert "Did you answer before? Thank you." in words(answer.text)
    assert "Ask the person who gave you the link." in words(answer.text)
    main = page(answer.text).find("body/main")
    assert [link.get("href") for link in main.iter("a") if not link.get("href").startswith("tel:")] == ["/i/"]
    assert main.find(".//form") is None
    assert too_long(answer.text) == []


def test_it_is_in_the_language_of_the_address_once_that_is_checked(app: Flask, client: FlaskClient) -> None:
    prepare_links(app)
    urdu = client.get("/i/used/ur").text
    assert page(urdu).get("lang") == "ur"
    assert not_in_its_language(urdu) == []
    assert page(client.get("/i/wrong?language=cy").text).get("lang") == "cy"


def test_the_database_does_the_same_for_every_link_that_opens_nothing(app: Flask) -> None:
    tokens = prepare_links(app)
    browser = unchecked(app)
    browser.get("/i/warm")
    done = set()
    for token in tokens[: len(ENDED) + len(ALTERED)]:
        with counted(app) as statements:
            browser.get(f"/i/{token}")
        done.add(tuple(statements))
    (same,) = done
    assert sum("FROM invitation" in statement for statement in same) == 2


def test_a_typed_code_that_opens_nothing_is_told_the_same_whatever_became_of_it(app: Flask) -> None:
    prepare(app)
    browser = unchecked(app)
    browser.get("/i/")
    told = set()
    for number, changes in enumerate([{"response_id": "x"}, {"expires_on": TODAY - timedelta(days=1)}, None]):
        code = f"7H0K19ZZX{number}"
        if changes:
            with app.app_context():
                code_hash = digest("invitation_code", code)
            invite(app, code, code_hash=code_hash, **changes)
        with counted(app) as statements:
            answer = browser.post("/i/", data={"code": code})
        told.add((answer.status_code, answer.text.replace(code, "…"), tuple(statements)))
    assert [status for status, _, _ in told] == [422]


def test_a_used_link_tells_nothing_though_its_survey_has_closed(app: Flask, client: FlaskClient) -> None:
    prepare(app)
    invite(app, TOKEN, response_id="x")
    before = client.get(f"/i/{TOKEN}").data
    close(app)
    assert client.get(f"/i/{TOKEN}").data == before


def test_what_was_written_by_a_link_that_ran_out_comes_back(app: Flask, client: FlaskClient) -> None:
    prepare(app)
    invite(app, "long-expired", expires_on=TODAY - timedelta(days=9))
    answer = client.post("/i/long-expired", data=form(good="they listen to me"))
    assert answer.status_code == 404
    assert "they listen to me" in words(answer.text)


def test_opening_a_link_changes_no_row_of_any_table(each_app: Flask) -> None:
    prepare(each_app)
    invite(each_app, TOKEN)
    browser = unchecked(each_app)
    browser.get("/privacy")
    before = everything(each_app)
    for path in (f"/i/{TOKEN}", f"/i/{TOKEN}/easy-read", "/i/wrong", "/i/"):
        browser.get(path)
    assert everything(each_app) == before
    browser.post(f"/i/{TOKEN}/answers-so-far", data=form(overall="good"))
    assert everything(each_app) != before


def test_a_thousand_wrong_links_lock_nobody_out(app: Flask) -> None:
    prepare(app)
    invite(app, TOKEN)
    browser = unchecked(app)
    assert {browser.get(f"/i/guess-{number}").status_code for number in range(1000)} == {404}
    assert {browser.post("/i/", data={"code": f"{number:010}"}).status_code for number in range(100)} == {422}
    assert browser.get(f"/i/{TOKEN}").status_code == 200
    assert browser.post(f"/i/{TOKEN}", data=form(overall="good")).status_code == 200


@pytest.mark.parametrize(("days_ago", "status"), [(1, 200), (2, 404)])
def test_whoever_had_the_page_open_on_the_last_day_may_send_on_the_next(
    app: Flask, client: FlaskClient, days_ago: int, status: int
) -> None:
    prepare(app)
    invite(app, TOKEN, expires_on=TODAY - timedelta(days=days_ago))
    assert client.get(f"/i/{TOKEN}").status_code == 404
    assert client.post(f"/i/{TOKEN}", data=form(overall="good")).status_code == status
    assert kept(app) == (status == 200)
