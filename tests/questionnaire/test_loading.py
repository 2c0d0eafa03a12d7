"""From JSON to a questionnaire: what is wrong is said with its place and its cure, and nothing else is ever raised."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.questionnaire import starters
from feedback.questionnaire.definition import Questionnaire
from feedback.questionnaire.loading import DefinitionError, dump, load
from tests.questionnaire import tiny

PLAIN_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=True) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


def problems_of(data: Any) -> list[str]:
    with pytest.raises(DefinitionError) as caught:
        load(data)
    return caught.value.problems


def every_path(node: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    return [path, *(found for step, value in inner for found in every_path(value, (*path, step)))]


WHOLE = tiny.asking(
    tiny.scale(),
    tiny.choices(visible_if={"kind": "any", "rules": [tiny.when("good", "no"), {"kind": "answered", "question": "good"}]}),
    tiny.rating(),
    tiny.number(),
    tiny.goals(),
    tiny.statement(),
    tiny.comment(),
    tiny.contact(),
    sections=(tiny.section(tiny.band(), code="about_you", only_open=True),),
    variants=[tiny.variant({"good": tiny.worded_scale()})],
)
PATHS = every_path(WHOLE)


def changed(path: tuple[Any, ...], value: Any) -> Any:
    copy = json.loads(json.dumps(WHOLE))
    if not path:
        return value
    node = copy
    for step in path[:-1]:
        node = node[step]
    node[path[-1]] = value
    return copy


def loads_and_comes_back_or_says_why(data: Any) -> bool:
    try:
        loaded = load(data)
    except DefinitionError as error:
        return bool(error.problems)
    return load(dump(loaded)) == loaded


@given(PLAIN_JSON)
def test_any_json_is_a_questionnaire_or_a_definition_error(data: Any) -> None:
    with pytest.raises(DefinitionError) as caught:
        load(json.dumps(data))
    assert all(problem.strip() for problem in caught.value.problems)
    assert caught.value.problems


@given(st.text())
def test_any_text_is_a_questionnaire_or_a_definition_error(text: str) -> None:
    with pytest.raises(DefinitionError):
        load(text)


@given(st.sampled_from(PATHS), PLAIN_JSON)
def test_a_questionnaire_with_anything_anywhere_loads_and_comes_back_or_is_a_definition_error(path: tuple[Any, ...], value: Any) -> None:
    assert loads_and_comes_back_or_says_why(changed(path, value))


@given(st.sampled_from([path for path in PATHS if path]), st.data())
def test_a_part_put_in_the_place_of_another_loads_and_comes_back_or_is_a_definition_error(
    path: tuple[Any, ...], data: st.DataObject
) -> None:
    node: Any = WHOLE
    for step in data.draw(st.sampled_from(PATHS)):
        node = node[step]
    assert loads_and_comes_back_or_says_why(changed(path, node))


@pytest.mark.parametrize("code", starters.CODES)
def test_what_is_dumped_loads_again_as_the_same_questionnaire(code: str) -> None:
    whole = starters.get(code)
    assert load(dump(whole)) == whole
    assert dump(load(dump(whole))) == dump(whole)


def test_equal_questionnaires_dump_to_the_same_text_whatever_the_order_of_names() -> None:
    backwards = json.loads(json.dumps(WHOLE), object_pairs_hook=lambda pairs: dict(reversed(pairs)))
    assert dump(load(backwards)) == dump(load(WHOLE))


def test_a_dict_and_its_json_load_alike() -> None:
    assert load(json.dumps(WHOLE)) == load(WHOLE)
    assert isinstance(load(WHOLE), Questionnaire)


FAULTS = [
    (("title",), "", "Title is empty. Write something."),
    (("audience",), "teachers", "Audience must be 'young_people', 'parents_and_carers' or 'people_harmed'."),
    (("welcome", "minutes"), 0, "Welcome, minutes is too small. Use 1 or more."),
    (("welcome", "paragraphs", 0), "x" * 2001, "Welcome, paragraph 1 is too long. Use 2000 characters at most."),
    (("sections", 0, "questions", 0, "text"), 5, "Section “main”, question “good”, text must be text in quotation marks."),
    (
        ("sections", 0, "questions", 0, "txt"),
        "x",
        "Section “main”, question “good”, txt is not a name that we know. Check its spelling, or take it out.",
    ),
    (
        ("sections", 0, "questions", 0, "options", 1, "label"),
        None,
        "Section “main”, question “good”, option “bit”, label must be text in quotation marks.",
    ),
    (
        ("sections", 0, "questions", 1, "options", 0),
        {"label": "x"},
        "Section “main”, question “help_with”, option 1, code is missing. Add it.",
    ),
    (
        ("sections", 0, "questions", 0, "options", 0, "score"),
        float("nan"),
        "Section “main”, question “good”, option “no”, score must be an ordinary number.",
    ),
    (("variants", 0, "questions", "good", "text"), "", "Variant “easy-read”, question “good”, text is empty. Write something."),
    (
        ("variants", 0, "questions", "good", "options", "yes"),
        "",
        "Variant “easy-read”, question “good”, option “yes” is empty. Write something.",
    ),
]


@pytest.mark.parametrize(("path", "value", "said"), FAULTS)
def test_an_error_of_shape_names_its_place_and_says_what_to_do(path: tuple[Any, ...], value: Any, said: str) -> None:
    assert problems_of(changed(path, value)) == [said]


def test_an_unknown_kind_of_question_is_told_which_kinds_there_are() -> None:
    [problem] = problems_of(changed(("sections", 0, "questions", 0, "type"), "scal"))
    assert problem.startswith("Section “main”, question “good” is of an unknown kind “scal”. Use one of: ")
    assert "'statement'" in problem


def test_a_code_with_capitals_is_refused() -> None:
    [problem] = problems_of(changed(("sections", 0, "questions", 2, "code"), "Stars"))
    assert problem.startswith("Section “main”, question “Stars”, code has characters that a code may not have")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Line 1, column 1: this is not JSON"),
        ('{"code": "a",\n  "title" "b"}', "Line 2, column 11: this is not JSON"),
        ('{"code": "a", "code": "b"}', "“code” is given twice between the same brackets. Keep one of them."),
        ("[" * 100_000, "There are brackets inside brackets more than"),
        ("[" * 60 + "]" * 60, "There are brackets inside brackets more than"),
        ('{"minutes": ' + "9" * 5000 + "}", "A number is far too long."),
        ("null", "The questionnaire must be names and values in curly brackets."),
    ],
)
def test_text_that_is_no_json_object_is_told_where_it_breaks(text: str, said: str) -> None:
    assert problems_of(text)[0].startswith(said)


@pytest.mark.parametrize("value", [True, float("nan"), float("inf")])
def test_a_rule_cannot_wait_for_a_value_that_is_no_answer(value: object) -> None:
    assert problems_of(tiny.asking(tiny.scale(), tiny.scale("fair", visible_if=tiny.when("good", value))))


def test_errors_of_meaning_are_raised_by_the_loader_too() -> None:
    assert problems_of(tiny.asking(tiny.scale(), tiny.scale())) == [
        "Question “good”: two questions have this code. Give each a code of its own."
    ]
