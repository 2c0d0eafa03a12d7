from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from feedback.desk import codebook
from feedback.figures.quarter import Quarter
from feedback.permissions import ROLES
from feedback.store import passages
from tests.intake.arrivals import open_survey
from tests.officer.signing_in import post, sign_in, text, token
from tests.reporting.scripted import Q2, Q3, overall, send

PAGE = "/officer/comments/themes"
LISTENS = "she listens to me and the bus is late"


def version(app: Flask) -> int:
    with app.app_context():
        return codebook.current()[1]


def theme(app: Flask, code: str) -> codebook.Theme:
    with app.app_context():
        return codebook.find(codebook.current()[0], code)


def comments(app: Flask) -> list[str]:
    with app.app_context():
        return [one.id for one in passages.recent([str(Quarter.of(day)) for day in (Q2, Q3)], 100)]


def test_the_codebook_stands_without_a_survey(client: FlaskClient) -> None:
    sign_in(client, "voice_officer")
    said = text(client.get(PAGE))
    assert "The codebook stands as it came with the service." in said
    assert said.index("Listening") < said.index("Fairness") < said.index("Complaints")
    assert "There is no survey yet, so there are no comments." in text(client.get(f"{PAGE}/listening"))
    assert "There are none in this quarter and the one before." in text(client.get(f"{PAGE}/emerging"))
    assert "It stands as it came with the service." in text(client.get(f"{PAGE}/versions"))


def test_a_theme_is_added_changed_retired_brought_back_and_moved(app: Flask, client: FlaskClient) -> None:
    sign_in(client, "voice_officer")
    added = post(client, f"{PAGE}/add", name="Money", meaning="What it costs to come.", words="bus pass\ntravel money", after=0)
    assert added.location.endswith("/money")
    assert "“Money” is in the codebook." in text(client.get(added.location))
    post(client, f"{PAGE}/money/change", name="Money and travel", meaning="Fares.", words="bus pass, fares", after=1)
    assert theme(app, "money") == codebook.Theme("money", "Money and travel", "Fares.", ("bus pass", "fares"))
    post(client, f"{PAGE}/money/retire", f"{PAGE}/money", after=2)
    assert theme(app, "money").retired
    assert "Retired They are proposed no longer." in text(client.get(PAGE))
    post(client, f"{PAGE}/money/bring-back", PAGE, after=3)
    assert not theme(app, "money").retired
    post(client, f"{PAGE}/fairness/up", PAGE, after=4)
    said = text(client.get(PAGE))
    assert said.index("Fairness") < said.index("Listening")
    post(client, f"{PAGE}/versions/1", f"{PAGE}/versions", after=5)
    assert theme(app, "money").name == "Money"
    assert version(app) == 6


def test_what_is_missing_is_told_and_what_was_typed_stays(app: Flask, client: FlaskClient) -> None:
    sign_in(client, "voice_officer")
    answer = post(client, f"{PAGE}/add", name="", meaning="", words="bus pass", after=0)
    assert answer.status_code == 422
    assert "Enter a name Enter what it means" in text(answer)
    assert "bus pass</textarea>" in answer.text
    twice = post(client, f"{PAGE}/add", name="listening", meaning="Again", words="", after=0)
    assert twice.status_code == 422
    assert "Two themes have the name “listening”. Change one of them." in text(twice)
    assert version(app) == 0


def test_two_officers_change_the_codebook_at_once_and_nothing_is_lost(app: Flask, client: FlaskClient) -> None:
    sign_in(client, "voice_officer")
    form = token(client.get(f"{PAGE}/letters/change"))
    with app.app_context():
        codebook.add_word("building", "minibus", 0, "first@harrowdale.example")
    fields = {"csrf_token": form, "name": "Letters", "meaning": "My meaning", "words": "letter"}
    answer = client.post(f"{PAGE}/letters/change", data={**fields, "after": 0})
    assert answer.status_code == 409
    assert "first@harrowdale.example changed the codebook meanwhile (Changed “" in text(answer)
    assert "My meaning" in answer.text
    assert version(app) == 1
    assert 'name="after" value="1"' in answer.text
    assert client.post(f"{PAGE}/letters/change", data={**fields, "after": 1}).status_code == 302
    assert "minibus" in theme(app, "building").words
    assert theme(app, "letters").meaning == "My meaning"
    post(client, f"{PAGE}/letters/retire", PAGE, after=1)
    assert "somebody else changed the codebook meanwhile" in text(client.get(PAGE))
    assert not theme(app, "letters").retired


def test_proposals_show_their_words_and_are_decided_one_by_one(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        send(open_survey(), day=Q3, comments={"good": LISTENS})
    sign_in(client, "voice_officer")
    page = client.get(f"{PAGE}/listening")
    assert "<mark>listens" in page.text
    assert "1 comment of this quarter and the one before has one of its words and nobody has decided." in text(page)
    (comment,) = comments(app)
    decided = post(client, f"{PAGE}/listening/comments/{comment}?survey=views", f"{PAGE}/listening", decision="this")
    said = text(client.get(decided.location))
    assert "The comment has the theme “Listening”." in said
    assert f"Comments with this theme 1 comment of Your views, newest quarter first. That you see them is recorded. {LISTENS}" in said
    post(client, f"{PAGE}/listening/comments/{comment}?survey=views", f"{PAGE}/listening", decision="undo")
    assert "<mark>listens" in client.get(f"{PAGE}/listening").text
    post(client, f"{PAGE}/listening/comments/{comment}", f"{PAGE}/listening", decision="not")
    assert LISTENS not in text(client.get(f"{PAGE}/listening"))


@pytest.mark.parametrize(
    ("path", "fields", "expected"),
    [
        ("listening/comments/00000000-0000-0000-0000-000000000000", {"decision": "this"}, 404),
        ("weather/comments/00000000-0000-0000-0000-000000000000", {"decision": "this"}, 404),
        ("listening/comments/00000000-0000-0000-0000-000000000000", {"decision": "maybe"}, 400),
        ("weather/retire", {"after": 0}, 404),
        ("versions/5", {"after": 0}, 404),
    ],
)
def test_what_there_is_not(client: FlaskClient, path: str, fields: dict[str, object], expected: int) -> None:
    sign_in(client, "voice_officer")
    assert post(client, f"{PAGE}/{path}", PAGE, **fields).status_code == expected


def test_a_comment_for_the_lead_alone_is_on_no_page_of_a_theme(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        send(open_survey(), day=Q3, comments={"good": "been cutting again but dont tell my mum"})
    sign_in(client, "voice_officer")
    for code in ("family", "safety", "listening"):
        assert "cutting" not in client.get(f"{PAGE}/{code}").text


def test_words_that_comments_share_are_added_to_a_theme_or_make_one(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        survey = open_survey()
        for _ in range(3):
            send(survey, day=Q3, comments={"good": "the trampoline"})
        for _ in range(2):
            send(survey, day=Q3, comments={"good": "the skateboard"})
    sign_in(client, "voice_officer")
    said = text(client.get(f"{PAGE}/emerging"))
    assert "trampoline 3" in said
    assert "skateboard" not in said
    post(client, f"{PAGE}/words", f"{PAGE}/emerging", word="trampoline", theme="building", after=0)
    assert "trampoline" in theme(app, "building").words
    assert "“trampoline” speaks for “" in text(client.get(f"{PAGE}/emerging"))
    fresh = post(client, f"{PAGE}/words", f"{PAGE}/emerging", word="skateboard", theme="", after=1)
    assert "skateboard</textarea>" in client.get(fresh.location).text


def test_a_theme_is_counted_by_people_on_its_page_and_in_the_results(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        survey = open_survey()
        for number in range(8):
            send(survey, {"overall": "good"}, Q2, comments={"good": LISTENS}, link_number=number // 2 + 1 if number < 4 else None)
        overall(survey, 12, 0, Q2)
    sign_in(client, "voice_officer")
    assert "No themes yet" in text(client.get("/officer/results/views?period=2026/27+Q2"))
    for number, comment in enumerate(comments(app)):
        for code in ("listening", "building") if number < 2 else ("listening",):
            post(client, f"{PAGE}/{code}/comments/{comment}", f"{PAGE}/{code}", decision="this")
    page = client.get("/officer/results/views?period=2026/27+Q2")
    assert "Raised most: “Listening”, 6 young people" in text(page)
    assert "Listening 6 young people" in text(page)
    assert "a few young people" in text(page)
    drawing = client.get("/officer/results/views/themes.svg?period=2026/27+Q2")
    assert drawing.status_code == 200
    assert "Listening: 6 young people" in drawing.text


@pytest.mark.parametrize("role", sorted(set(ROLES) - {"voice_officer"}))
def test_others_do_not_enter(client: FlaskClient, role: str) -> None:
    sign_in(client, role)
    for path in ("", "/add", "/listening", "/listening/change", "/emerging", "/versions"):
        assert client.get(PAGE + path).status_code == 403, path
