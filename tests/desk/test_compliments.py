"""Praise for the whole service, and for a team where enough people praised it."""

from __future__ import annotations

from collections import Counter

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from feedback import store
from feedback.desk import compliments
from feedback.desk.compliments import LEAST, WHOLE_SERVICE, by_team, people
from feedback.store import council
from feedback.store.redactions import Compliment
from tests.desk.quoted import approved, written
from tests.intake.arrivals import open_survey
from tests.reporting.scripted import Q1, Q2, Q3


def pile(**teams: int) -> list[Compliment]:
    """So many people who praised each team; `none`: whose team nobody knows."""
    number = {"none": None, "a": 1, "b": 2, "c": 3}
    return [
        Compliment(f"{team}{one}", "2026/27 Q2", "young_people", number[team], f"{team}{one}", b"")
        for team, count in teams.items()
        for one in range(count)
    ]


@pytest.mark.parametrize(
    ("praised", "named", "left"),
    [
        ({}, {}, 0),
        ({"a": 4}, {}, 4),
        ({"a": 5}, {1: 5}, 0),
        ({"a": 5, "b": 4}, {}, 9),
        ({"a": 5, "b": 5}, {1: 5, 2: 5}, 0),
        ({"a": 9, "b": 6, "c": 1}, {1: 9}, 7),
        ({"a": 9, "b": 6, "none": 4}, {1: 9}, 10),
        ({"a": 9, "b": 6, "none": 5}, {1: 9, 2: 6}, 5),
        ({"a": 9, "b": 3, "c": 2}, {1: 9}, 5),
        ({"none": 2}, {}, 2),
    ],
)
def test_a_team_is_named_from_five_people_on_and_so_is_what_is_left(praised: dict[str, int], named: dict[int, int], left: int) -> None:
    rest, teams = by_team(pile(**praised))
    assert ({team: people(ones) for team, ones in teams.items()}, people(rest)) == (named, left)


def test_one_person_who_praises_five_times_is_one() -> None:
    five_times = [Compliment(f"c{one}", "2026/27 Q2", "young_people", 1, "the same", b"") for one in range(5)]
    assert by_team(five_times) == (five_times, {})


made = st.builds(
    lambda number, team, person: Compliment(str(number), "2026/27 Q2", "young_people", team, str(person), b""),
    st.integers(0, 999),
    st.none() | st.integers(1, 4),
    st.integers(0, 30),
)


@given(st.lists(made, max_size=60, unique_by=lambda one: one.id))
def test_nobody_stands_in_a_small_part_and_nothing_is_lost(praise: list[Compliment]) -> None:
    rest, named = by_team(praise)
    assert Counter(one.id for ones in (rest, *named.values()) for one in ones) == Counter(one.id for one in praise)
    assert all(people(ones) >= LEAST for ones in named.values())
    assert all(one.team_id == team for team, ones in named.items() for one in ones)
    assert not named or not rest or people(rest) >= LEAST


def teams() -> tuple[int, int]:
    with store.transaction():
        return council.add_place("team", "North").id, council.add_place("team", "South").id


def test_the_open_quarter_is_of_the_whole_service_and_a_closed_one_names_teams(app_context: Flask) -> None:
    survey, (north, _) = open_survey(), teams()
    for number in range(LEAST):
        for day in (Q2, Q3):
            approved(written(survey, f"kind and helpful {number}", day=day, team_id=north, link_number=100 + number), compliment=True)
    found, total = compliments.page(1)
    assert total == 2 * LEAST
    assert [(one.quarter, one.whom) for one in found] == [("2026/27 Q3", WHOLE_SERVICE)] * LEAST + [("2026/27 Q2", "North")] * LEAST
    assert {one.words for one in found} == {f"kind and helpful {number}" for number in range(LEAST)}


def test_people_are_counted_and_not_comments(app_context: Flask) -> None:
    survey, (north, _) = open_survey(), teams()
    for number in range(LEAST):
        approved(written(survey, f"kind {number}", team_id=north, link_number=7), compliment=True)
    assert {one.whom for one in compliments.page(1)[0]} == {WHOLE_SERVICE}


def test_newest_first_in_pages_and_without_a_trace_of_whoever_wrote_it(app_context: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compliments, "SIZE", 2)
    survey = open_survey()
    for text, day in (("older", Q1), ("newer", Q2), ("newest kel", Q3)):
        approved(written(survey, text, day=day), compliment=True)
    approved(written(survey, "approved, and no compliment"))
    (first, second), total = compliments.page(1)
    (third,), _ = compliments.page(2)
    assert ([first.quarter, second.words, third.words], total) == (["2026/27 Q3", "newer", "older"], 3)
    assert set(vars(first)) == {"words", "quarter", "by", "whom"}
    assert first.by == "Young person"
