"""The demo's six quarters as cohorts: one for each survey and breakdown, with every question that has a figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from feedback.demo import responses
from feedback.demo.responses import Sent
from feedback.figures.quarter import Quarter
from tests.attacker.cohorts import Cohort, Response
from tests.attacker.reading import REST
from tests.demo import expected

BREAKDOWNS = {
    "age_band": ("10-12", "13-14", "15-16", "17+"),
    "sex": ("m", "f", "other"),
    "ethnicity": ("white", "asian", "black", "mixed", "other"),
    "order_type": ("prevention", "out_of_court", "referral_order", "yro", "custody"),
    "care_experience": ("yes", "no"),
}
QUESTIONS = ("overall", "listened", "fair")


def cohort_of(breakdown: str) -> Cohort:
    """Young people's answers of all six quarters, divided one way."""
    sent = [one for one in responses.of_young_people() if Quarter.of(one[1].day) in expected.QUARTERS]
    return Cohort(f"demo {breakdown}", expected.QUARTERS, BREAKDOWNS[breakdown], QUESTIONS, tuple(_responses(sent, breakdown)), linked=True)


def _responses(sent: Sequence[Sent], breakdown: str) -> Iterator[Response]:
    for number, (respondent, filled) in enumerate(sent):
        person = respondent.person
        bands = {} if person is None else dict(person.bands) | {"care_experience": "yes" if person.in_care else "no"}
        group = bands.get(breakdown, REST)
        said = {
            question: filled.typed[question] in expected.GOOD
            for question in QUESTIONS
            if filled.typed.get(question, "not_sure") != "not_sure"
        }
        who = -number if person is None else person.link_number
        yield Response(Quarter.of(filled.day), who, group if group in BREAKDOWNS[breakdown] else REST, said)
