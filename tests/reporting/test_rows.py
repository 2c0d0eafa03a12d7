"""Responses go out row by row: to whom, why, and with what left out."""

from __future__ import annotations

import csv
import stat
import uuid
from collections.abc import Sequence
from pathlib import Path

import pytest
from flask import Flask

from feedback import accounts, store
from feedback.asking import surveys as life
from feedback.intake.receiving import receive
from feedback.intake.recording import kept_id
from feedback.reporting import rows
from feedback.reporting.rows import Exported, ExportRefused
from feedback.store import council, events, responses
from tests.intake.arrivals import ACTOR, arrival, form, open_survey
from tests.intake.files import each_type
from tests.questionnaire import tiny

pytestmark = pytest.mark.usefixtures("app_context")

OFFICER, REASON = "gwen@example.org", "Youth Justice Board, yearly return"


@pytest.fixture(autouse=True)
def officer(app_context: Flask) -> None:
    accounts.create_officer(OFFICER, "Gwen", "three long words", ["quality_officer"], ACTOR)


def column(exported: Exported, name: str) -> list[object]:
    """The cells of one column, in no order."""
    place = list(exported.header).index(name)
    return sorted((row[place] for row in exported.rows), key=str)


def test_it_takes_a_role_that_may_and_it_goes_on_record() -> None:
    survey = open_survey()
    receive(arrival(form(overall="good")))
    accounts.create_officer("danny@example.org", "Danny", "three long words", ["case_manager", "administrator"], ACTOR)
    for email in ("danny@example.org", "nobody@example.org", ""):
        with pytest.raises(ExportRefused, match="may not export"):
            rows.export("views", email, REASON)
    assert events.latest(["response.exported"]) == []
    rows.export("views", OFFICER.upper(), f"  {REASON} ")
    event = events.latest(["response.exported"], str(survey.id))[0]
    assert (event.actor, event.detail) == (OFFICER, {"slug": "views", "rows": 1, "reason": REASON})


def test_an_officer_who_was_kept_out_may_not() -> None:
    open_survey()
    accounts.create_officer("sana@example.org", "Sana", "three long words", ["administrator"], ACTOR)
    officer_id = accounts.create_officer("left@example.org", "Left", "three long words", ["quality_officer"], ACTOR).id
    accounts.deactivate(officer_id, ACTOR)
    with pytest.raises(ExportRefused, match="may not export"):
        rows.export("views", "left@example.org", REASON)


@pytest.mark.parametrize("reason", ["", "because", "          ", "123456789 "])
def test_a_reason_must_be_typed(reason: str) -> None:
    open_survey()
    with pytest.raises(ExportRefused, match="Say why"):
        rows.export("views", OFFICER, reason)


def test_an_unknown_survey_is_refused() -> None:
    with pytest.raises(ExportRefused, match="no survey at /s/nowhere"):
        rows.export("nowhere", OFFICER, REASON)


def test_every_kind_of_answer_and_of_absence_has_its_own_code() -> None:
    each_type()
    rated = {"goals": ["school"], "goals.school": "7"}
    receive(arrival(form(good="not_sure", where="home", help_with=["school", "work"], stars="0", **rated)))
    receive(arrival(form(good="yes", goals=["work"], workers="3")))
    receive(arrival(form(variant="easy-read", good="bit")))
    found = rows.export("views", OFFICER, REASON)
    assert column(found, "good") == ["bit", "not_sure", "yes"]
    assert column(found, "where") == ["home", "not_asked", "skipped"]
    assert column(found, "help_with.school") == [1, "not_asked", "skipped"]
    assert column(found, "help_with.none") == [0, "not_asked", "skipped"]
    assert column(found, "stars") == [0, "not_asked", "skipped"]
    assert column(found, "goals.school") == [7, "not_asked", "not_chosen"]
    assert column(found, "goals.work") == ["chosen", "not_asked", "not_chosen"]
    assert column(found, "variant") == ["", "", "easy-read"]


def test_nothing_leads_to_a_person_or_a_day_and_no_comment_goes_out() -> None:
    survey = open_survey()
    sent = form(overall="good", good="they listen to me", change="ask for jordan", talk="yes", **{"talk.name": "Kim"})
    receive(arrival(sent))
    found = rows.export("views", OFFICER, REASON)
    everything = str(found.header) + str(found.rows) + found.codebook
    kept = responses.by_id(kept_id(sent["response_id"]))
    assert kept is not None
    for secret in (sent["response_id"], kept.id, kept.digest, "2026-11", "listen to me", "jordan", "Kim", "link_number"):
        assert secret not in everything
    assert column(found, "quarter") == ["2026/27 Q3"]
    assert survey.id


def test_bands_are_those_copied_or_those_answered_and_never_both() -> None:
    each_type("open")
    receive(arrival(form(good="yes", age_band="17+")))
    receive(arrival(form(good="no")))
    found = rows.export("views", OFFICER, REASON)
    assert list(found.header).count("age_band") == 1
    assert column(found, "age_band") == ["17+", "skipped"]
    assert column(found, "sex") == ["", ""]


def test_teams_and_sites_have_names_even_when_they_are_out_of_use() -> None:
    survey = open_survey()
    receive(arrival(form(overall="good")))
    with store.transaction():
        team, site = council.add_place("team", "East team"), council.add_place("site", "=Old Library")
        kept = responses.page(survey.id, "2026/27 Q3", 1, 1)[0][0]
        kept.team_id, kept.site_id = team.id, site.id
        council.remove_place("site", site.id)
    found = rows.export("views", OFFICER, REASON)
    assert (column(found, "team"), column(found, "site")) == (["East team"], ["=Old Library"])


def test_a_response_set_aside_is_left_out() -> None:
    open_survey()
    sent = form(overall="good")
    receive(arrival(sent))
    receive(arrival(form(overall="bad")))
    with store.transaction():
        responses.set_aside(kept_id(sent["response_id"]), "test")
    assert column(rows.export("views", OFFICER, REASON), "overall") == ["bad"]


def test_a_later_version_keeps_the_columns_of_the_earlier_one() -> None:
    life.create(tiny.loaded(tiny.scale(), tiny.rating()), "views", "Views", "open", ACTOR)
    life.open_survey("views", ACTOR)
    receive(arrival(form(good="yes", stars="7")))
    life.publish("views", tiny.loaded(tiny.number(), tiny.scale()), ACTOR)
    receive(arrival(form(version="2", workers="2")))
    found = rows.export("views", OFFICER, REASON)
    assert list(found.header)[-3:] == ["workers", "good", "stars"]
    assert column(found, "stars") == [7, "not_asked"]
    assert column(found, "version") == [1, 2]


def test_the_rows_come_in_another_order_each_time() -> None:
    open_survey()
    for _ in range(40):
        receive(arrival(form(overall="good", listened="not_sure", response_id=str(uuid.uuid4()))))
        receive(arrival(form(overall="bad", response_id=str(uuid.uuid4()))))
    first, second = (orders(rows.export("views", OFFICER, REASON)) for _ in range(2))
    assert sorted(first) == sorted(second)
    assert first != second


def orders(exported: Exported) -> list[str]:
    """The rows as text, in the order in which they come."""
    return [str(row) for row in exported.rows]


def test_a_question_called_like_a_fact_has_a_name_of_its_own() -> None:
    open_survey(starter="parents_and_carers")
    receive(arrival(form(language="mostly")))
    found = rows.export("views", OFFICER, REASON)
    assert (column(found, "language"), column(found, "question.language")) == (["en"], ["mostly"])
    assert len(set(found.header)) == len(found.header)


def test_the_file_is_for_its_owner_and_a_codebook_says_that_it_is_personal_data(tmp_path: Path) -> None:
    each_type()
    receive(arrival(form(good="yes")))
    path = tmp_path / "rows.csv"
    rows.write(rows.export("views", OFFICER, REASON), path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        read = list(csv.DictReader(file))
    assert [(row["good"], row["stars"]) for row in read] == [("yes", "skipped")]
    codebook = rows.codebook_path(path)
    text = codebook.read_text()
    assert "personal data" in text
    assert documented(text) == set(read[0])
    assert {stat.S_IMODE(file.stat().st_mode) for file in (path, codebook)} == {0o600}


def documented(text: str) -> set[str]:
    """The columns that a codebook explains."""
    lines: Sequence[str] = text.split("before it.\n\n", 1)[1].splitlines()
    return {line.split(": ", 1)[0] for line in lines}
