"""The shipped weights and lists: small enough to review, in order, and saying nothing about topics."""

from __future__ import annotations

import json

import pytest

from feedback.language import lexicon as lists
from feedback.language import model as models
from feedback.language.model import KINDS, Model, Shipped, build, chances, model

SHIPPED: Shipped = json.loads(models.SOURCE.read_text(encoding="utf-8"))
PAIRS = [SHIPPED["weights"], *SHIPPED["by_kind"].values()]


def test_the_weights_can_be_reviewed() -> None:
    assert models.SOURCE.stat().st_size < 400_000
    for pairs in PAIRS:
        assert list(pairs) == sorted(pairs)
        assert all(round(weight, 2) == weight for pair in pairs.values() for weight in pair)


def test_topics_carry_no_weight() -> None:
    words = lists.lexicon()
    topics = words.silent - words.function_words
    assert not [name for pairs in PAIRS for name in pairs if topics.intersection(name.removeprefix("#first ").split(" "))]


def test_the_lists_have_one_entry_a_line_in_order() -> None:
    listed = json.loads(lists.SOURCE.read_text(encoding="utf-8"))
    for part in listed.values():
        assert list(part) == sorted(part)
    assert not [entry for entry in listed["words"] if "'" in entry or entry != entry.lower()]
    assert all(-3 <= strength <= 3 for part in ("words", "emoji") for strength in listed[part].values())


def test_the_version_of_the_engine_is_that_of_the_weights() -> None:
    assert {model(kind).engine for kind in KINDS} == {SHIPPED["engine"]}
    assert SHIPPED["engine"] == "feedback-2 (2026-11)"


def test_a_score_is_the_softmax_of_what_the_features_add_up_to() -> None:
    small: Shipped = {
        "engine": "e",
        "abstain_below": 0.4,
        "start": {kind: [0.0, 0.0] for kind in KINDS},
        "weights": {"kind": [-1.0, 1.0]},
        "by_kind": {"praise": {"kind": [0.0, 1.0]}, "improve": {}, "general": {}},
    }
    praise: Model = build(small, "praise")
    assert chances(*praise.odds({"kind": 1.0, "unknown": 5.0}, 2.0)) == pytest.approx((0.1402, 0.2312, 0.6285), abs=1e-4)
    assert sum(chances(*praise.odds({"kind": 3.0}, 1.0))) == pytest.approx(1)
    assert praise.leans == {"kind": 3.0}
    assert build(small, "general").leans == {"kind": 2.0}


def test_an_unknown_kind_of_question_has_no_model() -> None:
    with pytest.raises(ValueError, match="praise, improve, general"):
        build(SHIPPED, "opinion")
