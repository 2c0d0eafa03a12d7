"""In an open survey nothing ties an answer to a person who was asked: no row, no value, no message, no time, no line of a log."""

from __future__ import annotations

import base64
import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from feedback import store
from feedback.asking import kiosks, reminding, sending
from feedback.delivery import checking
from feedback.delivery.outcomes import Letter
from feedback.store import people, samples, tokens
from feedback.store.database import db, engine
from feedback.store.messages import Message
from tests.asking.sampled import a_sample, add_contacts, add_people, can_send
from tests.databases import TODAY
from tests.intake.arrivals import ACTOR, form, open_survey
from tests.intake.devices import offer, response, seal

ASKED = {"person", "contact", "member", "message", "sample", "snapshot", "snapshot_before", "snapshot_draft", "event"}
"""Tables that know whom the service works with and whom it asked."""
BETWEEN = {"invitation", "link"}
"""Tables that tie the two in a confidential survey."""
KEY = "00000000-0000-4000-8000-00000000000a"
STOP_LINK = re.compile(r"/stop/[0-9A-Z]+")

Rows = Mapping[str, list[dict[str, Any]]]


@dataclass(frozen=True)
class Told:
    """What the database held before anybody answered and after, what was written to people, and what was logged."""

    before: Rows
    after: Rows
    letters: list[Letter]
    log: str
    references: list[str]


def everything() -> Rows:
    """Every row of every table, as the database itself gives it."""
    found = sa.MetaData()
    with engine().connect() as connection:
        found.reflect(connection)
        return {
            table.name: [dict(row._mapping) for row in connection.execute(sa.select(table))]
            for table in found.sorted_tables
            if table.name != "alembic_version"
        }


@pytest.fixture
def told(each_app: Flask, caplog: pytest.LogCaptureFixture) -> Told:
    """A sample is drawn, asked and reminded; answers come by the open link, by a tablet and by an unsigned device; one says no."""
    caplog.set_level(logging.DEBUG)
    can_send(each_app)
    with each_app.app_context():
        survey = open_survey(privacy="open")
        references = add_people(8, age_band="15-16", sex="f", ethnicity="white", order_type="yro", care_experience="no", needs="none")
        add_contacts(references[:5], email=True)
        add_contacts(references[5:7], phone=False, email=True)
        with store.transaction():
            db.session.execute(sa.update(people.Person).where(people.Person.reference == references[0]).values(language="ur"))
        letters = asked_and_reminded()
        made = kiosks.enrol("Front desk", None, None, [survey.id], ACTOR)
        proof = {"id": made.id, "secret": made.secret}
        before = everything()
        sealed = [
            response(form(overall="good", good="my worker listens to me"), kiosk=proof, touchpoint="census"),
            response(form(overall="bad")),
            offer(KEY, kiosk=proof),
        ]
        texts = [seal(inside) for inside in sealed]
    client = each_app.test_client()
    answer(client, texts)
    with each_app.app_context():
        after = everything()
    return Told(before, after, letters, caplog.text, references)


def asked_and_reminded() -> list[Letter]:
    """Draw, write, send and remind; the letters as they go out."""
    sample = a_sample()
    sending.write(sample.id, ["sms", "email"], [5], ACTOR)
    letters = sent()
    with store.transaction():
        samples.reach(sample.id, samples.drawn(sample.id), "delivered")
    assert reminding.write_due(TODAY + timedelta(days=5)) == 7
    return [*letters, *sent()]


def sent() -> list[Letter]:
    """Everything that waits, as the worker would hand it to a provider."""
    with store.transaction():
        waiting = db.session.query(Message).filter_by(state="waiting").populate_existing().all()
        checked = checking.check(waiting)
        assert checked.stopped == {}
        for message in waiting:
            message.state = "accepted"
    return list(checked.letters)


def answer(client: FlaskClient, sealed: list[str]) -> None:
    """By the open link, and sealed on devices."""
    for given in ("good", "okay"):
        assert client.get("/s/views").status_code == 200
        assert client.post("/s/views", data=form(overall=given, good="they help me a lot")).status_code == 200
    for text in sealed:
        assert client.post("/sealed", json={"sealed": text, "queued": True}).status_code == 201


def values(rows: Rows, names: set[str]) -> Iterator[tuple[str, Any]]:
    """(table.column, value) of every value that is rare enough to tell something: long texts, bytes, great numbers, times."""
    for table in names & set(rows):
        for row in rows[table]:
            for column, value in row.items():
                telling = len(value) >= 6 if isinstance(value, str | bytes) else isinstance(value, datetime)
                if telling or (isinstance(value, int) and value >= 1000):
                    yield f"{table}.{column}", value


def test_all_tables_were_looked_at(told: Told) -> None:
    assert {"response", "comment", "offer", "person", "member", "message", "contact", "invitation", "link"} <= set(told.after)
    assert [len(told.after[name]) for name in ("response", "offer", "member", "message")] == [4, 1, 8, 14]
    assert len(told.letters) == 14


def test_there_is_no_token_to_tie(told: Told) -> None:
    assert [told.after[name] for name in sorted(BETWEEN)] == [[], []]
    for row in told.after["response"]:
        assert row["link_number"] is None
        assert {row[band] for band in ("age_band", "sex", "ethnicity", "order_type", "care_experience", "needs")} == {None}
        assert row["privacy"] == "open"
    assert [row["sample_id"] for row in told.after["offer"]] == [None]


def test_answering_changes_nothing_of_what_is_known_of_people(told: Told) -> None:
    for name in sorted((ASKED | BETWEEN) & set(told.after)):
        assert told.after[name] == told.before[name], name
    changed = {name for name, rows in told.after.items() if rows != told.before[name]}
    assert {"response", "comment", "offer"} <= changed


def test_no_value_is_shared_between_an_answer_and_a_person(told: Told) -> None:
    new = {name: [row for row in rows if row not in told.before[name]] for name, rows in told.after.items()}
    of_answers = {value: where for where, value in values(new, set(new) - ASKED - BETWEEN)}
    of_people = {value: where for where, value in values(told.after, ASKED | BETWEEN)}
    everybodys = {value for _, value in values(told.before, set(told.before) - ASKED - BETWEEN)}
    shared = {value: (of_answers[value], of_people[value]) for value in of_answers.keys() & of_people.keys()}
    # The quarter and the occasion are everybody's.
    assert {value: where for value, where in shared.items() if value not in everybodys | {"2026/27 Q3", "census"}} == {}


def test_no_key_leads_from_an_answer_to_a_person(told: Told, each_app: Flask) -> None:
    with each_app.app_context():
        found = sa.MetaData()
        found.reflect(engine())
    leads = {table.name: {key.column.table.name for key in table.foreign_keys} for table in found.sorted_tables}
    for start in ("response", "comment", "reading", "offer"):
        reached, waiting = {start}, [start]
        while waiting:
            fresh = leads[waiting.pop()] - reached
            reached |= fresh
            waiting += fresh
        assert not reached & {"person", "contact", "member", "message", "link", "invitation"}, start


def test_the_time_of_an_answer_is_its_day(told: Told) -> None:
    for name in ("response", "comment", "reading", "offer"):
        for row in told.after[name]:
            for column, value in row.items():
                assert not isinstance(value, datetime), f"{name}.{column}"
                assert not isinstance(value, date) or value == TODAY, f"{name}.{column}"
                assert not (isinstance(value, str) and re.search(r"\d\d:\d\d", value)), f"{name}.{column}"
                if isinstance(value, bytes) and value.startswith(b"gAAAA"):
                    # A Fernet token holds its time in clear, after one byte (github.com/fernet/spec).
                    moment = datetime.fromtimestamp(int.from_bytes(base64.urlsafe_b64decode(value)[1:9]), UTC)
                    assert moment.time() == time(), f"{name}.{column}"


def test_messages_to_different_people_differ_in_nothing_but_the_link_that_stops_them(told: Told) -> None:
    bodies = {STOP_LINK.sub("/stop/", letter.words.body) for letter in told.letters}
    assert len(bodies) == 2  # one for the first message, one for the reminder
    assert len({(letter.words.subject, letter.sender) for letter in told.letters}) == 2
    stops = {letter.words.body: STOP_LINK.findall(letter.words.body) for letter in told.letters}
    assert all(len(found) == 1 for found in stops.values())
    written = str(told.after["response"]) + str(told.after["comment"]) + str(told.after["offer"])
    assert not any(stop.removeprefix("/stop/") in written for found in stops.values() for stop in found)


def test_no_line_of_a_log_names_anybody(told: Told, each_app: Flask) -> None:
    with each_app.app_context():
        stops = [tokens.stop_token(number) for number in people.ids("young_people").values()]
    assert not [text for text in (*told.references, *stops, "07700 900", "example.org/stop", "listens to me") if text in told.log]
