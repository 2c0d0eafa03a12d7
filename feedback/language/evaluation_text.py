"""The evaluation of readings as a text of tables, for a terminal and for a page in a fixed-width face."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from feedback.language.evaluating import (
    CLASSES,
    RESAMPLES,
    SEED,
    Judged,
    Scores,
    Share,
    breakdowns,
    calibration,
    calibration_error,
    confusion,
    scores,
    worst,
)
from feedback.language.labelled import LABELS

MOST_MISTAKES = 10
LONGEST_QUOTE = 90


def evaluation_text(judged: Sequence[Judged], mistakes: int = MOST_MISTAKES) -> str:
    """All tables for these readings (at least one), and up to `mistakes` of the worst mistakes, quoted."""
    return "\n".join([*_summary(judged), *_confusion(judged), *_calibration(judged), *_parts(judged), *_worst(judged, mistakes)])


def _summary(judged: Sequence[Judged]) -> Iterator[str]:
    found = scores(judged)
    yield f"{found.n:,} comments read with {judged[0].reading.engine}."
    yield "Three classes: mixed and unclear count as neutral."
    yield f"In brackets: 95 % intervals, bootstrap with {RESAMPLES:,} draws, seed {SEED}."
    yield ""
    for name, share in (
        ("Macro-F1", found.macro_f1),
        ("Read as labelled", found.right),
        ("Negatives shown as positive", found.negative_shown_positive),
        ("Positives shown as negative", found.positive_shown_negative),
    ):
        yield f"{name:<28} {_share(share)}"
    yield f"{'Read as unclear':<28} {found.unclear:.3f}"
    yield ""
    yield f"{'class':<10}{'recall':>22}{'precision':>22}"
    for label in CLASSES:
        yield f"{label:<10}{_share(found.recall[label]):>22}{_share(found.precision[label]):>22}"


def _share(share: Share) -> str:
    if math.isnan(share.value):
        return _number(share.value)
    return f"{_number(share.value)} ({_number(share.low)}-{_number(share.high)})"


def _number(value: float) -> str:
    return "-" if math.isnan(value) else f"{value:.3f}"


def _confusion(judged: Sequence[Judged]) -> Iterator[str]:
    found = confusion(judged)
    yield f"\n{'labelled / read':<16}" + "".join(f"{label:>10}" for label in LABELS)
    for label in LABELS:
        row = [found.get((label, read), 0) for read in LABELS]
        if any(row):
            yield f"{label:<16}" + "".join(f"{count:>10,}" for count in row)


def _calibration(judged: Sequence[Judged]) -> Iterator[str]:
    bins = calibration(judged)
    yield f"\n{'confidence':<12}{'n':>8}{'mean':>8}{'right':>8}"
    for one in bins:
        yield f"{one.low:.1f} to {one.high:.1f}  {one.n:>8,}{one.confidence:>8.3f}{one.right:>8.3f}"
    yield f"Expected calibration error {_number(calibration_error(bins))}, unclear left out"


def _parts(judged: Sequence[Judged]) -> Iterator[str]:
    for name, parts in breakdowns(judged):
        yield f"\n{'by ' + name:<22}{'n':>7}{'macro-F1':>22}{'right':>8}{'neg>pos':>9}{'pos>neg':>9}{'unclear':>9}"
        yield from _rows(parts)


def _rows(parts: Mapping[str, Scores]) -> Iterator[str]:
    for value, found in parts.items():
        whole = not any(math.isnan(share.value) for share in found.recall.values())
        shown = found.negative_shown_positive.value, found.positive_shown_negative.value
        yield (
            f"{value[:21]:<22}{found.n:>7,}{_share(found.macro_f1) if whole else '-':>22}{found.right.value:>8.3f}"
            f"{_number(shown[0]):>9}{_number(shown[1]):>9}{found.unclear:>9.3f}"
        )


def _worst(judged: Sequence[Judged], most: int) -> Iterator[str]:
    found = worst(judged, most)
    if found:
        yield "\nWorst mistakes: label, confidence of the opposite reading, comment"
    for one in found:
        yield f"{one.comment.label:<9} {one.reading.confidence:.2f}  {_cut(one.comment.text)}"


def _cut(text: str) -> str:
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    return line if len(line) <= LONGEST_QUOTE else f"{line[: LONGEST_QUOTE - 1]}…"
