"""Which comment comes next, whose word is kept, and what can be taken back."""

from __future__ import annotations

import threading
from datetime import date

import pytest
from flask import Flask

from feedback import store
from feedback.desk import agreeing, reading, themes
from feedback.desk import comments as listing
from feedback.desk.comments import Choice
from feedback.desk.raising import OffTheDesk
from feedback.desk.reading import NotKept, RestedOn
from feedback.store import accounts, comment_themes, concerns, events, person_readings, redactions, unread
from feedback.store.accounts import Officer
from feedback.store.surveys import Survey
from tests.desk.reading import reader, say, settings, write
from tests.intake.arrivals import ACTOR, open_survey
from tests.reporting.scripted import send

THURSDAY, FRIDAY = date(2026, 11, 19), date(2026, 11, 20)
"""Today is Saturday 21 November 2026: what came on Friday may still be read in time, what came on Thursday may not."""
SURE, UNSURE = "brilliant, really helpful, amazing, the best", "hmm the thing with the place"


def given(officer: Officer, survey: Survey, skipped: tuple[str, ...] = ()) -> str | None:
    return reading.ahead(officer, [survey], None, skipped).comment_id


def words(comment_id: str) -> dict[str, str]:
    return {place: one.sentiment for place, one in person_readings.of([comment_id]).get(comment_id, {}).items()}


def test_what_waits_too_long_comes_first_then_what_the_machine_is_least_sure_of(each_database: Flask) -> None:
    survey, officer = open_survey(), reader("Ada Ode")
    settings()
    sure, unsure = write(survey, SURE, FRIDAY), write(survey, UNSURE, FRIDAY)
    late = write(survey, SURE + "!", THURSDAY)
    order = []
    while comment_id := given(officer, survey, tuple(order)):
        order.append(comment_id)
    assert order == [late, unsure, sure]
    left = reading.ahead(officer, [survey], None, ()).left
    assert (left.unread, left.late, left.second) == (3, 1, 0)
    assert [reading.look(one, officer).late for one in order] == [True, False, False]


def test_in_a_great_pile_what_waits_too_long_still_comes_first_and_everything_is_given(
    each_database: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unread, "AT_ONCE", 1)
    survey, officer = open_survey(), reader("Ada Ode")
    in_time = {write(survey, f"{UNSURE} {number}", FRIDAY) for number in range(4)}
    late = {write(survey, f"{SURE} {number}", THURSDAY) for number in range(2)}
    order: list[str] = []
    while comment_id := given(officer, survey, tuple(order)):
        order.append(comment_id)
    assert set(order[:2]) == late
    assert set(order[2:]) == in_time
    assert len(order) == len(in_time | late)


def test_only_what_was_asked_for_and_lies_on_the_desk_is_given(app_context: Flask) -> None:
    survey, other, officer = open_survey(), open_survey("more"), reader("Ada Ode")
    change = write(survey, "more trips", question="change")
    assert given(officer, other) is None
    assert reading.ahead(officer, [survey], "good", ()).comment_id is None
    assert reading.ahead(officer, [survey], "change", ()).comment_id == change


def test_two_officers_are_given_different_comments_though_the_machine_is_as_sure_of_each(app_context: Flask) -> None:
    survey, officers = open_survey(), [reader("Ada Ode"), reader("Ben Bay")]
    for number in range(12):
        write(survey, f"brilliant {number:02}")
    orders = []
    for officer in officers:
        order: list[str] = []
        while comment_id := given(officer, survey, tuple(order)):
            order.append(comment_id)
        orders.append(order)
    assert orders[0] != orders[1]
    assert sorted(orders[0]) == sorted(orders[1])


def test_a_word_is_kept_with_who_when_and_what_they_saw(each_database: Flask) -> None:
    survey, officer = open_survey(), reader("Ada Ode")
    settings()
    comment_id = write(survey, SURE)
    assert say(officer, comment_id, "mixed").place == "first"
    (one,) = person_readings.of([comment_id])[comment_id].values()
    assert (one.officer_id, one.sentiment, one.guess_seen, one.read_on) == (officer.id, "mixed", True, date(2026, 11, 21))
    assert given(officer, survey) is None
    (listed,), _ = listing.read(survey, Choice(word="mixed"), 1, ACTOR)
    assert listed.word == "Mixed"
    assert listing.read(survey, Choice(word="not_read"), 1, ACTOR) == ([], 0)


def test_the_guess_waits_for_the_reader_where_it_is_hidden(app_context: Flask) -> None:
    survey, officer = open_survey(), reader("Ada Ode")
    comment_id = write(survey, SURE)
    settings()
    assert reading.look(comment_id, officer).guess is not None
    settings(guess_hidden=True)
    assert reading.look(comment_id, officer).guess is None
    say(officer, comment_id, "positive")
    assert person_readings.of([comment_id])[comment_id]["first"].guess_seen is False
    assert reading.look(comment_id, officer).guess is not None
    say(officer, comment_id, "mixed")
    assert person_readings.of([comment_id])[comment_id]["first"].guess_seen is True


def test_each_look_is_recorded_under_the_comment(app_context: Flask) -> None:
    survey, officer = open_survey(), reader("Ada Ode")
    comment_id = write(survey, SURE)
    reading.look(comment_id, officer)
    (event,) = events.latest(["comment.read"], comment_id)
    assert (event.actor, event.detail) == (officer.email, {"slug": "views"})


def test_who_comes_second_is_told_and_overwrites_nothing(each_database: Flask) -> None:
    survey, ada, ben = open_survey(), reader("Ada Ode"), reader("Ben Bay")
    settings()
    comment_id = write(survey, SURE)
    say(ada, comment_id, "positive")
    with pytest.raises(NotKept) as told:
        say(ben, comment_id, "negative")
    assert (told.value.who, told.value.word) == ("Ada Ode", "positive")
    assert words(comment_id) == {"first": "positive"}


def test_who_comes_second_to_a_comment_that_two_read_anyway_is_the_second_reader(each_database: Flask) -> None:
    survey, ada, ben, cleo = open_survey(), reader("Ada Ode"), reader("Ben Bay"), reader("Cleo Coe")
    settings(100)
    comment_id = write(survey, SURE)
    say(ada, comment_id, "positive")
    kept = say(ben, comment_id, "negative")
    assert (kept.place, kept.who, kept.word) == ("second", "Ada Ode", "positive")
    assert person_readings.of([comment_id])[comment_id]["second"].guess_seen is True
    with pytest.raises(NotKept):
        say(cleo, comment_id, "mixed", shown_as="second")
    assert words(comment_id) == {"first": "positive", "second": "negative"}


def test_two_officers_at_the_very_same_time_never_share_a_place(each_app: Flask) -> None:
    with each_app.app_context():
        survey = open_survey()
        settings(100)
        officers = [reader(f"{name} Ode") for name in ("Ada", "Ben", "Cleo", "Dot")]
        ids = [officer.id for officer in officers]
        comment_id = write(survey, SURE)
    together, told = threading.Barrier(len(ids)), []

    def read(officer_id: int, sentiment: str) -> None:
        with each_app.app_context():
            officer = accounts.by_id(officer_id)
            assert officer is not None
            together.wait()
            try:
                told.append(say(officer, comment_id, sentiment).place)
            except NotKept as other:
                told.append(other.who)

    threads = [threading.Thread(target=read, args=pair) for pair in zip(ids, ("positive", "negative", "mixed", "unclear"), strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(one for one in told if one in ("first", "second")) == ["first", "second"]
    assert sum(one.endswith("Ode") for one in told) == 2
    with each_app.app_context():
        assert sorted(words(comment_id)) == ["first", "second"]


def test_the_second_reader_reads_blind_and_never_the_first_again(each_database: Flask) -> None:
    survey, ada, ben = open_survey(), reader("Ada Ode"), reader("Ben Bay")
    settings(100)
    comment_id = write(survey, SURE)
    say(ada, comment_id, "positive", themes=("listening",))
    assert given(ada, survey) is None
    assert given(ben, survey) == comment_id
    opened = reading.look(comment_id, ben)
    assert (opened.place, opened.mine, opened.guess, opened.themes) == ("second", "", None, [])
    assert say(ben, comment_id, "positive", shown_as="second").place == "second"
    assert person_readings.of([comment_id])[comment_id]["second"].guess_seen is False
    assert given(ben, survey) is None
    assert comment_themes.of([comment_id]) == {comment_id: ["listening"]}


def test_chance_chooses_the_share_that_two_read(app_context: Flask) -> None:
    ids = [f"{number:08x}-0000-4000-8000-000000000000" for number in range(0, 16**8, 16**8 // 1000)]
    chosen = {share: sum(unread.is_chosen(one, share) for one in ids) for share in (0, 20, 100)}
    assert chosen[0] == 0
    assert chosen[20] == pytest.approx(200, abs=2)
    assert chosen[100] == len(ids)


def test_the_queue_and_the_rule_choose_the_same_comments(each_database: Flask) -> None:
    survey, ada, ben = open_survey(), reader("Ada Ode"), reader("Ben Bay")
    settings(50)
    ids = [write(survey, f"brilliant {number:02}") for number in range(16)]
    for one in ids:
        say(ada, one, "positive")
    found: list[str] = []
    while comment_id := given(ben, survey, tuple(found)):
        found.append(comment_id)
    assert sorted(found) == sorted(one for one in ids if unread.is_chosen(one, 50))


def test_what_was_decided_on_the_page_of_a_theme_stands_when_the_comment_comes_to_the_desk(each_database: Flask) -> None:
    survey, ada = open_survey(), reader("Ada")
    comment_id = write(survey, "they never listen and the letters are confusing")
    proposed = {one.code for one in reading.look(comment_id, ada).themes if one.ticked}
    assert {"listening", "letters"} <= proposed
    themes.find(comment_id, "building", ada)
    themes.refuse(comment_id, "letters")
    assert {one.code for one in reading.look(comment_id, ada).themes if one.ticked} == proposed - {"letters"} | {"building"}


def test_ones_own_last_words_are_taken_back_one_by_one(each_database: Flask) -> None:
    survey, ada, ben = open_survey(), reader("Ada Ode"), reader("Ben Bay")
    settings()
    ids = [write(survey, f"brilliant {number}") for number in range(3)]
    for one in ids:
        say(ada, one, "positive", themes=("listening",))
    for one in reversed(ids):
        with pytest.raises(RestedOn):
            reading.take_back(one, ben)
        reading.take_back(one, ada)
    assert [words(one) for one in ids] == [{}, {}, {}]
    assert comment_themes.of(ids) == {}


def test_nothing_is_taken_back_or_changed_on_which_somebody_has_built(each_database: Flask) -> None:
    survey, ada, ben = open_survey(), reader("Ada Ode"), reader("Ben Bay")
    settings(100)
    comment_id = write(survey, SURE)
    say(ada, comment_id, "positive")
    say(ada, comment_id, "mixed")
    say(ben, comment_id, "negative", shown_as="second")
    for act in (lambda: reading.take_back(comment_id, ada), lambda: say(ada, comment_id, "neutral")):
        with pytest.raises(RestedOn):
            act()
    say(ben, comment_id, "unclear", shown_as="second")
    reading.take_back(comment_id, ben)
    reading.take_back(comment_id, ada)
    assert words(comment_id) == {}


def test_a_word_under_a_quote_stands(app_context: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    survey, ada = open_survey(), reader("Ada Ode")
    settings()
    comment_id = write(survey, SURE)
    say(ada, comment_id, "positive")
    monkeypatch.setattr(redactions, "decided", frozenset)
    with pytest.raises(RestedOn):
        reading.take_back(comment_id, ada)
    assert words(comment_id) == {"first": "positive"}


def test_what_two_read_differently_waits_until_one_of_the_two_puts_down_a_word(each_database: Flask) -> None:
    survey, ada, ben, cleo = open_survey(), reader("Ada Ode"), reader("Ben Bay"), reader("Cleo Coe")
    settings(100)
    apart, alike = write(survey, SURE), write(survey, UNSURE)
    for one, word in ((apart, "negative"), (alike, "positive")):
        say(ada, one, "positive")
        say(ben, one, word, shown_as="second")
    (found,), total = agreeing.listed(1, cleo)
    assert (total, found.comment.id, found.first.who, found.second.who) == (1, apart, "Ada Ode", "Ben Bay")
    assert (found.first.sentiment, found.second.sentiment, found.may_agree) == ("positive", "negative", False)
    with pytest.raises(agreeing.NotYours):
        agreeing.agree(apart, "mixed", cleo)
    agreeing.agree(apart, "mixed", ben)
    with pytest.raises(NotKept):
        agreeing.agree(apart, "positive", ada)
    assert words(apart) == {"first": "positive", "second": "negative", "agreed": "mixed"}
    assert agreeing.listed(1, ada) == ([], 0)
    (listed,), _ = listing.read(survey, Choice(word="mixed"), 1, ACTOR)
    assert listed.comment.id == apart


def test_once_neither_of_the_two_works_here_somebody_else_puts_down_the_word(app_context: Flask) -> None:
    survey, ada, ben, cleo = open_survey(), reader("Ada Ode"), reader("Ben Bay"), reader("Cleo Coe")
    settings(100)
    comment_id = write(survey, SURE)
    say(ada, comment_id, "positive")
    say(ben, comment_id, "negative", shown_as="second")
    with store.transaction():
        for officer in (ada, ben):
            accounts.change(officer, {"active": False})
    agreeing.agree(comment_id, "negative", cleo)
    assert words(comment_id)["agreed"] == "negative"


def test_a_comment_leaves_the_desk_while_the_lead_has_it_and_comes_back_without_a_guess(each_database: Flask) -> None:
    survey, ada = open_survey(), reader("Ada Ode")
    settings()
    text = "been cutting again but dont tell my mum"
    response_id = send(survey, comments={"good": text})
    (raised,) = concerns.of_response(response_id)
    comment_id = str(raised.concern.comment_id)
    assert given(ada, survey) is None
    with pytest.raises(OffTheDesk):
        reading.look(comment_id, ada)
    with pytest.raises(OffTheDesk):
        say(ada, comment_id, "negative")
    with store.transaction():
        concerns.hand_back(raised.concern.id, FRIDAY)
    assert given(ada, survey) == comment_id
    assert reading.look(comment_id, ada).guess is None
    say(ada, comment_id, "negative")
    assert person_readings.of([comment_id])[comment_id]["first"].guess_seen is False
