"""A variant is the same codes in other words, and nothing that it has no words for."""

from __future__ import annotations

import pytest

from feedback.questionnaire.definition import Goals, Rating, options_of
from feedback.questionnaire.variants import worded
from tests.questionnaire import tiny

WHOLE = tiny.loaded(
    tiny.scale(help="Think of last week."),
    tiny.rating(),
    tiny.goals(),
    tiny.number(visible_if=tiny.when("good", "no")),
    sections=(tiny.section(tiny.contact(), code="more"),),
    variants=[
        tiny.variant(
            {
                "good": tiny.worded_scale("Good?"),
                "stars": {"text": "Stars?"},
                "goals": {"text": "Goals?", "options": {"calm": "Be calm", "work": "Get work"}, "low": "Not yet"},
                "workers": {"text": "Workers?", "help": "About how many?"},
            },
            sections={"main": "The main part"},
            welcome=dict(tiny.WELCOME, title="Easy"),
        ),
        tiny.variant({"talk": {"text": "Talk?"}}, code="short", sections={"more": "More"}, language="cy"),
    ],
)


def test_no_variant_is_the_questionnaire_itself() -> None:
    assert worded(WHOLE, None) is WHOLE
    assert worded(WHOLE, "") is WHOLE


def test_a_variant_that_there_is_not_is_refused_by_name() -> None:
    with pytest.raises(KeyError, match="There are: easy-read, short"):
        worded(WHOLE, "welsh")


def test_questions_have_the_words_of_the_variant_and_the_codes_and_rules_of_the_questionnaire() -> None:
    easy = worded(WHOLE, "easy-read")
    assert [(question.code, question.text, question.help) for question in easy.questions()] == [
        ("good", "Good?", None),
        ("stars", "Stars?", None),
        ("goals", "Goals?", None),
        ("workers", "Workers?", "About how many?"),
    ]
    assert [question.visible_if for question in easy.questions()] == [question.visible_if for question in WHOLE.sections[0].questions]


def test_options_without_words_are_not_offered_and_the_others_keep_code_score_and_order() -> None:
    good, _, goals, _ = worded(WHOLE, "easy-read").questions()
    assert [(option.code, option.label, option.score, option.positive) for option in options_of(good)] == [
        ("no", "no!", 1, False),
        ("bit", "bit!", 2, False),
        ("yes", "yes!", 3, True),
    ]
    assert [(option.code, option.label) for option in options_of(goals)] == [("work", "Get work"), ("calm", "Be calm")]


def test_ends_without_words_keep_those_of_the_questionnaire() -> None:
    _, stars, goals, _ = worded(WHOLE, "easy-read").questions()
    assert isinstance(stars, Rating)
    assert isinstance(goals, Goals)
    assert (stars.low, stars.high) == ("Bad", "Good")
    assert (goals.low, goals.high) == ("Not yet", "Done")


def test_sections_welcome_and_language_are_those_of_the_variant() -> None:
    easy, short = worded(WHOLE, "easy-read"), worded(WHOLE, "short")
    assert [(section.code, section.title) for section in easy.sections] == [("main", "The main part")]
    assert [(section.code, section.title) for section in short.sections] == [("more", "More")]
    assert (easy.welcome.title, easy.language, short.language) == ("Easy", "en", "cy")
    assert easy.variants == ()
