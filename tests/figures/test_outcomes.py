"""What moved between start and end, worked out by hand or by scipy."""

from __future__ import annotations

import random

import pytest
from scipy import stats

from feedback.figures.outcomes import Moves, moves, without_few
from feedback.figures.start_and_end import GOALS, TOGETHER
from feedback.questionnaire.definition import Option, Questionnaire
from feedback.questionnaire.loading import load
from tests.figures.pairs import ASKING, SPRING, SUMMER, both, found, moved, sent
from tests.figures.samples import asking, scale
from tests.questionnaire.instruments import ITEMS, with_instruments

Q1, Q2, Q3, Q4 = (f"2025/26 Q{number}" for number in (1, 2, 3, 4))


def test_people_are_counted_by_the_way_they_moved() -> None:
    told = moved(both((1, 3), (2, 2), (5, 4), (5, 5), (3, 4)))
    assert (told.improved, told.same, told.worse, told.n) == (2, 2, 1, 5)
    assert told.at_top == 2
    assert told.mean == pytest.approx((2 + 0 - 1 + 0 + 1) / 5)


def test_the_interval_of_the_mean_is_that_of_a_paired_t_test() -> None:
    rng = random.Random(6)
    for people in (2, 3, 12, 61):
        pairs = [(rng.randint(1, 5), rng.randint(1, 5)) for _ in range(people)]
        before, after = zip(*pairs, strict=True)
        known = stats.ttest_rel(after, before).confidence_interval(0.95)
        told = moved(both(*pairs))
        assert told.interval is not None
        assert tuple(told.interval) == pytest.approx(tuple(known), abs=1e-9)


@pytest.mark.parametrize(
    ("pairs", "word"),
    [
        ([(1, 2)] * 9 + [(2, 2)], "improved"),
        ([(2, 1)] * 9 + [(2, 2)], "declined"),
        ([(1, 2)] * 5 + [(2, 1)] * 5, "no clear change"),
        ([(3, 3)] * 10, "no clear change"),
        ([(3, 4)] * 10, "improved"),
        ([(1, 5)], "no clear change"),
        ([], "no clear change"),
    ],
)
def test_a_word_needs_the_interval_to_leave_out_nought(pairs: list[tuple[int, int]], word: str) -> None:
    assert moved(both(*pairs)).word == word


def test_one_pair_has_no_mean_and_nobody_no_moves() -> None:
    assert moved(both((1, 2))) == Moves(improved=1)
    assert moved([]) == Moves()


@pytest.mark.parametrize("answer", ["skipped", "not_sure", "rather_not_say", "not_asked", "an_option_that_is_gone", None])
def test_who_gives_no_opinion_at_one_end_is_not_compared(answer: str | None) -> None:
    responses = [sent(1, "start", SPRING, overall=answer), sent(1, "exit", SUMMER, overall=4)]
    assert moved(responses).n == 0
    assert moved([sent(1, "start", SPRING, overall=4), sent(1, "exit", SUMMER, overall=answer)]).n == 0


def test_a_question_that_one_version_does_not_ask_is_not_compared() -> None:
    responses = [sent(1, "start", SPRING, overall=1, home=1), sent(1, "exit", SUMMER, version=2, overall=2)]
    told = found(responses, {1: ASKING, 2: asking(scale())})
    assert moves(told, "overall").n == 1
    assert moves(told, "home") == Moves()


def test_answers_are_compared_by_score_when_their_codes_changed() -> None:
    again = tuple(Option(code=f"new_{score}", label=str(score), score=score) for score in range(1, 6))
    responses = [sent(1, "start", SPRING, overall=2), sent(1, "exit", SUMMER, version=2, overall="new_4")]
    assert moves(found(responses, {1: asking(scale()), 2: asking(scale(options=again))}), "overall").improved == 1


def test_answers_on_scales_that_differ_are_counted_apart() -> None:
    three = tuple(Option(code=f"new_{score}", label=str(score), score=score) for score in range(1, 4))
    responses = [sent(1, "start", SPRING, overall=5), sent(1, "exit", SUMMER, version=2, overall="new_3")]
    told = moves(found(responses, {1: asking(scale()), 2: asking(scale(options=three))}), "overall")
    assert (told.n, told.unlike) == (0, 1)


def test_more_is_better_also_on_a_scale_that_is_turned_round() -> None:
    turned = {1: asking(scale(reversed=True))}
    told = moves(found(both((5, 1), (2, 3)), turned), "overall")
    assert (told.improved, told.worse) == (1, 1)
    assert moves(found(both((1, 2)), turned), "overall").at_top == 1


def test_all_questions_together_are_the_mean_on_one_scale() -> None:
    # overall 1 to 5: +1 is 25 of 100; stars 0 to 10: -1 is -10; home the same. (25 - 10 + 0) / 3 = 5.
    start, end = {"overall": 2, "home": 3, "stars": 5}, {"overall": 3, "home": 3, "stars": 4}
    told = moved([sent(1, "start", SPRING, **start), sent(1, "exit", SUMMER, **end), *both((1, 1), first=2)], TOGETHER)
    assert (told.improved, told.same, told.worse) == (1, 0, 0), "who answered one of three questions is not in it"
    two = [sent(link, "start", SPRING, **start) for link in (1, 2)] + [sent(link, "exit", SUMMER, **end) for link in (1, 2)]
    assert moved(two, TOGETHER).mean == pytest.approx(5)


def test_changes_that_cancel_out_are_no_change() -> None:
    start, end = {"overall": 2, "home": 3}, {"overall": 3, "home": 2}
    assert moved([sent(1, "start", SPRING, **start), sent(1, "exit", SUMMER, **end)], TOGETHER).same == 1


def test_one_question_alone_is_not_told_twice() -> None:
    assert moves(found(both((1, 2)), {1: asking(scale())}), TOGETHER) == Moves()


def test_goals_are_paired_goal_by_goal_and_as_one_for_each_person() -> None:
    responses = [
        sent(1, "start", SPRING, goals={"school": 2, "work": 3}),
        sent(1, "exit", SUMMER, goals={"school": 6, "work": 1}),
        sent(2, "start", SPRING, goals={"school": 4}),
        sent(2, "exit", SUMMER, goals={"work": 9}),
        sent(3, "start", SPRING, goals={"school": None}),
        sent(3, "exit", SUMMER, goals={"school": 9}),
        sent(4, "start", SPRING, goals="skipped"),
        sent(4, "exit", SUMMER, goals={"school": 10}),
    ]
    school, work, every = (moved(responses, key) for key in ("goals.school", "goals.work", GOALS))
    assert (school.improved, school.n, school.reliable) == (1, 1, (1, 0))
    assert (work.worse, work.n, work.reliable) == (1, 1, (0, 0)), "two points down are fewer than 2.45"
    assert (every.improved, every.n) == (1, 1), "+4 and -2 are +1 on average"


def instrumented(**published: float | str) -> dict[int, Questionnaire]:
    more = {"published": published} if published else {}
    made = {"code": "ease", "title": "At ease", "edition": "1", "citation": "Made up.", "items": list(ITEMS), "fewest": 3, **more}
    return {1: load(with_instruments(made))}


def test_an_instrument_is_subtracted_as_a_score_and_its_reliable_change_needs_what_is_published() -> None:
    calm = {"calm": "never", "friends": "never", "sleep": "never", "worry": "often", "plans": "never"}
    at_ease = {"calm": "often", "friends": "often", "sleep": "often", "worry": "never", "plans": "often"}
    responses = [sent(1, "start", SPRING, **calm), sent(1, "exit", SUMMER, **at_ease)]
    plain = moves(found(responses, instrumented()), "score:ease")
    assert (plain.improved, plain.reliable) == (1, None)
    # SD 5 and reliability .84 make 5.54 points reliable; 0 to 10 is ten points.
    told = moves(found(responses, instrumented(sd=5.0, reliability=0.84, source="Made up.")), "score:ease")
    assert told.reliable == (1, 0)
    some = {code: answer for code, answer in at_ease.items() if code in {"calm", "friends"}}
    assert moves(found([responses[0], sent(1, "exit", SUMMER, **some)], instrumented()), "score:ease").n == 0


def finished(**quarters: int) -> list:  # type: ignore[type-arg]
    """So many pairs, all one better, that ended in each quarter of 2025/26."""
    days = {"q1": (2025, 5), "q2": (2025, 8), "q3": (2025, 11), "q4": (2026, 2)}
    responses, link = [], 0
    for name, people in quarters.items():
        year, month = days[name]
        for _ in range(people):
            link += 1
            responses += [
                sent(link, "start", SPRING.replace(year=2025, month=4), overall=1),
                sent(link, "exit", SPRING.replace(year=year, month=month), overall=2),
            ]
    return responses


@pytest.mark.parametrize(
    ("quarters", "alone", "told", "apart"),
    [
        ({"q1": 6, "q2": 7}, {Q1, Q2}, 13, 0),
        ({"q1": 6, "q2": 4}, {Q1, Q2}, 6, 4),
        ({"q1": 6, "q2": 4, "q3": 1}, {Q1, Q2, Q3}, 11, 0),
        ({"q1": 6, "q2": 4}, {Q1}, 6, 4),
        ({"q1": 6, "q2": 9}, {Q1}, 15, 0),
        ({"q1": 3}, {Q1}, 0, 3),
    ],
    ids=["all shown", "one too small", "two small ones are enough", "one open and small", "one open and large", "nothing else"],
)
def test_everything_leaves_out_what_all_minus_the_quarters_would_tell_of_few(
    quarters: dict[str, int], alone: set[str], told: int, apart: int
) -> None:
    seen = moves(without_few(found(finished(**quarters)), alone, [], 5), "overall")
    assert (seen.n, seen.apart) == (told, apart)


def test_everything_minus_a_year_of_small_quarters_tells_of_nobody_either() -> None:
    year = [Q1, Q2, Q3, Q4]
    small = found([*finished(q1=3, q2=3, q3=3, q4=3), *(sent(link, "start", SPRING, overall=1) for link in (90, 91))])
    assert moves(without_few(small, set(year), [year], 5), "overall").n == 12
    more = found([*finished(q1=3, q2=3, q3=3, q4=3), *both((1, 2), (1, 2), first=90)])
    seen = moves(without_few(more, {*year, "2026/27 Q2"}, [year], 5), "overall")
    assert (seen.n, seen.apart) == (0, 14)
