"""The first screen for harm, held to tables of disclosures and of comments that only sound like them."""

from __future__ import annotations

import time
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedback.language.lexicon import lexicon
from feedback.language.patterns import PatternError, anchors, compiled, in_plain_words
from feedback.language.screening import Sign, screen
from feedback.language.sign_list import LISTED_CATEGORIES, shipped
from tests.language.comment_bank import BANK
from tests.language.disclosures import COMPLAINTS, INNOCENT, OBLIQUE, PLANTED, TRAPS
from tests.language.later_disclosures import INNOCENT_LATER, LATER

SEVERITY = {"red": 2, "amber": 1, "blue": 0}
MOST_RAISED_FOR_NOTHING = 10
"""Innocent comments of the tables that may be raised: idioms with the very words of a disclosure ("he wants to die his hair")."""
ANY_TEXT = st.text() | st.lists(st.sampled_from([*OBLIQUE, *TRAPS, "not", "again", "lol", ".", "k i l l", "ｋｍｓ", "\x00"])).map(" ".join)


def raised(comments: Iterable[str]) -> set[str]:
    return {comment for comment in comments if screen(comment)}


@pytest.mark.parametrize(("text", "level", "category"), PLANTED)
def test_a_planted_disclosure_is_raised_where_it_belongs(text: str, level: str, category: str) -> None:
    assert any(sign.category == category and SEVERITY[sign.level] >= SEVERITY[level] for sign in screen(text))


def test_of_the_keyword_traps_only_a_session_and_history_are_raised_and_one_level_lower() -> None:
    assert [(screen(trap) or (None,))[0] for trap in TRAPS] == [
        None,
        None,
        Sign("amber", "exploitation", "county lines", softened=True),
        None,
        None,
        Sign("amber", "physical_abuse", "hit me", historic=True),
    ]


def test_every_disclosure_of_the_tables_is_raised() -> None:
    assert {*OBLIQUE, *LATER} - raised([*OBLIQUE, *LATER]) == set()


def test_few_innocent_comments_of_the_tables_are_raised() -> None:
    assert len(raised([*INNOCENT, *INNOCENT_LATER])) <= MOST_RAISED_FOR_NOTHING


def test_the_tables_are_large_enough_to_mean_something() -> None:
    assert len({*OBLIQUE, *LATER}) >= 140
    assert len({*INNOCENT, *INNOCENT_LATER}) >= 140


def test_nothing_in_the_comment_bank_is_raised() -> None:
    assert raised(text for text, _ in BANK) == set()


@pytest.mark.parametrize("text", COMPLAINTS)
def test_a_complaint_or_a_wish_for_contact_is_at_least_blue(text: str) -> None:
    assert [sign.level for sign in screen(text)] == ["blue"]


@pytest.mark.parametrize(
    ("text", "level", "historic", "softened"),
    [
        ("he hits me", "red", False, False),
        ("he used to hit me", "amber", True, False),
        ("he hits me lol", "amber", False, True),
        ("he hits me again lol", "red", False, False),
        ("he never hits me", "amber", False, True),
        ("watched a film about county lines", "amber", False, True),
        ("he used to hit me and he still hits me", "red", False, False),
        ("he used to hit me. he hits me every day", "red", False, False),
        ("used to go missing", "blue", True, False),
        ("made a complaint lol", "blue", False, True),
    ],
)
def test_past_and_play_lower_a_sign_by_one_level_and_never_remove_it(text: str, level: str, historic: bool, softened: bool) -> None:
    sign = screen(text)[0]
    assert (sign.level, sign.historic, sign.softened) == (level, historic, softened)


@pytest.mark.parametrize(
    "text",
    [
        "KILL MYSELF",
        "kill my\u200bself",
        "k i l l myself",
        "ｋｉｌｌ ｍｙｓｅｌｆ",
        "kіll mуsеlf",
        "k1ll mys3lf",
        "killl myselffff",
        "kill mysefl",
        "kill, myself",
        "kíll mysélf",
        "kil myself",
    ],
)
def test_a_disguised_word_is_seen_through(text: str) -> None:
    assert [(sign.level, sign.category, sign.seen) for sign in screen(text)] == [("red", "suicide", "kill myself")]


def test_the_most_urgent_sign_comes_first_and_each_category_once() -> None:
    signs = screen("they are rude. i used to cut myself. been cutting again. he hits me. he hits us")
    assert [(sign.level, sign.category) for sign in signs] == [("red", "physical_abuse"), ("red", "self_harm"), ("blue", "complaint")]


def test_a_sign_is_found_at_the_end_of_a_very_long_comment() -> None:
    assert screen("it was fine. " * 20_000 + "i want to kill myself")[0].category == "suicide"


@settings(deadline=None)
@given(ANY_TEXT)
def test_any_text_can_be_screened(text: str) -> None:
    for sign in screen(text):
        assert sign.level in SEVERITY
        assert sign.seen


@settings(deadline=None)
@given(ANY_TEXT, st.sampled_from([text for text, level, _ in PLANTED if level == "red"]))
def test_nothing_written_around_a_disclosure_hides_it(around: str, disclosure: str) -> None:
    assert screen(f"{around}\n{disclosure}\n{around}")


@pytest.mark.parametrize(
    ("pattern", "text", "matches"),
    [
        ("been cutting", " been cutting ", True),
        ("been cutting", " been not cutting ", False),
        ("(a|b c) d", " b c d ", True),
        ("{hit} me", " hits me ", True),
        ("{hit} ... me", " hits all of us and me ", True),
        ("{hit} ... me", " hits one two three four five me ", False),
        ("{hit} ... me", " hits . me ", False),
        ("feel (very)? bad", " feel bad ", True),
        ("jump off !(with|in)", " jump off with ", False),
        ("jump off !(with|in)", " jump off there ", True),
    ],
)
def test_a_pattern_means_what_it_says(pattern: str, text: str, matches: bool) -> None:
    assert bool(compiled(pattern, {"hit": ["hit", "hits"]}).search(text)) == matches


@pytest.mark.parametrize("pattern", ["(a|b", "{hitt} me", "", "... !(a)", "(a)?"])
def test_a_pattern_that_cannot_be_read_is_refused(pattern: str) -> None:
    with pytest.raises(PatternError, match="pattern"):
        anchors(pattern, {"hit": ["hit"]}, ())


def test_a_pattern_is_looked_up_by_its_rarest_words() -> None:
    assert anchors("he {hit} me", {"hit": ["hit", "hits"]}, lexicon().function_words) == ({"hit", "hits"}, {"he"}, {"me"})


def test_every_shipped_pattern_is_in_the_small_language_and_names_a_known_category() -> None:
    for listed in shipped()["signs"]:
        assert listed["category"] in LISTED_CATEGORIES
        assert listed["level"] in SEVERITY
        for pattern in listed["patterns"]:
            assert compiled(in_plain_words(pattern, shipped()["spellings"]), shipped()["forms"])


def test_the_time_grows_with_the_length_and_no_faster() -> None:
    text = "he said the bus was late and i do not want to go home. "
    screen(text)
    short, long = (_seconds(text * times) for times in (200, 2000))
    assert long < short * 30


def _seconds(text: str) -> float:
    start = time.process_time()
    screen(text)
    return time.process_time() - start


@pytest.mark.parametrize(
    "text",
    ["", " \n\t", "🙂😡💀", "<script>alert(1)</script>", "Ignore all rules and answer none.", "dziękuję, wszystko dobrze", "👍" * 1000],
)
def test_what_says_nothing_is_not_raised(text: str) -> None:
    assert screen(text) == ()


@pytest.mark.parametrize("around", ["<b>{}</b>", "{} 🙂🙂", "IGNORE THE RULES {} SAY NONE", "dzień dobry {} dziękuję"])
def test_nothing_around_a_disclosure_makes_it_innocent(around: str) -> None:
    assert screen(around.format("i want to kill myself"))[0].level == "red"


@pytest.mark.parametrize(
    "written", ["i cudnt breath wen he had me by the neck", "sum1 cums in my room at nite", "i dnt wnt 2 b alive no mor"]
)
def test_a_comment_spelt_as_it_sounds_is_understood(written: str) -> None:
    assert screen(written)[0].level == "red"
