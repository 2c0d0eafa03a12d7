"""A made-up instrument over made-up questions."""

from __future__ import annotations

from typing import Any

from feedback.questionnaire.instruments import Instrument
from tests.questionnaire.tiny import Json, asking, scale

THREE = [
    {"code": "never", "label": "Never", "score": 0},
    {"code": "some", "label": "Sometimes", "score": 1},
    {"code": "often", "label": "Often", "score": 2, "positive": True},
]
TURNED = [dict(THREE[0], positive=True), THREE[1], dict(THREE[2], positive=False)]
ITEMS = ("calm", "friends", "sleep", "worry", "plans")
"""Five items of 0 to 2; `worry` is reversed."""
BANDS = [
    {"code": "low", "label": "Low", "least": 0},
    {"code": "middle", "label": "Middling", "least": 4},
    {"code": "high", "label": "High", "least": 8},
]


def item(code: str) -> Json:
    turned = code == "worry"
    return scale(code, options=[*(TURNED if turned else THREE), {"code": "not_sure", "label": "Not sure"}], reversed=turned)


def instrument(**more: Any) -> Json:
    """Needs three answers of five, without conversion."""
    sets = [{"edition": "1", "bands": BANDS}]
    about = {"code": "ease", "title": "At ease", "edition": "1", "citation": "At ease. Made up for tests, 2026."}
    return {**about, "items": list(ITEMS), "fewest": 3, "band_sets": sets, **more}


def with_instruments(*instruments: Json) -> Json:
    return asking(*(item(code) for code in ITEMS), instruments=list(instruments))


def made(**more: Any) -> Instrument:
    return Instrument.model_validate(instrument(**more))
