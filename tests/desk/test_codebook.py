from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from feedback.desk import codebook, list_versions
from feedback.desk import themes as desk
from feedback.desk.codebook import NoSuchTheme, ThemesWrong
from feedback.store import events, lists
from feedback.store.lists import Outdated

ACTOR = "voice@harrowdale.example"
WORDS = ("bus pass", "travel money")


def codes() -> list[str]:
    return [theme.code for theme in codebook.current()[0]]


def retired(code: str) -> bool:
    return codebook.find(codebook.current()[0], code).retired


def test_a_theme_is_added_at_the_end_and_proposed_from_then_on(app_context: Flask) -> None:
    before = codes()
    assert codebook.add("Money & travel", "What it costs to come", WORDS, 0, ACTOR) == "money_travel"
    assert codes() == [*before, "money_travel"]
    assert "money_travel" in {one.theme for one in desk.proposals(["they gave me a bus pass"])[0]}
    version = lists.by_number("themes", 1)
    assert version is not None
    assert (version.note, version.changed_by) == ("Added “Money & travel”", ACTOR)
    (event,) = events.latest(["list.changed"])
    assert event.detail == {"kind": "themes", "version": 1}


@pytest.mark.parametrize(
    ("name", "code"),
    [("Listening!", "listening_2"), ("Versions", "versions_2"), ("3 workers", "theme_3_workers"), ("???", "theme"), ("x" * 90, "x" * 31)],
)
def test_no_two_themes_have_one_code_and_none_has_that_of_a_page(app_context: Flask, name: str, code: str) -> None:
    assert codebook.add(name, "What it means", WORDS, 0, ACTOR) == code


def test_name_meaning_and_words_change_and_the_code_stays(app_context: Flask) -> None:
    assert codebook.change("letters", "Letters and texts", "What we send", ("letter", "text message"), 0, ACTOR)
    theme = codebook.find(codebook.current()[0], "letters")
    assert (theme.name, theme.meaning, theme.words) == ("Letters and texts", "What we send", ("letter", "text message"))
    assert not codebook.change("letters", theme.name, theme.meaning, theme.words, 1, ACTOR)
    assert codebook.current()[1] == 1


def test_the_note_of_a_version_says_what_changed(app_context: Flask) -> None:
    theme = codebook.find(codebook.current()[0], "letters")
    codebook.change("letters", theme.name, "Something else", (*theme.words[1:], "carrier pigeon"), 0, ACTOR)
    version = lists.by_number("themes", 1)
    assert version is not None
    assert version.note == f"Changed “{theme.name}”: the meaning; + carrier pigeon; − {theme.words[0]}"


def test_a_theme_is_retired_and_brought_back_and_never_gone(app_context: Flask) -> None:
    before = codes()
    codebook.retire("building", 0, ACTOR)
    assert retired("building")
    assert "building" not in {one.theme for one in desk.proposals(["the building smells and the room is cold"])[0]}
    codebook.bring_back("building", 1, ACTOR)
    assert not retired("building")
    assert codes() == before


def test_a_theme_moves_up_one_place_and_the_first_stays(app_context: Flask) -> None:
    first, second, *others = codes()
    codebook.move_up(second, 0, ACTOR)
    assert codes() == [second, first, *others]
    codebook.move_up(second, 1, ACTOR)
    assert (codes(), codebook.current()[1]) == ([second, first, *others], 1)


def test_a_word_is_added_to_a_theme_once(app_context: Flask) -> None:
    assert codebook.add_word("building", "minibus", 0, ACTOR)
    assert not codebook.add_word("building", "minibus", 1, ACTOR)
    assert codebook.find(codebook.current()[0], "building").words.count("minibus") == 1


def test_going_back_keeps_themes_that_were_added_since_as_retired_ones(app_context: Flask) -> None:
    codebook.retire("building", 0, ACTOR)
    added = codebook.add("Money", "What it costs", WORDS, 1, ACTOR)
    assert codebook.go_back(0, 2, ACTOR) == 3
    assert not retired("building")
    assert retired(added)
    assert codebook.go_back(2, 3, ACTOR) == 4
    assert (retired("building"), retired(added)) == (True, False)
    with pytest.raises(list_versions.NoSuchVersion):
        codebook.go_back(12, 4, ACTOR)


@pytest.mark.parametrize(
    "act",
    [
        lambda after: codebook.add("Money", "What it costs", WORDS, after, "second@harrowdale.example"),
        lambda after: codebook.change("letters", "Letters", "What we send", ("letter",), after, "second@harrowdale.example"),
        lambda after: codebook.retire("letters", after, "second@harrowdale.example"),
        lambda after: codebook.move_up("letters", after, "second@harrowdale.example"),
        lambda after: codebook.go_back(0, after, "second@harrowdale.example"),
    ],
)
def test_who_changes_the_codebook_second_is_told_and_overwrites_nothing(app_context: Flask, act: Callable[[int], object]) -> None:
    codebook.add_word("building", "minibus", 0, ACTOR)
    with pytest.raises(Outdated):
        act(0)
    edited = lists.current("themes")
    assert edited.version == 1
    assert "minibus" in edited.content


def test_words_that_cannot_be_looked_for_are_refused(app_context: Flask) -> None:
    with pytest.raises(ThemesWrong, match=r"\w+ \w+"):
        codebook.add("Money", "What it costs", ("",), 0, ACTOR)
    assert lists.current("themes").version == 0


def test_a_theme_that_there_is_not(app_context: Flask) -> None:
    with pytest.raises(NoSuchTheme):
        codebook.retire("weather", 0, ACTOR)


def test_words_are_typed_one_a_line_or_with_commas() -> None:
    assert codebook.words_of(" bus  pass\n\ntravel money, bus pass,taxi\n") == ("bus pass", "travel money", "taxi")
