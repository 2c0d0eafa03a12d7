"""What shape cannot tell: one tiny questionnaire for each thing that makes no sense, and what is said of it."""

from __future__ import annotations

from typing import Any

import pytest

from feedback.questionnaire.definition import Questionnaire
from feedback.questionnaire.meaning import problems
from tests.questionnaire import tiny
from tests.questionnaire.tiny import (
    BIT,
    NO,
    NOT_SURE,
    YES,
    Json,
    asking,
    band,
    choice,
    choices,
    comment,
    contact,
    goals,
    number,
    rating,
    scale,
    section,
    statement,
    when,
)


def options(*changed: Json) -> Json:
    return {"options": list(changed)}


def faced(*faces: int | None, reversed_scale: bool = False) -> Json:
    three = [dict(option, face=face) for option, face in zip((NO, BIT, YES), faces, strict=True)]
    if reversed_scale:
        three = [dict(three[0], positive=True), three[1], dict(three[2], positive=False)]
    return scale(faces=True, reversed=reversed_scale, options=three)


def one_of(question: str, *values: Any) -> Json:
    return {"kind": "one_of", "question": question, "values": list(values)}


SENSELESS: dict[str, tuple[Json, str]] = {
    "a section code twice": (asking(sections=(section(scale("a")), section(scale("b")))), "Section “main”: two sections have this code."),
    "a question code twice": (asking(scale(), rating("good")), "Question “good”: two questions have this code."),
    "a question code that the form needs": (asking(scale("version")), "Question “version”: the program keeps this word for itself."),
    "a question called skipped": (asking(scale("skipped")), "Question “skipped”: the program keeps this word for itself."),
    "a space at the end": (asking(scale(text="Fine. ")), "Section “main”, question “good”, text: there is a space too many"),
    "two spaces in a label": (
        asking(choice(options=[{"code": "a", "label": "At  home"}, {"code": "b", "label": "Out"}])),
        "Section “main”, question “where”, option “a”, label: there is a space too many",
    ),
    "a NUL in a text": (asking(scale(text="Fi\0ne.")), "Section “main”, question “good”, text: there is a character that cannot be seen"),
    "nothing to answer": (asking(statement()), "The questionnaire asks nothing."),
    "contact twice": (asking(contact(), contact("call")), "Question “call”: there is a contact question already, “talk”."),
    "two headlines": (asking(scale(headline=True), scale("b", headline=True)), "Question “b”: “good” is the headline already."),
    "a shared item twice": (asking(scale(shared="x"), scale("b", shared="x")), "Shared item “x”: two questions say that they are it."),
    "a band outside an only_open section": (asking(band()), "Question “age_band”: it fills the band “age_band”, which only open surveys"),
    "a scale in an only_open section": (
        asking(scale(), sections=(section(scale("b"), code="about", only_open=True),)),
        "Question “b”: section “about” is asked in open surveys alone",
    ),
    "a band twice": (
        asking(scale(), sections=(section(band(), dict(band(), code="again"), code="about", only_open=True),)),
        "Band “age_band”: two questions fill it.",
    ),
    "a band with a value that is none of its own": (
        asking(scale(), sections=(section(band("age_band", "10-12", "18-25"), code="about", only_open=True),)),
        "Question “age_band”: “18-25” is not a value of the band “age_band”. Use 10-12, 13-14, 15-16, 17+, rather_not_say.",
    ),
    "an eleventh KPI": (asking(scale(kpis=[11])), "Question “good”: there is no KPI 11. Use 1 to 10."),
    "an option code twice": (
        asking(scale(**options(NO, dict(BIT, code="no"), YES))),
        "Question “good”: the option code “no” is used twice.",
    ),
    "labels alike": (asking(scale(**options(NO, dict(BIT, label="no"), YES))), "Question “good”: two options read “no”."),
    "an option called skipped": (
        asking(choices(**options({"code": "skipped", "label": "Skip"}, {"code": "a", "label": "A"}))),
        "Question “help_with”: no option may have the code “skipped”",
    ),
    "a goal that raises a concern": (
        asking(goals(**options({"code": "a", "label": "A", "raises": "amber"}))),
        "Question “goals”: option “a” raises a concern, which a goal cannot.",
    ),
    "an option called not_asked": (
        asking(goals(**options({"code": "not_asked", "label": "Eh"}))),
        "Question “goals”: no option may have the code “not_asked”",
    ),
    "a score in a choice": (asking(choice(**options(NO, {"code": "a", "label": "A"}))), "Question “where”: option “no” has a score"),
    "an excluding option in a choice": (
        asking(choice(**options({"code": "a", "label": "A", "excludes": True}, {"code": "b", "label": "B"}))),
        "Question “where”: option “a” excludes the others, which only means something in choices.",
    ),
    "an excluding option in a scale": (asking(scale(**options(dict(NO, excludes=True), YES))), "Question “good”: option “no” excludes"),
    "choices that all exclude": (
        asking(choices(**options({"code": "a", "label": "A", "excludes": True}, {"code": "b", "label": "B", "excludes": True}))),
        "Question “help_with”: every option excludes the others.",
    ),
    "not sure with a score": (asking(scale(**options(NO, YES, dict(NOT_SURE, score=4)))), "Question “good”: “not_sure” is no opinion"),
    "not sure as positive": (asking(scale(**options(NO, YES, dict(NOT_SURE, positive=True)))), "Question “good”: “not_sure” is no opinion"),
    "an opinion without a score": (
        asking(scale(**options(NO, YES, {"code": "x", "label": "X"}))),
        "Question “good”: option “x” has no score.",
    ),
    "scores out of order": (asking(scale(**options(NO, YES, BIT))), "Question “good”: the scores neither rise nor fall all the way."),
    "two scores alike": (asking(scale(**options(NO, dict(BIT, score=1), YES))), "Question “good”: the scores neither rise nor fall"),
    "one opinion": (asking(scale(**options(YES, NOT_SURE))), "Question “good”: fewer than two options have a score."),
    "no positive option": (asking(scale(**options(NO, BIT))), "Question “good”: no option counts as positive."),
    "nothing but positive options": (
        asking(scale(**options(dict(BIT, positive=True), YES))),
        "Question “good”: every option counts as positive",
    ),
    "the least wanted answer as positive": (
        asking(scale(**options(dict(NO, positive=True), BIT, YES))),
        "Question “good”: option “no” counts as positive but has the lowest score.",
    ),
    "the highest score of a reversed scale as positive": (
        asking(scale(reversed=True)),
        "Question “good”: option “yes” counts as positive but has the highest score of a reversed scale.",
    ),
    "not_sure_counts without not sure": (
        asking(scale(not_sure_counts=True, **options(NO, YES))),
        "Question “good”: not_sure_counts is set, but no option has the code “not_sure”.",
    ),
    "a picture beside faces": (
        asking(scale(faces=True, **options(dict(NO, face=1, picture="no"), dict(YES, face=5)))),
        "Question “good”: option “no” has a picture beside the faces.",
    ),
    "a face where none is shown": (asking(scale(**options(NO, dict(YES, face=5)))), "Question “good”: option “yes” has a face"),
    "a face missing": (asking(faced(1, None, 5)), "Question “good”: option “bit” has no face."),
    "faces out of order": (asking(faced(1, 5, 3)), "Question “good”: the faces are not in order."),
    "one face twice": (asking(faced(1, 3, 3)), "Question “good”: the faces are not in order."),
    "faces of a reversed scale that rise with the score": (
        asking(faced(1, 3, 5, reversed_scale=True)),
        "Question “good”: the faces are not in order.",
    ),
    "a face without words": (
        asking(scale(faces=True, **options(dict(NO, face=1, label="🙁"), dict(YES, face=5)))),
        "Question “good”: option “no” has no words beside its face.",
    ),
    "a number with its limits crossed": (asking(number(least=21)), "Question “workers”: the least, 21, is more than the most, 20."),
    "a number without an end": (asking(number(most=10**12)), "Question “workers”: a limit is beyond 1,000,000,000."),
    "a rule about a question that is not there": (
        asking(scale(visible_if=when("nothing", "a"))),
        "Question “good”: its rule looks at “nothing”, which does not exist.",
    ),
    "a rule about itself": (asking(scale(visible_if=when("good", "no"))), "Question “good”: its rule looks at itself."),
    "a rule about a later question": (
        asking(scale(visible_if=when("fair", "no")), scale("fair")),
        "Question “good”: its rule looks at “fair”, which is asked later.",
    ),
    "a rule about a later question, further on": (
        asking(scale(), scale("a", visible_if=when("fair", "no")), scale("fair")),
        "Question “a”: its rule looks at “fair”, which is asked later.",
    ),
    "a rule about a comment": (
        asking(statement(), comment(), scale(visible_if={"kind": "answered", "question": "change"})),
        "Question “good”: its rule looks at “change”, a comment, which has no coded answer.",
    ),
    "a rule inside rules": (
        asking(scale(), scale("b", visible_if={"kind": "all", "rules": [{"kind": "any", "rules": [when("good", "perhaps")]}]})),
        "Question “b”: its rule waits for the answer “perhaps” to “good”, which nobody can give. Use one of: no, bit, yes, not_sure.",
    ),
    "a rule for a rating of eleven": (
        asking(rating(), scale(visible_if=one_of("stars", 1, 11))),
        "Question “good”: its rule waits for the answer 11 to “stars”, which nobody can give. Use a whole number from 0 to 10.",
    ),
    "a rule for half a worker": (
        asking(number(), scale(visible_if=when("workers", 1.5))),
        "Question “good”: its rule waits for the answer 1.5 to “workers”, which nobody can give. Use a whole number from 0 to 20.",
    ),
    "a rule for a number in words": (
        asking(number(), scale(visible_if=when("workers", "1"))),
        "Question “good”: its rule waits for the answer “1” to “workers”",
    ),
    "a rule for a goal that is not offered": (
        asking(goals(), scale(visible_if=when("goals", "fly"))),
        "Question “good”: its rule waits for the answer “fly” to “goals”",
    ),
    "a rule about a question that only open surveys ask": (
        asking(sections=(section(band(), code="about", only_open=True), section(scale(visible_if=when("age_band", "17+"))))),
        "Question “good”: its rule looks at “age_band”, which only open surveys ask.",
    ),
    "a comment before any statement": (asking(comment(), statement()), "Question “change”: it is the first comment, and nothing before it"),
    "a comment after a statement that not everybody sees": (
        asking(scale(), statement(visible_if=when("good", "no")), comment()),
        "Question “change”: it is the first comment, and nothing before it",
    ),
    "a comment after a statement of open surveys": (
        asking(sections=(section(statement(), code="about", only_open=True), section(scale(), comment()))),
        "Question “change”: it is the first comment, and nothing before it",
    ),
}


@pytest.mark.parametrize(("data", "said"), SENSELESS.values(), ids=SENSELESS.keys())
def test_what_makes_no_sense_is_named_and_told_how_to_mend(data: Json, said: str) -> None:
    found = problems(Questionnaire.model_validate(data))
    assert len(found) == 1, found
    assert found[0].startswith(said)


WORDED: dict[str, tuple[list[Json], Json, str]] = {
    "a question that is not there": (
        [scale()],
        {"good": tiny.worded_scale(), "x": {"text": "X"}},
        ", question “x”: there is no such question.",
    ),
    "an option that is not there": (
        [scale()],
        {"good": tiny.worded_scale(codes=("no", "bit", "yes", "maybe"))},
        ", question “good”, option “maybe”: the question has no such option.",
    ),
    "options where there are none": (
        [scale(), rating()],
        {"good": tiny.worded_scale(), "stars": {"text": "X", "options": {"a": "A"}}},
        ", question “stars”, option “a”: the question has no such option.",
    ),
    "two of the opinions": ([scale()], {"good": tiny.worded_scale(codes=("no", "yes"))}, ", question “good”: Easy Read offers 3 answers"),
    "four of the opinions": (
        [scale(options=[dict(NO, code="never", label="Never", score=0), NO, BIT, YES])],
        {"good": tiny.worded_scale(codes=("never", "no", "bit", "yes"))},
        ", question “good”: Easy Read offers 3 answers besides “not sure”, and here are 4.",
    ),
    "opinions that are none of them positive": (
        [scale(options=[dict(NO, code="never", label="Never", score=0), NO, BIT, YES])],
        {"good": tiny.worded_scale(codes=("never", "no", "bit"))},
        ", question “good”: its answers are all positive, or none is.",
    ),
    "labels alike": (
        [scale()],
        {"good": {"text": "Good?", "options": {"no": "No", "bit": "No", "yes": "Yes"}}},
        ", question “good”: two options read “No”.",
    ),
    "one option of a choice": (
        [choice()],
        {"where": {"text": "Where?", "options": {"home": "Home"}}},
        ", question “where”: it offers 1 of",
    ),
    "no option of the goals": (
        [goals()],
        {"goals": {"text": "Goals?"}},
        ", question “goals”: it offers 0 of the options. Word at least 1.",
    ),
    "nothing to answer": ([statement(), scale()], {"before": {"text": "Hi."}}, ": it asks nothing."),
    "a question whose rule looks at one left out": (
        [scale(), scale("b", visible_if=when("good", "no"))],
        {"b": tiny.worded_scale()},
        ", question “b”: it is asked only after an answer to “good”, which has no wording here.",
    ),
    "a comment without its statement": (
        [scale(), statement(), comment()],
        {"good": tiny.worded_scale(), "change": {"text": "Change?"}},
        ", question “change”: it is the first comment, and nothing before it",
    ),
}


@pytest.mark.parametrize(("questions", "words", "said"), WORDED.values(), ids=WORDED.keys())
def test_what_makes_no_sense_in_easy_read_is_named(questions: list[Json], words: Json, said: str) -> None:
    found = problems(Questionnaire.model_validate(asking(*questions, variants=[tiny.variant(words)])))
    assert len(found) == 1, found
    assert found[0].startswith(f"Variant “easy-read”{said}")


def welsh(questions: Json, **more: Any) -> Json:
    return tiny.variant(questions, code="cy", kind="language", language="cy", **more)


IN_WELSH: dict[str, tuple[list[Json], Json, str]] = {
    "a question without words": (
        [scale(), contact()],
        {"good": tiny.worded_scale(codes=("no", "bit", "yes", "not_sure"))},
        "question “talk”: it has no wording. A language variant words every question.",
    ),
    "an option without words": ([scale()], {"good": tiny.worded_scale()}, "question “good”: there is no wording for option “not_sure”."),
    "the ends of a rating without words": (
        [rating()],
        {"stars": {"text": "S", "low": "L"}},
        "question “stars”: there is no wording for high.",
    ),
    "help without words": ([contact(help="Call.")], {"talk": {"text": "T"}}, "question “talk”: there is no wording for help."),
}


@pytest.mark.parametrize(("questions", "words", "said"), IN_WELSH.values(), ids=IN_WELSH.keys())
def test_another_language_words_everything(questions: list[Json], words: Json, said: str) -> None:
    found = problems(Questionnaire.model_validate(asking(*questions, variants=[welsh(words)])))
    assert len(found) == 1, found
    assert found[0].startswith(f"Variant “cy”, {said}")


def test_the_titles_of_sections_are_worded_too() -> None:
    unnamed = asking(scale(), variants=[tiny.variant({"good": tiny.worded_scale()}, sections={"other": "Other"})])
    assert problems(Questionnaire.model_validate(unnamed)) == [
        "Variant “easy-read”, section “other”: there is no such section. Use a code of the questionnaire, or take it out.",
        "Variant “easy-read”, section “main”: its title has no wording. Add it to the variant's sections.",
    ]


def test_two_variants_need_codes_of_their_own() -> None:
    twice = [tiny.variant({"good": tiny.worded_scale()}), tiny.variant({"good": tiny.worded_scale()})]
    found = problems(Questionnaire.model_validate(asking(scale(), variants=twice)))
    assert found == ["Variant “easy-read”: two variants have this code. Give each a code of its own."]


SENSIBLE: dict[str, Json] = {
    "every kind of question": asking(
        scale(), choice(), choices(), rating(), number(), goals(), statement(), comment(), comment("more"), contact()
    ),
    "scores that fall": asking(scale(options=[YES, BIT, NO])),
    "a scale whose middle is the best": asking(scale(options=[NO, dict(BIT, positive=True), dict(YES, positive=False)])),
    "faces in order": asking(faced(1, 3, 5)),
    "faces of a reversed scale": asking(faced(5, 3, 1, reversed_scale=True)),
    "rules that look back": asking(
        scale(),
        rating(visible_if=one_of("good", "no", "not_sure")),
        number(visible_if=when("stars", 0)),
        goals(visible_if={"kind": "all", "rules": [{"kind": "answered", "question": "workers"}, when("stars", 3)]}),
        choices(visible_if=when("goals", "calm")),
    ),
    "bands in an only_open section": asking(scale(), sections=(section(statement(), band(), code="about", only_open=True),)),
    "Easy Read with not sure": asking(
        scale(), variants=[tiny.variant({"good": tiny.worded_scale(codes=("no", "bit", "yes", "not_sure"))})]
    ),
    "Easy Read of a scale of two": asking(
        scale(options=[NO, YES, NOT_SURE]), variants=[tiny.variant({"good": tiny.worded_scale(codes=("no", "yes"))})]
    ),
    "another language": asking(
        scale(),
        rating(),
        variants=[
            welsh({"good": tiny.worded_scale(codes=("no", "bit", "yes", "not_sure")), "stars": {"text": "S", "low": "D", "high": "U"}})
        ],
    ),
}


@pytest.mark.parametrize("data", SENSIBLE.values(), ids=SENSIBLE.keys())
def test_what_makes_sense_has_no_problem(data: Json) -> None:
    assert problems(Questionnaire.model_validate(data)) == []
