"""Answers collected elsewhere: looked at row by row, then taken all or not at all."""

from __future__ import annotations

import json
import stat
import uuid
from datetime import date
from pathlib import Path

import pytest

from feedback.asking import surveys as life
from feedback.intake.importing import ImportRefused, take, write_refused
from feedback.intake.receiving import receive
from feedback.intake.recording import kept_id
from feedback.questionnaire import starters
from feedback.store import comments, concerns, events, quarters, responses
from tests.intake.arrivals import ACTOR, arrival, form, open_survey
from tests.intake.files import each_type, file_of, look, reasons

QUARTER = "2026/27 Q1"
DAY = "2026-05-04"
ID = "2f0d8a3e-7c4b-4e64-9a55-0b8e2f9f6a01"


def total(survey_id: int) -> int:
    """How many responses a survey has."""
    return sum(count.responses for count in responses.counts(survey_id))


@pytest.mark.usefixtures("each_database")
def test_rows_become_responses_with_comments_read_and_concerns_raised() -> None:
    survey = open_survey()
    written = "sometimes i think everyone would be better off without me"
    header = ["response_id", "sent_on", "touchpoint", "helper", "age_band", "listened", "overall", "good", "change"]
    row = [ID, DAY, "review", "read", "15-16", "Mostly", "Very good", "they listen", written]
    take(look(file_of(header, row, ["", DAY, *[""] * 7])), ACTOR)
    kept = responses.by_id(ID)
    assert kept is not None
    assert (kept.way, kept.quarter, kept.sent_on, kept.touchpoint, kept.helper) == ("import", QUARTER, date(2026, 5, 4), "review", "read")
    assert (kept.age_band, kept.link_number, kept.demo, kept.set_aside) == ("15-16", None, False, None)
    answers = json.loads(kept.answers)
    assert (answers["listened"], answers["overall"], answers["fair"]) == ("mostly", "very_good", "not_asked")
    assert [concern.level for concern in concerns.page(0, "all", 1, 5)[0]] == ["red"]
    desk, _ = comments.page(survey.id, [QUARTER], 1, 5)
    assert all(comment.text != written for comment in desk)
    assert total(survey.id) == 2


def test_it_is_on_record_who_brought_in_how_many(app_context: None) -> None:
    survey = each_type()
    assert take(look(file_of(["good"], ["yes"], ["no"])), ACTOR) == 2
    event = events.latest(["response.imported"], str(survey.id))[0]
    assert (event.actor, event.detail) == (ACTOR, {"slug": "views", "rows": 2})


def test_one_refused_row_stops_all_unless_it_is_left_out_on_purpose(app_context: None) -> None:
    survey = each_type()
    found = look(file_of(["good"], ["yes"], ["lovely"], ["no"]))
    with pytest.raises(ImportRefused, match="nothing was imported"):
        take(found, ACTOR)
    assert total(survey.id) == 0
    assert take(found.without_refused(), ACTOR) == 2
    assert total(survey.id) == 2


def test_when_a_row_cannot_be_kept_none_is(app_context: None, monkeypatch: pytest.MonkeyPatch) -> None:
    survey = each_type()
    found = look(file_of(["good", "change"], ["yes", "more trips"], ["no", "fewer forms"]))

    def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(concerns, "add_all", fail)
    with pytest.raises(RuntimeError):
        take(found, ACTOR)
    assert total(survey.id) == 0
    assert events.latest(["response.imported"]) == []


def test_an_id_counts_once_in_the_file_and_in_the_database(app_context: None) -> None:
    open_survey()
    sent = form(overall="good")
    receive(arrival(sent))
    other = str(uuid.uuid4())
    said = reasons(file_of(["response_id", "overall"], [other, "good"], [kept_id(sent["response_id"]), "good"], [other.upper(), "bad"]))
    assert said == ["response_id: a response with it is kept already.", "response_id: line 2 has the same one."]


def test_a_file_imported_twice_is_refused_the_second_time_even_when_looked_at_before(app_context: None) -> None:
    survey = each_type()
    data = file_of(["response_id", "good"], [ID, "yes"])
    first, second = look(data), look(data)
    take(first, ACTOR)
    with pytest.raises(ImportRefused, match="kept meanwhile"):
        take(second, ACTOR)
    assert total(survey.id) == 1


def test_a_frozen_quarter_takes_no_more_responses(app_context: None, monkeypatch: pytest.MonkeyPatch) -> None:
    each_type()
    monkeypatch.setattr(quarters, "is_frozen", lambda _survey, quarter: quarter == QUARTER)
    assert reasons(file_of(["good", "sent_on"], ["yes", DAY], ["yes", "2026-07-01"]))[0].startswith(f"sent_on: {QUARTER} is frozen")


def test_a_survey_that_was_never_open_takes_none_and_a_closed_one_does(app_context: None) -> None:
    life.create(starters.get("young_people"), "views", "Views", "confidential", ACTOR)
    data = file_of(["overall"], ["good"])
    with pytest.raises(ImportRefused, match="flask survey open views"):
        look(data)
    life.open_survey("views", ACTOR)
    life.close_survey("views", ACTOR)
    assert take(look(data), ACTOR) == 1


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"\n\n\n", "empty"),
        (b"good\n", "no row under the header"),
        (b"good\n\n,,\n", "no row under the header"),
        (b"good,good\nyes,no\n", "two columns .good."),
        (b"good,response.sent_on,sent_on\nyes,,\n", "two columns .sent_on."),
        (b"gud,stars\nyes,7\n", "no column .gud."),
        (b"sent_on\n2026-05-04\n", "no column with answers"),
        (b"good,before\nyes,no\n", "no column .before."),
        (b'good\n"yes\n', "Line 2: unexpected end of data"),
        (b'good\nyes\n"no"t\n', "Line 3"),
        (b"PK\x03\x04\x00\x00", "workbook"),
        ("good\nyes\n".encode("utf-16-le"), "without its mark"),
        (b"good\n\x81\x8d\n", "cannot be read"),
        (b"good\n" + b"a" * 200_000, "field larger than field limit"),
    ],
)
def test_a_file_that_cannot_be_understood_is_refused_with_what_to_do(app_context: None, data: bytes, said: str) -> None:
    each_type()
    with pytest.raises(ImportRefused, match=said):
        look(data)


@pytest.mark.parametrize(
    ("encoding", "separator"),
    [("utf-8", ","), ("utf-8-sig", ";"), ("utf-16", "\t"), ("cp1252", ";"), ("utf-8", "\t")],
)
def test_encodings_and_separators_of_spreadsheets_are_known(app_context: None, encoding: str, separator: str) -> None:
    each_type()
    found = look(
        file_of(["Good", " help_with", "change"], ["yes", "school;work", "£5 für den Bus – “gut”"], separator=separator, encoding=encoding)
    )
    answers = found.taken[0].collected
    assert (answers.coded["good"], answers.coded["help_with"]) == ("yes", ["school", "work"])
    assert answers.comments["change"].text == "£5 für den Bus – “gut”"


def test_a_nul_in_a_comment_goes_and_the_rest_stays(app_context: None) -> None:
    each_type()
    assert look(b"good,change\nyes,more\0 trips and a much better room\n").taken[0].collected.comments["change"].text == (
        "more trips and a much better room"
    )


def test_refused_rows_come_back_with_the_reason_can_be_mended_and_imported(app_context: None, tmp_path: Path) -> None:
    survey = each_type()
    path = tmp_path / "back.csv"
    found = look(file_of(["good", "change"], ["lovely", "=1+1 trips"], ["yes", "fine"], ["grand", "a,b\nc"]))
    write_refused(found, path)
    text = path.read_bytes().decode("utf-8-sig")
    assert text.splitlines()[0] == "good,change,refused_because"
    assert "'=1+1 trips" in text
    assert "“lovely” cannot be taken" in text
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    mended = look(text.replace("lovely", "yes").replace("grand", "no").encode())
    assert [row.collected.comments["change"].text for row in mended.taken] == ["=1+1 trips", "a,b\nc"]
    take(mended, ACTOR)
    assert total(survey.id) == 2


def test_rows_that_are_too_long_come_back_whole(app_context: None, tmp_path: Path) -> None:
    each_type()
    path = tmp_path / "back.csv"
    write_refused(look(file_of(["good"], ["yes", "what is this"], ["maybe"])), path)
    header, long, short = path.read_bytes().decode("utf-8-sig").splitlines()
    assert (header, long.split(",")[:2]) == ("good,,refused_because", ["yes", "what is this"])
    assert short.startswith('maybe,,"good: ')


def test_answers_to_questions_that_were_not_asked_in_the_end_are_dropped_and_counted(app_context: None) -> None:
    from tests.questionnaire import tiny

    questionnaire = tiny.loaded(tiny.scale(), tiny.scale("why", visible_if=tiny.when("good", "no")))
    life.create(questionnaire, "views", "Views", "open", ACTOR)
    life.open_survey("views", ACTOR)
    found = look(file_of(["good", "why"], ["yes", "bit"], ["no", "bit"]))
    assert [row.collected.coded["why"] for row in found.taken] == ["not_asked", "bit"]
    assert found.dropped == 1


def test_a_question_may_be_called_like_a_fact_about_the_response(app_context: None) -> None:
    open_survey(starter="parents_and_carers")
    found = look(file_of(["language", "response.language"], ["mostly", "pl"]))
    assert (found.taken[0].collected.coded["language"], found.taken[0].language) == ("mostly", "pl")
