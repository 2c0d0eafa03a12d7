"""What the starter questionnaires promise: how many questions, in which words, and that others can build on their codes."""

from __future__ import annotations

import re

import pytest

from feedback.questionnaire import reading_age, starters
from feedback.questionnaire.definition import (
    BANDS,
    RATHER_NOT_SAY,
    Choice,
    Comment,
    Contact,
    Goals,
    Questionnaire,
    Scale,
    Statement,
    options_of,
)
from feedback.questionnaire.places import texts
from feedback.questionnaire.variants import worded

YOUNG = starters.get("young_people")
EASY = worded(YOUNG, "easy-read")
AGREEMENT = ["really_not", "not_really", "in_between", "mostly", "really"]
GOODNESS = ["very_bad", "bad", "okay", "good", "very_good"]


def codes(questionnaire: Questionnaire, kind: type) -> list[str]:
    return [question.code for question in questionnaire.questions() if isinstance(question, kind)]


def scales(questionnaire: Questionnaire) -> list[Scale]:
    return [question for question in questionnaire.questions() if isinstance(question, Scale)]


def opinions(scale: Scale) -> list[str]:
    return [option.code for option in scale.options if option.score is not None]


@pytest.mark.parametrize(
    ("code", "audience", "closed", "comments"),
    [
        ("young_people", "young_people", 12, ["good", "change", "news"]),
        ("parents_and_carers", "parents_and_carers", 12, ["good", "change"]),
        ("how_things_are_going", "young_people", 8, []),
        ("people_harmed", "people_harmed", 10, ["good", "change"]),
    ],
)
def test_each_starter_asks_as_much_as_it_should(code: str, audience: str, closed: int, comments: list[str]) -> None:
    starter = starters.get(code)
    assert (starter.code, starter.audience) == (code, audience)
    assert len(codes(starter, Scale)) == closed
    assert codes(starter, Comment) == comments
    assert codes(starter, Contact) == ["talk"]
    assert starter.welcome.assent_version == "2026-1"


def test_easy_read_asks_eight_and_two() -> None:
    assert len(codes(EASY, Scale)) == 8
    assert codes(EASY, Comment) == ["good", "change"]
    assert codes(EASY, Contact) == ["talk"]


def test_a_starter_that_there_is_not_is_refused_by_name() -> None:
    with pytest.raises(KeyError, match="There are: young_people, parents_and_carers, how_things_are_going, people_harmed"):
        starters.get("teachers")
    assert list(starters.all()) == list(starters.CODES)


def test_young_people_answer_with_five_faces_and_words_or_not_sure() -> None:
    for scale in scales(YOUNG):
        assert scale.faces
        assert opinions(scale) == (GOODNESS if scale.headline else AGREEMENT)
        assert [option.score for option in scale.options[:5]] == [1, 2, 3, 4, 5]
        assert [option.face for option in scale.options[:5]] == [1, 2, 3, 4, 5]
        assert [option.code for option in scale.options if option.positive] == opinions(scale)[3:]
        assert scale.options[5].code == "not_sure"


def test_easy_read_offers_three_of_the_five_and_not_sure_and_says_how_they_stand_together() -> None:
    for scale in scales(EASY):
        assert opinions(scale) == (["bad", "okay", "good"] if scale.headline else ["really_not", "in_between", "really"])
        assert [option.positive for option in scale.options] == [False, False, True, False]
    variant = YOUNG.variant("easy-read")
    assert variant is not None
    assert variant.note is not None
    assert all(code in variant.note for code in ("really_not", "in_between", "bad", "okay", "good"))


@pytest.mark.parametrize("code", ["parents_and_carers", "people_harmed", "how_things_are_going"])
def test_the_others_answer_with_five_words_or_not_sure(code: str) -> None:
    for scale in scales(starters.get(code)):
        assert not scale.faces
        assert [option.score for option in scale.options] == [1, 2, 3, 4, 5, None]
        assert scale.options[5].code == "not_sure"


@pytest.mark.parametrize("code", ["young_people", "parents_and_carers", "people_harmed"])
def test_the_overall_question_is_the_headline_and_compares_between_audiences(code: str) -> None:
    [headline] = [scale for scale in scales(starters.get(code)) if scale.headline]
    assert (headline.code, headline.shared, opinions(headline)) == ("overall", "overall", GOODNESS)


def test_young_people_and_parents_are_asked_the_same_things_where_it_says_so() -> None:
    young, parents = ({scale.shared: scale for scale in scales(starters.get(code)) if scale.shared} for code in starters.CODES[:2])
    assert young.keys() == parents.keys() == {"listened", "understand", "overall", "complain"}
    assert all(opinions(young[name]) == opinions(parents[name]) for name in young)


def test_how_things_are_going_has_eight_steps_from_1_to_5_each_with_its_kpi_and_goals() -> None:
    starter = starters.get("how_things_are_going")
    assert codes(starter, Scale) == ["school", "home", "friends", "anger", "drugs", "safe", "where_help", "hope"]
    assert all(opinions(scale) == ["1", "2", "3", "4", "5"] and scale.kpis for scale in scales(starter))
    assert codes(starter, Goals) == ["goals"]


@pytest.mark.parametrize("code", starters.CODES)
def test_tags_name_the_kpis_that_surveys_stand_beside(code: str) -> None:
    assert {kpi for question in starters.get(code).questions() for kpi in question.kpis} <= {1, 2, 3, 4, 5, 7, 10}


@pytest.mark.parametrize("code", ["young_people", "parents_and_carers"])
def test_about_you_fills_bands_and_can_be_refused(code: str) -> None:
    last = starters.get(code).sections[-1]
    assert (last.code, last.only_open) == ("about_you", True)
    for question in last.questions:
        if isinstance(question, Choice):
            assert question.band is not None
            assert [option.code for option in question.options if option.code != RATHER_NOT_SAY] == sorted(
                BANDS[question.band], key=[option.code for option in question.options].index
            )
            assert question.options[-1].code == RATHER_NOT_SAY


@pytest.mark.parametrize("questionnaire", [YOUNG, EASY, starters.get("how_things_are_going")], ids=["full", "easy-read", "how"])
def test_young_people_are_promised_what_is_true(questionnaire: Questionnaire) -> None:
    said = " ".join(questionnaire.welcome.paragraphs)
    assert "You can say no. It will not change your order or your worker." in said
    assert "private" in said
    assert re.search(r"someone .*not safe.* Then we (have to|must) tell someone", said)
    assert "A small team" in said


@pytest.mark.parametrize("code", [code for code in starters.CODES if code != "how_things_are_going"])
def test_before_the_first_comment_it_says_who_reads_it_and_what_cannot_be_kept_secret(code: str) -> None:
    questions = list(starters.get(code).questions())
    before = questions[codes_of(questions).index("good") - 1]
    assert isinstance(before, Statement)
    for words in ("Please do not write names.", "reads every answer, but not straight away", "private", "not safe", "999"):
        assert words in before.text


def codes_of(questions: list[object]) -> list[str]:
    return [str(getattr(question, "code", "")) for question in questions]


@pytest.mark.parametrize("code", starters.CODES)
def test_no_starter_promises_to_be_anonymous_or_out_people(code: str) -> None:
    said = [text.lower() for _, text in texts(starters.get(code).model_dump(mode="json"))]
    assert not [text for text in said if re.search(r"anonym|offen[dc]|crime|criminal|youth justice", text)]


@pytest.mark.parametrize("code", ["young_people", "how_things_are_going"])
def test_young_people_of_nine_can_read_it(code: str) -> None:
    assert reading_age.problems(starters.get(code)) == []


@pytest.mark.parametrize("code", ["young_people", "how_things_are_going"])
def test_nothing_is_asked_of_young_people_in_the_negative(code: str) -> None:
    asked = [question.text for question in starters.get(code).questions() if not isinstance(question, Statement)]
    assert not [text for text in asked if re.search(r"\b(not|never|no|n’t)\b", text)]


def test_every_option_has_words_in_easy_read() -> None:
    assert all(option.label for question in EASY.questions() for option in options_of(question))
