"""What young people read around the questions: at most 12 words a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

import pytest
from flask import Flask
from flask.testing import FlaskClient

from feedback.respondent import faults
from tests.intake.arrivals import form
from tests.respondent.asking import close, invite, page, prepare, set_council

MOST_WORDS = 12
TOKEN = "a-token-that-nobody-guesses"
BLOCKS = {"p", "li", "h1", "h2", "h3", "dt", "dd", "button", "label", "legend"}


def too_long(html: str) -> list[str]:
    """The sentences of a page that are longer than young people should have to read."""
    return [sentence for sentence in sentences(html) if len(sentence.split()) > MOST_WORDS]


def sentences(html: str) -> Iterator[str]:
    """The sentences of a page. The hint for screen readers after a link is no part of its sentence."""
    body = page(html).find("body")
    for part in chain.from_iterable(body.iter(tag) for tag in BLOCKS):
        told = " ".join("".join(part.itertext()).split()).replace("(opens in a new tab)", "")
        yield from re.split(r"(?<=[.?!])\s+", told)


@pytest.mark.parametrize("privacy", ["confidential", "open"])
def test_the_page_of_questions(app: Flask, client: FlaskClient, privacy: str) -> None:
    prepare(app, privacy=privacy)
    html = client.get("/s/views").text
    assert "Send your answers" in html
    assert too_long(html) == []


def test_the_page_of_a_personal_link(app: Flask, client: FlaskClient) -> None:
    prepare(app)
    invite(app, TOKEN)
    assert too_long(client.get(f"/i/{TOKEN}").text) == []


@pytest.mark.parametrize(("more", "status"), [({}, 200), ({"no_thanks": "yes"}, 200), ({"gone": "bad"}, 400), ({"fair": "wrong"}, 422)])
def test_the_pages_after_sending(app: Flask, client: FlaskClient, more: dict[str, str], status: int) -> None:
    prepare(app)
    set_council(app)
    answer = client.post("/s/views", data=form(**more))
    assert answer.status_code == status
    assert too_long(answer.text) == []


def test_other_answers_by_a_link_that_was_used(app: Flask, client: FlaskClient) -> None:
    prepare(app)
    invite(app, TOKEN)
    client.post(f"/i/{TOKEN}", data=form(good="first"))
    answer = client.post(f"/i/{TOKEN}", data=form(good="second"))
    assert answer.status_code == 409
    assert too_long(answer.text) == []


def test_a_closed_survey(app: Flask, client: FlaskClient) -> None:
    prepare(app)
    close(app)
    answer = client.post("/s/views", data=form(good="bad"))
    assert answer.status_code == 410
    assert too_long(answer.text) == []


@pytest.mark.parametrize("kind", [faults.NOT_SAVED, *faults.KINDS.values()], ids=lambda kind: str(kind.heading))
def test_what_is_said_when_something_goes_wrong(kind: faults.Kind) -> None:
    told = chain.from_iterable(re.split(r"(?<=[.?!])\s+", str(line)) for line in kind.lines)
    assert [sentence for sentence in told if len(sentence.split()) > MOST_WORDS] == []
