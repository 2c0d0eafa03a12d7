"""Scores in a window: those of a survey's instruments by band, and the average of a question from 0 to 100 beside its spread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from feedback.figures.instruments import score_spread, scoring_of
from feedback.figures.released import ReleasedRow, ReleasedTable
from feedback.figures.rounding import half_up
from feedback.figures.spreads import spread_of
from feedback.figures.tables import Values
from feedback.figures.tally import Tally
from feedback.questionnaire.definition import Questionnaire
from feedback.questionnaire.instruments import Instrument
from feedback.reporting.about import About
from feedback.reporting.counting import questionnaire_of
from feedback.reporting.kept import Kept
from feedback.reporting.questions import Rated
from feedback.reporting.releasing import Make

Found = tuple[Questionnaire, Instrument]


@dataclass(frozen=True)
class Scores:
    """`shown`: each instrument with how its scores are spread. `unlike` ones are scored in two ways by versions of the window."""

    shown: Sequence[tuple[Instrument, ReleasedTable]]
    unlike: Sequence[Instrument]


def scores(versions: Sequence[int], released: Callable[[Make], tuple[ReleasedTable, ...]]) -> Scores:
    """The scores of a window in which these versions were answered. Nothing is counted where no version has an instrument."""
    alike, unlike = _instruments([questionnaire_of(version) for version in versions])
    if not alike:
        return Scores((), unlike)
    tables = released(lambda about, kept: [_table(found, about, kept) for found in alike])
    return Scores(tuple((instrument, table) for (_, instrument), table in zip(alike, tables, strict=True)), unlike)


def mean100(row: ReleasedRow, question: Rated) -> int | None:
    """The average answer as 0 to 100, to a whole number, higher always better; only from a spread that the row shows beside it."""
    counts = {part.code: part.count for part in row.distribution}
    found = spread_of(Tally(sum(counts.values()), {question.code: counts}), question).mean100
    return None if found is None else half_up(found)


def _table(found: Found, about: About, kept: Kept) -> Values:
    """The instrument of the newest version of the window, for its quarters too: a year is compared with the same table of each."""
    questionnaire, instrument = found
    spread = score_spread(questionnaire, instrument, kept.whole, kept.of("age_band"))
    return Values(instrument.title, about.survey, about.window.quarters, about.people, spread)


def _instruments(questionnaires: Sequence[Questionnaire]) -> tuple[list[Found], list[Instrument]]:
    """Those that all these versions score alike, in the words of the newest that has them, and the others. Oldest version first."""
    newest: dict[str, Found] = {}
    meanings: dict[str, set[object]] = {}
    for questionnaire in questionnaires:
        for instrument in questionnaire.instruments:
            newest[instrument.code] = questionnaire, instrument
            meanings.setdefault(instrument.code, set()).add(scoring_of(questionnaire, instrument))
    alike = [found for code, found in newest.items() if len(meanings[code]) == 1]
    return alike, [instrument for code, (_, instrument) in newest.items() if len(meanings[code]) > 1]
