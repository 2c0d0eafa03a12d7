"""The people of the demo are as many and as different as its description says."""

from __future__ import annotations

from collections import Counter

import pytest

from feedback.demo import cohort
from feedback.demo.seeds import QUARTERS, last_day


def now() -> list[cohort.Somebody]:
    """Who is there on the demo's day."""
    return [person for person in cohort.young_people() if person.ended_on is None]


def test_there_are_180_young_people_seventeen_of_them_in_care() -> None:
    assert len(now()) == 180
    assert sum(person.in_care for person in now()) == 17
    assert len({person.language for person in now()}) == 9


@pytest.mark.parametrize(
    ("band", "shares"),
    [
        ("sex", {"m": 84, "f": 15, "other": 1}),
        ("age_band", {"10-12": 4, "13-14": 21, "15-16": 43, "17+": 32}),
        ("ethnicity", {"white": 68, "asian": 13, "black": 8, "mixed": 8, "other": 3}),
        ("order_type", {"prevention": 38, "out_of_court": 31, "referral_order": 17, "yro": 10, "custody": 4}),
    ],
)
def test_their_bands_have_the_shares_described(band: str, shares: dict[str, int]) -> None:
    counted = Counter(person.bands[band] for person in now())
    for code, percent in shares.items():
        assert counted[code] == pytest.approx(percent * 1.8, abs=1)


def test_two_thirds_have_speech_and_language_needs() -> None:
    counted = Counter(person.bands["needs"] for person in now())
    assert (counted["slcn"] + counted["both"]) / 180 == pytest.approx(0.66, abs=0.01)
    assert (counted["ehcp"] + counted["both"]) / 180 == pytest.approx(0.22, abs=0.01)


def test_the_cohort_rolls_by_eight_percent_at_most() -> None:
    for quarter in QUARTERS:
        last = last_day(quarter)
        there = [person for person in cohort.young_people() if person.started_on <= last and (person.ended_on or last) >= last]
        assert 180 * 0.92 <= len(there) <= 180 * 1.08, str(quarter)


def test_about_150_parents_are_in_the_frame_none_of_a_child_in_care() -> None:
    there = [parent for parent in cohort.parents() if parent.ended_on is None]
    assert 138 <= len(there) <= 162
    assert all("care_experience" not in parent.bands for parent in there)


def test_nobody_shares_a_reference_or_a_link_number() -> None:
    everybody = [*cohort.young_people(), *cohort.parents()]
    assert len({person.reference for person in everybody}) == len(everybody)
    assert len({person.link_number for person in everybody}) == len(everybody)
