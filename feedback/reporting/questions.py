"""Which questions a survey's results show, and as what: figures, counts of what was chosen, or the spread of numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from feedback.figures.columns import Countable
from feedback.figures.spreads import Spread, goal_spreads, spread_of
from feedback.figures.tables import People, Values
from feedback.figures.tally import Tally
from feedback.questionnaire.definition import Choice, Choices, Comment, Goals, Number, Question, Questionnaire, Rating, Scale
from feedback.reporting.about import About

Rated = Scale | Choice
"""A question with answers that count as positive: it has a figure."""


@dataclass(frozen=True)
class Asked:
    """The questions of every version that was answered, in the words of the newest: a code never changes meaning.

    `newest` is the newest version; `rated` questions have a figure, `others` are counted as they were chosen or given. `changed` ones
    of `rated` offered other answers in an earlier of these versions, or counted others as good.
    """

    newest: Questionnaire
    rated: tuple[Rated, ...]
    others: tuple[Countable, ...]
    comments: tuple[Comment, ...]
    changed: tuple[Rated, ...] = ()

    @property
    def headline(self) -> Rated | None:
        """The overall question, else the first that has a figure; None when none has."""
        marked = (question for question in self.rated if isinstance(question, Scale) and question.headline)
        return next(marked, self.rated[0] if self.rated else None)

    def rated_by(self, code: str | None) -> Rated | None:
        """The question with a figure that has this code, else the headline."""
        return next((question for question in self.rated if question.code == code), self.headline)


def asked(questionnaires: Sequence[Questionnaire]) -> Asked:
    """What all of these versions asked; give them oldest first, at least one."""
    questions: dict[str, Question] = {}
    for questionnaire in reversed(questionnaires):
        questions |= {question.code: question for question in questionnaire.questions() if question.code not in questions}
    counted = [question for question in questions.values() if isinstance(question, Countable) and not _fills_a_band(question)]
    rated = tuple(question for question in counted if isinstance(question, Scale | Choice) and _has_positive(question))
    others = tuple(question for question in counted if question not in rated)
    comments = tuple(question for question in questions.values() if isinstance(question, Comment))
    return Asked(questionnaires[-1], rated, others, comments, tuple(_changed(rated, questionnaires)))


def counts_of(tally: Tally, others: Sequence[Countable], about: About) -> Iterator[People | Values]:
    """What was chosen or given, a table for each question and each goal that somebody rated."""
    for question in others:
        spread = spread_of(tally, question)
        if isinstance(question, Rating | Number):
            yield _spread(question.text, spread, about)
        else:
            yield _chosen(spread, question, about)
        if isinstance(question, Goals):
            yield from (_spread(f"{question.text} {found.text}", found, about) for found in goal_spreads(tally, question) if found.n)


def _changed(rated: Sequence[Rated], questionnaires: Sequence[Questionnaire]) -> Iterator[Rated]:
    every = [question for questionnaire in questionnaires for question in questionnaire.questions() if isinstance(question, Scale | Choice)]
    for one in rated:
        if any(question.code == one.code and _offered(question) != _offered(one) for question in every):
            yield one


def _offered(question: Rated) -> frozenset[tuple[str, float | None, bool]]:
    return frozenset((option.code, option.score, option.positive) for option in question.options)


def _spread(title: str, spread: Spread, about: About) -> Values:
    return Values(title, about.survey, about.window.quarters, about.people, spread)


def _chosen(spread: Spread, question: Countable, about: About) -> People:
    one_each = not isinstance(question, Choices | Goals)
    quarters = about.window.quarters
    return People(question.text, about.survey, quarters, question.code, about.people, spread.distribution, spread.n, adds_up=one_each)


def _fills_a_band(question: Countable) -> bool:
    """Such a question says who people are; results are broken down by it."""
    return isinstance(question, Choice) and question.band is not None


def _has_positive(question: Scale | Choice) -> bool:
    return any(option.positive for option in question.options)
