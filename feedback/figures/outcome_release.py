"""What changed between start and end, as it may be shown: words from the threshold up, numbers from 10 people, care under 30."""

from __future__ import annotations

from feedback.figures import outcome_words as told
from feedback.figures import words
from feedback.figures.ledger import Ledger, Population, subtractable
from feedback.figures.outcomes import Moves
from feedback.figures.released import UNAVAILABLE, UNRELIABLE, Audience, Part, ReleasedChange, ReleasedRow
from feedback.figures.rounding import percent_text, whole_percent
from feedback.figures.rows import held_back_row
from feedback.figures.tables import Changes, Moved


def moved_rows(table: Changes, audience: Audience, ledger: Ledger) -> tuple[ReleasedRow, ...]:
    """The rows of a whole audience: one about fewer people than the threshold, or that gives back what was issued, is held back."""
    return tuple(_row(row, table, audience, ledger) for row in table.rows)


def _row(row: Moved, table: Changes, audience: Audience, ledger: Ledger) -> ReleasedRow:
    moves = row.moves
    if moves.n == 0 and not moves.apart:
        said = told.moves_sentence(moves, table.people)
        return ReleasedRow(row.code, row.label, "0", UNAVAILABLE, None, said, mark=UNAVAILABLE, left_out=told.unlike_sentence(moves))
    population = Population(table.survey, f"change:{row.code}", table.quarters)
    issued = ledger.issued_before(audience, population)
    if moves.n < audience.threshold or subtractable(moves.n, table.quarters, issued, audience.threshold):
        return held_back_row(row.code, row.label)
    counted = moves.n >= words.FEWEST_FOR_A_RATE
    return ReleasedRow(
        row.code,
        row.label,
        base=str(moves.n),
        share_text=_counts(moves) if counted else words.share_in_a_word(moves.improved, moves.n),
        share=whole_percent(moves.improved, moves.n) / 100 if counted else None,
        sentence=told.moves_sentence(moves, table.people),
        mark=UNRELIABLE if moves.n < words.ENOUGH else None,
        distribution=_parts(moves) if counted else (),
        left_out=_more(row),
        change=_change(row),
    )


def _counts(moves: Moves) -> str:
    return f"{moves.improved} improved, {moves.same} the same, {moves.worse} worse"


def _parts(moves: Moves) -> tuple[Part, ...]:
    """From the least to the most wanted."""
    found = (("worse", "Got worse", moves.worse), ("same", "Stayed the same", moves.same), ("improved", "Improved", moves.improved))
    return tuple(
        Part(code, label, count, whole_percent(count, moves.n) / 100, percent_text(count, moves.n)) for code, label, count in found
    )


def _change(row: Moved) -> ReleasedChange:
    return ReleasedChange(row.moves.word, told.mean_moved_sentence(row.moves, row.low, row.high))


def _more(row: Moved) -> str:
    """Who could not improve, whose change is reliable, and who is left out."""
    moves = row.moves
    room, reliable = told.room_sentence(moves), told.reliable_sentence(moves, row.reliable)
    said = (room, reliable, told.unlike_sentence(moves), told.apart_sentence(moves))
    return " ".join(one for one in said if one)
