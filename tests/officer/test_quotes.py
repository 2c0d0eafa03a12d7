"""From a comment to a quote and to a compliment, page by page, and who reads which words."""

from __future__ import annotations

import html
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from feedback.permissions import PERMISSIONS, ROLES
from feedback.store import events, redactions
from tests.desk.quoted import approved, flag, read_as, written
from tests.intake.arrivals import open_survey
from tests.officer.signing_in import post, sign_in, text, token
from tests.reporting.scripted import Q3

QUOTES, COMPLIMENTS = "/officer/comments/quotes", "/officer/compliments"
KEL = "my worker Kel is ace, he got me into Ravensbrook Academy"
REDACTED = "my worker [name] is ace, he got me into [school]"


@pytest.fixture
def comment_id(app: Flask) -> str:
    """A comment of a closed quarter, read as praise."""
    with app.app_context():
        return written(open_survey(), KEL)


def page_of(comment_id: str) -> str:
    return f"{QUOTES}/{comment_id}"


def fields(page: TestResponse) -> dict[str, object]:
    """The form of a page as it would be sent, unchanged."""
    inputs = [
        dict(re.findall(r'(\w+)="([^"]*)"', found)) | {"on": " checked" in found} for found in re.findall(r"<input ([^>]+)>", page.text)
    ]
    ticked = [found["value"] for found in inputs if found["name"] == "out" and found["on"]]
    hidden = {found["name"]: html.unescape(found["value"]) for found in inputs if found.get("type") == "hidden"}
    return {**hidden, "out": ticked, "words": "", "kind": "name"}


def sent(client: FlaskClient, comment_id: str, page: TestResponse, do: str, **changes: object) -> TestResponse:
    return client.post(page_of(comment_id), data={**fields(page), "do": do, "csrf_token": token(page), **changes})


def left(page: TestResponse) -> str:
    """The words as they would stand."""
    return html.unescape(re.findall(r"<blockquote[^>]*officer-quote__words[^>]*>([^<]*)<", page.text)[0])


def test_what_is_proposed_is_marked_named_and_taken_out_and_approved_with_one_press(
    app: Flask, client: FlaskClient, comment_id: str
) -> None:
    email = sign_in(client, "voice_officer")
    assert KEL in text(client.get(QUOTES))
    page = client.get(page_of(comment_id))
    assert re.findall(r"<mark[^>]*>([^<]*)</mark>", page.text) == ["Kel", "Ravensbrook Academy"]
    said = text(page)
    assert "“Kel” – name" in said
    assert "“Ravensbrook Academy” – school, college, work or club" in said
    assert "Young person, 2026/27 Q2, “What is good?”. Read as: Positive." in said
    assert left(page) == REDACTED
    assert "I have checked" not in said
    answer = sent(client, comment_id, page, "approve")
    assert answer.location == page_of(comment_id)
    decided = client.get(answer.location)
    assert "Approved for quoting by Ada Officer on 21 November 2026" in text(decided)
    assert REDACTED in text(decided)
    assert "Ravensbrook" not in decided.text
    with app.app_context():
        assert [quote.text for quote in redactions.approved(1, ["2026/27 Q2"])] == [REDACTED]
        kinds = [(event.kind, event.actor, event.detail) for event in events.latest(["quote.approved", "quote.listed"])]
        looked = {"slug": "views", "shown": "undecided", "page": 1, "count": 1}
        assert kinds == [("quote.approved", email, {"slug": "views"}), ("quote.listed", email, looked)]


def test_a_proposal_left_in_is_seen_first_and_needs_the_officers_word(app: Flask, client: FlaskClient, comment_id: str) -> None:
    sign_in(client, "voice_officer")
    page = client.get(page_of(comment_id))
    some = fields(page)["out"][1:]  # type: ignore[index]
    moved = sent(client, comment_id, page, "approve", out=some)
    assert moved.status_code == 422
    assert "The words have changed. Read them again below, then approve" in text(moved)
    assert left(moved) == "my worker Kel is ace, he got me into [school]"
    refused = sent(client, comment_id, moved, "approve")
    assert refused.status_code == 422
    assert "Words that may tell who this is about stay in" in text(refused)
    with app.app_context():
        assert redactions.of(comment_id) is None
    assert sent(client, comment_id, refused, "approve", checked="y").status_code == 302
    with app.app_context():
        decision = redactions.of(comment_id)
        assert decision is not None
        assert decision.text == "my worker Kel is ace, he got me into [school]"


def test_words_that_a_machine_missed_are_typed_and_go_wherever_they_stand(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        comment_id = written(open_survey(), "they got me the mural by the bins. best mural")
    sign_in(client, "voice_officer")
    page = sent(client, comment_id, client.get(page_of(comment_id)), "add", words="Mural", kind="offence")
    assert left(page) == "they got me the [offence] by the bins. best [offence]"
    assert "“mural” – what somebody did, or their sentence (2)" in text(page)
    again = sent(client, comment_id, page, "show", out=fields(page)["out"][:1])  # type: ignore[index]
    assert left(again) == "they got me the [offence] by the bins. best mural"
    missing = sent(client, comment_id, again, "approve", words="statue")
    assert missing.status_code == 422
    assert "These words are not in the comment" in text(missing)
    assert "statue" in missing.text
    assert sent(client, comment_id, again, "approve").status_code == 302
    with app.app_context():
        assert [quote.text for quote in redactions.approved(1, ["2026/27 Q2"])] == ["they got me the [offence] by the bins. best mural"]


def test_words_typed_with_approve_are_read_before_they_are_approved(app: Flask, client: FlaskClient, comment_id: str) -> None:
    sign_in(client, "voice_officer")
    page = sent(client, comment_id, client.get(page_of(comment_id)), "approve", words="ace")
    assert page.status_code == 422
    assert left(page) == "my worker [name] is [name], he got me into [school]"
    with app.app_context():
        assert redactions.of(comment_id) is None


@pytest.mark.parametrize("places", ["0-9999-name", "5-5-name", "9-2-name", "0-3-secret", "x", "-1-3-name"])
def test_a_place_that_is_none_is_left_out(client: FlaskClient, comment_id: str, places: str) -> None:
    sign_in(client, "voice_officer")
    page = client.get(page_of(comment_id))
    changed = sent(client, comment_id, page, "show", out=[places], offered=f"{fields(page)['offered']},{places}")
    assert changed.status_code == 200
    assert left(changed) == KEL


def test_a_comment_is_kept_back_and_decided_again_after_undo(app: Flask, client: FlaskClient, comment_id: str) -> None:
    sign_in(client, "voice_officer")
    sent(client, comment_id, client.get(page_of(comment_id)), "keep_back")
    decided = client.get(page_of(comment_id))
    assert "Kept back by Ada Officer" in text(decided)
    assert "No comment" not in text(client.get(f"{QUOTES}?shown=kept_back"))
    assert REDACTED in text(client.get(f"{QUOTES}?shown=kept_back"))
    assert post(client, f"{page_of(comment_id)}/undo", page_of(comment_id)).location == page_of(comment_id)
    page = client.get(page_of(comment_id))
    assert "Taken back. This comment is not quoted" in text(page)
    assert left(page) == REDACTED


def test_who_comes_second_is_told_and_changes_nothing(app: Flask, client: FlaskClient, comment_id: str) -> None:
    sign_in(client, "voice_officer")
    page = client.get(page_of(comment_id))
    with app.app_context():
        approved(comment_id)
    late = sent(client, comment_id, page, "keep_back")
    assert "Approved for quoting by Wilhelmina Quell" in text(late)
    with app.app_context():
        decision = redactions.of(comment_id)
        assert decision is not None
        assert decision.state == "approved"


def test_praise_becomes_a_compliment_and_nothing_else_is_offered_as_one(app: Flask, client: FlaskClient, comment_id: str) -> None:
    with app.app_context():
        critical = written(open_survey("other"), "too long, nobody listens", "negative")
    sign_in(client, "voice_officer")
    assert "This is a compliment" not in text(client.get(page_of(critical)))
    sent(client, critical, client.get(page_of(critical)), "approve", compliment="y")
    assert "It is a compliment" not in text(client.get(page_of(critical)))
    assert "There is nothing yet" in text(client.get(COMPLIMENTS))
    sent(client, comment_id, client.get(page_of(comment_id)), "approve", compliment="y")
    assert "It is a compliment" in text(client.get(page_of(comment_id)))
    said = text(client.get(COMPLIMENTS))
    assert f"2026/27 Q2 {REDACTED} Young person. For: The whole service" in said
    assert "nobody listens" not in said


@pytest.mark.parametrize("level", ["red", "amber", "blue"])
def test_a_flagged_comment_is_offered_nowhere_and_no_page_says_which_reason(
    app: Flask, client: FlaskClient, comment_id: str, level: str
) -> None:
    sign_in(client, "voice_officer")
    page = client.get(page_of(comment_id))
    with app.app_context():
        flag(comment_id, level)
    off_the_desk = level != "blue"
    for answer in (client.get(page_of(comment_id)), sent(client, comment_id, page, "approve")):
        assert answer.status_code == (404 if off_the_desk else 409 if answer.request.method == "POST" else 200)
        assert off_the_desk or "Either nobody has read it on the desk yet, or a concern was raised about it, or" in text(answer)
        assert "Ravensbrook" not in answer.text
    assert "Ravensbrook" not in client.get(QUOTES).text
    with app.app_context():
        assert redactions.of(comment_id) is None


def test_a_concern_raised_later_takes_the_words_off_every_page(app: Flask, client: FlaskClient, comment_id: str) -> None:
    with app.app_context():
        approved(comment_id, compliment=True)
    sign_in(client, "voice_officer")
    for path in (COMPLIMENTS, f"{QUOTES}?shown=approved"):
        assert REDACTED in text(client.get(path))
    assert "1 quote can be used, 0 of them critical" in text(client.get(QUOTES))
    with app.app_context():
        flag(comment_id, "blue")
    for path in (COMPLIMENTS, f"{QUOTES}?shown=approved", f"{QUOTES}?shown=undecided", f"{QUOTES}?shown=kept_back"):
        assert "is ace" not in client.get(path).text
    assert "0 quotes can be used" in text(client.get(QUOTES))
    assert "It is not used now." in text(client.get(page_of(comment_id)))


def test_quotes_are_filtered_paged_and_the_critical_ones_counted(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        survey = open_survey()
        for number in range(27):
            written(survey, f"kind {number:02}.", day=Q3)
        approved(written(survey, "nobody listens", "negative"))
        approved(written(survey, "good but far", "mixed"))
    sign_in(client, "voice_officer")
    pages = [client.get(f"{QUOTES}?page={page}") for page in (1, 2)]
    assert [page.text.count("<blockquote") for page in pages] == [25, 2]
    assert "2 quotes can be used, 2 of them critical" in text(pages[0])
    assert "1 quote can be used of those chosen, 1 of them critical" in text(client.get(f"{QUOTES}?shown=approved&sentiment=mixed"))
    assert "No comment matches" in text(client.get(f"{QUOTES}?quarter=2026/27+Q2"))
    assert "quarter=2026%2F27+Q3" in client.get(f"{QUOTES}?quarter=2026/27+Q3").text.split("govuk-pagination", 1)[1]


@pytest.mark.parametrize("query", ["survey=nothing", "quarter=2026/27+Q1", "theme=nothing", "sentiment=angry", "shown=secret", "page=9"])
def test_a_filter_that_there_is_not_is_not_found(app: Flask, client: FlaskClient, comment_id: str, query: str) -> None:
    sign_in(client, "voice_officer")
    assert client.get(f"{QUOTES}?{query}").status_code == 404


def test_empty_pages_say_what_they_will_show(app: Flask, client: FlaskClient) -> None:
    sign_in(client, "voice_officer")
    assert "There is no survey yet" in text(client.get(QUOTES))
    assert "There is nothing yet" in text(client.get(COMPLIMENTS))
    with app.app_context():
        open_survey()
    for shown, said in (("undecided", "There is none to decide about"), ("approved", "the only words"), ("kept_back", "kept back")):
        assert said in text(client.get(f"{QUOTES}?shown={shown}"))


@pytest.mark.parametrize("path", ["00000000-0000-4000-8000-000000000000", "00000000-0000-4000-8000-000000000000/undo"])
def test_a_comment_that_there_is_not_is_not_found(client: FlaskClient, path: str) -> None:
    sign_in(client, "voice_officer")
    address = f"{QUOTES}/{path}"
    answer = post(client, address, "/officer/") if path.endswith("undo") else client.get(address)
    assert answer.status_code == 404


@pytest.mark.parametrize("role", ROLES)
def test_no_role_reads_a_name_outside_the_desk(app: Flask, client: FlaskClient, comment_id: str, role: str) -> None:
    with app.app_context():
        approved(comment_id, compliment=True)
        undecided = written(open_survey("other"), KEL.replace("Kel", "Jonno"))
    sign_in(client, role)
    on_the_desk = role in PERMISSIONS["quote_comments"]
    paths = [
        QUOTES,
        f"{QUOTES}?survey=other",
        f"{QUOTES}?shown=approved",
        f"{QUOTES}?shown=kept_back",
        page_of(comment_id),
        page_of(undecided),
    ]
    for path in (COMPLIMENTS, *paths):
        page = client.get(path)
        allowed = role in PERMISSIONS["see_compliments"] if path == COMPLIMENTS else on_the_desk
        assert page.status_code == (200 if allowed else 403), path
        desks_own = on_the_desk and path in (f"{QUOTES}?survey=other", page_of(undecided))
        for planted in ("Kel", "Jonno", "Ravensbrook"):
            assert desks_own or planted not in page.text, path
    if role in PERMISSIONS["see_compliments"]:
        assert REDACTED in text(client.get(COMPLIMENTS))


def test_a_second_reader_who_differs_changes_what_is_a_compliment(app: Flask, client: FlaskClient, comment_id: str) -> None:
    with app.app_context():
        approved(comment_id, compliment=True)
        read_as(comment_id, "mixed", "agreed")
    sign_in(client, "case_manager")
    assert "There is nothing yet" in text(client.get(COMPLIMENTS))
