"""What a row of an import means, and why a row is refused."""

from __future__ import annotations

from datetime import date

import pytest

from tests.databases import TODAY
from tests.intake.files import each_type, file_of, look, one, reasons

pytestmark = pytest.mark.usefixtures("app_context")

ID = "2f0d8a3e-7c4b-4e64-9a55-0b8e2f9f6a01"


@pytest.mark.parametrize(
    ("column", "cell", "answer"),
    [
        ("good", "bit", "bit"),
        ("good", "A bit", "bit"),
        ("good", "  a  BIT ", "bit"),
        ("good", "not_sure", "not_sure"),
        ("good", "", "skipped"),
        ("good", "skipped", "skipped"),
        ("good", "not_asked", "not_asked"),
        ("where", "At the office", "office"),
        ("help_with", "work;school", ["school", "work"]),
        ("help_with", "School; None of these", None),
        ("help_with", "None of these", ["none"]),
        ("stars", "0", 0),
        ("stars", "11", None),
        ("stars", "7.5", None),
        ("workers", "3", 3),
        ("workers", "three", None),
        ("goals", "school:7;Work: 3;calm", {"school": 7, "work": 3, "calm": None}),
        ("goals", "school;work;home;calm", None),
        ("goals", "school:11", None),
        ("goals", "fame:3", None),
        ("good", "lovely", None),
        ("where", "home;office", None),
    ],
)
def test_a_cell_becomes_the_answer_that_the_form_would_have_kept(column: str, cell: str, answer: object) -> None:
    each_type()
    if answer is None:
        assert reasons(file_of([column], [cell])) != [], cell
        assert reasons(file_of([column], [cell]))[0].startswith(f"{column}: ")
    else:
        assert one(**{column: cell, "sent_on": TODAY.isoformat()})[column] == answer


def test_a_question_without_a_column_was_not_asked() -> None:
    each_type()
    assert one(good="yes")["stars"] == "not_asked"
    assert look(file_of(["good"], ["yes"])).not_in_file[:2] == ["where", "help_with"]


def test_what_somebody_wrote_is_kept_as_it_is_even_where_it_looks_like_a_code() -> None:
    each_type()
    found = look(file_of(["change"], ["skipped"], ["not_asked"], ['say "no", please\nnext line'], ["'=me + you"]))
    assert [row.collected.comments["change"].text for row in found.taken] == [
        "skipped",
        "not_asked",
        'say "no", please\nnext line',
        "=me + you",
    ]


def test_a_wish_to_be_contacted_comes_in_with_name_and_number() -> None:
    each_type()
    header = ["good", "talk", "talk.name", "talk.how"]
    found = look(file_of(header, ["yes", "x", "Kim", "07700 900123"], ["yes", "no", "", ""], ["yes", "", "", ""]))
    kim, *others = (row.collected.contact for row in found.taken)
    assert kim is not None
    assert (kim.name, kim.how) == ("Kim", "07700 900123")
    assert others == [None, None]


@pytest.mark.parametrize(
    ("cell", "day"),
    [("2026-05-31", date(2026, 5, 31)), ("31/05/2026", date(2026, 5, 31)), ("", TODAY), (TODAY.isoformat(), TODAY)],
)
def test_a_day_is_written_in_one_of_two_ways_and_is_today_when_left_out(cell: str, day: date) -> None:
    each_type()
    found = look(file_of(["good", "sent_on"], ["yes", cell]))
    assert [row.facts.day for row in found.taken] == [day]


@pytest.mark.parametrize(
    "cell", ["2026-11-22", "22/11/2026", "31/02/2026", "05-31-2026", "yesterday", "0001-01-01", "1999-12-31", "20260531"]
)
def test_a_day_that_is_none_or_cannot_be_is_refused(cell: str) -> None:
    each_type()
    assert reasons(file_of(["good", "sent_on"], ["yes", cell]))[0].startswith("sent_on: ")


@pytest.mark.parametrize(
    ("column", "good", "bad"),
    [
        ("touchpoint", "Review", "middle"),
        ("helper", "read", "teacher"),
        ("language", "pl", "polish"),
        ("variant", "easy-read", "large-print"),
        ("response_id", ID, "123"),
        ("response_id", ID.upper(), ID.replace("-4e64-", "-1e64-")),
        ("age_band", "13-14", "12"),
        ("needs", "rather_not_say", "yes"),
    ],
)
def test_facts_about_a_response_take_known_codes_alone(column: str, good: str, bad: str) -> None:
    each_type()
    found = look(file_of(["good", column], ["yes", good], ["yes", bad]))
    assert (len(found.taken), len(found.refused)) == (1, 1)
    assert " ".join(found.refused[0].reasons).startswith(f"{column}: ")


def test_a_made_up_id_is_a_new_one_each_time() -> None:
    each_type()
    found = look(file_of(["good", "response_id"], ["yes", ""], ["yes", ""]))
    assert len({row.facts.response_id for row in found.taken}) == 2


def test_bands_are_copied_in_a_confidential_survey_and_answered_in_an_open_one() -> None:
    each_type()
    each_type("open", slug="open-views")
    data = file_of(["good", "age_band"], ["yes", "17+"])
    copied = look(data).taken[0]
    said = look(data, "open-views").taken[0]
    assert (copied.facts.bands, copied.collected.coded["age_band"]) == ({"age_band": "17+"}, "not_asked")
    assert (said.facts.bands, said.collected.bands) == ({}, {"age_band": "17+"})


def test_in_the_variant_only_its_own_questions_and_options_can_be_answered() -> None:
    each_type()
    found = look(
        file_of(
            ["variant", "good", "stars"],
            ["easy-read", "bit!", ""],
            ["easy-read", "A bit", ""],
            ["easy-read", "not_sure", ""],
            ["easy-read", "bit", "7"],
        )
    )
    assert [row.collected.coded["good"] for row in found.taken] == ["bit", "bit"]
    assert [row.reasons[0].split(":")[0] for row in found.refused] == ["good", "stars"]


def test_every_reason_against_a_row_is_said_at_once() -> None:
    each_type()
    said = reasons(file_of(["sent_on", "helper", "good"], ["2031-01-01", "dog", "lovely"]))[0]
    assert "in the future" in said
    assert "“dog”" in said
    assert "“lovely” cannot be taken. Use one of no, bit, yes, not_sure, or the labels." in said


def test_a_row_of_another_width_is_refused_but_for_empty_cells_at_its_end() -> None:
    each_type()
    data = b"good,stars\nyes,7,,\nyes\nyes,7,8\n,,\n"
    found = look(data)
    assert len(found.taken) == 1
    assert [row.row.line for row in found.refused] == [3, 4]
