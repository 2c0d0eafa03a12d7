"""Cohen's kappa against tables worked by hand, and its error against one worked out another way."""

from __future__ import annotations

from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.figures.agreement import cohens_kappa
from feedback.figures.intervals import Z

WORDS = ("positive", "negative", "mixed")
Pairs = dict[tuple[str, str], int]


def table(*rows: tuple[int, ...]) -> Pairs:
    """Rows: the first reader's words, columns: the second's."""
    return {(one, other): rows[i][j] for i, one in enumerate(WORDS[: len(rows)]) for j, other in enumerate(WORDS[: len(rows)])}


# By hand: agreement .70, chance .50 * .60 + .50 * .40 = .50, kappa .20 / .50.
# By hand: agreement .89, chance .80 * .80 + .10 * .05 + .10 * .15 = .66, kappa .23 / .34.
@pytest.mark.parametrize(
    ("pairs", "kappa", "n"),
    [
        (table((20, 5), (10, 15)), 0.4, 50),
        (table((75, 1, 4), (5, 4, 1), (0, 0, 10)), 0.23 / 0.34, 100),
        (table((5, 0), (0, 5)), 1.0, 10),
        (table((0, 5), (5, 0)), -1.0, 10),
        (table((25, 25), (25, 25)), 0.0, 100),
    ],
)
def test_kappa_is_as_worked_by_hand(pairs: Pairs, kappa: float, n: int) -> None:
    found = cohens_kappa(pairs)
    assert found is not None
    assert (found.kappa, found.n) == (pytest.approx(kappa), n)


def test_where_chance_explains_everything_or_nothing_was_read_twice_there_is_no_kappa() -> None:
    assert cohens_kappa({}) is None
    assert cohens_kappa({("mixed", "mixed"): 7}) is None


def test_a_count_below_nought_is_refused() -> None:
    with pytest.raises(ValueError, match="below 0"):
        cohens_kappa({("mixed", "mixed"): -1, ("mixed", "neutral"): 9})


def test_under_thirty_pairs_the_figure_asks_for_caution() -> None:
    few, many = cohens_kappa(table((19, 5), (0, 5))), cohens_kappa(table((20, 5), (0, 5)))
    assert few is not None
    assert many is not None
    assert (few.few, many.few) == (True, False)


def by_small_steps(pairs: Pairs) -> float:
    """The standard error by the delta method: how kappa moves with each share, in small steps, times how shares vary together."""
    n, step = sum(pairs.values()), 1e-6
    shares = {pair: count / n for pair, count in pairs.items()}

    def kappa_of(moved: dict[tuple[str, str], float]) -> float:
        agreed = sum(moved[word, word] for word in WORDS)
        chance = sum(sum(moved[word, one] for one in WORDS) * sum(moved[one, word] for one in WORDS) for word in WORDS)
        return (agreed - chance) / (1 - chance)

    slopes = {
        pair: (kappa_of({**shares, pair: share + step}) - kappa_of({**shares, pair: share - step})) / (2 * step)
        for pair, share in shares.items()
    }
    mean = sum(slopes[pair] * share for pair, share in shares.items())
    return sqrt(sum(share * (slopes[pair] - mean) ** 2 for pair, share in shares.items()) / n)


@given(st.lists(st.integers(1, 60), min_size=9, max_size=9))
def test_the_interval_is_that_of_the_delta_method(counts: list[int]) -> None:
    pairs = dict(zip(table((0, 0, 0), (0, 0, 0), (0, 0, 0)), counts, strict=True))
    found = cohens_kappa(pairs)
    assert found is not None
    spread = Z * by_small_steps(pairs)
    assert found.interval.low == pytest.approx(max(-1, found.kappa - spread), abs=1e-4)
    assert found.interval.high == pytest.approx(min(1, found.kappa + spread), abs=1e-4)


@given(st.dictionaries(st.tuples(st.sampled_from(WORDS), st.sampled_from(WORDS)), st.integers(0, 40)))
def test_kappa_lies_in_its_interval_and_does_not_ask_who_was_first(pairs: Pairs) -> None:
    found, turned = cohens_kappa(pairs), cohens_kappa({(other, one): count for (one, other), count in pairs.items()})
    assert (found is None) == (turned is None)
    if found and turned:
        assert -1 <= found.interval.low <= found.kappa + 1e-9 <= found.interval.high + 2e-9
        assert turned.kappa == pytest.approx(found.kappa)
