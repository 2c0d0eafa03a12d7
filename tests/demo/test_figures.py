"""The demo's figures are those of its description, and its story can be seen."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date

import pytest

from feedback.demo import how_things, responses
from feedback.demo.recording import Filled
from feedback.demo.respondents import Respondent
from feedback.demo.responses import Sent
from feedback.figures.quarter import Quarter
from tests.demo import expected

SCORES = {"really_not": 1, "not_really": 2, "in_between": 3, "mostly": 4, "really": 5}
SCORES |= {"very_bad": 1, "bad": 2, "okay": 3, "good": 4, "very_good": 5}
Table = dict[str, tuple[int, ...]]
YEAR = expected.QUARTERS[2:]
QUESTIONS = ("listened", "fair", "say", "understand", "miss", "times", "safe", "better", "skills", "help", "complain", "overall")
NOT_IN_EASY_READ = {"miss", "better", "skills", "help"}


def of(sent: Iterable[Sent], quarter: Quarter) -> list[Sent]:
    """The responses of one quarter, by their day."""
    return [(respondent, filled) for respondent, filled in sent if Quarter.of(filled.day) == quarter]


def good(sent: Iterable[Sent], question: str) -> tuple[int, int]:
    """How many answer a question well, of how many with an opinion."""
    answers = [filled.typed.get(question, "not_sure") for _, filled in sent]
    opinions = [answer for answer in answers if answer != "not_sure"]
    return sum(answer in expected.GOOD for answer in opinions), len(opinions)


def share(sent: Iterable[Sent], question: str) -> float:
    """The share of good answers in percent."""
    well, opinions = good(sent, question)
    return 100 * well / opinions


def latest(sent: Iterable[Sent], who: Callable[[Respondent], bool]) -> list[Sent]:
    """Of the year, each person's latest response, and those that nobody knows whose they are."""
    found: dict[object, Sent] = {}
    for number, (respondent, filled) in enumerate(sorted(sent, key=lambda each: each[1].day)):
        if Quarter.of(filled.day) in YEAR and who(respondent):
            found[respondent.person.link_number if respondent.person else f"unlinked {number}"] = (respondent, filled)
    return list(found.values())


def in_care(respondent: Respondent) -> bool:
    return respondent.person is not None and respondent.person.in_care


def black_or_mixed(respondent: Respondent) -> bool:
    return respondent.person is not None and respondent.person.bands["ethnicity"] in {"black", "mixed"}


@pytest.mark.parametrize(
    ("sent", "table", "shares"),
    [
        (responses.of_young_people(), expected.YOUNG_PEOPLE, expected.YOUNG_GOOD),
        (responses.of_parents(), expected.PARENTS, expected.PARENTS_GOOD),
    ],
    ids=["young people", "parents"],
)
def test_counts_and_percentages_are_those_of_the_table(sent: tuple[Sent, ...], table: Table, shares: Table) -> None:
    assert tuple(len(of(sent, quarter)) for quarter in expected.QUARTERS) == table["done"]
    for question, percents in shares.items():
        for quarter, percent in zip(expected.QUARTERS, percents, strict=True):
            well, opinions = good(of(sent, quarter), question)
            assert abs(well - percent * opinions / 100) <= 0.5, (question, str(quarter), well, opinions, percent)


def test_the_two_quarters_that_must_be_exact_are() -> None:
    sent = responses.of_young_people()
    assert good(of(sent, Quarter(2026, 2)), "overall") == (40, 46)
    assert good(of(sent, Quarter(2025, 4)), "overall") == (28, 38)


def test_the_open_quarter_has_answers_up_to_the_demos_day() -> None:
    for sent, expected_count in ((responses.of_young_people(), 23), (responses.of_parents(), 9)):
        open_quarter = of(sent, Quarter(2026, 3))
        assert len(open_quarter) == expected_count
        assert max(filled.day for _, filled in open_quarter) <= date(2026, 11, 21)


def test_care_experienced_young_people_are_few_each_quarter_and_fourteen_in_the_year() -> None:
    sent = responses.of_young_people()
    assert tuple(sum(in_care(respondent) for respondent, _ in of(sent, quarter)) for quarter in expected.QUARTERS) == expected.IN_CARE
    assert good(latest(sent, in_care), "overall") == (10, 14)
    assert round(share(latest(sent, lambda each: not in_care(each)), "overall")) == 84
    five = [each for each in of(sent, Quarter(2026, 1)) if in_care(each[0])]
    assert good(five, "listened") == (5, 5)


def test_black_and_mixed_respondents_find_it_eight_points_less_fair_over_the_year() -> None:
    sent = responses.of_young_people()
    for quarter in expected.QUARTERS:
        assert 5 <= sum(black_or_mixed(respondent) for respondent, _ in of(sent, quarter)) <= 8
    difference = share(latest(sent, lambda each: not black_or_mixed(each)), "fair") - share(latest(sent, black_or_mixed), "fair")
    assert difference == pytest.approx(8, abs=0.5)


def test_turnover_dents_a_quarter_late_appointments_lift_one_question_and_complaints_stay_weakest() -> None:
    sent = responses.of_young_people()
    for question in ("overall", "listened", "fair", "say"):
        assert share(of(sent, Quarter(2025, 4)), question) < min(
            share(of(sent, Quarter(2025, 3)), question), share(of(sent, Quarter(2026, 1)), question)
        )
    times = [share(of(sent, quarter), "times") for quarter in expected.QUARTERS]
    assert times[5] > times[4] > max(times[:4])
    first_of_june = date(2026, 6, 1)
    spring = of(sent, Quarter(2026, 1))
    april_and_may, june = ([each for each in spring if (each[1].day >= first_of_june) == late] for late in (False, True))
    assert share(june, "times") > share(april_and_may, "times") + 10
    for quarter in expected.QUARTERS:
        assert min(QUESTIONS, key=lambda question: share(of(sent, quarter), question)) == "complain"


def test_ways_helpers_and_variants_are_as_described() -> None:
    sent = responses.of_young_people()
    ways = Counter(filled.way for _, filled in sent)
    assert ways["kiosk"] / len(sent) == pytest.approx(0.72, abs=0.01)
    assert ways["paper"] / len(sent) == pytest.approx(0.06, abs=0.01)
    kiosk = [filled for _, filled in sent if filled.way == "kiosk"]
    assisted = [filled for filled in kiosk if filled.helper in {"near", "read"}]
    assert len(assisted) / len(kiosk) == pytest.approx(0.31, abs=0.02)
    alone = [filled for filled in kiosk if filled.helper == "none"]
    assert mean(assisted) - mean(alone) == pytest.approx(0.25, abs=0.1)
    assert {filled.variant for _, filled in sent} == {"", "easy-read"}
    assert {filled.way for _, filled in responses.of_parents()} == {"invitation", "link"}
    unlinked = [filled for respondent, filled in sent if respondent.person is None]
    assert {filled.way for filled in unlinked} == {"link"}
    assert len(unlinked) == 14


def mean(filled: list[Filled]) -> float:
    """The mean of all five-point answers."""
    scores = [SCORES[answer] for each in filled for answer in each.typed.values() if isinstance(answer, str) and answer in SCORES]
    return sum(scores) / len(scores)


def test_people_skip_and_are_not_sure_most_of_all_about_complaints() -> None:
    everybody = [filled for _, filled in responses.of_young_people()]
    whole = [filled for filled in everybody if not filled.variant]
    asked = {question: whole if question in NOT_IN_EASY_READ else everybody for question in QUESTIONS}
    skipped = {question: sum(question not in filled.typed for filled in sent) / len(sent) for question, sent in asked.items()}
    unsure = {question: sum(filled.typed.get(question) == "not_sure" for filled in sent) / len(sent) for question, sent in asked.items()}
    assert all(0.02 <= share <= 0.06 for question, share in skipped.items() if question != "overall"), skipped
    assert max(unsure, key=lambda question: unsure[question]) == "complain"
    assert 0.07 <= unsure["complain"] <= 0.09


def test_some_tick_the_same_answer_all_the_way_down() -> None:
    places = {"really": 5, "very_good": 5, "mostly": 4, "good": 4, "in_between": 3, "okay": 3}
    straight = [filled for respondent, filled in responses.of_young_people() if respondent.straight]
    assert len(straight) == pytest.approx(0.05 * len(responses.of_young_people()), abs=2)
    for filled in straight:
        assert len({places[str(filled.typed[question])] for question in QUESTIONS}) == 1


def test_late_answers_fall_in_the_quarter_in_which_they_were_sent() -> None:
    late = [
        (respondent, filled)
        for respondent, filled in responses.of_young_people()
        if respondent.asked_in not in {None, Quarter.of(filled.day)}
    ]
    assert len(late) == 3
    assert all(respondent.asked_in == Quarter.of(filled.day).previous() for respondent, filled in late)
    after_midnight = [filled for _, filled in late if filled.at.isoformat() == "2026-06-30T23:30:00+00:00"]
    assert [str(Quarter.of(filled.day)) for filled in after_midnight] == ["2026/27 Q2"]


def test_nobody_answers_a_survey_twice_in_a_quarter_and_some_do_so_later() -> None:
    for sent in (responses.of_young_people(), responses.of_parents()):
        keys = Counter((respondent.person.link_number, Quarter.of(filled.day)) for respondent, filled in sent if respondent.person)
        assert set(keys.values()) == {1}
        assert len({number for number, _ in keys}) < len(keys)


def test_everybody_was_with_the_service_when_they_answered() -> None:
    for respondent, filled in (*responses.of_young_people(), *responses.of_parents()):
        person = respondent.person
        if person and respondent.asked_in == Quarter.of(filled.day):
            assert person.started_on <= filled.day <= (person.ended_on or date.max)


def test_starts_and_ends_pair_as_described() -> None:
    starts, ends = ({each.person.link_number: each for each in side if each.person} for side in how_things.everybody())
    both = starts.keys() & ends.keys()
    assert (len(starts), len(ends), len(both)) == (118, 74, 61)
    changes = {number: {q: level(ends[number], q) - level(starts[number], q) for q in how_things.QUESTIONS} for number in both}
    totals = [sum(change.values()) for change in changes.values()]
    assert (sum(t > 0 for t in totals), sum(t == 0 for t in totals), sum(t < 0 for t in totals)) == (36, 15, 10)
    assert sum(change["hope"] for change in changes.values()) / 61 == pytest.approx(0.7, abs=0.05)
    assert abs(sum(change["drugs"] for change in changes.values()) / 61) < 0.1
    assert all(starts[number].day < ends[number].day for number in both)
    assert {each.touchpoint for each in starts.values()} == {"start"}


def level(filled: Filled, question: str) -> int:
    answer = filled.typed[question]
    assert isinstance(answer, str)
    return int(answer)


DIGEST = """
import hashlib
from feedback.demo import asks, how_things, responses
sent = [filled for _, filled in (*responses.of_young_people(), *responses.of_parents())]
print(hashlib.sha256(repr([*sent, how_things.everybody()]).encode()).hexdigest())
"""


def test_the_same_numbers_come_out_in_every_process() -> None:
    found = set()
    for seed in ("1", "2"):
        environment = os.environ | {"PYTHONHASHSEED": seed}
        found.add(subprocess.run([sys.executable, "-c", DIGEST], env=environment, capture_output=True, text=True, check=True).stdout)
    assert len(found) == 1


def test_a_part_that_is_drawn_moves_no_other() -> None:
    before = responses.of_parents()
    for cached in (responses.of_young_people, responses.of_parents, how_things.everybody):
        cached.cache_clear()
    how_things.everybody()
    assert responses.of_parents() == before
