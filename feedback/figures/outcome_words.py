"""What people say changed between start and end, as sentences."""

from __future__ import annotations

from math import floor

from feedback.figures.outcomes import Moves
from feedback.figures.paired_tests import sign_test
from feedback.figures.people_paired import Flow
from feedback.figures.words import CAUTION, ENOUGH, FEWEST, FEWEST_FOR_A_RATE, share_in_a_word

NOT_THE_CAUSE = "This shows what young people say changed. It does not show that the service caused it."
"""Stands wherever an outcome does."""
BY_CHANCE = 0.05
"""A split between better and worse that chance alone brings about less often than this is clear."""


def moves_sentence(moves: Moves, people: str) -> str:
    """How many moved which way, and whether that is more than chance: "36 of 61 young people improved, …"."""
    if moves.n == 0:
        return f"No {people} answered this both times."
    if moves.n < FEWEST:
        return f"Too few {people} answered this both times to show what changed."
    if moves.n < FEWEST_FOR_A_RATE:
        return f"{share_in_a_word(moves.improved, moves.n).capitalize()} of the {people} who answered both times improved."
    told = f"{moves.improved} of {moves.n} {people} improved, {moves.same} stayed the same and {moves.worse} got worse"
    said = f"{told}: {_sided(moves)}."
    return said if moves.n >= ENOUGH else f"{said} {CAUTION}"


def mean_moved_sentence(moves: Moves, low: float, high: float) -> str:
    """By how much people moved on average on a scale from `low` to `high`, with the word for it; empty under FEWEST people."""
    interval = moves.interval
    if moves.n < FEWEST or moves.mean is None or interval is None:
        return ""
    word = moves.word.capitalize()
    if moves.n < FEWEST_FOR_A_RATE:
        return f"{word}."
    likely = f"likely between {_points(interval.low)} and {_points(interval.high)}"
    return f"{word}: {_points(moves.mean, ' points')} on average on a scale from {low:g} to {high:g} ({likely})."


def room_sentence(moves: Moves) -> str:
    """How many started at the top; empty when nobody did, or under FEWEST_FOR_A_RATE people."""
    if moves.n < FEWEST_FOR_A_RATE or not moves.at_top:
        return ""
    return f"{moves.at_top} of them started at the top and could not improve."


def reliable_sentence(moves: Moves, points: float | None) -> str:
    """How many moved by at least so many points, which is beyond what measuring alone brings about; empty where that is not known."""
    if moves.n < FEWEST_FOR_A_RATE or moves.reliable is None or points is None:
        return ""
    up, down = moves.reliable
    return f"{up} went up and {down} went down by {points:.2f} points or more, which counts as a reliable change."


def unlike_sentence(moves: Moves) -> str:
    """How many answered both times on scales that cannot be subtracted; empty when nobody did."""
    if not moves.unlike:
        return ""
    who = "person is" if moves.unlike == 1 else "people are"
    return f"{moves.unlike} more {who} left out: this question had other scores at the start than at the end."


def apart_sentence(moves: Moves) -> str:
    """How many are not counted yet, because all minus the quarters that are shown would tell of them alone; empty when nobody is."""
    if not moves.apart:
        return ""
    who = "person is" if moves.apart == 1 else "people are"
    return f"{moves.apart} more {who} not counted yet: too few finished when they did to tell of them."


def flow_sentence(flow: Flow, people: str, when: str = "") -> str:
    """How many who started also finished; in a period, such as "in 2026/27 Q2", how many who finished had started."""
    if when and not flow.ended:
        return f"No {people} finished {when}."
    if not (when or flow.started):
        return f"No {people} answered at the start by a personal link or code, so nobody’s answers can be compared."
    if when:
        return f"{flow.paired} of {flow.ended} {people} who finished {when} had answered at the start too."
    return f"{flow.paired} of {flow.started} {people} who started also finished."


def waiting_sentence(flow: Flow, when: str = "") -> str:
    """How many started and have not finished: what is told of the others says nothing of them."""
    upto = f"by the end of {when}" if when else "yet"
    if flow.waiting == 0:
        return f"Nobody who started had not finished {upto}." if when else "Everybody who started has finished."
    had = "had" if when else "have" if flow.waiting != 1 else "has"
    return f"{flow.waiting} who started {had} not finished {upto}: nobody knows what changed for them."


def only_ended(flow: Flow) -> int:
    """How many finished who cannot be compared, because they did not answer at the start."""
    return flow.ended - flow.paired


def _sided(moves: Moves) -> str:
    """What the exact sign test says."""
    if sign_test(moves.improved, moves.worse) >= BY_CHANCE:
        return "no clear difference between better and worse"
    better = moves.improved > moves.worse
    return f"clearly more got {'better' if better else 'worse'} than {'worse' if better else 'better'}"


def _points(value: float, unit: str = "") -> str:
    size = floor(abs(value) * 10 + 0.5) / 10
    return f"{size:.1f}{unit} {'higher' if value > 0 else 'lower'}" if size else "level"
