"""How numbers are written: whole per cents, the nearest five, bands of ten, words. Halves go up."""

from __future__ import annotations

from math import floor

BAND = 10
"""Bases of subgroups are told in bands this wide."""


def half_up(value: float) -> int:
    """The nearest whole number; a half goes up (2.5 to 3, -2.5 to -2)."""
    return floor(value + 0.5)


def whole_percent(k: int, n: int) -> int:
    """k of n in whole per cents, exact: no floating point comes between."""
    return (200 * k + n) // (2 * n)


def percent_text(k: int, n: int) -> str:
    """k of n as text: "87 %". It says 0 % and 100 % only when nobody or everybody is meant."""
    percent = whole_percent(k, n)
    if percent == 0 and k > 0:
        return "under 1 %"
    if percent == 100 and k < n:
        return "over 99 %"
    return f"{percent} %"


def band(n: int, least: int) -> tuple[int, int]:
    """The band that n >= least falls in, as its first and last number: 5-9 (when `least` is 5), 10-19, 20-29…"""
    first = n // BAND * BAND
    return max(first, least), first + BAND - 1


def joined(parts: list[str], last: str) -> str:
    """Parts as a list in a sentence: "a, b or c" when `last` is "or"."""
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}" if len(parts) > 1 else "".join(parts)
