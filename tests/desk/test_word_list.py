from __future__ import annotations

import pytest
from flask import Flask

from feedback import store
from feedback.desk import list_versions, word_effects, word_list
from feedback.desk.word_list import AS_IT_CAME, OUT, WordsWrong
from feedback.store import events, lists
from feedback.store.database import db
from feedback.store.lists import Outdated
from feedback.store.person_readings import PersonReading
from tests.intake.arrivals import open_survey
from tests.officer.signing_in import add
from tests.reporting.scripted import Q1, Q2, Q3, send

ACTOR = "voice@harrowdale.example"
SHIPPED = "brilliant"


@pytest.mark.parametrize(
    ("strength", "words"),
    [
        (3, "Very good"),
        (2.5, "Very good"),
        (1.5, "Good"),
        (0.3, "A little good"),
        (0, "Says nothing"),
        (-0.5, "A little bad"),
        (-3, "Very bad"),
    ],
)
def test_a_strength_is_told_in_words(strength: float, words: str) -> None:
    assert word_list.in_words(strength) == words


def test_every_entry_that_came_can_be_found_changed_taken_out_and_brought_back() -> None:
    for one in word_list.entries({}):
        assert not one.changed
        out = word_list.changed({}, one.name, OUT)
        assert word_list.entry(out, one.name) == word_list.Entry(one.name, None, one.came)
        assert word_list.changed(out, one.name, AS_IT_CAME) == {}


def test_an_own_entry_goes_when_it_is_taken_out() -> None:
    added = word_list.changed({}, "Skenzo", "3")
    assert added == {"skenzo": 3}
    assert word_list.changed(added, "skenzo", OUT) == {}


def test_a_strength_as_it_came_is_no_change() -> None:
    came = word_list.entry({}, SHIPPED)
    assert came is not None
    assert came.came == 3
    assert word_list.changed({SHIPPED: -3}, SHIPPED, "3") == {}


def test_the_choice_that_stands_for_an_entry_leaves_it_as_it_came() -> None:
    between = next(one for one in word_list.entries({}) if one.came == 2.5)
    assert word_list.changed({}, between.name, "3") == {}
    assert word_list.changed({between.name: -3}, between.name, "3") == {}
    assert word_list.changed({}, between.name, "2") == {between.name: 2}


def test_the_list_is_searched_as_it_is_written() -> None:
    assert "brilliant" in [one.name for one in word_list.entries({}, "BRILLI")]
    assert word_list.entries({"zonked out": -1.0}, "zonked") == [word_list.Entry("zonked out", -1, None)]


@pytest.mark.parametrize("entry", ["", "not", "a phrase of more words than anybody would ever keep here"])
def test_what_would_never_be_found_in_a_comment_is_refused_in_words(entry: str) -> None:
    with pytest.raises(WordsWrong, match=r"\w+ \w+ \w+"):
        word_list.changed({}, entry, "2")


def test_differences_are_told_entry_by_entry() -> None:
    told = list(word_list.differences({"wickety": 0.0}, {"skenzo": 3.0, SHIPPED: None}))
    assert told == ["“brilliant”: very good → taken out", "“skenzo”: not there → very good", "“wickety”: says nothing → not there"]


def test_a_saved_version_counts_and_is_on_record(app_context: Flask) -> None:
    number = word_list.save({"skenzo": 3.0}, 0, "added", ACTOR)
    assert (number, word_list.current()) == (1, ({"skenzo": 3.0}, 1))
    (event,) = events.latest(["list.changed"])
    assert (event.actor, event.detail) == (ACTOR, {"kind": "words", "version": 1})


def test_who_saves_second_is_told_and_overwrites_nothing(app_context: Flask) -> None:
    word_list.save({"skenzo": 3.0}, 0, "first", ACTOR)
    with pytest.raises(Outdated):
        word_list.save({"peng": 3.0}, 0, "second", "other@harrowdale.example")
    assert word_list.current() == ({"skenzo": 3.0}, 1)
    assert len(events.latest(["list.changed"])) == 1


def test_going_back_is_a_new_version_equal_to_the_older_one(app_context: Flask) -> None:
    word_list.save({"skenzo": 3.0}, 0, "one", ACTOR)
    word_list.save({}, 1, "two", ACTOR)
    assert word_list.go_back(1, 2, ACTOR) == 3
    assert word_list.current() == ({"skenzo": 3.0}, 3)
    assert word_list.go_back(0, 3, ACTOR) == 4
    assert lists.current("words") == ("", 4)
    with pytest.raises(list_versions.NoSuchVersion):
        word_list.go_back(9, 4, ACTOR)


def test_the_effect_on_past_comments_is_counted_before_anything_is_saved(app_context: Flask) -> None:
    survey = open_survey()
    for _ in range(3):
        send(survey, day=Q2, comments={"good": "the sessions are brilliant"})
    send(survey, day=Q3, comments={"good": "the room is cold and boring"})
    found = word_effects.effect({SHIPPED: -3.0}, ACTOR)
    assert (found.looked, found.all_of_them, found.moved) == (4, True, 3)
    assert set(found.moves) == {("positive", "negative")}
    assert {one.passage.text for one in found.examples} == {"the sessions are brilliant"}
    assert lists.current("words").version == 0
    (event,) = events.latest(["words.tried"])
    assert event.detail == {"comments": 3}


def test_the_effect_tells_whether_the_machine_would_agree_more_with_people(app_context: Flask) -> None:
    survey = open_survey()
    send(survey, day=Q2, comments={"good": "the sessions are brilliant"})
    add(app_context, "voice_officer")
    (comment,) = word_effects.effect({SHIPPED: -3.0}, ACTOR).examples
    with store.transaction():
        for place, sentiment in (("first", "positive"), ("second", "negative"), ("agreed", "negative")):
            reading = {"comment_id": comment.passage.id, "place": place, "sentiment": sentiment}
            db.session.add(PersonReading(**reading, officer_id=1, guess_seen=False, read_on=Q3))
    found = word_effects.effect({SHIPPED: -3.0}, ACTOR)
    assert (found.by_people, found.agreed_before, found.agreed_after) == (1, 0, 1)


def test_comments_that_raised_a_concern_and_older_ones_are_not_looked_at(app_context: Flask) -> None:
    survey = open_survey()
    send(survey, day=Q3, comments={"good": "brilliant but been cutting again dont tell my mum"})
    send(survey, day=Q1.replace(year=2025), comments={"good": "brilliant"})
    assert word_effects.effect({SHIPPED: -3.0}, ACTOR).looked == 0


def test_only_the_newest_comments_are_read_again_where_there_are_many(app_context: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_effects, "MOST", 2)
    survey = open_survey()
    for day in (Q1, Q2, Q3):
        send(survey, day=day, comments={"good": f"brilliant on {day:%B}"})
    found = word_effects.effect({SHIPPED: -3.0}, ACTOR)
    assert (found.looked, found.all_of_them) == (2, False)
    assert {one.passage.quarter for one in found.examples} == {"2026/27 Q2", "2026/27 Q3"}
