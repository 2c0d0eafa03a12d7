"""What a survey asks that can be compared between start and end, in the words of its newest version."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from feedback.figures.instruments import GOAL_CHANGE, reliable_points
from feedback.figures.outcomes import HUNDRED
from feedback.figures.score_classes import possible
from feedback.figures.score_columns import key_of
from feedback.figures.start_and_end import GOALS, TOGETHER, comparable
from feedback.figures.tables import Moved
from feedback.questionnaire.definition import RATING_HIGH, RATING_LOW, Goals, Questionnaire, Rating, Scale
from feedback.questionnaire.instruments import Instrument
from feedback.questionnaire.scoring import ends
from feedback.reporting.counting import questionnaire_of
from feedback.reporting.pairing import Paired
from feedback.store import surveys

Rows = Callable[[Sequence[Questionnaire], Paired], tuple[Moved, ...]]


def versions(survey_id: int) -> Sequence[Questionnaire]:
    """What each version of a survey asked, oldest first."""
    return [questionnaire_of(version.id) for version in surveys.versions(survey_id)]


def of_questions(asked: Sequence[Questionnaire], found: Paired) -> tuple[Moved, ...]:
    """A row for each question, before them all of them together where there are several."""
    questions: dict[str, Scale | Rating] = {}
    for questionnaire in reversed(asked):
        questions = questions | {code: one for code, one in comparable(questionnaire).items() if code not in questions}
    together = [Moved(TOGETHER, "All questions together", found.moves(TOGETHER), 0, HUNDRED)] if len(questions) > 1 else []
    rows = (Moved(code, question.text, found.moves(code), *ends(question)) for code, question in questions.items())
    return (*together, *rows)


def of_instruments(asked: Sequence[Questionnaire], found: Paired) -> tuple[Moved, ...]:
    """A row for each instrument of the newest version."""
    return tuple(_scores(asked[-1], instrument, found) for instrument in asked[-1].instruments)


def _scores(questionnaire: Questionnaire, instrument: Instrument, found: Paired) -> Moved:
    among, published = possible(questionnaire, instrument), instrument.published
    reliable = reliable_points(published.sd, published.reliability) if published else None
    key = key_of(instrument)
    return Moved(key, instrument.title, found.moves(key), among.low, among.high, reliable)


def of_goals(asked: Sequence[Questionnaire], found: Paired) -> tuple[Moved, ...]:
    """A row for each goal that somebody rated both times, before them all of them together."""
    labels: dict[str, str] = {}
    for questionnaire in reversed(asked):
        labels = labels | {code: label for code, label in _goals(questionnaire) if code not in labels}
    rows = {code: label for code, label in {GOALS: "All goals together", **labels}.items() if code in found.by_key}
    return tuple(Moved(code, label, found.moves(code), RATING_LOW, RATING_HIGH, GOAL_CHANGE) for code, label in rows.items())


def _goals(questionnaire: Questionnaire) -> list[tuple[str, str]]:
    asking = [question for question in questionnaire.questions() if isinstance(question, Goals)]
    return [(f"{question.code}.{goal.code}", goal.label) for question in asking for goal in question.options]
