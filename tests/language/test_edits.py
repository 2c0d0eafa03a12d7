"""The list that officers edit: what may be written, and that a change counts at once, beside the shipped list."""

from __future__ import annotations

import json
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedback.language.edits import Changes, check_words
from feedback.language.lexicon import lexicon
from feedback.language.model import KINDS
from feedback.language.reading import Reading, read, reader


def read_with(changes: Changes, text: str) -> Reading:
    return reader(json.dumps(changes), 7).read(text, "general")


@pytest.mark.parametrize(
    ("entry", "strength", "text", "meant"),
    [
        ("wavey", 3.0, "its wavey", "positive"),
        ("wavey", 2.0, "it is wavey in here", "positive"),
        ("broken bin lid", -2.0, "a broken bin lid", "negative"),
        ("🦄", 3.0, "🦄", "positive"),
        ("👍🏽", -3.0, "👍🏽", "negative"),
        ("Doesn't fuss", 2.0, "she doesn’t fuss", "positive"),
        ("court", -2.0, "court", "negative"),
        ("idk", -2.0, "idk", "negative"),
        ("listens", -3.0, "she listens", "negative"),
        ("sick", None, "sick", "unclear"),
        ("sick", 0.0, "sick", "unclear"),
    ],
)
def test_a_change_counts_at_once_and_leaves_the_shipped_list_alone(entry: str, strength: float | None, text: str, meant: str) -> None:
    before = read(text, "general")
    said = read_with({entry: strength}, text)
    assert said.sentiment == meant
    assert read(text, "general") == before
    assert before.sentiment != meant


@pytest.mark.parametrize("entry", ["wavey", "broken bin lid", "🦄", "court", "listens"])
@pytest.mark.parametrize("strength", [3.0, -3.0])
def test_a_changed_entry_is_named_as_the_first_reason(entry: str, strength: float) -> None:
    reasons = read_with({entry: strength}, f"well {entry}").reasons
    assert reasons[0].word == entry
    assert math.copysign(1, reasons[0].weight) == math.copysign(1, strength)


def test_every_reading_names_the_version_of_its_list() -> None:
    assert read("fine", "general").engine == f"{reader('', 0).read('good', 'praise').engine}"
    assert read("fine", "general").engine.endswith(" words 0")
    assert read_with({"wavey": 3.0}, "").engine.endswith(" words 7")
    assert len(reader("", 99_999).read("", "general").engine) <= 40


def test_a_slip_is_not_corrected_to_a_word_that_officers_added() -> None:
    assert read_with({"shady": -3.0}, "shade")[:5] == read("shade", "general")[:5]
    assert read_with({"shady": -3.0}, "shady").sentiment == "negative"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"": 1.0}, "An entry is empty"),
        ({"\u200b": 1.0}, "nothing to look for"),
        ({"x " * 9: 1.0}, "too long"),
        ({"x" * 61: 1.0}, "too long"),
        ({"zzz": None}, "“zzz” is not on the list"),
        ({"good": 3.5}, "The strength of “good” is 3.5"),
        ({"good": math.nan}, "The strength of “good” is nan"),
        ({"gud": 3.0}, "“gud” is always read as “good”. Write “good” instead."),
        ({"gonna help": 3.0}, "Write “going to help” instead."),
        ({"not": -1.0}, "“not” joins or turns other words"),
        ({"Don't fuss": 1.0, "dont fuss": 2.0}, "“dont fuss” is there 2 times"),
    ],
)
def test_a_change_that_cannot_be_used_is_refused_in_words(changes: Changes, message: str) -> None:
    problems = check_words(changes)
    assert len(problems) == 1
    assert message in problems[0]


def test_changes_that_can_be_used_have_no_problems() -> None:
    assert check_words({}) == []
    assert check_words({"wavey": 3.0, "sick": None, "not my cup of tea": -1.5, "👍🏽": 1, "Can't be faulted": 3}) == []


def test_every_shipped_entry_can_be_changed() -> None:
    wrong = [problem for entry in lexicon().strengths for problem in check_words({entry: None})]
    assert wrong == []


ENTRIES = st.text(min_size=1, max_size=12) | st.sampled_from(["sick", "not bad", "listens", "💯", "of"])
STRENGTHS = st.none() | st.floats(-3, 3)


@settings(deadline=None, max_examples=50)
@given(st.dictionaries(ENTRIES, STRENGTHS, max_size=3), st.text(), st.sampled_from(KINDS))
def test_any_change_that_passes_can_be_read_with(changes: Changes, text: str, kind: str) -> None:
    kept = {entry: strength for entry, strength in changes.items() if not check_words({entry: strength})}
    made = reader(json.dumps(kept), 1)
    said = made.read(f"{text} {' '.join(kept)}", kind)  # type: ignore[arg-type]
    assert said == made.read(f"{text} {' '.join(kept)}", kind)  # type: ignore[arg-type]
