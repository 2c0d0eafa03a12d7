"""The page of questions: what it holds, what it says of itself, and what it never does."""

from __future__ import annotations

import gzip
import json
from typing import Any, get_args
from xml.etree import ElementTree

import pytest
from flask import Flask
from flask.testing import FlaskClient

from feedback import assets
from feedback.questionnaire import starters
from feedback.questionnaire.definition import Picture
from tests.respondent.asking import close, field, invite, page, prepare, prepare_own, set_council, unchecked, words

TOKEN = "a-token-that-nobody-guesses"
SVG = "{http://www.w3.org/2000/svg}"
NOTICES = ("/privacy", "/privacy/law", "/accessibility")
GZIP = {"Accept-Encoding": "gzip, deflate, br"}


def steps(html: str) -> list[Any]:
    """The questions on a page, in order."""
    return [element for element in page(html).find(".//form[@id='answers']").iter("div") if element.get("data-type")]


@pytest.mark.parametrize("starter", sorted(starters.all()))
def test_one_page_holds_every_question_of_a_starter(app: Flask, client: FlaskClient, starter: str) -> None:
    prepare(app, starter=starter)
    answer = client.get("/s/views")
    asked = [q.code for section in starters.get(starter).sections if not section.only_open for q in section.questions]
    assert [step.get("data-step") for step in steps(answer.text)] == asked
    assert page(answer.text).get("lang") == "en"


def test_an_open_survey_asks_about_you_and_a_confidential_one_does_not(app: Flask, client: FlaskClient) -> None:
    prepare(app)
    prepare(app, slug="open", privacy="open")
    assert "How old are you?" not in client.get("/s/views").text
    assert "How old are you?" in client.get("/s/open").text


def test_every_visit_gets_an_id_of_its_own(app: Flask, client: FlaskClient) -> None:
    prepare(app)
    assert len({field(client.get("/s/views").text, "response_id") for _ in range(5)}) == 5


def test_the_compressed_page_is_the_plain_page_but_for_its_id(app: Flask, client: FlaskClient) -> None:
    prepare(app)
    plain, packed = client.get("/s/views"), unchecked(app).get("/s/views", headers=GZIP)
    assert packed.headers["Content-Encoding"] == "gzip"
    unpacked = gzip.decompress(packed.data).decode()
    assert unpacked.replace(field(unpacked, "response_id"), field(plain.text, "response_id")) == plain.text


@pytest.mark.parametrize("header", ["identity", "gzip;q=0", "br"])
def test_a_browser_that_takes_no_gzip_gets_none(app: Flask, client: FlaskClient, header: str) -> None:
    prepare(app)
    assert "Content-Encoding" not in client.get("/s/views", headers={"Accept-Encoding": header}).headers


def test_head_answers_like_get_without_the_page(app: Flask, client: FlaskClient) -> None:
    prepare(app)
    answer = client.head("/s/views")
    assert (answer.status_code, answer.data) == (200, b"")
    assert int(answer.headers["Content-Length"]) == len(client.get("/s/views").data)


@pytest.mark.parametrize("path", ["/s/views", "/s/views/easy-read", f"/i/{TOKEN}", "/s/nobody", *NOTICES])
def test_no_page_sets_a_cookie_is_kept_or_tells_where_one_came_from(app: Flask, client: FlaskClient, path: str) -> None:
    prepare(app)
    invite(app, TOKEN)
    headers = client.get(path).headers
    assert "Set-Cookie" not in headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Content-Type-Options"] == "nosniff"
    policy = headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


def test_titles_and_addresses_say_no_more_than_the_public_name(app: Flask, client: FlaskClient) -> None:
    prepare(app)
    set_council(app)
    html = client.get("/s/views").text
    assert page(html).findtext("head/title") == "Tell us what you think – Have your say"
    assert "justice" not in html.lower()


def test_a_survey_that_is_unknown_or_a_draft_cannot_be_found(app: Flask, client: FlaskClient) -> None:
    prepare(app, slug="draft", opened=False)
    for path in ("/s/draft", "/s/nobody", "/s/%00", "/s/" + "x" * 500, "/s/Views"):
        answer = client.get(path)
        assert answer.status_code == 404
        assert "We cannot find that page" in answer.text


def test_a_closed_survey_says_so_kindly(app: Flask, client: FlaskClient) -> None:
    prepare(app)
    close(app)
    answer = client.get("/s/views")
    assert answer.status_code == 410
    assert "This has closed" in words(answer.text)


def test_easy_words_are_offered_and_lead_back(app: Flask, client: FlaskClient) -> None:
    prepare(app)
    usual, easy = client.get("/s/views").text, client.get("/s/views/easy-read").text
    links = {"".join(link.itertext()): link.get("href") for link in page(usual).iter("a")}
    assert links["Easy words"] == "/s/views/easy-read"
    assert {"".join(link.itertext()): link.get("href") for link in page(easy).iter("a")}["Usual words"] == "/s/views"
    assert field(easy, "variant") == "easy-read"
    assert len([step for step in steps(easy) if step.get("data-type") == "scale"]) == 8


def test_words_that_a_version_does_not_have_cannot_be_found(app: Flask, client: FlaskClient) -> None:
    prepare(app)
    assert client.get("/s/views/polish").status_code == 404


def test_another_language_is_marked_and_set_its_own_way_round(app: Flask, client: FlaskClient) -> None:
    question = {"type": "comment", "code": "good", "text": "What is good?", "comment_kind": "praise"}
    welcome = {"title": "سلام", "paragraphs": ["آپ نہ کہہ سکتے ہیں۔"], "minutes": 2, "assent_version": "1"}
    urdu = {"code": "urdu", "kind": "language", "language": "ur", "label": "اردو", "welcome": welcome, "sections": {"one": "ایک"}}
    urdu["questions"] = {"before": {"text": "خبردار"}, "good": {"text": "کیا اچھا ہے؟"}}
    prepare_own(app, [question], variants=[urdu])
    link = next(link for link in page(client.get("/s/own").text).iter("a") if link.get("href") == "/s/own/urdu")
    assert (link.get("lang"), link.text) == ("ur", "اردو")
    root = page(client.get("/s/own/urdu").text)
    assert (root.get("lang"), root.get("dir")) == ("ur", "rtl")


@pytest.mark.parametrize(
    ("privacy", "way", "says"),
    [
        ("confidential", "link", "Nothing ties your answers to your name."),
        ("confidential", "invitation", "We use it to count you once."),
        ("open", "link", "This is anonymous."),
    ],
)
def test_the_welcome_tells_the_truth_of_the_way_in(app: Flask, client: FlaskClient, privacy: str, way: str, says: str) -> None:
    prepare(app, privacy=privacy)
    if way == "invitation":
        invite(app, TOKEN)
    told = words(client.get(f"/i/{TOKEN}" if way == "invitation" else "/s/views").text)
    assert says in told
    assert ("nonymous" in told) == (privacy == "open")


def test_who_reads_and_what_cannot_stay_secret_is_said_before_the_first_box(app: Flask, client: FlaskClient) -> None:
    for starter in ("young_people", "parents_and_carers", "people_harmed"):
        prepare(app, slug=starter.replace("_", "-"), starter=starter)
        html = client.get(f"/s/{starter.replace('_', '-')}").text
        limit = html.index("whose job is to help", html.index('class="notice"'))
        assert html.index('class="notice"') < limit < html.index("<textarea")


def test_parents_read_at_the_top_how_long_it_takes_and_that_no_is_no_harm(app: Flask, client: FlaskClient) -> None:
    prepare(app, starter="parents_and_carers")
    told = words(client.get("/s/views").text)
    assert "About 4 minutes. Saying no changes nothing." in told


def test_faces_come_with_words_and_only_where_the_question_has_them(app: Flask, client: FlaskClient) -> None:
    prepare(app)
    prepare(app, slug="family", starter="parents_and_carers")
    young = client.get("/s/views").text
    labels = [label for label in page(young).iter("label") if label.find(f"{SVG}svg") is not None]
    assert len(labels) == 12 * 6
    assert all("".join(label.itertext()).strip() for label in labels)
    assert 'class="face"' not in client.get("/s/family").text


def test_rules_go_with_the_questions_that_they_show(app: Flask, client: FlaskClient) -> None:
    rule = {"kind": "equals", "question": "first", "value": "yes"}
    options = [{"code": "yes", "label": "Yes"}, {"code": "no", "label": "No"}]
    first = {"type": "choice", "code": "first", "text": "First?", "options": options}
    prepare_own(app, [first, {"type": "comment", "code": "why", "text": "Why?", "comment_kind": "general", "visible_if": rule}])
    shown = {step.get("data-step"): step.get("data-asked-if") for step in steps(client.get("/s/own").text)}
    assert shown["first"] is None
    assert json.loads(shown["why"]) == rule


def test_what_officers_write_cannot_become_markup(app: Flask, client: FlaskClient) -> None:
    rude = "<script>alert(1)</script>\"'"
    prepare_own(app, [{"type": "comment", "code": "good", "text": rude, "comment_kind": "praise"}])
    set_council(app, public_name=rude, name=rude)
    html = client.get("/s/own").text
    assert "<script>alert" not in html
    assert rude in words(html)


def test_help_lines_and_the_day_they_were_checked_stand_on_the_last_page(app: Flask, client: FlaskClient) -> None:
    prepare(app)
    set_council(app)
    sent = client.post("/s/views", data={"response_id": field(client.get("/s/views").text, "response_id"), "version": "1", "variant": ""})
    told = words(sent.text)
    assert "Childline" in told
    assert "0800 1111" in told
    assert "We checked this list on 3 October 2026." in told
    assert 'href="tel:08001111"' in sent.text


def test_help_for_another_audience_is_not_shown(app: Flask, client: FlaskClient) -> None:
    young = {"name": "Childline", "how": "0800 1111", "who": "young_people"}
    parents = {"name": "Family Lives", "how": "0808 800 2222", "who": "parents_and_carers"}
    set_council(app, help_lines=[young, parents])
    for starter, shown, other in (("young_people", young, parents), ("parents_and_carers", parents, young)):
        prepare(app, starter.replace("_", "-"), starter)
        page_of_questions = client.get(f"/s/{starter.replace('_', '-')}").text
        assert shown["name"] in page_of_questions
        assert other["name"] not in page_of_questions
    both = words(client.get("/s/nobody").text)
    assert "Childline0800 1111Young people" in both
    assert "Family Lives0808 800 2222Parents and carers" in both


def test_the_demo_says_so_on_every_page(app: Flask, client: FlaskClient) -> None:
    prepare(app)
    set_council(app, demo=True)
    for path in ("/s/views", "/s/nobody", *NOTICES):
        assert "This is a made-up council" in client.get(path).text


def test_every_page_can_be_left_at_once_and_says_what_that_cannot_do(app: Flask, client: FlaskClient) -> None:
    prepare(app)
    for path in ("/s/views", "/s/nobody", *NOTICES):
        html = client.get(path).text
        assert "data-exit" in html
        assert "It does not clear your history." in html


def test_an_invitation_opens_the_same_questions_and_changes_nothing(app: Flask, client: FlaskClient) -> None:
    prepare(app)
    invite(app, TOKEN)
    first, again = client.get(f"/i/{TOKEN}"), client.get(f"/i/{TOKEN}")
    assert (first.status_code, again.status_code) == (200, 200)
    assert [step.get("data-step") for step in steps(first.text)] == [step.get("data-step") for step in steps(client.get("/s/views").text)]
    assert page(first.text).find(".//form[@id='answers']").get("action") == f"/i/{TOKEN}"
    assert client.get(f"/i/{TOKEN}/easy-read").status_code == 200


def test_a_picture_stands_beside_the_words_of_an_option(app: Flask, client: FlaskClient) -> None:
    options = [{"code": "home", "label": "At home", "picture": "home"}, {"code": "else", "label": "Somewhere else"}]
    prepare_own(app, [{"type": "choice", "code": "where", "text": "Where do we meet?", "options": options}])
    labels = [label for label in page(client.get("/s/own").text).iter("label") if label.get("for", "").startswith("a-where")]
    shown = [[use.get("href", "").partition("#")[2] for use in label.iter(f"{SVG}use")] for label in labels]
    assert shown == [["picture-home"], [], []]


def test_every_picture_is_drawn_and_every_drawing_can_be_used() -> None:
    drawn = ElementTree.parse(assets.OURS / "respondent-pictures.svg").getroot()
    assert {symbol.get("id") for symbol in drawn} == {f"picture-{name}" for name in get_args(Picture)}
