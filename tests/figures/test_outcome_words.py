from __future__ import annotations

import pytest
from scipy import stats

from feedback.figures.outcome_words import (
    apart_sentence,
    flow_sentence,
    mean_moved_sentence,
    moves_sentence,
    reliable_sentence,
    room_sentence,
    unlike_sentence,
    waiting_sentence,
)
from feedback.figures.outcomes import Moves
from feedback.figures.people_paired import Flow

YOUNG = "young people"
FEW = "Few people answered, so treat this with care."


@pytest.mark.parametrize(
    ("moves", "said"),
    [
        (Moves(), "No young people answered this both times."),
        (Moves(improved=4), "Too few young people answered this both times to show what changed."),
        (Moves(improved=5), "Most of the young people who answered both times improved."),
        (Moves(improved=4, same=4), "Half or fewer of the young people who answered both times improved."),
        (
            Moves(improved=36, same=15, worse=10),
            "36 of 61 young people improved, 15 stayed the same and 10 got worse: clearly more got better than worse.",
        ),
        (
            Moves(improved=14, same=35, worse=12),
            "14 of 61 young people improved, 35 stayed the same and 12 got worse: no clear difference between better and worse.",
        ),
        (
            Moves(improved=1, same=3, worse=9),
            f"1 of 13 young people improved, 3 stayed the same and 9 got worse: clearly more got worse than better. {FEW}",
        ),
    ],
)
def test_how_many_moved_which_way(moves: Moves, said: str) -> None:
    assert moves_sentence(moves, YOUNG) == said


@pytest.mark.parametrize(("improved", "worse"), [(5, 0), (6, 0), (8, 1), (9, 2), (10, 2), (0, 6), (15, 5), (14, 6), (0, 0)])
def test_the_split_is_clear_when_the_exact_sign_test_says_so(improved: int, worse: int) -> None:
    moved = improved + worse
    clear = moved > 0 and stats.binomtest(improved, moved).pvalue < 0.05
    said = moves_sentence(Moves(improved=improved, same=20, worse=worse), YOUNG)
    assert ("clearly" in said) == clear


@pytest.mark.parametrize(
    ("moves", "said"),
    [
        # 0.7 with a standard deviation of 0.8 in 61: t(60) = 2.0003, so 0.7 plus and minus 0.205.
        (
            Moves(improved=40, same=15, worse=6, mean=0.7, sd=0.8),
            "Improved: 0.7 points higher on average on a scale from 1 to 5 (likely between 0.5 higher and 0.9 higher).",
        ),
        (
            Moves(improved=14, same=35, worse=12, mean=0.03, sd=0.66),
            "No clear change: level on average on a scale from 1 to 5 (likely between 0.1 lower and 0.2 higher).",
        ),
        (
            Moves(improved=0, same=0, worse=10, mean=-1.0, sd=0.0),
            "Declined: 1.0 points lower on average on a scale from 1 to 5 (likely between 1.0 lower and 1.0 lower).",
        ),
        (Moves(improved=9, mean=1.0, sd=0.5), "Improved."),
        (Moves(improved=4, mean=1.0, sd=0.5), ""),
        (Moves(), ""),
    ],
)
def test_by_how_much_on_average(moves: Moves, said: str) -> None:
    assert mean_moved_sentence(moves, 1, 5) == said


def test_who_could_not_improve_is_told_from_ten_people_up() -> None:
    assert room_sentence(Moves(improved=6, same=4, at_top=3)) == "3 of them started at the top and could not improve."
    assert room_sentence(Moves(improved=6, same=3, at_top=3)) == ""
    assert room_sentence(Moves(improved=10)) == ""


def test_a_reliable_change_is_told_only_where_its_size_is_known() -> None:
    moves = Moves(improved=10, worse=2, reliable=(7, 1))
    assert reliable_sentence(moves, 2.45) == "7 went up and 1 went down by 2.45 points or more, which counts as a reliable change."
    assert reliable_sentence(moves, None) == reliable_sentence(Moves(improved=12), 2.45) == ""
    assert reliable_sentence(Moves(improved=9, reliable=(7, 0)), 2.45) == ""


def test_who_is_left_out_is_said() -> None:
    assert unlike_sentence(Moves()) == apart_sentence(Moves()) == ""
    assert unlike_sentence(Moves(unlike=1)) == "1 more person is left out: this question had other scores at the start than at the end."
    assert apart_sentence(Moves(apart=3)) == "3 more people are not counted yet: too few finished when they did to tell of them."


def test_how_many_who_started_also_finished() -> None:
    flow = Flow(started=118, ended=74, paired=61, waiting=57)
    assert flow_sentence(flow, YOUNG) == "61 of 118 young people who started also finished."
    assert flow_sentence(flow, YOUNG, "in 2026/27 Q2") == "61 of 74 young people who finished in 2026/27 Q2 had answered at the start too."
    assert waiting_sentence(flow) == "57 who started have not finished yet: nobody knows what changed for them."
    assert waiting_sentence(flow, "2026/27 Q2").startswith("57 who started had not finished by the end of 2026/27 Q2:")
    nobody = Flow(0, 0, 0, 0)
    assert flow_sentence(nobody, YOUNG).startswith("No young people answered at the start by a personal link or code")
    assert flow_sentence(nobody, YOUNG, "in 2026/27 Q2") == "No young people finished in 2026/27 Q2."
    assert waiting_sentence(nobody) == "Everybody who started has finished."
