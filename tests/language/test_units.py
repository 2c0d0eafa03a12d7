"""Comments taken apart, and the spelling of the words that matter."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedback.language.lexicon import Lexicon, Listed, build, lexicon
from feedback.language.spelling import Speller, forms, one_slip
from feedback.language.units import parts

SHORT_WORDS = st.text("abc", max_size=6)
LISTED = Listed(
    words={"good": 2.0, "bad": -2.0, "waste of time": -3.0, "waste": -1.0, "at first": 0.0},
    emoji={"👍": 2.0},
    spellings={"gud": "good", "alot": "a lot"},
    negators=["not"],
    contrasts=["but"],
    befores=["at first"],
    mocking=["🙄"],
    topics=["court"],
    says_nothing=["no idea"],
    nothing=["nothing"],
    fillers=["really"],
    function_words=["the", "a", "of", "is", "it"],
)
SMALL = build(LISTED, ["time"], frozenset())


def names(text: str, words: Lexicon | None = None) -> list[str]:
    return [unit.name for unit in parts(text, words or lexicon()).units]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("friendly rude useful", ["friendly", "rude", "useful"]),
        ("not kind", ["not", "not kind"]),
        ("not warm clean dry quiet bright", ["not", "not warm", "not clean", "not dry", "not quiet", "bright"]),
        ("not warm, kind", ["not", "not warm", "kind"]),
        ("not warm but kind", ["not", "not warm", "kind"]),
        ("a waste of time", ["waste of time"]),
        ("kind 👍🏽", ["kind", "👍", "🏽"]),
        ("don't shout", names("dont shout")),
        ("the court", []),
    ],
)
def test_a_comment_is_taken_apart(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_a_unit_knows_its_strength_its_negation_and_its_side_of_but() -> None:
    made = parts("not good court but waste of time", SMALL).units
    assert [tuple(unit) for unit in made] == [
        ("not", 0.0, False, False, False),
        ("not good", 2.0, True, False, False),
        ("waste of time", -3.0, False, True, False),
    ]


@pytest.mark.parametrize(("text", "early"), [("at first bad but good", [True, True, False]), ("at first bad. good", [True, True, False])])
def test_what_was_thought_at_first_ends_with_punctuation_and_but(text: str, early: list[bool]) -> None:
    made = parts(text, SMALL).units
    assert [unit.name for unit in made] == ["at first", "bad", "good"]
    assert [unit.early for unit in made] == early


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("do not", ["dont"]),
        ("could not", ["couldnt"]),
        ("can not", ["cant"]),
        ("don’t", ["dont"]),
        ("no one", ["noone"]),
        ("❤️ ok", ["❤", "ok"]),
        ("f\u200bine", ["fine"]),
    ],
)
def test_forms_are_written_in_one_way(text: str, expected: list[str]) -> None:
    assert forms(text) == expected


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("lisen", "listen"),
        ("freindly", "friendly"),
        ("terible", "terrible"),
        ("brilllliant", "brilliant"),
        ("ruud", "ruud"),
        ("zzzz", "zzzz"),
    ],
)
def test_a_slip_in_a_strong_word_is_corrected(seen: str, meant: str) -> None:
    strong = ("listen", "friendly", "terrible", "brilliant", "rude")
    assert Speller(strong, {word: word for word in strong}).corrected(seen) == meant


@pytest.mark.parametrize("word", ["boxing", "caring", "later", "goodness", "treat", "planned", "hospital", "sharing"])
def test_an_ordinary_word_is_never_taken_for_a_strong_one(word: str) -> None:
    assert parts(word, lexicon()).tokens == [word]


def slips(word: str) -> set[str]:
    """Every form one slip away, by trying all of them."""
    letters = "abc"
    without = {word[:at] + word[at + 1 :] for at in range(len(word))}
    changed = {word[:at] + letter + word[at + 1 :] for at, letter in product(range(len(word)), letters)}
    added = {word[:at] + letter + word[at:] for at, letter in product(range(len(word) + 1), letters)}
    swapped = {word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)}
    return (without | changed | added | swapped) - {word}


@settings(deadline=None)
@given(SHORT_WORDS, SHORT_WORDS)
def test_one_slip_is_what_trying_everything_finds(one: str, other: str) -> None:
    if one != other:
        assert one_slip(one, other) == (other in slips(one))


@settings(deadline=None)
@given(st.text("abc", min_size=5, max_size=8), st.data())
def test_every_slip_that_keeps_the_first_letter_is_corrected(word: str, data: st.DataObject) -> None:
    forms = sorted(form for form in slips(word) if form[:1] == word[0] and len(form) >= 5)
    form = data.draw(st.sampled_from(forms))
    runs = any(form[at : at + 3] == form[at] * 3 for at in range(len(form)))
    if not runs:
        assert Speller([word], {word: word}).corrected(form) == word
