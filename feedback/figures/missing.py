"""Whose voice is missing: a group's share of those who answered beside its share of those who were asked."""

from __future__ import annotations

from dataclasses import dataclass

from feedback.figures.intervals import Interval, newcombe
from feedback.figures.rounding import percent_text
from feedback.figures.words import FEWEST, FEWEST_FOR_A_RATE

FRACTIONS = (
    (1 / 20, "a twentieth"),
    (1 / 10, "a tenth"),
    (1 / 7, "a seventh"),
    (1 / 5, "a fifth"),
    (1 / 4, "a quarter"),
    (1 / 3, "a third"),
    (2 / 5, "two fifths"),
    (1 / 2, "half"),
    (3 / 5, "three fifths"),
    (2 / 3, "two thirds"),
    (3 / 4, "three quarters"),
    (4 / 5, "four fifths"),
    (9 / 10, "nine tenths"),
)
NEAR = 0.03
"""How far a share may be from its fraction."""


@dataclass(frozen=True)
class Beside:
    """A group of those of whom the band is known: `k` of `n` who answered, `asked_k` of `asked_n` who were asked."""

    k: int
    n: int
    asked_k: int
    asked_n: int

    @property
    def difference(self) -> Interval | None:
        """The 95 % interval of the group's share of those who answered minus its share of those who did not.

        The two share nobody, and differ in the same direction as those who answered and those asked. None where either are too
        few, or where others answered than were asked.
        """
        rest_k, rest_n = max(self.asked_k - self.k, 0), self.asked_n - self.n
        if self.n < FEWEST_FOR_A_RATE or rest_n < FEWEST or rest_k > rest_n:
            return None
        return newcombe(self.k, self.n, rest_k, rest_n)

    @property
    def side(self) -> str:
        """ "missing" or "more" where the shares differ clearly, else ""."""
        found = self.difference
        if found is None or found.holds(0):
            return ""
        return "missing" if found.high < 0 else "more"

    def sentence(self, who: str) -> str:
        """What differs, in words: "Young people aged 17 and over are a third of those asked, and clearly fewer of those who answered."

        How many of those who answered would tell what the results page gives as a range.
        """
        asked = fraction(self.asked_k / self.asked_n) or percent_text(self.asked_k, self.asked_n)
        return f"{who} are {asked} of those asked, and clearly {'fewer' if self.side == 'missing' else 'more'} of those who answered."


def fraction(share: float) -> str:
    """A share as a fraction in words; empty where none is near."""
    distance, words = min((abs(share - value), words) for value, words in FRACTIONS)
    return words if distance <= NEAR else ""
