"""Counting, against a count that a child could follow."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.figures.tally import Tally, count, latest, tally, tally_by
from feedback.questionnaire.definition import Comment, Contact, Statement
from tests.figures.samples import FIVE, asking, choice, choices, goals, number, rating, scale, written

GOALS = ("school", "home", "calm")
HAD = ("drugs", "work", "not_sure")
QUESTIONNAIRE = asking(scale(), choice("north", "south"), choices(*HAD), rating(), number(), goals(*GOALS))
ABSENT = st.sampled_from(["skipped", "not_asked"])
DOCUMENTS = st.fixed_dictionaries(
    {},
    optional={
        "overall": ABSENT | st.sampled_from([option.code for option in FIVE]),
        "team": ABSENT | st.sampled_from(["north", "south"]),
        "had": ABSENT | st.lists(st.sampled_from(HAD), max_size=4),
        "stars": ABSENT | st.integers(0, 10),
        "workers": ABSENT | st.integers(0, 20),
        "goals": ABSENT | st.dictionaries(st.sampled_from(GOALS), st.none() | st.integers(0, 10), max_size=3),
    },
)
GROUPED = st.lists(st.tuples(DOCUMENTS, st.sampled_from(["a", "b", None])), max_size=30)


def naive(documents: Sequence[Mapping[str, Any]]) -> Tally:
    """One person and one answer at a time."""
    counts: dict[str, Counter[str]] = {code: Counter() for code in ("overall", "team", "had", "stars", "workers", "goals")}
    counts |= {f"goals.{goal}": Counter() for goal in GOALS}
    answered: Counter[str] = Counter()
    for document in documents:
        for code in ("overall", "team", "stars", "workers"):
            counts[code][str(document.get(code, "not_asked"))] += 1
        for code in ("had", "goals"):
            given = document.get(code, "not_asked")
            ticks = {given} if isinstance(given, str) else set(given) or {"skipped"}
            opinions = ticks - {"skipped", "not_asked", "not_sure", "rather_not_say"}
            answered[code] += bool(opinions)
            counts[code].update(opinions or ticks)
            for goal, value in given.items() if isinstance(given, dict) else ():
                counts[f"goals.{goal}"]["skipped" if value is None else str(value)] += 1
    return Tally(len(documents), {code: dict(found) for code, found in counts.items()}, {c: n for c, n in answered.items() if n})


@given(st.lists(DOCUMENTS, max_size=30))
def test_a_tally_is_what_counting_one_by_one_gives(documents: list[dict[str, Any]]) -> None:
    assert tally(QUESTIONNAIRE, written(*documents)) == naive(documents)


@given(GROUPED)
def test_each_group_is_what_counting_it_alone_gives(rows: list[tuple[dict[str, Any], str | None]]) -> None:
    documents, groups = [row[0] for row in rows], [row[1] for row in rows]
    found = tally_by(QUESTIONNAIRE, written(*documents), {"team": groups, "nobody": [None] * len(rows)})
    assert found["nobody"] == {}
    assert found["team"] == {name: naive([row[0] for row in rows if row[1] == name]) for name in sorted({*groups} - {None})}


@given(st.lists(DOCUMENTS, max_size=10), st.lists(DOCUMENTS, max_size=10))
def test_tallies_of_different_responses_add_up(one: list[dict[str, Any]], other: list[dict[str, Any]]) -> None:
    apart = tally(QUESTIONNAIRE, written(*one)) + tally(QUESTIONNAIRE, written(*other))
    assert apart == tally(QUESTIONNAIRE, written(*one, *other))
    assert apart + Tally() == apart


@given(st.lists(DOCUMENTS, max_size=10))
def test_a_tally_comes_back_from_json(documents: list[dict[str, Any]]) -> None:
    found = tally(QUESTIONNAIRE, written(*documents))
    assert Tally.from_json(json.loads(json.dumps(found.to_json()))) == found


def test_more_documents_than_are_read_at_once_are_all_counted() -> None:
    documents = written(*({"overall": "good" if i % 3 else "bad"} for i in range(1_001)))
    found = count(asking(scale()), documents, {"half": ["first" if i < 500 else "second" for i in range(1_001)]})
    assert found.whole.of("overall") == {"bad": 334, "good": 667}
    assert found.groups["half"]["first"].of("overall") == {"bad": 167, "good": 333}
    assert found.groups["half"]["second"].responses == 501


def test_people_are_counted_and_not_ticks() -> None:
    found = tally(asking(choices("drugs", "work")), written({"had": ["drugs", "work", "drugs"]}, {"had": ["work"]}, {"had": "skipped"}))
    assert found.of("had") == {"drugs": 1, "work": 2, "skipped": 1}
    assert found.answered == {"had": 2}


def test_goals_are_counted_by_who_chose_them_and_by_their_ratings() -> None:
    documents = written({"goals": {"school": 0, "home": None}}, {"goals": {"school": 10}}, {"goals": "not_asked"})
    found = tally(asking(goals(*GOALS)), documents)
    assert found.of("goals") == {"school": 2, "home": 1, "not_asked": 1}
    assert (found.of("goals.school"), found.of("goals.home"), found.of("goals.calm")) == ({"0": 1, "10": 1}, {"skipped": 1}, {})


def test_a_question_missing_from_a_document_was_not_asked() -> None:
    assert tally(asking(scale()), written({}, {"overall": "good"})).of("overall") == {"good": 1, "not_asked": 1}


def test_a_code_that_is_no_longer_an_option_is_kept() -> None:
    assert tally(asking(scale()), written({"overall": "brilliant"})).of("overall") == {"brilliant": 1}


def test_words_are_not_counted() -> None:
    comment = Comment(code="why", text="Why?", comment_kind="general")
    questionnaire = asking(scale(), comment, Contact(code="talk", text="Talk?"), Statement(code="thanks", text="Thanks."))
    assert set(tally(questionnaire, written({"overall": "good", "why": "Because."})).counts) == {"overall"}


def test_how_many_answered_in_easy_read_is_a_breakdown_like_any_other() -> None:
    documents = written(*[{"overall": "good"}] * 3)
    assert tally_by(asking(scale()), documents, {"variant": ["", "easy-read", ""]})["variant"]["easy-read"].responses == 1


def test_groups_that_pandas_lost_are_not_known() -> None:
    frame = pd.DataFrame({"sex": ["m", None, "f"]})
    found = tally_by(asking(scale()), written({}, {}, {}), {"sex": frame["sex"].to_numpy(dtype=object)})
    assert {name: group.responses for name, group in found["sex"].items()} == {"f": 1, "m": 1}


def test_no_responses_give_an_empty_tally() -> None:
    assert tally(asking(scale()), []) == Tally(0, {"overall": {}})
    assert tally_by(asking(scale()), [], {"sex": []}) == {"sex": {}}


@pytest.mark.parametrize(
    ("document", "message"),
    [
        ("{", "in position 1 cannot be read"),
        ('["good"]', "in position 1 are not a JSON object"),
        ('{"stars": NaN}', "in position 1 cannot be read"),
        ('{"overall": ["good"]}', 'question "overall": an answer is a list'),
        ('{"overall": null}', 'question "overall": None is neither a code nor a whole number'),
        ('{"stars": 7.5}', 'question "stars": 7.5 is neither'),
        ('{"stars": true}', 'question "stars": True is neither'),
        ('{"had": 3}', 'question "had": 3 is not a list of codes'),
        ('{"had": [["drugs"]]}', 'question "had": .* is not a list of codes'),
        ('{"goals": {"home": [1]}}', 'question "goals.home": an answer is a list'),
    ],
)
def test_a_document_that_makes_no_sense_is_named(document: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        tally(QUESTIONNAIRE, ['{"stars": 3}', document])


def test_a_breakdown_needs_a_group_for_each_response() -> None:
    with pytest.raises(ValueError, match='breakdown "sex" has 1 groups for 2 responses'):
        tally_by(QUESTIONNAIRE, written({}, {}), {"sex": ["m"]})


@pytest.mark.parametrize(
    "data", [{}, {"responses": 3}, {"responses": "3", "counts": {}, "answered": {}}, {"responses": 3, "counts": [], "answered": {}}]
)
def test_what_is_no_kept_tally_is_refused(data: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="count again"):
        Tally.from_json(data)


DAY = date(2026, 7, 1)


@pytest.mark.parametrize(
    ("rows", "kept"),
    [
        ([], []),
        ([(7, 0, "a"), (7, 1, "b")], [1]),
        ([(7, 1, "a"), (7, 0, "b")], [0]),
        ([(7, 0, "a"), (7, 0, "b")], [1]),
        ([(7, 0, "b"), (7, 0, "a")], [0]),
        ([(None, 0, "a"), (None, 0, "b"), (7, 0, "c")], [0, 1, 2]),
        ([(7, 0, "a"), (8, 0, "b"), (7, 3, "c"), (None, 9, "d"), (8, 2, "e")], [2, 3, 4]),
        ([(float("nan"), 0, "a"), (pd.NA, 0, "b")], [0, 1]),
        ([("x", 0, "a"), ("x", 1, "b")], [1]),
    ],
)
def test_a_person_counts_once_with_the_latest_response(rows: list[tuple[Any, int, str]], kept: list[int]) -> None:
    links, days, ids = [row[0] for row in rows], [DAY + timedelta(row[1]) for row in rows], [row[2] for row in rows]
    assert latest(links, days, ids).tolist() == kept


@given(st.lists(st.tuples(st.none() | st.integers(0, 4), st.integers(0, 3)), max_size=20), st.randoms(use_true_random=False))
def test_which_response_is_the_latest_does_not_depend_on_their_order(rows: list[tuple[int | None, int]], random: Any) -> None:
    numbered = [(link, DAY + timedelta(day), f"{position:02}") for position, (link, day) in enumerate(rows)]
    shuffled = random.sample(numbered, len(numbered))

    def kept(these: list[tuple[int | None, date, str]]) -> set[str]:
        return {these[position][2] for position in latest(*([row[part] for row in these] for part in range(3)))}

    assert kept(numbered) == kept(shuffled)
    assert len(kept(numbered)) == len({link for link, _ in rows} - {None}) + sum(link is None for link, _ in rows)


def test_a_link_number_that_lost_digits_is_refused() -> None:
    with pytest.raises(TypeError, match="may have lost digits"):
        latest([1e15], [DAY], ["a"])


def test_lists_of_different_lengths_are_refused() -> None:
    with pytest.raises(ValueError, match="shorter"):
        latest([1, 2], [DAY], ["a", "b"])


def cost(work: Callable[[], object]) -> float:
    """CPU seconds, the least of five tries: other programs only ever add."""
    tries = []
    for _ in range(5):
        begun = time.process_time()
        work()
        tries.append(time.process_time() - begun)
    return min(tries)


def test_ten_times_the_responses_cost_about_ten_times_as_much() -> None:
    draw = np.random.default_rng(7)
    codes = [option.code for option in FIVE]
    documents = [json.dumps({"overall": codes[i], "stars": int(i), "had": ["drugs"]}) for i in draw.integers(0, 7, 20_000)]
    groups = [str(i) for i in draw.integers(0, 5, 20_000)]
    few = cost(lambda: count(QUESTIONNAIRE, documents[:2_000], {"team": groups[:2_000]}))
    many = cost(lambda: count(QUESTIONNAIRE, documents, {"team": groups}))
    assert many < 14 * few


def test_a_tally_does_not_grow_with_the_responses() -> None:
    sizes = [len(json.dumps(tally(QUESTIONNAIRE, written(*[{"overall": "good", "stars": 3}] * n)).to_json())) for n in (10, 9_990)]
    assert sizes[1] - sizes[0] < 50
