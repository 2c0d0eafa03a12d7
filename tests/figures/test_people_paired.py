"""Who is paired with what: the latest end in the window with the latest start before it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from feedback.figures.people_paired import Flow, Sent, flow_of, pairs_of, people_of
from tests.figures.pairs import SPRING, SUMMER, sent

Q1, Q2, Q3 = "2026/27 Q1", "2026/27 Q2", "2026/27 Q3"
AUTUMN = date(2026, 10, 6)
DAY = timedelta(days=1)


def paired(*responses: Sent, quarters: tuple[str, ...] | None = None) -> list[tuple[date, date]]:
    return [(pair.start.day, pair.end.day) for pair in pairs_of(people_of(responses), quarters)]


def test_the_latest_end_goes_with_the_latest_start_before_it() -> None:
    starts = [sent(1, "start", day) for day in (SPRING, SPRING + DAY, AUTUMN)]
    ends = [sent(1, "exit", day) for day in (SUMMER, SUMMER + DAY)]
    assert paired(*ends, *starts) == [(SPRING + DAY, SUMMER + DAY)]


@pytest.mark.parametrize("day", [SUMMER, SUMMER + DAY])
def test_an_end_without_an_earlier_start_is_no_pair(day: date) -> None:
    responses = (sent(1, "start", day), sent(1, "exit", SUMMER))
    assert paired(*responses) == []
    assert flow_of(people_of(responses), None) == Flow(started=1, ended=1, paired=0, waiting=1)


def test_answers_of_different_people_are_never_paired() -> None:
    assert paired(sent(1, "start", SPRING), sent(2, "exit", SUMMER)) == []


def test_of_two_ends_on_one_day_the_one_with_the_greater_id_counts_whatever_the_order() -> None:
    responses = [sent(1, "start", SPRING), *(sent(1, "exit", SUMMER, number=number) for number in (1, 3, 2))]
    for order in (responses, responses[::-1]):
        (pair,) = pairs_of(people_of(order), None)
        assert pair.end.id.endswith("-3")


def test_a_window_counts_who_finished_in_it_and_looks_back_for_their_start() -> None:
    responses = (
        sent(1, "start", SPRING),
        sent(1, "exit", SUMMER),
        sent(1, "exit", AUTUMN),
        sent(2, "start", SUMMER),
        sent(2, "exit", AUTUMN),
    )
    assert paired(*responses, quarters=(Q1,)) == []
    assert paired(*responses, quarters=(Q2,)) == [(SPRING, SUMMER)]
    assert sorted(paired(*responses, quarters=(Q2, Q3))) == [(SPRING, AUTUMN), (SUMMER, AUTUMN)]
    assert sorted(paired(*responses)) == [(SPRING, AUTUMN), (SUMMER, AUTUMN)]


def test_who_only_started_and_who_only_finished_is_counted() -> None:
    responses = [sent(link, "start", SPRING) for link in (1, 2, 3)] + [sent(link, "exit", AUTUMN) for link in (1, 4)]
    people = people_of(responses)
    assert flow_of(people, None) == Flow(started=3, ended=2, paired=1, waiting=2)
    assert flow_of(people, [Q2]) == Flow(started=3, ended=0, paired=0, waiting=3)
    assert flow_of(people, [Q3]) == Flow(started=3, ended=2, paired=1, waiting=2)


def test_who_started_after_a_window_is_not_in_it() -> None:
    people = people_of([sent(1, "start", AUTUMN)])
    assert flow_of(people, [Q2]) == Flow(0, 0, 0, 0)
