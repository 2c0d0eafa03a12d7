"""The list of signs as a safeguarding lead changes it, and what a change does to the known comments."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedback.language.screening import screen, screen_of
from feedback.language.sign_list import check_signs, shipped
from feedback.language.trying import regression, tried

LEAST_RAISED = {"red": 0.9, "amber": 0.8, "blue": 0.6}
MOST_INNOCENT = 0.17
"""Shares of regression.csv, whose writer saw no list and on which no list was tuned: what holds today, measured, not wished."""


def added(pattern: str, level: str = "red", category: str = "weapon") -> dict[str, Any]:
    return {"added": [{"level": level, "category": category, "pattern": pattern}], "removed": []}


def test_comments_that_nobody_tuned_on_are_raised() -> None:
    known = regression()
    for level, least in LEAST_RAISED.items():
        found = [bool(screen(comment.text)) for comment in known if comment.level == level]
        assert sum(found) >= least * len(found), level
    innocent = [bool(screen(comment.text)) for comment in known if comment.level == "none"]
    assert sum(innocent) <= MOST_INNOCENT * len(innocent)


def test_the_regression_set_is_large_enough_to_mean_something() -> None:
    assert len({comment.text for comment in regression()}) >= 150


def test_an_added_sign_is_found_as_people_write_it() -> None:
    changed = screen_of(json.dumps(added("can’t find my (Wugget | wuggets)")))
    assert [(sign.level, sign.category, sign.seen) for sign in changed.signs("i CANT find my wugget lol")] == [
        ("amber", "weapon", "can not find my wugget")
    ]
    assert not any(sign.category == "weapon" for sign in screen("i CANT find my wugget lol"))


def test_a_sign_that_was_taken_out_is_not_found_by_the_list() -> None:
    changed = screen_of(json.dumps({"added": [], "removed": ["(county|country) lines", "county line"]}))
    assert not any(sign.seen == "county lines" for sign in changed.signs("county lines"))
    assert screen("county lines")[0].category == "exploitation"


def test_a_kept_sign_that_this_list_cannot_read_stops_nothing() -> None:
    assert screen_of(json.dumps(added("{gone} me"))).signs("been cutting again")[0].category == "self_harm"


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"added": "x"}, "cannot be read"),
        ({"signs": []}, "cannot be read"),
        ({"added": ["x"]}, "needs a level, a category and a pattern"),
        ({"added": [{"level": "red", "category": "weapon"}]}, "needs a level, a category and a pattern"),
        (added("wugget", level="pink"), "the level “pink” is not known"),
        (added("wugget", category="learnt"), "the category “learnt” is not known"),
        (added("(wugget"), "Check its brackets"),
        (added("(a+)+$"), "means nothing here"),
        (added("wug|get"), "cannot be read at"),
        (added("( | wugget) me"), "cannot be read at"),
        (added("{wug} me"), "not among the forms"),
        (added("i am (it|the)"), "many harmless comments"),
        (added("a ... b ... c ... d ... wugget"), "too much open"),
        (added("wugget " * 60), "longer than"),
        (added("kill myself ... "), None),
        (added("(county|country) lines"), "on the list already"),
        ({"added": [], "removed": ["wugget"]}, "not on the shipped list"),
        ({"added": added("w u")["added"] * 501}, "Keep to 500"),
    ],
)
def test_a_change_that_cannot_be_made_says_why(changes: Mapping[str, Any], word: str | None) -> None:
    problems = check_signs(changes)
    assert problems == [] if word is None else word in problems[0]


def test_one_pattern_twice_is_refused() -> None:
    assert "on the list already" in check_signs({"added": [*added("wugget")["added"], *added("wugget")["added"]]})[0]


@settings(deadline=None)
@given(st.text(alphabet="ab (){}|!?.…'", max_size=40))
def test_whatever_is_typed_is_refused_in_words_or_works(pattern: str) -> None:
    if not check_signs(added(pattern)):
        screen_of(json.dumps(added(pattern))).signs("a b ab")


@settings(deadline=None)
@given(st.recursive(st.none() | st.integers() | st.text(), lambda part: st.lists(part) | st.dictionaries(st.text(), part), max_leaves=8))
def test_changes_of_any_shape_are_checked_without_an_error(anything: object) -> None:
    assert isinstance(check_signs({"added": anything}), list)


def test_a_change_is_tried_on_the_known_comments() -> None:
    word = next(comment for comment in regression() if comment.level == "none" and not screen(comment.text))
    fewer = json.dumps({"added": [], "removed": [pattern for listed in shipped()["signs"] for pattern in listed["patterns"]]})
    trial = tried(screen_of(""), screen_of(fewer))
    assert trial.newly_raised == ()
    assert sum(found.before - found.after for found in (*trial.levels.values(), trial.innocent)) == len(trial.newly_missed) > 0
    assert tried(screen_of(fewer), screen_of("")).newly_raised == trial.newly_missed
    assert word not in trial.newly_missed
