"""Sending: nothing typed is ever lost, nothing is kept twice, and no form makes the service fall over."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from feedback.questionnaire import starters
from feedback.store import asks, comments
from feedback.store.database import db
from tests.intake.arrivals import form
from tests.respondent.asking import close, field, invite, kept, page, prepare, prepare_own, typed, words

TOKEN = "a-token-that-nobody-guesses"
HARD_TEXTS = ["a\0b", "🙂👩‍👩‍👧‍👦 🏴", "שלום مرحبا", "x" * 5000, "line\r\nline", "\ud800", "' OR 1=1 --", "<b>&amp;", "\u202e"]


def state(html: str) -> str | None:
    """What the main part of a page says that it is."""
    return page(html).find("body/main").get("data-state")


def code(html: str) -> str:
    """The code on the page after sending."""
    return str(next(element.text for element in page(html).iter("strong") if element.get("class") == "code"))


def quoted(html: str) -> list[str]:
    """What a page gives back to be copied."""
    return [quote.text for quote in page(html).iter("blockquote")]


@pytest.mark.parametrize("starter", sorted(starters.all()))
def test_answers_are_kept_and_thanked_for(app: Flask, client: FlaskClient, starter: str) -> None:
    prepare(app, starter=starter)
    answer = client.post("/s/views", data=form())
    assert (answer.status_code, state(answer.text)) == (200, "sent")
    assert "".join(page(answer.text).find("body/main/h1").itertext()).startswith("Thank you.")
    assert kept(app) == 1


def test_everybody_sees_the_same_page_after_sending(app: Flask, client: FlaskClient) -> None:
    prepare(app)
    calm = client.post("/s/views", data=form(good="all good"))
    worried = client.post("/s/views", data=form(good="i want to kill myself", **{"talk": "yes", "talk.how": "07700 900123"}))
    assert calm.text.replace(code(calm.text), "") == worried.text.replace(code(worried.text), "")


def test_sending_the_same_again_is_thanked_for_again_and_kept_once(app: Flask, client: FlaskClient) -> None:
    prepare(app)
    sent = form(listened="really", good="they listen")
    first, again = client.post("/s/views", data=sent), client.post("/s/views", data=sent)
    assert (first.status_code, again.status_code) == (200, 200)
    assert first.data == again.data
    assert kept(app) == 1


def test_other_answers_under_the_same_id_come_back_and_can_be_sent(app: Flask, client: FlaskClient) -> None:
    prepare(app)
    sent = form(good="they listen")
    client.post("/s/views", data=sent)
    sent["good"] = "nothing at all"
    answer = client.post("/s/views", data=sent)
    assert answer.status_code == 409
    assert "We already have answers from this page" in words(answer.text)
    assert "nothing at all" in answer.text
    sent["response_id"] = field(answer.text, "response_id")
    assert client.post("/s/views", data=sent).status_code == 200
    assert kept(app) == 2


def test_a_wrong_answer_comes_back_with_everything_that_was_typed(app: Flask, client: FlaskClient) -> None:
    prepare(app)
    given = {"listened": "really", "fair": "no_such_answer", "good": "  They <b>listen</b>\r\nto me ", "talk.name": "Sam", "talk": "yes"}
    answer = client.post("/s/views", data=form(**given))
    assert answer.status_code == 422
    back = typed(answer.text)
    assert back["listened"] == ["really"]
    assert back["talk.name"] == ["Sam"]
    assert back["good"][0].split() == ["They", "<b>listen</b>", "to", "me"]
    assert kept(app) == 0


def test_an_error_leads_to_its_question(app: Flask, client: FlaskClient) -> None:
    prepare(app)
    html = client.post("/s/views", data=form(fair="no_such_answer")).text
    assert page(html).findtext("head/title").startswith("Error: ")
    link = next(link for link in page(html).find(".//div[@id='errors']").iter("a"))
    target = next(element for element in page(html).iter() if element.get("id") == link.get("href")[1:])
    assert target.get("name") == "fair"
    assert "Choose one answer, or skip this one." in link.text


def test_a_comment_that_is_too_long_comes_back_whole(app: Flask, client: FlaskClient) -> None:
    prepare(app)
    answer = client.post("/s/views", data=form(good="x" * 5001))
    assert answer.status_code == 422
    assert "x" * 5001 in answer.text
    assert "You have 5001." in words(answer.text)


def test_a_field_that_nobody_asked_for_sends_the_page_back_to_be_sent_again(app: Flask, client: FlaskClient) -> None:
    prepare(app)
    answer = client.post("/s/views", data=form(good="they listen", injected="yes"))
    assert answer.status_code == 400
    assert client.post("/s/views", data=MultiDict(typed(answer.text))).status_code == 200
    assert kept(app) == 1


def test_what_was_written_where_the_page_has_no_box_comes_back_to_be_copied(app: Flask, client: FlaskClient) -> None:
    prepare(app)
    answer = client.post("/s/views", data=form(good=["first words", "second words"], gone="bad", listened="really", empty=" "))
    assert answer.status_code == 400
    assert typed(answer.text)["good"][0].strip() == "first words"
    assert quoted(answer.text) == ["second words", "bad"]
    assert "You also sent this" in words(answer.text)


def test_a_page_that_can_hold_all_that_was_sent_lists_nothing_beside(app: Flask, client: FlaskClient) -> None:
    prepare(app)
    answer = client.post("/s/views", data=form(good="first words", fair="no_such_answer"))
    assert answer.status_code == 422
    assert "You also sent this" not in answer.text


@pytest.mark.parametrize("text", HARD_TEXTS)
def test_any_text_is_taken(app: Flask, client: FlaskClient, text: str) -> None:
    prepare(app)
    body = form(good=text.encode("utf-8", "surrogatepass"))  # type: ignore[arg-type]
    assert client.post("/s/views", data=body).status_code == 200
    assert kept(app) == 1


def test_a_comment_off_the_path_is_kept_and_an_answer_off_the_path_is_not(app: Flask, client: FlaskClient) -> None:
    options = [{"code": "yes", "label": "Yes"}, {"code": "no", "label": "No"}]
    rule = {"kind": "equals", "question": "first", "value": "yes"}
    choice = {"type": "choice", "text": "Which?", "options": options}
    comment = {"type": "comment", "code": "why", "text": "Why?", "comment_kind": "general", "visible_if": rule}
    prepare_own(app, [choice | {"code": "first"}, choice | {"code": "second", "visible_if": rule}, comment])
    assert client.post("/s/own", data=form(first="no", second="yes", why="because")).status_code == 200
    with app.app_context():
        found, total = comments.page(1, ["2026/27 Q3"], 1, 5)
    assert (total, found[0].text, found[0].off_path) == (1, "because", True)


def test_a_body_of_ten_megabytes_is_refused_kindly(app: Flask, client: FlaskClient) -> None:
    prepare(app)
    answer = client.post("/s/views", data=form(good="x" * 10_000_000))
    assert answer.status_code == 413
    assert "That was too long for us" in words(answer.text)


@pytest.mark.parametrize("content_type", ["application/json", "text/plain", "multipart/form-data; boundary=x", ""])
def test_another_content_type_is_refused_kindly(app: Flask, client: FlaskClient, content_type: str) -> None:
    prepare(app)
    answer = client.post("/s/views", data=b"{}", headers={"Content-Type": content_type})
    assert answer.status_code == 415
    assert "We could not read that" in words(answer.text)


def test_no_thanks_ends_kindly_and_keeps_only_that_it_was_said(app: Flask, client: FlaskClient) -> None:
    prepare(app)
    answer = client.post("/s/views", data={"no_thanks": "yes", "version": "1", "variant": ""})
    assert (answer.status_code, state(answer.text)) == (200, "declined")
    assert kept(app) == 0
    with app.app_context():
        offer = db.session.query(asks.Offer).one()
    assert (offer.outcome, offer.way, offer.reason) == ("said_no", "link", None)


def test_enter_in_a_box_never_means_no_thanks(app: Flask, client: FlaskClient) -> None:
    prepare(app)
    root = page(client.get("/s/views").text)
    inside = [
        button for button in root.find(".//form[@id='answers']").iter("button") if button.get("type") == "submit" and not button.get("form")
    ]
    assert [button.get("name") for button in inside] == ["start"]


@pytest.mark.parametrize("version", ["", "abc", "0", "99", "9" * 40, "-1", "1.5", "\0"])
def test_a_version_that_does_not_exist_does_not_lose_the_answers(app: Flask, client: FlaskClient, version: str) -> None:
    prepare(app)
    answer = client.post("/s/views", data=form(version=version, good="they listen"))
    assert answer.status_code < 500
    assert kept(app) == 1 or "they listen" in answer.text


def test_a_variant_that_does_not_exist_does_not_lose_the_answers(app: Flask, client: FlaskClient) -> None:
    prepare(app)
    answer = client.post("/s/views", data=form(variant="\0nobody", good="they listen", fair="wrong"))
    assert answer.status_code == 422
    assert "they listen" in answer.text


def test_easy_read_answers_are_kept_as_such(app: Flask, client: FlaskClient) -> None:
    prepare(app)
    assert client.post("/s/views", data=form(variant="easy-read", listened="in_between")).status_code == 200
    back = client.post("/s/views", data=form(variant="easy-read", fair="not_really"))
    assert back.status_code == 422
    assert field(back.text, "variant") == "easy-read"


def test_what_was_written_for_a_survey_that_closed_can_still_be_copied(app: Flask, client: FlaskClient) -> None:
    prepare(app)
    close(app)
    answer = client.post("/s/views", data=form(good="they listen to me", change="bad", listened="really", **{"talk.how": "me"}))
    assert answer.status_code == 410
    assert "Here is what you wrote" in words(answer.text)
    assert sorted(quoted(answer.text)) == ["bad", "me", "they listen to me"]
    assert state(answer.text) == "returned"


def test_what_was_written_by_a_link_that_is_too_old_can_still_be_copied(app: Flask, client: FlaskClient) -> None:
    prepare(app)
    answer = client.post("/i/nobody", data=form(good="they listen to me", change="bad"))
    assert answer.status_code == 404
    assert quoted(answer.text) == ["they listen to me", "bad"]


def test_a_draft_takes_no_answers(app: Flask, client: FlaskClient) -> None:
    prepare(app, opened=False)
    assert client.post("/s/views", data=form()).status_code == 404


def test_an_invitation_takes_one_response_and_offers_the_open_link_to_another(app: Flask, client: FlaskClient) -> None:
    prepare(app)
    invite(app, TOKEN)
    sent = form(good="they listen")
    assert client.post(f"/i/{TOKEN}", data=sent).status_code == 200
    assert client.post(f"/i/{TOKEN}", data=sent).status_code == 200
    second = client.post(f"/i/{TOKEN}", data=form(good="something else"))
    assert second.status_code == 409
    assert "We already have answers from your link" in words(second.text)
    assert page(second.text).find(".//form[@id='answers']").get("action") == "/s/views"
    assert "something else" in second.text
    assert kept(app) == 1


def test_an_invitation_can_be_declined(app: Flask, client: FlaskClient) -> None:
    prepare(app)
    invite(app, TOKEN)
    assert state(client.post(f"/i/{TOKEN}", data={"no_thanks": "yes"}).text) == "declined"
    assert client.get(f"/i/{TOKEN}").status_code == 200


def test_other_ways_to_ask_are_refused_with_a_page(app: Flask, client: FlaskClient) -> None:
    prepare(app)
    answer = client.put("/s/views")
    assert answer.status_code == 405
    assert "POST" in answer.headers["Allow"]
    assert "That did not work" in words(answer.text)


def test_sending_sets_no_cookie(app: Flask, client: FlaskClient) -> None:
    prepare(app)
    for data in (form(), form(fair="wrong"), form(injected="x"), {"no_thanks": "yes"}):
        assert "Set-Cookie" not in client.post("/s/views", data=data).headers


NAMES = ["listened", "overall", "good", "talk", "talk.name", "response_id", "version", "variant", "start", "goals", "goals.work"]
VALUES = ["really", "yes", "not_sure", "easy-read", "1", ""]
ANY_FIELD = st.tuples(st.sampled_from(NAMES) | st.text(max_size=12), st.sampled_from(VALUES) | st.text(max_size=40))


@pytest.fixture
def prepared(app: Flask) -> FlaskClient:
    """A client of a survey that is there for all examples of one property."""
    prepare(app)
    return app.test_client()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(fields=st.lists(ANY_FIELD, max_size=12))
def test_no_form_makes_the_service_fall_over_or_lose_what_was_written(prepared: FlaskClient, fields: list[tuple[str, str]]) -> None:
    sent = form() | {}
    for name, value in fields:
        sent.add(name.encode(errors="replace").decode(), value.encode(errors="replace").decode())
    sent["good"] = "they listen to me"
    answer = prepared.post("/s/views", data=sent)
    assert answer.status_code in {200, 400, 409, 422}
    assert answer.status_code == 200 or "they listen to me" in answer.text
