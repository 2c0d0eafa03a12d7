"""The demo has quotes that criticise, and compliments of teams and of the whole service, with names taken out."""

from __future__ import annotations

from flask import Flask

from feedback.demo.seeds import OPEN
from feedback.desk import compliments
from feedback.desk.compliments import WHOLE_SERVICE
from feedback.store import concerns, redactions, surveys
from feedback.store.redactions import Chosen


def test_the_pages_of_quotes_and_compliments_are_alive(demo: Flask) -> None:
    with demo.app_context():
        for slug in ("your-views", "family-views"):
            survey = surveys.by_slug(slug)
            assert survey is not None
            quotes, critical = redactions.counts(Chosen(survey.id))
            assert quotes > critical >= 6
            assert redactions.undecided(Chosen(survey.id), 1, 1)[1] > 0
            assert redactions.kept_back_page(Chosen(survey.id), 1, 1)[1] > 0
        _, total = compliments.page(1)
        praise = [one for number in range(1, total // compliments.SIZE + 2) for one in compliments.page(number)[0]]
        assert len(praise) == total
        assert len({one.whom for one in praise}) > 2
        assert WHOLE_SERVICE in {one.whom for one in praise}
        assert str(OPEN) not in {one.quarter for one in praise}
        said = " ".join(one.words.lower() for one in praise).split()
        assert "[name]" in said
        assert not {"kel", "jordan"} & set(said)
        assert not any(concerns.raised_about(one.id) for one in redactions.compliments())
