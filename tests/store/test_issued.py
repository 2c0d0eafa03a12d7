"""The ledger: what was issued to whom."""

from __future__ import annotations

from datetime import date

import pytest

from feedback import store
from feedback.store import issued
from feedback.store.issued import Line
from tests.store.rows import a_survey

pytestmark = pytest.mark.usefixtures("each_database")

EVERYBODY = Line("2026/27 Q2", "overall:top_2", "", "", 46)
GIRLS = Line("year to 2026/27 Q2", "", "sex", "f", 14)


def test_what_was_issued_is_found_again_for_its_audience_and_survey_each_once() -> None:
    survey, other = a_survey(), a_survey("other")
    with store.transaction():
        issued.add(survey.id, "public", [EVERYBODY, GIRLS], date(2026, 11, 21))
        issued.add(survey.id, "public", [EVERYBODY], date(2026, 11, 22))
        issued.add(survey.id, "board", [GIRLS], date(2026, 11, 22))
        issued.add(other.id, "public", [], date(2026, 11, 22))
    assert sorted(issued.before(survey.id, "public")) == [EVERYBODY, GIRLS]
    assert issued.before(survey.id, "board") == [GIRLS]
    assert issued.before(other.id, "public") == []
