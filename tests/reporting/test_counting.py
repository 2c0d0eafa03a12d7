from __future__ import annotations

import random
from collections import Counter

import pytest
from flask import Flask

from feedback import clock
from feedback.asking import surveys as life
from feedback.figures.quarter import Quarter
from feedback.intake import genuineness
from feedback.reporting import counting
from feedback.reporting.counting import counted
from feedback.reporting.kept import Kept
from feedback.reporting.standing import standing
from feedback.reporting.windows import Window
from feedback.store import responses
from feedback.store.surveys import Survey
from tests.intake.arrivals import ACTOR, open_survey
from tests.reporting.scripted import BAD, GOOD, Q1, Q2, Q3, overall, send

OPEN, CLOSED = Window(Quarter.of(Q3)), Window(Quarter.of(Q2))
YEAR = Window(Quarter.of(Q2), rolling=True)


def shown(survey: Survey, window: Window = OPEN) -> int:
    return counted(survey.id, [window], standing(survey.id))[window].responses


def found(survey: Survey, window: Window) -> Kept:
    return counted(survey.id, [window], standing(survey.id))[window]


@pytest.mark.parametrize(("sent", "expected"), [(0, 0), (4, 0), (5, 5), (7, 5), (9, 5), (10, 10), (14, 10)])
def test_an_open_quarter_shows_responses_five_at_a_time(app_context: Flask, sent: int, expected: int) -> None:
    survey = open_survey()
    overall(survey, sent, 0)
    assert shown(survey) == expected


def test_an_open_quarter_that_is_looked_at_after_each_response_still_moves_in_steps(app_context: Flask) -> None:
    survey = open_survey()
    seen = []
    for _ in range(11):
        overall(survey, 1, 0)
        seen.append(shown(survey))
    assert seen == [0, 0, 0, 0, 5, 5, 5, 5, 5, 10, 10]


def test_setting_one_response_aside_moves_no_figure_of_an_open_quarter_until_five_changed(app_context: Flask) -> None:
    survey = open_survey()
    ids = overall(survey, 10, 0)
    assert shown(survey) == 10
    for position, response_id in enumerate(ids[:5], 1):
        genuineness.set_aside(survey.id, [response_id], "test", "", ACTOR)
        assert shown(survey) == (5 if position == 5 else 10)


@pytest.mark.parametrize("seed", range(3))
def test_two_views_of_an_open_quarter_never_differ_by_fewer_than_five_responses(app_context: Flask, seed: int) -> None:
    survey, chance = open_survey(), random.Random(seed)
    ids, before, steps = overall(survey, 3, 3), frozenset[str](), 0
    for _ in range(40):
        if chance.random() < 0.4:
            ids += overall(survey, 1, 0)
        change = chance.choice([genuineness.set_aside, genuineness.bring_back])
        reason = ["test"] if change is genuineness.set_aside else []
        change(survey.id, chance.sample(ids, 2), *reason, "", ACTOR)
        shown(survey)
        now = frozenset(responses.shown_frame(survey.id, str(OPEN)).id)
        assert len(now ^ before) == 0 or len(now ^ before) >= 5
        steps += now != before
        before = now
    assert steps > 2, "nothing moved: this says nothing"


def test_the_first_view_of_a_closed_quarter_shows_everything_that_counts(app_context: Flask) -> None:
    survey = open_survey()
    ids = overall(survey, 7, 0, Q2)
    genuineness.set_aside(survey.id, ids[:1], "duplicate", "", ACTOR)
    assert shown(survey, CLOSED) == 6


def test_a_quarter_that_was_looked_at_while_it_was_open_is_settled_once_when_it_has_closed(
    app_context: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    survey = open_survey()
    overall(survey, 7, 0)
    assert shown(survey) == 5
    monkeypatch.setattr(clock, "today", lambda: OPEN.last.next().first)
    assert [shown(survey), shown(survey)] == [7, 7]
    overall(survey, 1, 0)
    assert shown(survey) == 7


@pytest.mark.parametrize("reported", [CLOSED, YEAR])
def test_setting_one_response_of_a_settled_quarter_aside_or_bringing_it_back_moves_no_figure(app_context: Flask, reported: Window) -> None:
    survey = open_survey()
    ids = overall(survey, 9, 0, Q2) + overall(survey, 0, 1, Q2)
    before = found(survey, reported)
    for change, reason in ((genuineness.set_aside, ["test"]), (genuineness.bring_back, [])):
        change(survey.id, ids[-1:], *reason, "", ACTOR)
        assert found(survey, reported) == before


def test_a_settled_quarter_moves_when_five_of_its_responses_changed(app_context: Flask) -> None:
    survey = open_survey()
    ids = overall(survey, 12, 0, Q2)
    seen = [shown(survey, CLOSED)]
    for response_id in ids[:6]:
        genuineness.set_aside(survey.id, [response_id], "test", "", ACTOR)
        seen.append(shown(survey, CLOSED))
    assert seen == [12, 12, 12, 12, 12, 7, 7]


def test_what_arrives_late_in_a_settled_quarter_is_shown_five_at_a_time(app_context: Flask) -> None:
    survey = open_survey()
    overall(survey, 7, 0, Q2)
    seen = [shown(survey, CLOSED)]
    for _ in range(6):
        overall(survey, 1, 0, Q2)
        seen.append(shown(survey, CLOSED))
    assert seen == [7, 7, 7, 7, 7, 12, 12]


def test_what_is_imported_into_a_past_quarter_that_nobody_looked_at_is_shown_in_full(app_context: Flask) -> None:
    survey = open_survey()
    overall(survey, 7, 0, Q2)
    found(survey, YEAR)
    overall(survey, 13, 0, Q1)
    assert shown(survey, Window(Quarter.of(Q1))) == 13
    assert shown(survey, YEAR) == 20


def test_counts_are_kept_until_something_shown_changes(app_context: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    survey = open_survey()
    overall(survey, 5, 2, Q2)
    first = counted(survey.id, [CLOSED, YEAR], standing(survey.id))
    overall(survey, 4, 0, Q2)
    with monkeypatch.context() as patched:
        patched.setattr(responses, "shown_frame", lambda *_: pytest.fail("the responses were read again"))
        assert counted(survey.id, [CLOSED, YEAR], standing(survey.id)) == first
    overall(survey, 1, 0, Q2)
    again = counted(survey.id, [CLOSED, YEAR], standing(survey.id))
    assert {window.rolling: kept.responses for window, kept in again.items()} == {False: 12, True: 12}


def test_a_late_response_changes_every_rolling_year_that_contains_its_quarter(app_context: Flask) -> None:
    survey = open_survey()
    last = Quarter.of(Q1)
    years = [Window(last, rolling=True), Window(last.next(), rolling=True), Window(last.next().next().next(), rolling=True)]
    overall(survey, 5, 0, Q1)
    assert [kept.responses for kept in counted(survey.id, years, standing(survey.id)).values()] == [5, 5, 5]
    overall(survey, 5, 0, Q1)
    assert [kept.responses for kept in counted(survey.id, years, standing(survey.id)).values()] == [10, 10, 10]


def test_a_rolling_year_counts_the_latest_answers_of_each_linked_person_once(app_context: Flask) -> None:
    survey = open_survey()
    for link in range(2**61, 2**61 + 6):
        send(survey, {"overall": BAD}, Q1, way="invitation", link_number=link)
    for link in range(2**61, 2**61 + 4):
        send(survey, {"overall": GOOD}, Q2, way="invitation", link_number=link)
    send(survey, {"overall": BAD}, Q1)
    send(survey, {"overall": BAD}, Q2)
    kept = found(survey, YEAR)
    assert (kept.responses, kept.linked, kept.whole.responses) == (12, 10, 8)
    assert kept.whole.of("overall") == {GOOD: 4, BAD: 4}
    assert found(survey, Window(Quarter.of(Q1))).whole.of("overall") == {BAD: 7}


def test_somebody_who_answered_twice_on_one_day_counts_once(app_context: Flask) -> None:
    survey = open_survey()
    for _ in range(2):
        send(survey, {"overall": GOOD}, Q2, way="invitation", link_number=7)
    assert found(survey, CLOSED).whole.responses == 1


def test_a_year_is_the_same_counted_alone_or_together_with_its_quarters(app_context: Flask) -> None:
    survey = open_survey()
    for number in range(30):
        day, link = (Q1, Q2)[number % 2], number % 11
        send(survey, {"overall": GOOD if number % 3 else BAD}, day, way="invitation", link_number=link + 1, bands={"sex": "m"})
    together = counted(survey.id, [Window(Quarter.of(Q1)), YEAR, CLOSED], standing(survey.id))[YEAR]
    overall(survey, 5, 0, Q1)
    alone = found(survey, YEAR)
    assert alone.whole.responses == together.whole.responses + 5 == 16
    assert alone.of("sex") == together.of("sex")


def test_groups_are_counted_by_every_approved_breakdown_and_no_other(app_context: Flask) -> None:
    survey = open_survey()
    bands = {"age_band": "15-16", "ethnicity": "rather_not_say", "needs": "slcn"}
    for helper in ("none", "read", "", "interpreter"):
        send(survey, {"overall": GOOD}, Q2, helper=helper, bands=bands, variant="easy-read", way="kiosk")
    kept = found(survey, CLOSED)
    assert {name: {group: tally.responses for group, tally in groups.items()} for name, groups in kept.groups.items() if groups} == {
        "age_band": {"15-16": 4},
        "assisted": {"no": 1, "yes": 2},
        "variant": {"easy-read": 4},
        "way": {"kiosk": 4},
    }
    assert kept.of("age_band")["15-16"].of("overall") == {GOOD: 4}


def test_answers_to_two_versions_are_counted_together(app_context: Flask) -> None:
    survey = open_survey()
    overall(survey, 3, 0, Q2)
    life.publish("views", counting.questionnaire_of(survey.id), ACTOR)
    overall(survey, 0, 4, Q2)
    kept = found(survey, CLOSED)
    assert kept.whole.of("overall") == {GOOD: 3, BAD: 4}
    assert len(kept.versions) == 2


def test_kept_counts_come_back_as_they_were_kept(app_context: Flask) -> None:
    survey = open_survey()
    for sex, answer in (("m", GOOD), ("f", BAD), ("m", BAD)):
        send(survey, {"overall": answer}, Q2, bands={"sex": sex})
    kept = found(survey, CLOSED)
    assert Kept.from_json(kept.to_json()) == kept
    assert Counter({group: tally.responses for group, tally in kept.of("sex").items()}) == {"m": 2, "f": 1}
