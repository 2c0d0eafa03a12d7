"""What the form takes, what it refuses and in which words, and that it keeps what was typed."""

from __future__ import annotations

from typing import Any

import pytest
from werkzeug.datastructures import MultiDict

from feedback.questionnaire.fields import AnswerForm, fit_to_keep, form_class
from feedback.questionnaire.variants import worded
from tests.questionnaire.tiny import (
    Json,
    band,
    choice,
    choices,
    comment,
    contact,
    goals,
    loaded,
    number,
    rating,
    scale,
    section,
    statement,
    variant,
    when,
    worded_scale,
)

WHOLE = loaded(
    scale(),
    choice(),
    choices(),
    rating(),
    number(least=-5),
    goals(),
    statement(),
    comment(longest=20),
    contact(),
)
FORM = form_class(WHOLE, open_mode=False)
CHOOSE_ONE = "Choose one answer, or skip this one."
CHOOSE_FROM_THESE = "Choose from the answers shown, or skip this one."
TEN = "Choose a number from 0 to 10, or skip this one."
NONE_ALONE = "You chose “None of these” and something else. Choose one or the other."
TWENTY = "Choose a number from -5 to 20, or skip this one."

Posted = list[tuple[str, str]]


def filled(posted: Posted, form: type[AnswerForm] = FORM) -> AnswerForm:
    return form(MultiDict(posted))


TAKEN: list[tuple[Posted, str, Any]] = [
    ([], "good", None),
    ([("good", "")], "good", None),
    ([("good", "yes")], "good", "yes"),
    ([("good", " yes ")], "good", "yes"),
    ([("good", "yes"), ("good", "yes")], "good", "yes"),
    ([("good", "not_sure")], "good", "not_sure"),
    ([("where", "home")], "where", "home"),
    ([], "help_with", []),
    ([("help_with", "work"), ("help_with", "school"), ("help_with", "work")], "help_with", ["school", "work"]),
    ([("help_with", "none")], "help_with", ["none"]),
    ([("stars", "0")], "stars", 0),
    ([("stars", " 10 ")], "stars", 10),
    ([("stars", "")], "stars", None),
    ([("workers", "-5")], "workers", -5),
    ([("goals", "home"), ("goals", "school"), ("goals.school", "7")], "goals", ["school", "home"]),
    ([("goals", "school"), ("goals.school", "7")], "goals.school", 7),
    ([("goals.calm", "0")], "goals", ["calm"]),
    ([], "change", ""),
    ([("change", " more boxing\r\nplz\r")], "change", "more boxing\nplz"),
    ([("change", "one"), ("change", ""), ("change", "two")], "change", "one\n\ntwo"),
    ([("change", "x" * 20)], "change", "x" * 20),
    ([("change", "🙂" * 20)], "change", "🙂" * 20),
    ([("talk", "yes")], "talk", "yes"),
    ([("talk.name", "Sam"), ("talk.how", "07700 900000")], "talk.how", "07700 900000"),
]


@pytest.mark.parametrize(("posted", "name", "value"), TAKEN)
def test_what_is_right_is_taken(posted: Posted, name: str, value: Any) -> None:
    form = filled(posted)
    assert form.validate(), form.errors
    assert form.data[name] == value


REFUSED: list[tuple[Posted, str, str]] = [
    ([("good", "brilliant")], "good", CHOOSE_ONE),
    ([("good", "YES")], "good", CHOOSE_ONE),
    ([("good", "yes"), ("good", "no")], "good", CHOOSE_ONE),
    ([("good", "y\0es")], "good", CHOOSE_ONE),
    ([("where", "moon")], "where", CHOOSE_ONE),
    ([("help_with", "school"), ("help_with", "moon")], "help_with", CHOOSE_FROM_THESE),
    (
        [("help_with", "school"), ("help_with", "none")],
        "help_with",
        "You chose “None of these” and something else. Choose one or the other.",
    ),
    ([("stars", "11")], "stars", TEN),
    ([("stars", "-1")], "stars", TEN),
    ([("stars", "3.5")], "stars", TEN),
    ([("stars", "1_0")], "stars", TEN),
    ([("stars", "ten")], "stars", TEN),
    ([("stars", "9" * 5000)], "stars", TEN),
    ([("stars", "3"), ("stars", "4")], "stars", TEN),
    ([("workers", "21")], "workers", TWENTY),
    ([("goals", "school"), ("goals", "fly")], "goals", CHOOSE_FROM_THESE),
    ([("goals", name) for name in ("school", "work", "home", "calm")], "goals", "Choose 3 goals at most."),
    ([("goals", "school"), ("goals", "work"), ("goals", "home"), ("goals.calm", "1")], "goals", "Choose 3 goals at most."),
    ([("goals", "school"), ("goals.school", "11")], "goals.school", TEN),
    ([("change", "x" * 21)], "change", "This is too long. You can use 20 letters. You have 21."),
    ([("talk", "maybe")], "talk", CHOOSE_ONE),
    ([("talk.name", "x" * 201)], "talk.name", "This is too long. You can use 200 letters. You have 201."),
]


@pytest.mark.parametrize(("posted", "name", "message"), REFUSED)
def test_what_is_wrong_is_refused_with_words_that_say_what_to_do(posted: Posted, name: str, message: str) -> None:
    form = filled(posted)
    assert not form.validate()
    assert form.errors == {name: [message]}
    assert [(problem.field, problem.message) for problem in form.problems()] == [(name, message)]


@pytest.mark.parametrize(("posted", "name", "_message"), REFUSED)
def test_what_is_refused_is_still_there_to_be_put_right(posted: Posted, name: str, _message: str) -> None:
    form = filled(posted)
    form.validate()
    assert form[name].raw_data == [value for posted_name, value in posted if posted_name == name]


def test_a_comment_that_is_too_long_is_kept_whole() -> None:
    form = filled([("change", "y" * 6000)])
    assert not form.validate()
    assert form["change"].data == "y" * 6000


def test_problems_name_the_question_in_the_order_asked() -> None:
    form = filled([("change", "x" * 21), ("good", "moon"), ("goals.home", "x")])
    form.validate()
    assert [(problem.field, problem.question) for problem in form.problems()] == [
        ("good", "It is good."),
        ("goals.home", "Home"),
        ("change", "What should we change?"),
    ]


def test_the_names_posted_beside_the_answers_are_known() -> None:
    form = filled([("response_id", "x"), ("version", "3"), ("variant", ""), ("start", "yes"), ("no_thanks", "")])
    assert form.validate()
    assert form.unknown == ()


@pytest.mark.parametrize("name", ["nothing", "good.name", "goals.fly", "talk.phone", "before", "GOOD", "", "\0", "validate", "data"])
def test_a_field_that_nobody_knows_makes_the_form_wrong_and_nothing_is_lost(name: str) -> None:
    form = filled([(name, "x"), ("change", "keep me")])
    assert not form.validate()
    assert form.unknown == (name,)
    assert form["change"].data == "keep me"


def test_a_question_may_have_any_word_as_its_code() -> None:
    words = ("data", "errors", "validate", "process", "meta", "populate_obj", "form_errors", "unknown", "asked", "problems", "name")
    form = filled([(word, "yes") for word in words], form_class(loaded(*(scale(word) for word in words)), open_mode=False))
    assert form.validate()
    assert form.data == dict.fromkeys(words, "yes")


ABOUT = section(statement("why"), band(), code="about", only_open=True)


def test_bands_are_fields_of_open_surveys_alone_and_elsewhere_dropped() -> None:
    whole = loaded(scale(), sections=(ABOUT,))
    opened, closed = (filled([("age_band", "17+")], form_class(whole, open_mode=mode)) for mode in (True, False))
    assert opened.validate()
    assert opened.data == {"good": None, "age_band": "17+"}
    assert closed.validate()
    assert closed.data == {"good": None}


EASY = loaded(
    scale(),
    scale("fair"),
    statement(),
    comment(),
    comment("news"),
    contact(),
    variants=[variant({"good": worded_scale(), "before": {"text": "B."}, "change": {"text": "Change?"}})],
)


def test_what_was_written_for_a_question_of_another_variant_is_taken_and_what_was_chosen_is_dropped() -> None:
    form = filled(
        [("good", "yes"), ("fair", "moon"), ("news", "i passed"), ("talk.name", "Sam")],
        form_class(worded(EASY, "easy-read"), EASY, open_mode=False),
    )
    assert form.validate(), form.errors
    assert form.data == {"good": "yes", "change": "", "news": "i passed", "talk": None, "talk.name": "Sam", "talk.how": ""}


def test_an_option_that_the_variant_does_not_offer_is_refused() -> None:
    form = filled([("good", "not_sure")], form_class(worded(EASY, "easy-read"), EASY, open_mode=False))
    assert not form.validate()
    assert form.errors == {"good": [CHOOSE_ONE]}


def off_path(*questions: Json) -> type[AnswerForm]:
    return form_class(loaded(scale(), *questions), open_mode=False)


@pytest.mark.parametrize(
    ("question", "posted"),
    [
        (number(visible_if=when("good", "no")), [("workers", "lots")]),
        (choices(visible_if=when("good", "no")), [("help_with", "moon")]),
        (goals(visible_if=when("good", "no")), [("goals", "fly"), ("goals.work", "x")]),
    ],
)
def test_a_wrong_choice_that_nobody_can_see_any_more_is_dropped_without_a_word(question: Json, posted: Posted) -> None:
    seen, unseen = (filled([("good", answer), *posted], off_path(question)) for answer in ("no", "yes"))
    assert not seen.validate()
    assert unseen.validate(), unseen.errors
    assert unseen.errors == {}


def test_a_comment_too_long_is_refused_off_the_path_too_because_it_is_kept() -> None:
    form = filled([("good", "yes"), ("change", "x" * 21)], off_path(statement(), comment(longest=20, visible_if=when("good", "no"))))
    assert not form.validate()
    assert form["change"].data == "x" * 21


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\0b", "ab"),
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("\ud83d\ude42", "🙂"),
        ("half \ud83d", "half \ufffd"),
        ("\ude42 half", "\ufffd half"),
        ("  padded \n", "padded"),
        ("مرحبا \u202e abc", "مرحبا \u202e abc"),
        ("\0\r\n \0", ""),
        ("\0 a", "a"),
    ],
)
def test_text_is_made_fit_to_keep(typed: str, kept: str) -> None:
    assert fit_to_keep(typed) == kept
    assert fit_to_keep(typed).encode("utf-8").decode("utf-8") == kept
