"""Rows that may be shown, as they are shown. Which rows may be shown is decided in `disclosure`."""

from __future__ import annotations

from dataclasses import replace
from math import ceil, floor

from feedback.figures import words
from feedback.figures.change import change
from feedback.figures.intervals import Interval, wilson_at
from feedback.figures.quarter import period
from feedback.figures.released import (
    CONFIDENTIAL,
    NOT_APPLICABLE,
    UNAVAILABLE,
    UNRELIABLE,
    Mark,
    Part,
    ReleasedChange,
    ReleasedRow,
)
from feedback.figures.rounding import band, half_up, percent_text, whole_percent
from feedback.figures.shares import told_share
from feedback.figures.spreads import Count, Spread
from feedback.figures.tables import Asked, Group, Row


def held_back_row(code: str, label: str) -> ReleasedRow:
    """A row of which only its name may be told."""
    return ReleasedRow(code, label, CONFIDENTIAL, CONFIDENTIAL, None, words.hidden_sentence(label), mark=CONFIDENTIAL)


def whole_row(row: Row, people: str, threshold: int) -> ReleasedRow:
    """A figure of a whole audience that is not held back."""
    figure = row.figure
    if figure.n == 0:
        return _empty_row(row, people)
    rated = figure.n >= words.FEWEST_FOR_A_RATE
    split = figure.n >= words.ENOUGH
    return ReleasedRow(
        row.code,
        row.label,
        base=str(figure.n),
        share_text=percent_text(figure.k, figure.n) if rated else words.share_in_a_word(figure.k, figure.n),
        share=whole_percent(figure.k, figure.n) / 100 if rated else None,
        sentence=words.sentence(figure, people),
        interval=_whole_percents(figure.interval) if rated else None,
        mark=_caution(figure.n),
        distribution=_parts(figure) if split else (),
        left_out=words.left_out(figure) if split else "",
        change=_change(row, threshold),
    )


def group_row(row: Group, threshold: int) -> ReleasedRow:
    """A figure of one group that is not held back: nothing is finer than the band of its base."""
    n = row.figure.n
    told = told_share(row.figure.k, n)
    base = _band_text(n, threshold)
    sentence = words.group_sentence(row.label, told.text, row.figure.said, base)
    share = None if told.percent is None else told.percent / 100
    return ReleasedRow(
        row.code,
        row.label,
        base=base,
        share_text=told.text,
        share=share,
        sentence=f"{sentence} {words.CAUTION}" if n < words.ENOUGH else sentence,
        interval=None if share is None else _of_band(share, band(n, threshold)[0], told.step),
        mark=_caution(n),
    )


def member_row(row: Count, total: int, people: str, threshold: int) -> ReleasedRow:
    """How many are in a group, as the band that stands beside its shares."""
    size = _band_text(row.count, threshold)
    return ReleasedRow(row.code, row.label, str(total), size, None, words.band_sentence(row.label, size, total, people))


def _band_text(n: int, threshold: int) -> str:
    low, high = band(n, threshold)
    return f"{low}–{high}"


def cell_row(row: Count, total: int, people: str) -> ReleasedRow:
    """A count of people that is not held back."""
    told = words.count_sentence(row.label, row.count, total, people)
    share = whole_percent(row.count, total) / 100
    return ReleasedRow(row.code, row.label, str(total), f"{row.count} ({percent_text(row.count, total)})", share, told)


def theme_row(row: Count, threshold: int) -> ReleasedRow:
    """How many people raised a theme; the base is that number, and empty where it is told in words."""
    share_text = words.theme_count(row.count, threshold)
    base = str(row.count) if row.count >= threshold else ""
    return ReleasedRow(row.code, row.label, base, share_text, None, f"{row.label}: {share_text}.")


def asked_row(row: Asked, people: str) -> ReleasedRow:
    """A response rate."""
    told = words.response_rate_sentence(row.answered, row.invited, people)
    if row.invited == 0 or row.answered > row.invited:
        return ReleasedRow(row.code, row.label, str(row.invited), UNAVAILABLE, None, told, mark=UNAVAILABLE)
    share = whole_percent(row.answered, row.invited) / 100
    return ReleasedRow(row.code, row.label, str(row.invited), percent_text(row.answered, row.invited), share, told)


def group_rate_row(row: Asked, people: str, threshold: int) -> ReleasedRow:
    """The response rate of a group that is not held back: its size as the band that stands beside its answers, and the side of the line."""
    rate = asked_row(row, people)
    if rate.share is None:
        return rate
    size = _band_text(row.answered, threshold) if row.answered >= threshold else f"under {threshold}"
    side = f"{words.response_side(row.answered, row.invited)} the {words.RESPONSE_LINE} % line"
    told = f"{row.label}: {size} of {row.invited} invited {people} answered, {side}."
    return replace(rate, share_text=f"{size} ({side})", share=None, sentence=told)


def value_rows(spread: Spread) -> tuple[ReleasedRow, ...]:
    """How often each value was given; none when nobody answered."""
    if spread.n == 0:
        return ()
    return tuple(
        ReleasedRow(part.code, part.label, str(spread.n), part.share_text, part.share, f"{part.label}: {part.count} of {spread.n}.")
        for part in _parts(spread)
    )


def _empty_row(row: Row, people: str) -> ReleasedRow:
    figure = row.figure
    others = figure.skipped + figure.not_sure + figure.rather_not_say + figure.other
    mark: Mark = NOT_APPLICABLE if figure.not_asked and not others else UNAVAILABLE
    if mark == NOT_APPLICABLE:
        told = words.not_asked_sentence(people)
    else:
        told = words.sentence(figure, people) if others else words.nothing_collected(period(row.quarters))
    return ReleasedRow(row.code, row.label, "0", mark, None, told, mark=mark)


def _change(row: Row, threshold: int) -> ReleasedChange | None:
    if row.before is None:
        return None
    if 0 < min(row.before.n, row.figure.n) < threshold:
        return ReleasedChange(None, words.too_few_to_compare(row.since))
    found = change(row.before, row.figure)
    return ReleasedChange(found.word if found else None, words.change_sentence(found, row.since))


def _parts(spread: Spread) -> tuple[Part, ...]:
    return tuple(
        Part(part.code, part.label, part.count, whole_percent(part.count, spread.n) / 100, percent_text(part.count, spread.n))
        for part in spread.distribution
    )


def _caution(n: int) -> Mark | None:
    return UNRELIABLE if n < words.ENOUGH else None


def _of_band(share: float, low: int, step: int) -> Interval:
    """The interval of a printed share on the smallest base of its band, outwards to the step of the share in per cents."""
    interval = wilson_at(share, low)
    return Interval(step * floor(100 * interval.low / step) / 100, step * ceil(100 * interval.high / step) / 100)


def _whole_percents(interval: Interval | None) -> Interval | None:
    return None if interval is None else Interval(half_up(100 * interval.low) / 100, half_up(100 * interval.high) / 100)
