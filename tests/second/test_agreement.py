"""The headline figures counted twice: by the service, and from its rows by the definitions alone. They must agree on every number.

`python -m tests.second.run` does the same for 200 surveys.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from flask import Flask

from feedback.figures import intervals, measures, rows, spreads, tally
from feedback.figures.quarter import Quarter
from feedback.store import surveys
from tests.databases import application
from tests.second import drawn as drawing
from tests.second import formulas, periods
from tests.second.agreement import Difference, differences
from tests.second.drawn import drawn

SURVEYS = 20
INDEPENDENT = ("export.py", "periods.py", "formulas.py", "counting.py")
LINKED, TURNED = 2, 3
"""Seeds: a survey of personal links with people who answer again, and one with a reversed scale."""


def path_of(app: Flask) -> Path:
    return Path(app.config["SQLALCHEMY_DATABASE_URI"].removeprefix("sqlite:///"))


def counted_twice(app: Flask, seed: int) -> list[Difference]:
    made = drawn(seed)
    return list(differences(path_of(app), made.survey.slug, made.instants))


@pytest.mark.parametrize("seed", range(SURVEYS))
def test_both_agree_on_a_random_survey(app_context: Flask, seed: int) -> None:
    assert [str(one) for one in counted_twice(app_context, seed)] == []


def test_both_agree_on_the_demo(demo_url: str) -> None:
    with application(demo_url) as app, app.app_context():
        slugs = [survey.slug for survey in surveys.everyone()]
        assert len(slugs) >= 2
        assert [str(one) for slug in slugs for one in differences(path_of(app), slug)] == []


def test_the_second_implementation_uses_nothing_of_the_first() -> None:
    for name in INDEPENDENT:
        for node in ast.walk(ast.parse((Path(__file__).parent / name).read_text())):
            imported = [one.name for one in node.names] if isinstance(node, ast.Import) else []
            imported += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert [one for one in imported if one.split(".")[0] in {"feedback", "pandas", "numpy", "scipy", "zoneinfo"}] == []


@pytest.mark.parametrize(
    ("k", "n", "low", "high"), [(0, 10, 0.0, 27.8), (10, 10, 72.2, 100.0), (15, 25, 40.7, 76.6), (53, 62, 74.7, 92.2), (1, 1, 20.7, 100.0)]
)
def test_the_second_interval_is_the_published_one(k: int, n: int, low: float, high: float) -> None:
    assert [round(100 * end, 1) for end in formulas.wilson(k, n)] == [low, high]


def test_the_second_correction_and_difference_are_the_published_ones() -> None:
    assert [round(100 * end, 1) for end in formulas.wilson_of(53, 62, 180)] == [77.0, 91.2]
    assert [round(100 * end, 1) for end in formulas.wilson_of(5, 6, 17)] == [50.2, 96.1]
    assert [round(100 * end, 1) for end in formulas.newcombe(40, 46, 28, 38)] == [-3.7, 30.4]
    assert formulas.word(40, 46, 28, 38) == "no clear change"


def test_quarters_by_the_rule_of_the_clock_change_are_those_of_the_time_zone() -> None:
    begun = datetime(2024, 1, 1, tzinfo=UTC)
    for hours in range(0, 3 * 366 * 24, 7):
        instant = begun + timedelta(hours=hours, minutes=hours % 60)
        assert periods.quarter(periods.london(instant)) == str(Quarter.of_instant(instant))
    assert periods.quarter(periods.london(datetime(2026, 6, 30, 23, 30, tzinfo=UTC))) == "2026/27 Q2"


def _utc_day(instant: datetime) -> Any:
    return instant.date()


def _first_of_each(links: Any, days: Any, ids: Any) -> Any:
    return np.arange(len(list(ids)))


def _unturned(question: Any, code: str) -> Any:
    return next(option.score for option in question.options if option.code == code)


FAULTS: dict[str, tuple[int, Any, str, Callable[..., Any]]] = {
    "days by UTC": (LINKED, drawing, "london_day", _utc_day),
    "forms, not people": (LINKED, tally, "latest", _first_of_each),
    "an interval that is too narrow": (LINKED, measures, "wilson", lambda k, n: intervals.wilson_at(k / n, 2 * n)),
    "a population without its correction": (LINKED, measures, "wilson_finite", lambda k, n, _population: intervals.wilson(k, n)),
    "per cents cut off": (LINKED, rows, "whole_percent", lambda k, n: 100 * k // n),
    "a change where there is none": (LINKED, rows, "change", lambda *_: None),
    "scores not turned round": (TURNED, spreads, "score", _unturned),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_is_wrong_in_the_service_is_found(app_context: Flask, monkeypatch: pytest.MonkeyPatch, fault: str) -> None:
    seed, where, name, wrong = FAULTS[fault]
    monkeypatch.setattr(where, name, wrong)
    assert counted_twice(app_context, seed) != []
