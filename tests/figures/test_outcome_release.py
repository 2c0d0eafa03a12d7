from __future__ import annotations

import pytest

from feedback.figures.ledger import Population
from feedback.figures.outcome_words import NOT_THE_CAUSE
from feedback.figures.outcomes import Moves
from feedback.figures.released import Audience, ReleasedRow
from feedback.figures.tables import Changes, Moved
from tests.figures.samples import Q2
from tests.figures.tables import OFFICERS, PUBLIC, YOUNG, Remembering, released


def changes(*moves: Moves) -> Changes:
    return Changes("What changed", "a", (Q2,), YOUNG, tuple(Moved(f"q{i}", f"Question {i}", one, 1, 5) for i, one in enumerate(moves)))


def row(moves: Moves, audience: Audience = OFFICERS) -> ReleasedRow:
    return released(changes(moves), audience).rows[0]


@pytest.mark.parametrize(("people", "audience"), [(1, OFFICERS), (4, OFFICERS), (9, PUBLIC)])
def test_a_row_under_the_threshold_tells_nothing_but_its_name(people: int, audience: Audience) -> None:
    told = row(Moves(improved=people, at_top=1, unlike=2, apart=1, mean=1.0, sd=0.1, reliable=(people, 0)), audience)
    assert (told.base, told.share_text, told.share, told.mark) == ("[c]", "[c]", None, "[c]")
    assert (told.distribution, told.change, told.left_out) == ((), None, "")
    assert told.sentence == "Question 0: held back so that nobody can be recognised."


def test_from_five_to_nine_there_are_words_and_no_numbers_but_the_base() -> None:
    told = row(Moves(improved=6, same=2, worse=1, at_top=2, mean=0.6, sd=0.4))
    assert (told.base, told.share_text, told.share, told.distribution, told.mark) == ("9", "most", None, (), "[u]")
    assert told.sentence == "Most of the young people who answered both times improved."
    assert told.change is not None
    assert (told.change.word, told.change.sentence) == ("improved", "Improved.")
    assert told.left_out == ""


@pytest.mark.parametrize(("same", "mark"), [(1, "[u]"), (20, "[u]"), (21, None)])
def test_from_ten_the_three_counts_are_told_with_care_under_thirty(same: int, mark: str | None) -> None:
    told = row(Moves(improved=8, same=same, worse=1, mean=0.5, sd=0.5, at_top=1), PUBLIC)
    assert [(part.code, part.count) for part in told.distribution] == [("worse", 1), ("same", same), ("improved", 8)]
    assert told.share_text == f"8 improved, {same} the same, 1 worse"
    assert told.mark == mark
    assert told.left_out == "1 of them started at the top and could not improve."


def test_a_question_that_nobody_answered_twice_says_so_but_not_where_somebody_is_left_out() -> None:
    assert (row(Moves()).mark, row(Moves(unlike=3)).left_out[:21]) == ("[x]", "3 more people are lef")
    assert row(Moves(apart=3)).mark == "[c]"


def test_every_table_says_that_the_service_need_not_be_the_cause() -> None:
    assert released(changes(Moves(improved=40))).sentence == NOT_THE_CAUSE
    assert NOT_THE_CAUSE == "This shows what young people say changed. It does not show that the service caused it."


def test_what_was_issued_before_gives_nothing_back() -> None:
    ledger = Remembering(Population("a", "change:q0", (Q2,)), 30)
    assert released(changes(Moves(improved=33)), ledger=ledger).rows[0].mark == "[c]"
    assert released(changes(Moves(improved=35)), ledger=ledger).rows[0].mark is None
