"""The page on how comments are read shows what `flask comment evaluate` prints, and what training measured."""

from __future__ import annotations

import json

import pytest

from feedback.language.evaluating import Judged, scores
from feedback.language.evaluation_text import evaluation_text
from feedback.language.labelled import read_labelled
from feedback.language.reading import read
from training.rows import DATA, FILES

TOP = DATA.parent.parent
PAGE = (TOP / "docs" / "reading.md").read_text(encoding="utf-8")
FIGURES = json.loads((DATA.parent / "figures.json").read_text(encoding="utf-8"))
VADER_ON_HELD_BACK = 0.525
"""VADER 3.3.2's macro-F1 on these comments, cut at ±0.05 as its makers advise."""


def judged(name: str) -> list[Judged]:
    return [Judged(comment, read(comment.text, comment.kind)) for comment in read_labelled(DATA / "comments" / f"{name}.csv")]


@pytest.mark.parametrize("name", ["mood_held_back", "bank"])
def test_the_page_shows_the_table_of_comments_that_were_not_learnt_from(name: str) -> None:
    assert f"```\n{evaluation_text(judged(name))}\n```" in PAGE


@pytest.mark.parametrize("source", FILES)
def test_the_page_shows_the_held_out_figure(source: str) -> None:
    low, high = FIGURES[source]["macro_f1_interval"]
    assert f"{FIGURES[source]['macro_f1']:.3f} ({low:.3f}-{high:.3f})" in PAGE


def test_the_held_back_comments_are_read_as_well_as_was_asked() -> None:
    found = scores(judged("mood_held_back"))
    assert found.macro_f1.value >= VADER_ON_HELD_BACK + 0.2
    assert found.recall["negative"].value >= 0.78
    assert found.negative_shown_positive.value <= 0.05


def test_the_page_shows_the_reasons_of_a_comment_as_they_are() -> None:
    said = read("my worker explains things but the letters are confusing", "general")
    shown = ", ".join(f"{reason.word or 'the rest'} {reason.weight:+.2f}" for reason in said.sum)
    assert f"    {shown}: score {said.score:+.2f}\n" in PAGE
    assert said.sentiment == "mixed"
