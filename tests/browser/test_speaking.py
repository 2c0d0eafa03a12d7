"""Reading aloud. The browser here has no voices, so one is lent to it: it notes what it should say, and the test lets it go on."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.browser.answering import answer_all, go_on, send, start, step
from tests.browser.chromium import OpenPage, assert_accessible
from tests.browser.tablets import nothing_waits, only_response
from tests.respondent.asking import prepare, prepare_own

VOICE = """
    const voices = %s;
    const speech = Object.assign(new EventTarget(), {
        said: [],
        getVoices: () => voices,
        speak(sentence) { this.said.push(sentence); if (this.said.length === 1) sentence.onstart(); },
        goOn() { const ended = this.said.shift(); if (this.said.length) this.said[0].onstart(); ended.onend?.(); },
        cancel() { this.said = []; },
    });
    Object.defineProperty(window, "speechSynthesis", { value: speech });
    window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
"""
PLAYER = """
    Object.defineProperty(window, "speechSynthesis", { value: undefined });
    window.played = [];
    window.paused = 0;
    window.Audio = class {
        constructor(address) { played.push(address); }
        play() { return Promise.resolve(); }
        pause() { paused += 1; }
    };
"""
HERE = {"name": "Here", "lang": "en-GB", "localService": True}
AMERICAN = {"name": "American", "lang": "en-US", "localService": True}
AWAY = {"name": "Away", "lang": "en-GB", "localService": False}
WELSH = {"name": "Welsh", "lang": "cy-GB", "localService": True}
MARKED = "[...CSS.highlights.get('being-read') || []].map((range) => range.toString()).join('')"
QUESTION = [
    {
        "type": "choice",
        "code": "met",
        "text": "Did we meet? Think of last week.",
        "help": "Any place counts.",
        "options": [{"code": "yes", "label": "Yes"}, {"code": "no", "label": "No"}],
    }
]


def speaking(app: Flask, open_page: OpenPage, address: str, *voices: dict[str, Any]) -> Page:
    """A survey of one question in a browser with these voices, on its first question."""
    prepare_own(app, QUESTION)
    page = open_page("tablet")
    page.add_init_script(VOICE % json.dumps(voices))
    start(page, f"{address}/s/own")
    go_on(page)
    return page


def read_aloud(page: Page) -> None:
    step(page).get_by_role("button", name="Read aloud").click()


def to_be_said(page: Page) -> list[str]:
    return list(page.evaluate("speechSynthesis.said.map((one) => one.text)"))


def test_a_question_its_help_and_its_options_are_read_sentence_by_sentence(app: Flask, live_server: str, open_page: OpenPage) -> None:
    page = speaking(app, open_page, live_server, AMERICAN, HERE)
    assert to_be_said(page) == []
    read_aloud(page)
    sentences = ["Did we meet?", "Think of last week.", "Any place counts.", "Yes", "No"]
    assert to_be_said(page) == sentences
    assert page.evaluate("speechSynthesis.said[0].voice.name") == "Here"
    for sentence in sentences:
        assert page.evaluate(MARKED) == sentence
        page.evaluate("speechSynthesis.goOn()")
    assert page.evaluate(MARKED) == ""
    expect(step(page).get_by_role("button", name="Read aloud")).to_be_visible()


def test_reading_stops_when_asked_and_when_the_question_changes(app: Flask, live_server: str, open_page: OpenPage) -> None:
    page = speaking(app, open_page, live_server, HERE)
    read_aloud(page)
    assert_accessible(page)
    step(page).get_by_role("button", name="Stop reading").click()
    assert (to_be_said(page), page.evaluate(MARKED)) == ([], "")
    read_aloud(page)
    page.get_by_role("button", name="Back", exact=True).click()
    assert to_be_said(page) == []


@pytest.mark.parametrize("voices", [[], [AWAY], [WELSH]])
def test_without_a_voice_of_the_device_for_the_language_nothing_is_offered(
    app: Flask, live_server: str, open_page: OpenPage, voices: list[dict[str, Any]]
) -> None:
    page = speaking(app, open_page, live_server, *voices)
    expect(page.get_by_role("button", name="Read aloud")).to_have_count(0)


def test_the_button_comes_when_the_voices_do(app: Flask, live_server: str, open_page: OpenPage) -> None:
    page = speaking(app, open_page, live_server)
    page.evaluate(
        "(voice) => { speechSynthesis.getVoices().push(voice); speechSynthesis.dispatchEvent(new Event('voiceschanged')); }", HERE
    )
    expect(step(page).get_by_role("button", name="Read aloud")).to_be_visible()


@pytest.mark.parametrize("read", [True, False])
def test_that_it_was_read_aloud_is_kept_and_nothing_else(app: Flask, live_server: str, open_page: OpenPage, read: bool) -> None:
    page = speaking(app, open_page, live_server, HERE)
    if read:
        read_aloud(page)
    answer_all(page)
    send(page)
    nothing_waits(page)
    assert only_response(app, "own").read_aloud is read


def test_the_first_page_and_every_kind_of_question_can_be_read(app: Flask, live_server: str, open_page: OpenPage) -> None:
    prepare(app)
    page = open_page("phone")
    page.add_init_script(VOICE % json.dumps([HERE]))
    page.goto(f"{live_server}/s/views")
    page.get_by_role("button", name="Read aloud").click()
    assert to_be_said(page)[0] == "Tell us what you think"
    assert "You can skip any question." in to_be_said(page)
    page.get_by_role("button", name="Start").click()
    assert page.evaluate(
        "[...document.querySelectorAll('.part .step')].every((step) => step.querySelectorAll('[data-speak]').length === 1)"
    )
    assert_accessible(page)


def test_a_recording_is_played_where_there_is_one_voice_or_no_voice(app: Flask, live_server: str, open_page: OpenPage) -> None:
    prepare_own(app, [QUESTION[0] | {"recording": {"type": "audio/webm", "sound": "AAAA"}}])
    page = open_page("tablet")
    page.add_init_script(PLAYER)
    start(page, f"{live_server}/s/own")
    expect(page.get_by_role("button", name="Read aloud")).to_have_count(0)
    go_on(page)
    read_aloud(page)
    assert page.evaluate("played") == ["/recording/own/1/-/met"]
    page.get_by_role("button", name="Stop reading").click()
    assert page.evaluate("paused") == 1
    expect(step(page).get_by_role("button", name="Read aloud")).to_be_visible()
