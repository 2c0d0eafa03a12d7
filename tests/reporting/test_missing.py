"""Who is missing among those who answered, told in steps and never of few."""

from __future__ import annotations

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from feedback import store
from feedback.figures.quarter import Quarter
from feedback.questionnaire.definition import BANDS
from feedback.reporting.asked_bands import asked_bands, in_steps
from feedback.reporting.missing import Compared, missing
from feedback.store import asked, asks, samples, snapshots
from feedback.store.surveys import Survey
from tests.intake.arrivals import open_survey
from tests.reporting.asks import ask
from tests.reporting.scripted import Q2, Q3

NOW, BEFORE = Quarter.of(Q3), Quarter.of(Q2)


def band(survey: Survey, title: str, quarter: Quarter = BEFORE) -> dict[str, tuple[str, str]]:
    found: Compared = next(one for one in missing(survey, quarter).bands if one.title == title)
    return {row.label: (row.asked, row.answered) for row in found.rows}


def test_who_is_clearly_missing_is_said_in_a_sentence(each_database: Flask) -> None:
    survey = open_survey()
    for code, number, answered in (("10-12", 10, 5), ("13-14", 20, 10), ("15-16", 30, 24), ("17+", 30, 6)):
        ask(survey, number, answered, Q2, bands={"age_band": code})
    found = missing(survey, BEFORE)
    assert found.missing == ["Young people aged 17 and over are a third of those asked, and clearly fewer of those who answered."]
    assert found.more == ["Young people aged 15 to 16 are a third of those asked, and clearly more of those who answered."]
    assert found.shown == 45


@pytest.mark.parametrize(
    ("name", "code", "who"),
    [
        ("sex", "f", "Female young people are"),
        ("care_experience", "yes", "Children in our care are"),
        ("needs", "slcn", "Young people with speech, language and communication needs are"),
        ("order_type", "custody", "Young people in custody or resettlement are"),
        ("ethnicity", "mixed", "Young people of mixed ethnicity are"),
    ],
)
def test_every_band_has_words_for_its_people(app_context: Flask, name: str, code: str, who: str) -> None:
    survey, others = open_survey(), [one for one in BANDS[name] if one != code]
    ask(survey, 40, 5, Q2, bands={name: code})
    for other in others:
        ask(survey, 60 // len(others), 45 // len(others), Q2, bands={name: other})
    assert [sentence.partition(" are ")[0] + " are" for sentence in missing(survey, BEFORE).missing] == [who]


def test_where_shares_are_alike_nobody_is_named(app_context: Flask) -> None:
    survey = open_survey()
    for code, number in (("f", 30), ("m", 60), ("other", 12)):
        ask(survey, number, number // 2, Q2, bands={"sex": code})
    found = missing(survey, BEFORE)
    assert found.bands
    assert (found.missing, found.more) == ([], [])


def test_a_group_of_few_is_held_back_on_both_sides_and_never_named(app_context: Flask) -> None:
    survey = open_survey()
    ask(survey, 30, 2, Q2, bands={"sex": "f"})
    ask(survey, 60, 50, Q2, bands={"sex": "m"})
    ask(survey, 4, 4, Q2, bands={"sex": "other"})
    assert band(survey, "Sex") == {"Male": ("60 (64 %)", "more than their share"), "Female": ("[c]", "[c]"), "Other": ("[c]", "[c]")}
    found = missing(survey, BEFORE)
    assert found.missing == []
    assert found.more == ["Male young people are two thirds of those asked, and clearly more of those who answered."]


def test_of_those_who_answered_no_number_is_told(app_context: Flask) -> None:
    survey = open_survey()
    for code, number, answered in (("m", 60, 40), ("f", 40, 5), ("other", 20, 10)):
        ask(survey, number, answered, Q2, bands={"sex": code})
    assert band(survey, "Sex") == {
        "Male": ("60 (50 %)", "more than their share"),
        "Female": ("40 (33 %)", "fewer than their share"),
        "Other": ("20 (17 %)", "about their share"),
    }


def test_between_two_looks_nobodys_band_comes_out(app_context: Flask) -> None:
    survey = open_survey()
    for code in ("m", "f", "other"):
        ask(survey, 20, 10, bands={"sex": code})
    before = missing(survey, NOW)
    for code in ("m", "f", "m", "m"):
        _answer_one(survey, code)
        assert missing(survey, NOW).bands == before.bands
        assert missing(survey, NOW).shown == 30
    _answer_one(survey, "f")
    assert missing(survey, NOW).shown == 35


@pytest.mark.parametrize("privacy", ["confidential", "open"])
def test_a_draw_of_one_person_moves_no_band(app_context: Flask, privacy: str) -> None:
    survey = open_survey(privacy=privacy)
    for code in ("m", "f", "other"):
        ask(survey, 20, 0, bands={"sex": code})
    for _ in range(4):
        ask(survey, 1, 0, bands={"sex": "f"})
        assert asked_bands(survey, NOW)["sex"] == {"m": 20, "f": 20, "other": 20}
    ask(survey, 1, 0, bands={"sex": "m"})
    assert asked_bands(survey, NOW)["sex"] == {"m": 21, "f": 24, "other": 20}


@given(st.lists(st.integers(0, 30)))
def test_samples_are_counted_in_the_order_of_their_draw_five_people_at_a_time(sizes: list[int]) -> None:
    drawn = list(enumerate(sizes))
    last = 0
    for length in range(len(drawn) + 1):
        counted = in_steps(drawn[:length])
        people = sum(sizes[sample] for sample in counted)
        assert list(counted) == list(range(len(counted)))
        assert people == last or people - last >= 5
        assert sum(sizes[:length]) - people < 5
        last = people


def _answer_one(survey: Survey, code: str) -> None:
    """One of those asked before answers; nobody new is asked."""
    sample_id, _ = ask(survey, 1, 1, bands={"sex": code})
    with store.transaction():
        for table in (asks.Invitation, samples.Member):
            store.database.changed(store.database.db.delete(table).where(table.sample_id == sample_id))
        samples.remove(sample_id)


def test_bands_of_those_asked_are_kept_until_somebody_is_drawn(app_context: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    survey, counted = open_survey(), list[int]()
    count = asked.bands_by_link
    monkeypatch.setattr(asked, "bands_by_link", lambda *about: counted.append(1) or count(*about))
    ask(survey, 20, 10, Q2, bands={"sex": "m"})
    for code in ("f", "other"):
        ask(survey, 10, 5, Q2, bands={"sex": code})
    assert band(survey, "Sex") == band(survey, "Sex")
    assert len(counted) == 1
    ask(survey, 20, 0, Q2, bands={"sex": "f"})
    assert band(survey, "Sex")["Female"] == ("30 (50 %)", "fewer than their share")
    assert len(counted) == 2


def test_a_snapshot_outdates_the_bands_of_an_open_survey(each_database: Flask) -> None:
    survey = open_survey(privacy="open")
    ask(survey, 20, 10, Q2, bands={"sex": "m"})
    before = asked.stamp(survey.id, str(BEFORE))
    with store.transaction():
        taken = {"people": 1, "added": 0, "updated": 1, "ended": 0}
        made = snapshots.add(snapshots.Snapshot(audience="young_people", taken_on=Q3, taken_by="a", **taken))
    after = asked.stamp(survey.id, str(BEFORE))
    with store.transaction():
        made.undone_on = Q3
    assert len({before, after, asked.stamp(survey.id, str(BEFORE))}) == 3
    assert asked_bands(survey, BEFORE)["sex"] == {"m": 20}


def test_where_nothing_is_known_nothing_is_said(app_context: Flask) -> None:
    survey = open_survey()
    ask(survey, 20, 10, Q2)
    found = missing(survey, BEFORE)
    assert (found.bands, found.missing, found.shown) == ([], [], 10)
