"""Scores of instruments, counted and put into bands, against working them out one person at a time."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.figures.instruments import score_spread, scoring_of
from feedback.figures.score_columns import converted
from feedback.figures.spreads import Count, Spread
from feedback.figures.tally import Tally, count, tally
from feedback.questionnaire.definition import Questionnaire
from feedback.questionnaire.loading import load
from tests.figures.samples import written
from tests.questionnaire.instruments import BANDS, ITEMS, instrument, item, made, with_instruments
from tests.questionnaire.tiny import Json, asking, number, rating

PLAIN = {"never": 0, "some": 1, "often": 2}
ANSWER = st.sampled_from([*PLAIN, "not_sure", "skipped", "not_asked", "gone"])
DOCUMENTS = st.fixed_dictionaries({}, optional=dict.fromkeys(ITEMS, ANSWER))
ALL = dict.fromkeys(ITEMS, "some")
"""One point for each of five items, of which one is reversed: 5."""


def measured(**more: Any) -> Questionnaire:
    return load(with_instruments(instrument(**more)))


def by_hand(document: Mapping[str, str]) -> str:
    """Five items of 0 to 2, `worry` the other way round; three must be answered."""
    if all(document.get(code, "not_asked") == "not_asked" for code in ITEMS):
        return "not_asked"
    points = [2 - PLAIN[said] if code == "worry" else PLAIN[said] for code, said in document.items() if said in PLAIN]
    if len(points) < 3:
        return "unscored"
    return str((2 * sum(points) * 5 + len(points)) // (2 * len(points)))


@given(st.lists(DOCUMENTS, max_size=20))
def test_scores_are_those_of_one_person_at_a_time(documents: list[dict[str, str]]) -> None:
    found = tally(measured(), written(*documents))
    assert found.of("score:ease") == dict(Counter(by_hand(document) for document in documents))


@given(st.lists(st.tuples(DOCUMENTS, st.sampled_from(["a", "b", None])), max_size=20))
def test_scores_are_counted_by_group_like_answers(rows: list[tuple[dict[str, str], str | None]]) -> None:
    found = count(measured(), written(*(row[0] for row in rows)), {"half": [row[1] for row in rows]}).groups["half"]
    for group, tallied in found.items():
        assert tallied.of("score:ease") == dict(Counter(by_hand(document) for document, half in rows if half == group))


def test_a_questionnaire_without_instruments_has_no_scores() -> None:
    found = tally(load(asking(*(item(code) for code in ITEMS))), written(ALL))
    assert set(found.counts) == set(ITEMS)


def test_a_conversion_turns_the_sum_into_the_score() -> None:
    lines = [{"raw": raw, "score": raw + 0.25 * (raw > 5)} for raw in range(11)]
    found = tally(measured(conversion=lines), written(ALL, {**ALL, "calm": "often"}, {"calm": "often"}))
    assert found.of("score:ease") == {"5": 1, "6.25": 1, "unscored": 1}


def test_a_sum_outside_the_conversion_is_an_error_and_not_a_missing_score() -> None:
    lines = [{"raw": raw, "score": raw} for raw in range(10)]
    with pytest.raises(ValueError, match='instrument "ease": its conversion has no line for 10'):
        converted(made(conversion=lines), 10)
    assert converted(made(conversion=lines), 9) == 9
    assert converted(made(), 10) == 10


def test_ratings_numbers_and_means_make_scores() -> None:
    mean = instrument(items=["stars", "workers"], how="mean", fewest=1, band_sets=[])
    documents = written({"stars": 7, "workers": 2}, {"stars": 8}, {"stars": "skipped", "workers": "skipped"}, {"stars": 3, "workers": 4})
    found = tally(load(asking(rating(), number(), instruments=[mean])), documents)
    assert found.of("score:ease") == {"4.5": 1, "8": 1, "unscored": 1, "3.5": 1}


def spread_of(questionnaire: Questionnaire, ages: Mapping[str, str | None]) -> Spread:
    """The spread of people named by who they are, who answer with as many points as the number before their name says."""
    documents = written(*({code: list(PLAIN)[points] for code, points in _points(int(name.split()[0])).items()} for name in ages))
    counted = count(questionnaire, documents, {"age_band": list(ages.values())})
    return score_spread(questionnaire, questionnaire.instruments[0], counted.whole, counted.groups["age_band"])


def _points(total: int) -> dict[str, int]:
    """So many points in all, the reversed item answered the other way round."""
    points = {code: min(2, max(0, total - 2 * place)) for place, code in enumerate(ITEMS)}
    return points | {"worry": 2 - points["worry"]}


def test_scores_are_spread_by_band_with_their_mean_beside() -> None:
    found = spread_of(measured(), {"0 a": None, "3 b": None, "4 c": None, "7 d": None, "8 e": None, "10 f": None})
    assert found.distribution == (Count("low", "Low", 2), Count("middle", "Middling", 2), Count("high", "High", 2))
    assert (found.n, found.mean, found.median) == (6, pytest.approx(32 / 6), 5.5)
    assert (found.question, found.text) == ("score:ease", "At ease")


def test_bands_are_those_of_each_persons_age() -> None:
    older = [dict(band, least=band["least"] + (band["least"] > 0)) for band in BANDS]
    sets = [
        {"edition": "1", "ages": ["10-12", "13-14"], "informant": "young_people", "bands": BANDS},
        {"edition": "1", "ages": ["15-16"], "informant": "young_people", "bands": older},
    ]
    ages = {"4 a": "10-12", "4 b": "15-16", "8 c": "13-14", "8 d": "15-16", "4 e": "17+", "4 f": None}
    found = spread_of(measured(band_sets=sets), ages)
    assert {one.code: one.count for one in found.distribution} == {"low": 1, "middle": 2, "high": 1, "no_band": 2}
    assert found.n == 6


def test_bands_of_parents_are_not_for_young_people() -> None:
    sets = [{"edition": "1", "informant": "parents_and_carers", "bands": BANDS}]
    found = spread_of(measured(band_sets=sets), {"4 a": None})
    assert [one.label for one in found.distribution] == ["0 to 1", "2 to 3", "4 to 5", "6 to 7", "8 to 9", "10"]
    assert [one.count for one in found.distribution] == [0, 0, 1, 0, 0, 0]


def test_a_mean_without_bands_is_spread_over_its_range() -> None:
    found = spread_of(measured(how="mean", band_sets=[]), {"2 a": None, "3 b": None, "5 c": None, "10 d": None})
    expected = [("0 to under 0.5", 1), ("0.5 to under 1", 1), ("1 to under 1.5", 1), ("1.5 to 2", 1)]
    assert [(one.label, one.count) for one in found.distribution] == expected


def test_means_over_a_long_range_stand_in_whole_stretches() -> None:
    one = instrument(items=["workers"], how="mean", fewest=1, band_sets=[])
    questionnaire = load(asking(number(most=20), instruments=[one]))
    found = score_spread(questionnaire, questionnaire.instruments[0], tally(questionnaire, written({"workers": 20}, {"workers": 2})), {})
    assert [(count.label, count.count) for count in found.distribution][:2] == [("0 to under 2", 0), ("2 to under 4", 1)]
    assert [(count.label, count.count) for count in found.distribution][-1] == ("18 to 20", 1)


@pytest.mark.parametrize(
    ("items", "labels"),
    [
        ([rating()], [str(value) if value == 10 else f"{value} to {value + 1}" for value in range(0, 11, 2)]),
        ([number(least=1, most=9)], [str(value) for value in range(1, 10)]),
        ([number(most=104)], [f"{low} to {min(low + 10, 104)}" for low in range(0, 105, 11)]),
    ],
)
def test_classes_hold_all_that_can_come_out(items: list[Json], labels: list[str]) -> None:
    one = instrument(items=[question["code"] for question in items], fewest=1, band_sets=[])
    questionnaire = load(asking(*items, instruments=[one]))
    found = score_spread(questionnaire, questionnaire.instruments[0], Tally(), {})
    assert [count.label for count in found.distribution] == labels


def test_who_has_no_score_is_kept_apart() -> None:
    documents = written(ALL, {"calm": "some"}, {}, dict.fromkeys(ITEMS, "skipped"))
    questionnaire = measured()
    found = score_spread(questionnaire, questionnaire.instruments[0], tally(questionnaire, documents), {})
    assert (found.n, found.skipped, found.not_asked, found.mean, found.median, found.sd) == (1, 2, 1, None, None, None)


def test_responses_of_a_version_without_the_instrument_were_not_asked() -> None:
    questionnaire = measured()
    without = load(asking(*(item(code) for code in ITEMS)))
    both = tally(questionnaire, written(ALL, ALL)) + tally(without, written(ALL))
    found = score_spread(questionnaire, questionnaire.instruments[0], both, {})
    assert (found.n, found.not_asked) == (2, 1)


def test_what_a_score_means_is_its_items_and_its_rule_and_not_its_words() -> None:
    def meaning(items: tuple[str, ...] = ITEMS, **more: Any) -> object:
        questionnaire = load(asking(*(item(code) for code in ITEMS), instruments=[instrument(items=list(items), **more)]))
        return scoring_of(questionnaire, questionnaire.instruments[0])

    assert meaning() == meaning(title="Easier", citation="Another line.")
    assert len({meaning(), meaning(fewest=4), meaning(how="mean"), meaning(items=ITEMS[:4])}) == 4


def test_scores_of_a_hundred_thousand_cost_little_beside_counting_answers() -> None:
    documents = written(*({code: list(PLAIN)[(i + place) % 3] for place, code in enumerate(ITEMS)} for i in range(500))) * 60
    plain, scored = load(asking(*(item(code) for code in ITEMS))), measured()
    costs = []
    for questionnaire in (plain, scored):
        begun = time.process_time()
        count(questionnaire, documents, {})
        costs.append(time.process_time() - begun)
    assert costs[1] < 2 * costs[0] + 0.1
