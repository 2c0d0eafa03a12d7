"""The reading desk through its pages, by buttons, with the token of each form."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from feedback import store
from feedback.store import accounts, comment_themes, comments, council, events, person_readings, surveys
from tests.desk.reading import EVERY_QUARTER, settings, write
from tests.intake.arrivals import open_survey
from tests.officer.signing_in import PASSWORD, add, post, sign_in, text, token, try_to_sign_in
from tests.reporting.scripted import Q2, send

DESK = "/officer/comments/desk"
SHOWN = re.compile(r'action="/officer/comments/desk/([0-9a-f-]{36})[^"]*" method="post" class="desk-form"')
NAMES = {"ada@harrowdale.example": "Ada Ode", "ben@harrowdale.example": "Ben Bay"}


def another(app: Flask, email: str) -> FlaskClient:
    """A second browser in which this voice officer is signed in."""
    add(app, "voice_officer", email=email, name=NAMES[email])
    client = app.test_client()
    assert try_to_sign_in(client, email, PASSWORD).status_code == 302
    return client


def prepare(app: Flask, *texts: str, share: int = 0, guess_hidden: bool = False) -> list[str]:
    with app.app_context():
        survey = open_survey()
        settings(share, guess_hidden=guess_hidden)
        return [write(survey, one) for one in texts]


def shown(page: TestResponse) -> str:
    """The id of the comment that a page asks about."""
    found = SHOWN.search(page.text)
    assert found, page.text
    return found[1]


def say(client: FlaskClient, page: TestResponse, sentiment: str, **more: object) -> TestResponse:
    """Press a button of the page, and follow to the next."""
    place = re.search(r'name="place" value="(\w+)"', page.text)
    assert place
    data = {"csrf_token": token(page), "place": place[1], "sentiment": sentiment, **more}
    return client.post(f"{DESK}/{shown(page)}", data=data, follow_redirects=True)


def words(app: Flask, comment_id: str) -> dict[str, str]:
    with app.app_context():
        return {place: one.sentiment for place, one in person_readings.of([comment_id]).get(comment_id, {}).items()}


@pytest.mark.parametrize("room", ["desk", "", "themes", "quotes", "words"])
def test_on_the_first_day_each_room_leads_to_the_others(client: FlaskClient, room: str) -> None:
    sign_in(client, "voice_officer")
    page = client.get(f"/officer/comments/{room}".rstrip("/"))
    assert page.status_code == 200
    assert page.text.count('class="officer-tabs__one"') == 5


def test_a_comment_stands_alone_with_its_question_audience_and_quarter(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        send(open_survey(), day=Q2, comments={"good": "My worker is brilliant <3", "change": "more trips"}, bands={"sex": "m"})
    sign_in(client, "voice_officer")
    page = client.get(f"{DESK}?survey=views&question=good")
    said = text(page)
    assert "My worker is brilliant &lt;3" in page.text
    assert "more trips" not in said
    assert "Young person, 2026/27 Q2, “What is good?”" in said
    assert "Computer’s guess: Positive" in said
    assert re.search(r"brilliant \+\d\.\d\d", said)
    assert "1 to read" in said
    for hidden in ("August", "Male", "male"):
        assert hidden not in said


def test_the_next_comment_comes_at_once_and_what_was_read_is_said(app: Flask, client: FlaskClient) -> None:
    ids = prepare(app, "brilliant one", "brilliant two")
    sign_in(client, "voice_officer")
    first = client.get(DESK)
    second = say(client, first, "negative", themes=["listening", "letters"])
    assert {shown(first), shown(second)} == set(ids)
    assert "Read as negative." in text(second)
    assert "1 to read" in text(second)
    done = say(client, second, "unclear")
    assert "Everything is read" in text(done)
    assert [words(app, one) for one in (shown(first), shown(second))] == [{"first": "negative"}, {"first": "unclear"}]
    with app.app_context():
        assert comment_themes.of(ids) == {shown(first): ["letters", "listening"]}


def test_only_ticked_themes_are_kept_and_proposals_are_ticked(app: Flask, client: FlaskClient) -> None:
    (comment_id,) = prepare(app, "she listens to me")
    sign_in(client, "voice_officer")
    page = client.get(DESK)
    assert re.search(r'value="listening" checked', page.text)
    assert "(listens" in page.text
    say(client, page, "positive")
    with app.app_context():
        assert comment_themes.of([comment_id]) == {}


def test_every_look_is_on_record(app: Flask, client: FlaskClient) -> None:
    (comment_id,) = prepare(app, "brilliant one")
    email = sign_in(client, "voice_officer")
    client.get(DESK)
    with app.app_context():
        assert [(event.actor, event.subject_id) for event in events.latest(["comment.read"])] == [(email, comment_id)]


def test_skipped_comments_come_again_when_asked_for(app: Flask, client: FlaskClient) -> None:
    prepare(app, "brilliant one", "brilliant two")
    sign_in(client, "voice_officer")
    first = client.get(DESK)
    second = post(client, f"{DESK}/{shown(first)}/skip", DESK)
    page = client.get(second.location)
    assert shown(page) != shown(first)
    assert "Skipped. It comes again later." in text(page)
    end = say(client, page, "mixed")
    assert "You skipped 1 comment" in text(end)
    again = client.get(post(client, f"{DESK}/skipped", DESK).location)
    assert shown(again) == shown(first)


def test_readings_are_undone_one_by_one_and_shown_again(app: Flask, client: FlaskClient) -> None:
    ids = prepare(app, "brilliant one", "brilliant two")
    sign_in(client, "voice_officer")
    first = client.get(DESK)
    second = say(client, first, "negative")
    say(client, second, "unclear")
    for page in (second, first):
        again = client.post(f"{DESK}/undo", data={"csrf_token": token(client.get(DESK))}, follow_redirects=True)
        assert shown(again) == shown(page)
        assert "Undone. Here is the comment again." in text(again)
    assert [words(app, one) for one in ids] == [{}, {}]
    nothing = client.post(f"{DESK}/undo", data={"csrf_token": token(client.get(DESK))}, follow_redirects=True)
    assert "There is nothing to undo." in text(nothing)


def test_who_comes_second_is_told_whose_word_stands(app: Flask, client: FlaskClient) -> None:
    (comment_id,) = prepare(app, "brilliant one")
    sign_in(client, "voice_officer")
    ada = another(app, "ada@harrowdale.example")
    mine, hers = client.get(DESK), ada.get(DESK)
    say(ada, hers, "positive")
    told = say(client, mine, "negative")
    assert "Ada Ode has read this meanwhile as positive; yours was not kept." in text(told)
    assert words(app, comment_id) == {"first": "positive"}


def test_who_comes_second_to_a_comment_that_two_read_is_the_second_reader_and_both_agree(app: Flask, client: FlaskClient) -> None:
    (comment_id,) = prepare(app, "brilliant one", share=100)
    sign_in(client, "voice_officer")
    ada = another(app, "ada@harrowdale.example")
    mine, hers = client.get(DESK), ada.get(DESK)
    say(ada, hers, "positive")
    assert "Yours is kept as the second reading." in text(say(client, mine, "negative"))
    page = ada.get(f"{DESK}/to-agree")
    assert "Ada Ode read it as Positive and Ada Officer as Negative" in text(page)
    data = {"csrf_token": token(page), "sentiment": "mixed"}
    assert "You agreed on mixed." in text(ada.post(f"{DESK}/{comment_id}/agree", data=data, follow_redirects=True))
    again = client.post(
        f"{DESK}/{comment_id}/agree", data=data | {"csrf_token": token(client.get(f"{DESK}/settings"))}, follow_redirects=True
    )
    assert "Ada Ode has put it down as mixed meanwhile" in text(again)
    assert words(app, comment_id) == {"first": "positive", "second": "negative", "agreed": "mixed"}
    undo = ada.post(f"{DESK}/undo", data={"csrf_token": token(ada.get(f"{DESK}/settings"))}, follow_redirects=True)
    assert "Undone." in text(undo)
    assert words(app, comment_id) == {"first": "positive", "second": "negative"}


def test_the_second_reader_sees_neither_word_nor_guess_nor_themes(app: Flask, client: FlaskClient) -> None:
    prepare(app, "brilliant, she listens", share=100)
    sign_in(client, "voice_officer")
    ada = another(app, "ada@harrowdale.example")
    say(ada, ada.get(DESK), "unclear")
    page = client.get(DESK)
    assert "You are the second reader" in text(page)
    section = page.text.split('<section class="desk-comment"')[1].split("</section>")[0]
    assert "govuk-tag" not in section
    assert "guess" not in section
    assert 'name="themes"' not in page.text
    assert "Ada Ode" not in page.text


def test_a_third_officer_cannot_agree_for_two_others(app: Flask, client: FlaskClient) -> None:
    (comment_id,) = prepare(app, "brilliant one", share=100)
    sign_in(client, "voice_officer")
    for email, word in (("ada@harrowdale.example", "positive"), ("ben@harrowdale.example", "negative")):
        browser = another(app, email)
        say(browser, browser.get(DESK), word)
    page = client.get(f"{DESK}/to-agree")
    assert "The two of them agree on it." in text(page)
    data = {"csrf_token": token(client.get(f"{DESK}/settings")), "sentiment": "mixed"}
    assert client.post(f"{DESK}/{comment_id}/agree", data=data).status_code == 403


def test_a_hidden_guess_is_shown_once_the_reader_has_chosen(app: Flask, client: FlaskClient) -> None:
    (comment_id,) = prepare(app, "brilliant one", guess_hidden=True)
    sign_in(client, "voice_officer")
    page = client.get(DESK)
    assert "Computer’s guess" not in text(page)
    revealed = say(client, page, "negative")
    assert "You read this as Negative" in text(revealed)
    assert "Computer’s guess: Positive" in text(revealed)
    assert "Next comment" in text(revealed)
    assert words(app, comment_id) == {"first": "negative"}
    assert "Everything is read" in text(say(client, revealed, "positive", seen="yes"))
    assert words(app, comment_id) == {"first": "positive"}


def test_a_choice_that_is_none_keeps_nothing(app: Flask, client: FlaskClient) -> None:
    (comment_id,) = prepare(app, "brilliant one")
    sign_in(client, "voice_officer")
    page = say(client, client.get(DESK), "angry")
    assert "Choose how you read it." in text(page)
    assert shown(page) == comment_id
    assert words(app, comment_id) == {}


def test_a_theme_that_there_is_not_is_refused(app: Flask, client: FlaskClient) -> None:
    (comment_id,) = prepare(app, "brilliant one")
    sign_in(client, "voice_officer")
    assert say(client, client.get(DESK), "positive", themes=["nonsense"]).status_code == 400
    assert words(app, comment_id) == {}


@pytest.mark.parametrize("path", ["", "?survey=nothing", "?survey=views&question=overall", "/settings", "/to-agree", "/how-we-read"])
def test_the_desk_is_for_those_who_read_comments(app: Flask, client: FlaskClient, path: str) -> None:
    prepare(app, "brilliant one")
    sign_in(client, "quality_officer")
    assert client.get(DESK + path).status_code == 403
    client.delete_cookie("feedback_officer", path="/officer")
    sign_in(client, "voice_officer")
    assert client.get(DESK + path).status_code == (404 if "nothing" in path or "overall" in path else 200)


def test_a_comment_that_is_gone_says_so_and_goes_on(app: Flask, client: FlaskClient) -> None:
    (comment_id,) = prepare(app, "brilliant one")
    sign_in(client, "voice_officer")
    page = client.get(DESK)
    with app.app_context():
        (one,), _ = comments.page(1, EVERY_QUARTER, 1, 5)
        with store.transaction():
            comments.forget(comments.on_the_desk(one.id).response_id)  # type: ignore[union-attr]
    assert "That comment has left the desk meanwhile." in text(say(client, page, "positive"))
    assert "That comment has left the desk meanwhile." in text(client.get(f"{DESK}/{comment_id}", follow_redirects=True))


def test_what_waits_stands_on_the_first_page(app: Flask, client: FlaskClient) -> None:
    prepare(app, "brilliant one", "brilliant two")
    sign_in(client, "voice_officer")
    assert "2 comments to read Urgent 2 of them longer than a working day" in text(client.get("/officer/"))
    say(client, say(client, client.get(DESK), "positive"), "positive")
    assert "to read" not in text(client.get("/officer/"))


def test_settings_are_checked_kept_and_on_record(app: Flask, client: FlaskClient) -> None:
    email = sign_in(client, "voice_officer")
    wrong = post(client, f"{DESK}/settings", second_share="101")
    assert (wrong.status_code, "Enter a whole number from 0 to 100" in wrong.text) == (422, True)
    assert post(client, f"{DESK}/settings", second_share="35", guess_hidden="y").status_code == 302
    assert "Nothing was different" in text(client.get(post(client, f"{DESK}/settings", second_share="35", guess_hidden="y").location))
    with app.app_context():
        assert (council.current().second_share, council.current().guess_hidden) == (35, True)
        (event,) = events.latest(["reading.settings_changed"])
        assert (event.actor, event.detail) == (email, {"second_share": 35, "guess_hidden": True})
    page = text(client.get(f"{DESK}/how-we-read"))
    assert "A second officer reads 35 of 100 comments" in page
    assert "after the reader has chosen" in page


def test_how_we_read_gives_kappa_with_its_interval_and_its_caution(app: Flask, client: FlaskClient) -> None:
    prepare(app, *(f"brilliant {number}" for number in range(4)), share=100)
    sign_in(client, "voice_officer")
    ada = another(app, "ada@harrowdale.example")
    for browser, said in ((ada, ("positive", "positive", "negative", "negative")), (client, ("positive",) * 4)):
        for word in said:
            say(browser, browser.get(DESK), word)
    page = text(client.get(f"{DESK}/how-we-read"))
    assert "4 (100 %)" in page
    assert "2 of 4" in page
    assert re.search(r"4 0\.00 \(−?-?\d\.\d\d to \d\.\d\d\) \[u\]", page)
    assert "Fewer than 30 comments were read by two" in page


def test_the_list_shows_who_read_what_and_filters_by_it(app: Flask, client: FlaskClient) -> None:
    prepare(app, "brilliant one", "brilliant two")
    sign_in(client, "voice_officer")
    say(client, client.get(DESK), "mixed", themes=["listening"])
    page = client.get("/officer/comments?word=mixed")
    assert "Read as Mixed" in text(page)
    assert "About: " in text(page)
    rest = client.get("/officer/comments?word=not_read")
    assert rest.text.count("<blockquote") == 1
    assert "Read it" in text(rest)


def test_with_no_survey_the_desk_says_what_it_will_hold(app: Flask, client: FlaskClient) -> None:
    sign_in(client, "voice_officer")
    assert "Comments come here one at a time" in text(client.get(DESK))
    with app.app_context():
        assert surveys.everyone() == []
        assert accounts.everyone()


def test_the_results_say_how_many_a_person_read_and_how_many_guesses_were_changed(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        survey = open_survey()
        settings(0)
        for number in range(10):
            send(survey, {"overall": "good"}, day=Q2, comments={"good": f"brilliant {number}"})
    sign_in(client, "voice_officer")
    results = "/officer/results/views?period=2026/27+Q2"
    assert "Nobody has read them yet." in text(client.get(results))
    for number in range(9):
        say(client, client.get(DESK), "negative" if number < 2 else "positive")
        if number == 3:
            some = text(client.get(results))
            assert "4 of 10 were read by a person" in some
            assert "A computer made a first guess" not in some
    page = text(client.get(results))
    assert "9 of 10 were read by a person, whose word is what counts below." in page
    assert "A computer made a first guess, which they changed in 2 of 9 cases." in page
    assert "Until somebody has read a comment, the computer’s guess stands in." in page
