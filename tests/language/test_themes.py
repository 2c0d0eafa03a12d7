"""What comments are about, as the codebook proposes it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedback.language.themes import Codebook, Proposal, Theme, check_themes, codebook, read, written
from training.marked import COMMENTS, marked
from training.measuring_marks import theme_counts

CODES = [
    "listening",
    "fairness",
    "safety",
    "having_a_say",
    "times_and_places",
    "explanations",
    "letters",
    "workers_changing",
    "help_that_works",
    "family",
    "school_and_work",
    "building",
    "complaints",
]
SMALL = Codebook(
    [
        Theme("music", "Music", "Making music.", ("studio", "rapping", "make a beat")),
        Theme("food", "Food", "Food and drink.", ("biscuits", "hot chocolate")),
        Theme("past", "Past", "No longer used.", ("biscuits",), retired=True),
    ]
)


def test_the_shipped_codebook_has_the_themes_of_the_service() -> None:
    themes = codebook("").themes
    assert [theme.code for theme in themes] == CODES
    assert check_themes(themes) == []


@pytest.mark.parametrize(
    ("text", "proposed"),
    [
        ("the STUDIO is sick", [Proposal("music", ("studio",))]),
        ("i like to rap, he raps", [Proposal("music", ("rap", "raps"))]),
        ("rapped with him", [Proposal("music", ("rapped",))]),
        ("makin a proper beat", [Proposal("music", ("makin a proper beat",))]),
        ("we make. a beat", []),
        ("biscuts n hot chocolate", [Proposal("food", ("biscuts", "hot chocolate"))]),
        ("no biscuits", [Proposal("food", ("biscuits",))]),
        ("studio, then hot chocolate", [Proposal("food", ("hot chocolate",)), Proposal("music", ("studio",))]),
        ("", []),
    ],
)
def test_words_propose_themes_the_strongest_first(text: str, proposed: list[Proposal]) -> None:
    assert list(SMALL.proposals(text)) == proposed


def test_words_that_many_share_and_no_theme_has_are_offered() -> None:
    texts = [
        "the allotment is good",
        "allotment with kelly",
        "kelly and the bike ramp",
        "bike ramp is shut",
        "a bike ramp and a studio",
        "studio",
    ]
    assert SMALL.emerging(texts, 2) == [("bike ramp", 3), ("allotment", 2)]
    assert SMALL.emerging(texts, 4) == []


def test_themes_come_back_as_they_were_kept() -> None:
    assert read(written(SMALL.themes)) == SMALL.themes
    assert codebook(written(SMALL.themes)).themes == SMALL.themes


@pytest.mark.parametrize(
    ("themes", "problem"),
    [
        ([Theme("Music!", "Music", "m", ("a",))], "The code “Music!” must begin with a letter"),
        ([Theme("music", " ", "m", ("a",))], "Give the theme “music” a name."),
        ([Theme("music", "Music", "", ("a",))], "Say what the theme “Music” means."),
        ([Theme("music", "Music", "m", ("?",))], "“?” in the theme “Music” holds no word"),
        ([Theme("music", "Music", "m", ("a" * 61,))], "is too long. Keep to 60 characters."),
        ([Theme("music", "Music", "m", ("a",)), Theme("music", "Other", "m", ())], "Two themes have the code “music”."),
        ([Theme("music", "Music", "m", ("a",)), Theme("other", "music", "m", ())], "Two themes have the name “music”."),
        ([Theme("music", "Music", "m", ("a",), retired=True)], "Keep at least one theme that is not retired."),
    ],
)
def test_what_cannot_be_used_is_said(themes: list[Theme], problem: str) -> None:
    assert any(problem in said for said in check_themes(themes))


def test_words_of_a_theme_must_be_a_list() -> None:
    with pytest.raises(TypeError, match="list"):
        codebook(json.dumps([{"code": "music", "name": "Music", "meaning": "m", "words": "studio"}]))


@given(st.text() | st.lists(st.sampled_from(["nobody ", "listens ", "told me ", "my plan ", "\u200b", "🙂", "."])).map("".join))
@settings(max_examples=100, deadline=None)
def test_any_text_is_looked_at(text: str) -> None:
    proposals = codebook("").proposals(text)
    assert len({proposal.theme for proposal in proposals}) == len(proposals)
    assert all(proposal.words for proposal in proposals)


def test_marked_comments_get_most_of_their_themes() -> None:
    counts = theme_counts([comment for name in ("marked_own.csv", "marked_three.csv") for comment in marked(COMMENTS / name)])
    assert counts.found.total() >= 0.8 * counts.wanted.total()
    assert counts.right.total() >= 0.7 * counts.proposed.total()
