"""Forms on paper: what stands on them, and that they can be set."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any, get_args

import pytest
import typst
from flask import Flask

from feedback.asking import paper_form, typesetting
from feedback.asking.paper_drawings import drawings
from feedback.asking.paper_form import About
from feedback.questionnaire import starters, variants
from feedback.questionnaire.definition import Picture
from tests.questionnaire import tiny
from tests.respondent.test_plain_words import MOST_WORDS

ABOUT = About("Have your say", "views 1", "confidential", "https://feedback.example", easy_read=False)
HELP = [
    {"name": "Childline", "how": "0800 1111", "who": "young_people"},
    {"name": "Parents", "how": "0808 800 2222", "who": "parents_and_carers"},
    {"name": "Shout", "how": "Text 85258", "who": "Anyone"},
]


def pages(data: Any) -> list[bytes]:
    """A form page by page, as SVG."""
    found = typst.compile(
        typesetting.TEMPLATES / "form.typ",
        root=typesetting.TEMPLATES,
        font_paths=[typesetting.FONTS],
        ignore_system_fonts=True,
        format="svg",
        sys_inputs={"data": json.dumps(data)},
    )
    return found if isinstance(found, list) else [found]


def asked(data: Any) -> list[Any]:
    return [question for section in data["sections"] for question in section["questions"]]


@pytest.mark.parametrize("starter", starters.CODES)
@pytest.mark.parametrize("privacy", ["confidential", "open"])
def test_every_starter_prints_in_each_of_its_wordings(app_context: Flask, starter: str, privacy: str) -> None:
    whole = starters.get(starter)
    for variant in ["", *(one.code for one in whole.variants)]:
        about = replace(ABOUT, privacy=privacy, easy_read=variant == "easy-read", help_lines=HELP)
        assert typesetting.pdf("form.typ", paper_form.form(variants.worded(whole, variant), about))[:5] == b"%PDF-"


def test_every_kind_of_question_prints(app_context: Flask) -> None:
    kinds = (tiny.statement(), tiny.scale(), tiny.choice(), tiny.choices(), tiny.rating(), tiny.number(), tiny.comment(), tiny.contact())
    conditional = tiny.choice("later", visible_if=tiny.when("good", "yes"))
    data = paper_form.form(tiny.loaded(*kinds, conditional, tiny.goals()), ABOUT)
    assert len({question["type"] for question in asked(data)}) == 9
    assert [question["conditional"] for question in asked(data)].count(True) == 1
    assert typesetting.pdf("form.typ", data)


def test_a_form_is_tagged_and_titled_for_screen_readers(app_context: Flask) -> None:
    made = typesetting.pdf("form.typ", paper_form.form(starters.get("young_people"), ABOUT))
    assert b"/MarkInfo" in made
    assert b"pdfuaid" in made


def test_questions_have_numbers_and_what_is_asked_in_open_surveys_alone_is_left_out(app_context: Flask) -> None:
    young = starters.get("young_people")
    assert "age_band" not in paper_form.numbered(young, "confidential")
    numbers = paper_form.numbered(young, "open")
    assert list(numbers.values()) == list(range(1, len(numbers) + 1))
    assert "before_you_write" not in numbers
    printed = [question["number"] for question in asked(paper_form.form(young, replace(ABOUT, privacy="open"))) if question["number"]]
    assert printed == list(numbers.values())


def test_easy_read_is_large_and_offers_its_three_answers(app_context: Flask) -> None:
    easy = paper_form.form(variants.worded(starters.get("young_people"), "easy-read"), replace(ABOUT, easy_read=True))
    assert easy["large"]
    assert [option["label"] for option in asked(easy)[0]["options"]] == ["No", "Sort of", "Yes", "Not sure"]
    assert [option["drawing"] for option in asked(easy)[0]["options"]] == ["face-1", "face-3", "face-5", "face-0"]


def test_a_form_says_the_truth_about_its_way(app_context: Flask) -> None:
    def said(**changes: Any) -> str:
        return str(paper_form.form(starters.get("young_people"), replace(ABOUT, **changes))["words"]["private"])

    assert said(privacy="open").startswith("This is anonymous.")
    assert said(codes=["7H0K-19ZZ-XV"]).startswith("The code on this paper is just for you.")
    assert "No code? Then nothing ties your answers to your name." in said()


def test_help_lines_are_those_for_its_readers(app_context: Flask) -> None:
    data = paper_form.form(starters.get("young_people"), replace(ABOUT, help_lines=HELP))
    assert [line["name"] for line in data["help"]] == ["Childline", "Shout"]


def test_our_own_words_are_short_and_neutral(app_context: Flask) -> None:
    for codes in ([""], ["7H0K-19ZZ-XV"]):
        words = paper_form.form(starters.get("young_people"), replace(ABOUT, codes=codes))["words"]
        lines = [line for value in words.values() for line in (value if isinstance(value, list) else [value])]
        sentences = [sentence for line in lines for sentence in re.split(r"(?<=[.?!])\s+", line)]
        assert [sentence for sentence in sentences if len(sentence.split()) > MOST_WORDS] == []
        assert not re.search("justice|offend|youth", " ".join(lines), re.IGNORECASE)


@pytest.mark.parametrize(("checked", "ours", "direction"), [(["ur"], "ur", "rtl"), ([], "en", "ltr")])
def test_another_language_runs_its_own_way(app_context: Flask, checked: list[str], ours: str, direction: str) -> None:
    urdu = starters.get("young_people").model_copy(update={"language": "ur"})
    data = paper_form.form(urdu, replace(ABOUT, checked=checked))
    assert (data["language"], data["direction"]) == ("ur", "rtl")
    assert data["ours"] == {"language": ours, "direction": direction}
    assert typesetting.pdf("form.typ", data)


def test_nobodys_form_begins_on_the_back_of_somebody_elses(app_context: Flask) -> None:
    easy = variants.worded(starters.get("young_people"), "easy-read")
    about = replace(ABOUT, easy_read=True)
    alone = len(pages(paper_form.form(easy, replace(about, codes=["7H0K-19ZZ-XV"]))))
    three = len(pages(paper_form.form(easy, replace(about, codes=["7H0K-19ZZ-XV", "AAAA-AAAA-AA", "BBBB-BBBB-BB"]))))
    assert three == 2 * (alone + alone % 2) + alone


def test_every_face_and_picture_can_be_drawn_alone() -> None:
    found = drawings()
    assert {f"picture-{name}" for name in get_args(Picture)} | {f"face-{number}" for number in range(6)} == set(found)
    assert all(drawn.startswith("<svg") and "viewBox" in drawn for drawn in found.values())
