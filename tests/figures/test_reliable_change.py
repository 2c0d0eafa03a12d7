"""Whether one person's change is more than measurement error."""

from __future__ import annotations

import pytest

from feedback.figures.instruments import is_reliable, reliable_change_index, reliable_points


def test_six_points_with_a_deviation_of_5_and_a_reliability_of_84_are_reliable() -> None:
    assert reliable_change_index(20, 26, 5, 0.84) == pytest.approx(2.12, abs=0.005)
    assert reliable_points(5, 0.84) == pytest.approx(5.54, abs=0.005)
    assert is_reliable(20, 26, 5, 0.84)


@pytest.mark.parametrize(("after", "reliable"), [(25.54, False), (25.55, True), (14.46, False), (14.45, True), (20, False)])
def test_the_border_is_the_same_either_way(after: float, reliable: bool) -> None:
    assert is_reliable(20, after, 5, 0.84) is reliable


@pytest.mark.parametrize(("sd", "reliability"), [(0, 0.8), (-1, 0.8), (5, 1), (5, -0.1), (float("nan"), 0.8)])
def test_what_no_publication_can_say_is_refused(sd: float, reliability: float) -> None:
    with pytest.raises(ValueError, match="take both from its publication"):
        is_reliable(20, 26, sd, reliability)
