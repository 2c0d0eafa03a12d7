"""From fields to what is kept: every question has a code, nothing written is lost, nothing off the path is counted."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from feedback.questionnaire import starters
from feedback.questionnaire.answers import Collected, ContactGiven, Written, collect
from feedback.questionnaire.definition import Comment, Contact, Questionnaire, Statement
from feedback.questionnaire.fields import fit_to_keep, form_class
from feedback.questionnaire.variants import worded
from feedback.questionnaire.visibility import path
from tests.questionnaire.tiny import (
    band,
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
    scale("why_not", visible_if=when("good", "no")),
    choices(),
    rating(),
    number(),
    goals(),
    statement(),
    comment(),
    comment("news", visible_if=when("good", "no")),
    contact(),
    sections=(section(band(), code="about", only_open=True),),
    variants=[variant({"good": worded_scale(), "stars": {"text": "S"}, "before": {"text": "B."}, "change": {"text": "C?"}})],
)


def sent(*posted: tuple[str, str], code: str = "", open_mode: bool = False) -> Collected:
    asked = worded(WHOLE, code)
    form = form_class(asked, WHOLE, open_mode=open_mode)(MultiDict(posted))
    assert form.validate(), form.errors
    return collect(asked, WHOLE, form.data)


NOTHING: dict[str, Any] = {
    "good": "skipped",
    "why_not": "not_asked",
    "help_with": "skipped",
    "stars": "skipped",
    "workers": "skipped",
    "goals": "skipped",
    "age_band": "not_asked",
}


def test_nothing_sent_is_skipped_where_it_was_asked_and_not_asked_elsewhere() -> None:
    assert sent() == Collected(NOTHING, {}, None, {})


def test_answers_are_kept_in_their_own_form() -> None:
    everything = sent(
        ("good", "yes"), ("help_with", "work"), ("stars", "0"), ("workers", "3"), ("goals", "calm"), ("goals", "work"), ("goals.calm", "4")
    )
    assert everything.coded == NOTHING | {
        "good": "yes",
        "help_with": ["work"],
        "stars": 0,
        "workers": 3,
        "goals": {"work": None, "calm": 4},
    }


def test_not_sure_is_an_answer() -> None:
    assert sent(("good", "not_sure")).coded["good"] == "not_sure"


def test_a_coded_answer_off_the_path_is_dropped() -> None:
    assert sent(("good", "yes"), ("why_not", "bit")).coded["why_not"] == "not_asked"
    assert sent(("good", "no"), ("why_not", "bit")).coded["why_not"] == "bit"
    assert sent(("good", "no")).coded["why_not"] == "skipped"


def test_a_comment_is_kept_on_the_path_and_off_it() -> None:
    assert sent(("good", "no"), ("news", "won a fight")).comments == {"news": Written("won a fight", off_path=False)}
    assert sent(("good", "yes"), ("news", "won a fight")).comments == {"news": Written("won a fight", off_path=True)}


def test_a_comment_of_blanks_is_no_comment() -> None:
    assert sent(("change", " \r\n ")).comments == {}


def test_what_the_variant_does_not_ask_is_not_asked_but_what_was_written_stays() -> None:
    easy = sent(("good", "yes"), ("workers", "3"), ("news", "i passed"), ("talk", "yes"), code="easy-read")
    assert easy.coded == dict.fromkeys(NOTHING, "not_asked") | {"good": "yes", "stars": "skipped"}
    assert easy.comments == {"news": Written("i passed", off_path=True)}
    assert easy.contact == ContactGiven("", "")


@pytest.mark.parametrize(
    ("posted", "contact_given"),
    [
        ([], None),
        ([("talk", "")], None),
        ([("talk.name", " "), ("talk.how", "\0")], None),
        ([("talk", "yes")], ContactGiven("", "")),
        ([("talk.name", "Sam")], ContactGiven("Sam", "")),
        ([("talk.how", "07700 900000"), ("talk", "yes")], ContactGiven("", "07700 900000")),
    ],
)
def test_any_part_of_the_wish_to_be_contacted_is_the_wish(posted: list[tuple[str, str]], contact_given: ContactGiven | None) -> None:
    assert sent(*posted).contact == contact_given


def test_bands_are_filled_in_open_surveys_alone() -> None:
    opened, closed = (sent(("age_band", "17+"), open_mode=mode) for mode in (True, False))
    assert (opened.bands, opened.coded["age_band"]) == ({"age_band": "17+"}, "17+")
    assert (closed.bands, closed.coded["age_band"]) == ({}, "not_asked")


def test_rather_not_say_fills_a_band_and_skipping_does_not() -> None:
    assert sent(("age_band", "rather_not_say"), open_mode=True).bands == {"age_band": "rather_not_say"}
    skipped = sent(open_mode=True)
    assert (skipped.bands, skipped.coded["age_band"]) == ({}, "skipped")


FORMS = [
    (whole, worded(whole, code), form_class(worded(whole, code), whole, open_mode=open_mode))
    for whole in (WHOLE, *starters.all().values())
    for code in ("", *(each.code for each in whole.variants))
    for open_mode in (True, False)
]
TYPED = st.text(st.characters(exclude_categories=()), max_size=12) | st.just("y" * 5001)


def values_for(whole: Questionnaire) -> st.SearchStrategy[str]:
    codes = sorted({option.code for question in whole.questions() for option in getattr(question, "options", ())})
    return st.sampled_from(codes) | st.integers(-2, 12).map(str) | TYPED


@given(st.data())
def test_whatever_is_posted_is_told_what_is_wrong_or_kept_and_no_comment_is_ever_lost(data: st.DataObject) -> None:
    whole, asked, form_of = data.draw(st.sampled_from(FORMS))
    names = sorted(form_of(MultiDict()).data.keys() | form_of.dropped)
    name = st.sampled_from(names) if data.draw(st.integers(0, 4)) else TYPED
    posted = MultiDict(data.draw(st.lists(st.tuples(name, values_for(whole)), max_size=12)))
    form = form_of(posted)
    taken = form.validate()
    assert taken or form.problems() or form.unknown
    for question in whole.questions():
        if isinstance(question, Comment):
            written = "\n\n".join(filter(None, map(fit_to_keep, posted.getlist(question.code))))
            assert form[question.code].data == written
            if taken and written:
                assert collect(asked, whole, form.data).comments[question.code].text == written


@given(st.data())
def test_what_is_kept_holds_an_answer_or_its_absence_for_every_coded_question(data: st.DataObject) -> None:
    whole, asked, form_of = data.draw(st.sampled_from(FORMS))
    name = st.sampled_from(sorted(form_of(MultiDict()).data))
    posted = MultiDict(data.draw(st.lists(st.tuples(name, values_for(whole)), max_size=12)))
    form = form_of(posted)
    if not form.validate():
        return
    coded = collect(asked, whole, form.data).coded
    assert list(coded) == [question.code for question in whole.questions() if not isinstance(question, (Comment, Contact, Statement))]
    assert {code for code, answer in coded.items() if answer != "not_asked"} == path(asked, coded) & coded.keys() & form.data.keys()
    assert all(answer not in ("", []) for answer in coded.values())
