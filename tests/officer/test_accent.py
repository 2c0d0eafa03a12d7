"""The accent colour: readable on white, or refused with the nearest that is."""

from __future__ import annotations

import colorsys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.officer.council import accent

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
# Worked out by hand from the definition in WCAG 2.2: white 1, black 21; the greys beside 4.5 are the well-known #767676 and #777777.
CONTRASTS = [("#ffffff", 1.0), ("#000000", 21.0), ("#767676", 4.54), ("#777777", 4.48), ("#ff0000", 4.0), ("#0000ff", 8.59)]


@pytest.mark.parametrize(("colour", "ratio"), CONTRASTS)
def test_contrast_is_that_of_the_guidelines(colour: str, ratio: float) -> None:
    assert accent.contrast_with_white(colour) == pytest.approx(ratio, abs=0.005)


def test_the_two_greys_beside_the_limit_fall_on_their_sides() -> None:
    assert accent.passes("#767676")
    assert not accent.passes("#777777")
    assert accent.nearest_that_passes("#777777") == "#767676"


@given(COLOURS)
def test_the_nearest_passes_keeps_its_hue_and_is_the_lightest_that_does(colour: str) -> None:
    nearest = accent.nearest_that_passes(colour)
    assert accent.passes(nearest)
    if accent.passes(colour):
        assert nearest == colour
    else:
        assert accent.contrast_with_white(nearest) < 4.75
        assert _hue_distance(colour, nearest) < 0.02


def _hue_distance(one: str, other: str) -> float:
    hues = []
    for colour in (one, other):
        red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
        if max(red, green, blue) - min(red, green, blue) < 0.1:
            return 0.0
        hues.append(colorsys.rgb_to_hls(red, green, blue)[0])
    distance = abs(hues[0] - hues[1])
    return min(distance, 1 - distance)


@pytest.mark.parametrize(
    ("typed", "colour"),
    [("#0B6B6B", "#0b6b6b"), ("0b6b6b", "#0b6b6b"), (" #fc0 ", "#ffcc00"), ("red", None), ("#12345", None), ("#12345g", None), ("", None)],
)
def test_what_is_typed_is_tidied_or_known_to_be_no_colour(typed: str, colour: str | None) -> None:
    assert accent.tidy(typed) == colour
