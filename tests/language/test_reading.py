"""First readings of comments: what they get right, what they get wrong today, and what holds for any text."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textblob import TextBlob
from textblob.base import BaseSentimentAnalyzer

from feedback.language.analyser import ANALYSERS
from feedback.language.lexicon import lexicon
from feedback.language.model import KINDS
from feedback.language.reading import Kind, Reading, read
from feedback.language.units import MOST_CHARACTERS
from tests.language.comment_bank import BANK, KNOWN_WRONG

RIGHT = [(text, meant) for text, meant in BANK if text not in KNOWN_WRONG]
ANY_TEXT = st.text() | st.lists(st.sampled_from([text for text, _ in BANK] + ["not", "but", "👍", ".", "zzz", "\x00"])).map(" ".join)
ANY_KIND = st.sampled_from(KINDS)


@pytest.mark.parametrize(("text", "meant"), RIGHT)
def test_a_comment_of_the_bank_is_read_as_a_person_reads_it(text: str, meant: str) -> None:
    assert read(text, "general").sentiment == meant


@pytest.mark.parametrize(("text", "wrongly"), KNOWN_WRONG.items())
def test_what_is_known_to_be_read_wrongly_still_is(text: str, wrongly: str) -> None:
    assert read(text, "general").sentiment == wrongly


def test_three_comments_of_the_bank_are_known_to_be_read_wrongly() -> None:
    assert len(KNOWN_WRONG) == 3
    assert KNOWN_WRONG.keys() <= {text for text, _ in BANK}


@pytest.mark.parametrize(
    "text",
    ["", "   ", "...", "N/A", "n/a", "idk", "IDK lol", "dunno", "no comment", "don't know", "not sure", "🤷", "💀", "?", "x"],
)
@pytest.mark.parametrize("kind", KINDS)
def test_what_says_nothing_is_unclear_and_not_guessed(text: str, kind: Kind) -> None:
    assert read(text, kind)[:4] == ("unclear", 0.0, 0.0, ())


@pytest.mark.parametrize(
    "text",
    [
        "dziękuję bardzo za pomoc",
        "gracias por todo",
        "شكرا جزيلا على المساعدة",
        "mulțumesc pentru ajutor",
        "谢谢你们的帮助",
        "dziękuję bardzo za wspaniałą pomoc, good",
    ],
)
def test_another_language_is_unclear(text: str) -> None:
    assert read(text, "general").sentiment == "unclear"


@pytest.mark.parametrize("text", ["nothing", "Nothing.", "nothing really", "Nothing at all!", "nuffin"])
def test_nothing_means_what_the_question_makes_of_it(text: str) -> None:
    assert [read(text, kind).sentiment for kind in ("improve", "praise", "general")] == ["positive", "negative", "unclear"]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("she is not helpful", "negative"),
        ("they were not at all friendly", "negative"),
        ("not rude, she is kind", "positive"),
        ("he never shouts and is always kind", "positive"),
        ("not nice but useful and friendly", "mixed"),
    ],
)
def test_a_not_reaches_a_few_words_and_stops_at_punctuation_and_but(text: str, meant: str) -> None:
    assert read(text, "general").sentiment == meant


@pytest.mark.parametrize("text", ["sooooo helpfullll", "brilliantttt", "reely freindly", "excelent", "HELPFUL", "ｈｅｌｐｆｕｌ"])
def test_long_drawn_and_misspelt_praise_is_understood(text: str) -> None:
    assert read(text, "general").sentiment == "positive"


@pytest.mark.parametrize("text", ["anger", "trouble", "the court", "police", "violence and crime", "I went to court about a knife"])
def test_what_a_session_is_about_is_no_mood(text: str) -> None:
    assert read(text, "general").sentiment in ("neutral", "unclear")


def test_topics_function_words_and_numbers_are_no_reasons() -> None:
    for text, _ in BANK:
        for reason in read(text, "general").reasons:
            words = reason.word.removeprefix("not ")
            assert words not in lexicon().silent
            assert not words.isdigit()


def test_reasons_are_words_of_the_comment_strongest_first() -> None:
    reasons = read("The staff were friendly but I waited two hours, terrible", "improve").reasons
    weights = [abs(reason.weight) for reason in reasons]
    assert weights == sorted(weights, reverse=True)
    assert reasons[0].word == "terrible"
    assert reasons[0].weight < 0


@settings(deadline=None)
@given(ANY_TEXT, ANY_KIND)
def test_any_text_has_a_reading_whose_parts_agree(text: str, kind: Kind) -> None:
    said = read(text, kind)
    assert -1 <= said.polarity <= 1
    assert 0 <= said.confidence <= 1
    assert len(said.reasons) <= 5
    weights = [reason.weight for reason in said.reasons]
    if said.sentiment == "positive":
        assert said.polarity > 0
        assert all(weight > 0 for weight in weights)
    elif said.sentiment == "negative":
        assert said.polarity < 0
        assert all(weight < 0 for weight in weights)
    elif said.sentiment == "unclear":
        assert (said.polarity, said.reasons) == (0, ())


@settings(deadline=None)
@given(ANY_TEXT)
def test_a_guess_at_a_general_comment_has_a_reason(text: str) -> None:
    said = read(text, "general")
    assert said.reasons or said.sentiment not in ("positive", "negative")


@settings(deadline=None)
@given(ANY_TEXT, ANY_KIND)
def test_a_comment_is_always_read_the_same_way(text: str, kind: Kind) -> None:
    assert read(text, kind) == read(text, kind)


def test_textblob_gives_the_same_reading() -> None:
    assert isinstance(ANALYSERS["general"], BaseSentimentAnalyzer)
    said = TextBlob("she listens", analyzer=ANALYSERS["general"]).sentiment
    assert isinstance(said, Reading)
    assert said == read("she listens", "general")


def test_reading_goes_through_textblob(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(ANALYSERS["praise"]), "analyze", lambda _, text: ("seen", text))
    assert read("hello", "praise") == ("seen", "hello")


def test_the_beginning_of_a_very_long_comment_is_read() -> None:
    start = ("my worker listens. " * 300)[:MOST_CHARACTERS]
    assert len(start) == MOST_CHARACTERS
    assert read(start + " terrible" * 20_000, "general") == read(start, "general")


def test_an_unknown_kind_of_question_is_refused() -> None:
    with pytest.raises(KeyError):
        read("fine", "opinion")  # type: ignore[arg-type]


def test_importing_the_room_does_not_import_textblob() -> None:
    wanted = "import sys; import feedback.language.reading, feedback.language.screening; sys.exit('textblob' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", wanted], check=False).returncode == 0
