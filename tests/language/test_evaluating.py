"""What readings are worth beside labels: the figures by hand, their intervals, and the file of labelled comments."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedback.language.csv_comments import UnreadableComments
from feedback.language.evaluating import Judged, breakdowns, calibration, calibration_error, confusion, has_emoji, macro_f1, scores, worst
from feedback.language.evaluation_text import evaluation_text
from feedback.language.labelled import LABELS, Labelled, read_labelled
from feedback.language.reading import Reading


def judged(label: str, read: str, confidence: float = 0.9, text: str = "a", group: str = "", respondent: str = "") -> Judged:
    comment = Labelled(text, "general", label, respondent, "", group or text)  # type: ignore[arg-type]
    return Judged(comment, Reading(read, 0.0, confidence, (), 0.0, "engine"))  # type: ignore[arg-type]


PAIRS = [("positive", "positive")] * 6 + [("positive", "negative")] * 2 + [("negative", "negative")] * 3 + [("negative", "positive")]
PAIRS += [("neutral", "mixed"), ("mixed", "unclear"), ("neutral", "negative"), ("unclear", "positive")]
SAMPLE = [judged(label, read, text=f"comment {place}") for place, (label, read) in enumerate(PAIRS)]


def test_the_figures_are_those_of_the_three_classes() -> None:
    found = scores(SAMPLE)
    assert found.n == 16
    assert found.right.value == pytest.approx(11 / 16)
    assert {label: share.value for label, share in found.recall.items()} == pytest.approx(
        {"negative": 3 / 4, "neutral": 2 / 4, "positive": 6 / 8}
    )
    assert {label: share.value for label, share in found.precision.items()} == pytest.approx(
        {"negative": 3 / 6, "neutral": 2 / 2, "positive": 6 / 8}
    )
    assert found.macro_f1.value == pytest.approx((6 / 10 + 4 / 6 + 12 / 16) / 3)
    assert found.negative_shown_positive.value == pytest.approx(1 / 4)
    assert found.positive_shown_negative.value == pytest.approx(2 / 8)
    assert found.unclear == pytest.approx(1 / 16)


def test_an_interval_holds_its_figure_and_narrows_with_more_comments() -> None:
    many = [judged(label, read, text=f"comment {place}") for place, (label, read) in enumerate(PAIRS * 25)]
    few, more = scores(SAMPLE).macro_f1, scores(many).macro_f1
    assert few.low < few.value < few.high
    assert more.value == pytest.approx(few.value)
    assert more.high - more.low < (few.high - few.low) / 4


def test_repeats_of_a_text_are_drawn_together() -> None:
    repeated = [judged(label, read, group=f"{label} {read}") for label, read in PAIRS * 25]
    alone = [judged(label, read, text=f"comment {place}") for place, (label, read) in enumerate(PAIRS * 25)]
    assert scores(repeated).right.high - scores(repeated).right.low > 2 * (scores(alone).right.high - scores(alone).right.low)


def test_a_class_that_is_nowhere_has_no_recall() -> None:
    assert math.isnan(scores([judged("positive", "positive")]).recall["negative"].value)


def test_a_figure_that_cannot_be_told_has_no_interval() -> None:
    assert f"{'negative':<10}{'-':>22}{'-':>22}\n" in evaluation_text([judged("positive", "positive")])


def test_the_confusion_table_keeps_five_by_five() -> None:
    found = confusion(SAMPLE)
    assert found["unclear", "positive"] == 1
    assert sum(found.values()) == len(SAMPLE)


def test_calibration_leaves_out_what_was_not_guessed() -> None:
    bins = calibration([judged("positive", "positive", 0.95), judged("negative", "positive", 1.0), judged("neutral", "unclear", 0.2)])
    assert [tuple(one) for one in bins] == [(0.9, 1.0, 2, pytest.approx(0.975), 0.5)]
    assert calibration_error(bins) == pytest.approx(0.475)
    assert math.isnan(calibration_error([]))


def test_the_worst_mistakes_are_the_most_confident_turned_round() -> None:
    some = [judged("positive", "negative", 0.6, "b"), judged("negative", "positive", 0.8, "c"), judged("neutral", "positive", 0.9, "d")]
    assert [one.comment.text for one in worst(some, 10)] == ["c", "b"]
    assert [one.comment.text for one in worst(some, 1)] == ["c"]


def test_scores_are_broken_down_by_what_tells_comments_apart() -> None:
    some = [judged("positive", "positive", text="good 👍", respondent="parent"), judged("negative", "negative", text="bad")]
    found = dict(breakdowns(some))
    assert {name: {value: one.n for value, one in parts.items()} for name, parts in found.items()} == {
        "respondent": {"not said": 1, "parent": 1},
        "emoji": {"with emoji": 1, "without": 1},
    }


@pytest.mark.parametrize(("text", "has"), [("👍", True), ("ok ❤️", True), ("fine :)", False), ("café", False), ("£5", False)])
def test_emoji_are_seen(text: str, has: bool) -> None:
    assert has_emoji(text) is has


@settings(deadline=None, max_examples=30)
@given(st.lists(st.tuples(st.sampled_from(LABELS), st.sampled_from(LABELS), st.floats(0, 1), st.text(max_size=5)), min_size=1, max_size=12))
def test_any_comments_have_figures_between_0_and_1_and_a_text(some: Sequence[tuple[str, str, float, str]]) -> None:
    many = [judged(*one) for one in some]
    found = scores(many)
    shares = [found.macro_f1, found.right, *found.recall.values(), *found.precision.values()]
    assert all(0 <= number <= 1 for share in shares for number in share if not math.isnan(number))
    assert f"{len(many)} comments read with engine." in evaluation_text(many)


def test_macro_f1_is_1_only_for_readings_that_are_all_right() -> None:
    assert macro_f1(np.diag([3.0, 1.0, 2.0])) == 1
    assert macro_f1(np.ones((3, 3))) == pytest.approx(1 / 3)


def test_the_same_comments_give_the_same_text() -> None:
    assert evaluation_text(SAMPLE) == evaluation_text(SAMPLE)
    assert "comment 6" in evaluation_text(SAMPLE)
    assert "comment 6" not in evaluation_text(SAMPLE, mistakes=0)


@pytest.mark.parametrize(
    ("content", "kinds"),
    [
        ("text,label\na,positive\n", ["general"]),
        ("text,label,kind\na,positive,praise\nb,mixed,\n", ["praise", "general"]),
        ("label;question_kind;text\nPositive;Improve;a\n", ["improve"]),
        ("text,question,label\na,could_improve,negative\n", ["improve"]),
    ],
)
def test_labelled_files_are_read(tmp_path: Path, content: str, kinds: list[str]) -> None:
    (tmp_path / "in.csv").write_text(content, encoding="utf-8")
    found = read_labelled(tmp_path / "in.csv")
    assert [one.kind for one in found] == kinds
    assert found[0].text == "a"
    assert found[0].label in LABELS


def test_who_and_what_register_are_read_where_the_file_says(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text('text,label,respondent,category,group\n"\'=1",neutral,parent,slang,g7\n', encoding="utf-8")
    assert read_labelled(tmp_path / "in.csv") == [Labelled("=1", "general", "neutral", "parent", "slang", "g7")]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("text\na\n", "There is no column called label"),
        ("comment,label\na,positive\n", "There is no column called text"),
        ("text,label\n", "has no comments"),
        ("", "The file is empty"),
        ("text,label\na,good\n", "Line 2: label is “good”. Use positive, negative"),
        ("text,label\na\n", "Line 2: label is “”"),
        ("text,label,kind\na,positive,opinion\n", "Line 2: the kind of question is “opinion”"),
        ('text,label\n"a,positive\n', "Line 2"),
    ],
)
def test_a_file_that_cannot_be_evaluated_says_why(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "in.csv").write_text(content, encoding="utf-8")
    with pytest.raises(UnreadableComments, match=message):
        read_labelled(tmp_path / "in.csv")
    with pytest.raises(UnreadableComments, match="No such file"):
        read_labelled(tmp_path / "none.csv")
