"""Our own words in another language: only where a person has checked them, on every page that somebody then comes to, and complete."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_babel import force_locale

from feedback.assets import OURS
from feedback.languages import LANGUAGES
from feedback.respondent.words import START_WORDS, WORDS
from feedback.respondent.words import words as scripts_words
from tests.respondent.asking import close, invite, kept, page, prepare, set_council, unchecked, words
from tests.respondent.translated import not_in_its_language, prepare_translated, scripts_not_in_urdu

CONTINUE = {"en": "Continue", "cy": "Parhau", "ur": "آگے بڑھیں"}
SENT = {
    "en": "Thank you. Your answers have been sent.",
    "cy": "Diolch. Mae eich atebion wedi’u hanfon.",
    "ur": "شکریہ۔ آپ کے جوابات بھیج دیے گئے ہیں۔",
}
DIRECTIONS = {"en": "ltr", "cy": "ltr", "ur": "rtl"}
ANSWERS = {
    "good": "yes",
    "where": "home",
    "help_with": "school",
    "stars": "7",
    "workers": "2",
    "change": "لکھا",
    "goals": ["work"],
    "goals.work": "3",
}


def sent_from(variant: str, **answers: Any) -> Mapping[str, Any]:
    """A filled form, as a browser posts it."""
    return {"response_id": str(uuid.uuid4()), "version": "1", "variant": variant, **answers}


def spoken(html: str) -> tuple[str | None, str | None]:
    """The language and direction of a page."""
    root = page(html)
    return root.get("lang"), root.get("dir")


def marked(html: str, words: str) -> tuple[str | None, str | None]:
    """The language and direction in which an element with just these words stands."""
    around: list[Any] = []

    def find(element: Any) -> bool:
        around.append(element)
        if any(find(child) for child in element) or "".join(element.itertext()).strip() == words:
            return True
        around.pop()
        return False

    assert find(page(html).find("body")), f"{words!r} is not on the page"
    inner_first = [page(html), *around][::-1]
    return tuple(next((one.get(name) for one in inner_first if one.get(name)), None) for name in ("lang", "dir"))  # type: ignore[return-value]


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_that_nobody_has_checked_are_never_shown(app: Flask, client: FlaskClient, language: str) -> None:
    prepare_translated(app)
    asking = client.get(f"/s/own/{language}").text
    assert spoken(asking) == (language, DIRECTIONS[language])
    assert marked(asking, "Continue") == ("en", "ltr")
    assert CONTINUE[language] not in asking
    sent = client.post("/s/own", data=sent_from(language, **ANSWERS)).text
    assert SENT["en"] in words(sent)
    assert spoken(sent) == ("en", "ltr")
    notice = client.get(f"/privacy?language={language}").text
    assert "How we use your answers" in words(notice)


def test_a_language_that_is_checked_brings_no_other_with_it(app: Flask, client: FlaskClient) -> None:
    prepare_translated(app, "ur")
    assert CONTINUE["cy"] not in client.get("/s/own/cy").text
    assert CONTINUE["en"] in client.get("/s/own/cy").text
    assert CONTINUE["en"] in client.get("/s/own").text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_is_shown_once_it_is_checked_and_no_longer_when_that_is_taken_back(
    app: Flask, client: FlaskClient, language: str
) -> None:
    prepare_translated(app, language)
    asking = client.get(f"/s/own/{language}").text
    assert spoken(asking) == (language, DIRECTIONS[language])
    assert marked(asking, CONTINUE[language]) == (language, DIRECTIONS[language])
    set_council(app, languages_checked=[])
    assert CONTINUE[language] not in client.get(f"/s/own/{language}").text


@pytest.mark.parametrize("language", LANGUAGES)
def test_answers_in_another_language_are_taken_and_thanked_for_in_it(app: Flask, client: FlaskClient, language: str) -> None:
    prepare_translated(app, language)
    sent = client.post("/s/own", data=sent_from(language, **ANSWERS))
    assert sent.status_code == 200
    assert SENT[language] in words(sent.text)
    assert spoken(sent.text) == (language, DIRECTIONS[language])
    assert kept(app, "own") == 1
    in_english = client.post("/s/own", data=sent_from("", **ANSWERS))
    assert SENT["en"] in words(in_english.text)


def test_what_is_wrong_is_said_in_the_same_language_and_what_was_typed_comes_back(app: Flask, client: FlaskClient) -> None:
    prepare_translated(app, "cy")
    back = client.post("/s/own", data=sent_from("cy", stars="99", change="x" * 5001, help_with=["school", "none"]))
    assert back.status_code == 422
    assert "Dewiswch rif o 0 i 10, neu neidiwch dros hwn." in words(back.text)
    assert "Mae hwn yn rhy hir. Gallwch ddefnyddio 5000 llythyren. Mae gennych 5001." in words(back.text)
    assert "Rydych wedi dewis “Gair 3” a rhywbeth arall." in words(back.text)
    assert "x" * 5001 in back.text
    assert page(back.text).find("head/title").text.startswith("Gwall: Gair")


def test_what_somebody_chose_to_call_an_option_cannot_become_markup_in_a_message(app: Flask, client: FlaskClient) -> None:
    prepare(app)
    set_council(app, public_name="<b>%(name)s {label}</b>", contact_phone="<b>%(phone)s", contact_email="", languages_checked=["cy"])
    told = client.get("/privacy?language=cy").text
    assert "<b>" not in told
    assert "%(name)s {label}" in words(told)


def test_the_same_answers_again_and_a_used_link_are_told_of_in_the_same_language(app: Flask, client: FlaskClient) -> None:
    prepare_translated(app, "ur")
    invite(app, "used", slug="own", response_id="x")
    used = client.post("/i/used", data=sent_from("ur", **ANSWERS))
    assert used.status_code == 409
    assert "آپ کے لنک سے جوابات ہمارے پاس پہلے سے ہیں" in words(used.text)
    first = sent_from("ur", **ANSWERS)
    client.post("/s/own", data=first)
    again = client.post("/s/own", data={**first, "good": "no"})
    assert again.status_code == 409
    assert "اس صفحے سے جوابات ہمارے پاس پہلے سے ہیں" in words(again.text)


def test_no_thanks_and_a_closed_survey_are_told_of_in_the_same_language(app: Flask, client: FlaskClient) -> None:
    prepare_translated(app, "ur")
    declined = client.post("/s/own", data={"version": "1", "variant": "ur", "no_thanks": "yes"})
    assert "کوئی بات نہیں" in words(declined.text)
    close(app, "own")
    for closed in (client.get("/s/own/ur"), client.post("/s/own", data=sent_from("ur", **ANSWERS))):
        assert closed.status_code == 410
        assert spoken(closed.text) == ("ur", "rtl")
        assert "یہ بند ہو گیا ہے" in words(closed.text)
    assert "لکھا" in words(closed.text)


def test_an_unknown_variant_is_answered_in_the_language_of_the_version(app: Flask, client: FlaskClient) -> None:
    prepare_translated(app, "cy", "ur")
    assert SENT["en"] in words(client.post("/s/own", data=sent_from("klingon", **ANSWERS)).text)


def test_links_lead_to_notices_in_the_same_language(app: Flask, client: FlaskClient) -> None:
    prepare_translated(app, "ur")
    links = {link.get("href") for link in page(client.get("/s/own/ur").text).iter("a")}
    assert {"/privacy?language=ur", "/accessibility?language=ur"} <= links
    notice = client.get("/privacy?language=ur").text
    assert spoken(notice) == ("ur", "rtl")
    assert "/privacy/law?language=ur" in {link.get("href") for link in page(notice).iter("a")}
    assert "?language" not in client.get("/s/own").text


@pytest.mark.parametrize("asked", ["", "en", "fr", "../ur", "ur\0", "ur/../cy", "x" * 3000])
def test_a_language_that_we_do_not_have_is_answered_in_english(app: Flask, client: FlaskClient, asked: str) -> None:
    set_council(app, languages_checked=["cy", "ur", "fr", "../ur"])
    answer = client.get("/privacy", query_string={"language": asked})
    assert answer.status_code == 200
    assert spoken(answer.text) == ("en", "ltr")


def test_neither_the_browser_nor_a_cookie_chooses_the_language(app: Flask, client: FlaskClient) -> None:
    prepare_translated(app, "cy", "ur")
    plain = client.get("/privacy")
    client.set_cookie("language", "ur")
    asked = client.get("/privacy", headers={"Accept-Language": "ur, cy;q=0.9"})
    assert asked.text == plain.text
    assert "Vary" not in asked.headers or "Language" not in asked.headers["Vary"]
    assert "Set-Cookie" not in client.get("/privacy?language=ur").headers


def test_the_councils_own_words_stay_as_they_are_and_are_marked(app: Flask, client: FlaskClient) -> None:
    prepare_translated(app, "ur", privacy_extra="We meet on Mondays.", help_checked_on=date(2026, 10, 3))
    sent = client.post("/s/own", data=sent_from("ur", **ANSWERS)).text
    assert marked(sent, "Childline") == ("en", "ltr")
    assert marked(sent, "0800 1111") == ("en", "ltr")
    assert marked(sent, "Have your say") == ("en", "ltr")
    assert marked(client.get("/privacy?language=ur").text, "We meet on Mondays.") == ("en", "ltr")


@pytest.mark.parametrize(("language", "day"), [("", "3 October 2026"), ("cy", "3 Hydref 2026"), ("ur", "3 اکتوبر 2026")])
def test_days_are_written_as_the_language_writes_them(app: Flask, client: FlaskClient, language: str, day: str) -> None:
    prepare_translated(app, *LANGUAGES, help_checked_on=date(2026, 10, 3))
    assert day in words(client.post("/s/own", data=sent_from(language, **ANSWERS)).text)


def pages_in_urdu(app: Flask, client: FlaskClient) -> list[str]:
    """Each page that somebody may come to who opens a survey in Urdu."""
    invite(app, "token", slug="own")
    answers = [
        client.get("/s/own/ur"),
        client.get("/i/token/ur"),
        client.post("/s/own", data=sent_from("ur", **ANSWERS)),
        client.post("/s/own", data=sent_from("ur", stars="99", good="moon", goals=["school", "work", "home", "calm"], where="moon")),
        client.post("/s/own", data={**sent_from("ur"), "response_id": "1", "strange": "؟"}),
        client.post("/s/own", data={"version": "1", "variant": "ur", "no_thanks": "yes"}),
        client.get("/i/?language=ur"),
        client.post("/i/?language=ur", data={"code": "1"}),
        client.get("/withdraw?language=ur"),
        client.post("/withdraw?language=ur", data={"code": "1"}),
    ]
    close(app, "own")
    return [answer.text for answer in (*answers, client.get("/s/own/ur"))]


def test_nothing_in_english_is_left_on_a_page_in_urdu(app: Flask, client: FlaskClient) -> None:
    prepare_translated(app, "ur", demo=True, contact_email="")
    for html in pages_in_urdu(app, client):
        assert spoken(html) == ("ur", "rtl")
        assert not_in_its_language(html) == []
        assert scripts_not_in_urdu(html) == []


def test_english_words_around_questions_in_urdu_are_all_marked_as_english(app: Flask, client: FlaskClient) -> None:
    prepare_translated(app, demo=True, contact_email="")
    in_urdu = [html for html in pages_in_urdu(app, client) if spoken(html) == ("ur", "rtl")]
    assert len(in_urdu) == 4
    for html in in_urdu:
        assert not_in_its_language(html) == []
        assert scripts_not_in_urdu(html) != []


def test_scripts_say_the_same_language(app: Flask) -> None:
    with app.test_request_context(), force_locale("cy"):
        assert scripts_words()["choose_one"] == "Dewiswch un ateb, neu neidiwch dros hwn."
    with app.test_request_context():
        assert scripts_words()["choose_one"] == "Choose one answer, or skip this one."


def test_scripts_are_handed_what_they_say_and_nothing_else() -> None:
    code = "".join(path.read_text() for path in OURS.glob("respondent*.js"))
    handed = {**WORDS, **START_WORDS}
    assert set(re.findall(r'\bsay\("(\w+)"', code)) - handed.keys() == set()
    assert [key for key in handed if f'"{key}"' not in code] == []


def test_pages_kept_in_memory_do_not_mix_languages(app: Flask) -> None:
    app.extensions["feedback_respondent"].seconds = 60
    browser = unchecked(app)
    prepare_translated(app, "cy", "ur")
    for _ in range(2):
        for language in ("", "cy", "ur"):
            assert SENT[language or "en"] in words(browser.post("/s/own", data=sent_from(language, **ANSWERS)).text)
            assert CONTINUE[language or "en"] in browser.get(f"/s/own/{language}".rstrip("/")).text
