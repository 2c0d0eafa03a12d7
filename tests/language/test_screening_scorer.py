"""The learnt scorer: what it may do, and that it reads a long comment to its end."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from feedback.language.scorer import CHUNK, Scorer, Weights, chunks, features, scorer, senses_of
from feedback.language.screening import screen, screen_of

WEIGHTS = Weights(
    bias=-1.0, red_bias=0.0, threshold=0.0, weights={"#man": (1.0, 2.0, -1.0), "#man #night": (2.0, 3.0, 2.0), "bus": (1.0, -4.0, 0.0)}
)
TINY = Scorer(WEIGHTS, senses_of({"man": ["uncle"], "night": ["night", "dark"]}))


def test_features_are_words_neighbours_and_senses() -> None:
    senses = senses_of({"man": ["uncle"], "night": ["dark"]})
    assert features(["uncle", "in", "dark"], senses) == {
        *("uncle", "in", "dark", "uncle in", "in dark", "#man", "#night"),
        *("#man in", "in #night", "#man #night"),
    }


def test_two_senses_pair_within_a_sentence_alone() -> None:
    senses = senses_of({"man": ["uncle"], "night": ["dark"]})
    assert "#man #night" not in features(["uncle", ".", "dark"], senses)


@pytest.mark.parametrize(("plain", "level"), [(" uncle ", "amber"), (" uncle in the dark ", "red"), (" uncle bus ", None), ("  ", None)])
def test_a_comment_is_raised_above_the_threshold(plain: str, level: str | None) -> None:
    found = TINY.raised(plain)
    assert (found.level if found else None) == level


def test_the_words_that_weighed_most_are_named() -> None:
    found = TINY.raised(" bus is late . my uncle came in the dark ")
    assert found is not None
    assert {"uncle", "dark"} <= set(found.seen.split(", "))


@pytest.mark.parametrize("length", [0, 1, CHUNK, CHUNK + 1, 1000])
def test_every_word_is_in_some_chunk(length: int) -> None:
    words = [str(number) for number in range(length)]
    assert {word for chunk in chunks(words) for word in chunk} == set(words)
    assert all(0 < len(chunk) <= CHUNK for chunk in chunks(words))


def test_the_end_of_a_very_long_comment_counts() -> None:
    innocent = "the bus was late and the room was cold. " * 2500
    oblique = "my uncle comes up when mum is at work and i pretend to be asleep"
    assert not screen(innocent)
    assert screen(innocent + oblique)


def test_the_scorer_never_removes_a_sign_nor_lowers_one() -> None:
    for text in ("he hits me", "used to go missing", "they are rude", "we did a session about county lines"):
        listed = screen_of("").listed(screen_of("").plain(text))
        assert set(listed) <= set(screen(text))
        assert [sign.category for sign in screen(text) if sign not in listed] in ([], ["learnt"])


def test_what_only_the_scorer_raises_says_so() -> None:
    def learnt(texts: Sequence[str]) -> list[str]:
        return [sign.category for text in texts for sign in screen(text)]

    assert learnt(["my brothers mate does things in the dark when mum is out and i keep quiet"])[-1:] == ["learnt"]


def test_the_shipped_scorer_is_small_enough_to_read() -> None:
    assert scorer().threshold > 0
