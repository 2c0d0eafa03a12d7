"""Comments taken apart, and the spelling of the words that matter."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedback.language.lexicon import Lexicon, Listed, build, lexicon
from feedback.language.spelling import Speller, one_slip
from feedback.language.units import parts

SHORT_WORDS = st.text("abc", max_size=6)
LISTED = Listed(
    words={"good": 2.0, "bad": -2.0, "waste of time": -3.0, "waste": -1.0},
    emoji={"👍": 2.0},
    spellings={"gud": "good", "alot": "a lot"},
    negators=["not"],
    contrasts=["but"],
    topics=["court"],
    says_nothing=["no idea"],
    nothing=["nothing"],
    fillers=["really"],
    function_words=["the", "a", "of", "is", "it"],
)
SMALL = build(LISTED, ["time"])


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
        ("not", 0.0, False, False),
        ("not good", 2.0, True, False),
        ("waste of time", -3.0, False, True),
    ]


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
