"""Two audiences side by side on the questions that both were asked: each figure as on its own page, never pooled, no family matched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from feedback import clock
from feedback.figures.change import Difference, difference
from feedback.figures.measures import figure
from feedback.figures.quarter import Quarter
from feedback.figures.released import Audience, ReleasedRow, ReleasedTable
from feedback.figures.words import beside_sentence, difference_sentence, other_answers_beside, too_few_beside
from feedback.questionnaire.definition import Scale
from feedback.reporting import charts, titles
from feedback.reporting.drawings import Drawing
from feedback.reporting.results import Results, results
from feedback.reporting.standing import standing
from feedback.reporting.windows import Window, offered, usual
from feedback.store import surveys
from feedback.store.surveys import Survey

LABEL_LETTERS = 78


@dataclass(frozen=True)
class Matched:
    """One question that both were asked, in the words of either. `clear`: chance alone is an unlikely reason for the difference."""

    one: ReleasedRow
    other: ReleasedRow
    compared: bool
    clear: bool
    sentence: str

    @property
    def lower(self) -> float:
        """The lower of the two shares that are printed, above every share where none is."""
        return min((row.share for row in (self.one, self.other) if row.share is not None), default=2)


@dataclass(frozen=True)
class Beside:
    """One survey's results beside another's, in one window."""

    one: Results
    other: Results

    @property
    def window(self) -> Window:
        """The period, which is the same for both."""
        return self.one.about.window

    @property
    def windows(self) -> Sequence[Window]:
        """The periods that may be looked at instead: those in which both brought something."""
        return offered(sorted(_brought(self.one.survey) & _brought(self.other.survey) | {self.window.last}))

    @cached_property
    def matched(self) -> Sequence[Matched]:
        """The questions that both were asked, weakest first by the lower of the two shares that are printed."""
        return sorted(self._matched(), key=lambda found: found.lower)

    @property
    def sentence(self) -> str:
        """The answer first."""
        compared = [found for found in self.matched if found.compared]
        return beside_sentence(sum(found.clear for found in compared), len(compared), self.one.about.people, self.other.about.people)

    @property
    def drawing(self) -> Drawing:
        """The shares of both, two rows for each question."""
        rows = tuple(
            replace(row, code=f"{row.code} {people}", label=_labelled(people, row.label))
            for found in self.matched
            for row, people in ((found.one, self.one.about.people), (found.other, self.other.about.people))
        )
        title = titles.of_pairs([found.one.label for found in self.matched if found.clear])
        return Drawing(title, ReleasedTable("whole", "Side by side", Audience.OFFICERS, rows), charts.pairs)

    def _matched(self) -> Iterator[Matched]:
        theirs = {question.shared: question for question in self.other.asked.rated if isinstance(question, Scale) and question.shared}
        for question in self.one.asked.rated:
            if isinstance(question, Scale) and question.shared in theirs:
                yield self._pair(question, theirs[question.shared])

    def _pair(self, question: Scale, their: Scale) -> Matched:
        one, other = _row(self.one, question.code), _row(self.other, their.code)
        if _offered(question) != _offered(their):
            return Matched(one, other, compared=False, clear=False, sentence=other_answers_beside())
        found = self._difference(question, their, one, other)
        if found is None:
            return Matched(one, other, compared=False, clear=False, sentence=too_few_beside())
        told = difference_sentence(found, self.one.about.people, self.other.about.people)
        return Matched(one, other, compared=True, clear=found.side != "no clear difference", sentence=told)

    def _difference(self, question: Scale, their: Scale, one: ReleasedRow, other: ReleasedRow) -> Difference | None:
        """Only of shares that are printed: their counts stand beside them, so a difference tells no more."""
        if one.share is None or other.share is None:
            return None
        return difference(*(figure(found.kept[self.window].whole, each) for found, each in ((self.one, question), (self.other, their))))


def beside(one: Survey, other: Survey, window: Window) -> Beside:
    """Two surveys of different audiences in one window."""
    return Beside(results(one, window), results(other, window))


def others(survey: Survey) -> Sequence[Survey]:
    """The surveys of other audiences that brought answers and may stand beside one, those of people harmed last."""
    found = [other for other in surveys.everyone() if other.audience != survey.audience and _brought(other)]
    return sorted(found, key=lambda other: other.audience == "people_harmed")


def usual_beside(one: Survey, other: Survey) -> Window:
    """The window that the comparison begins with: as the page of one survey does, of quarters that brought answers from both."""
    return usual(sorted(_brought(one) & _brought(other)), Quarter.of(clock.today()))


def _brought(survey: Survey) -> set[Quarter]:
    return set(standing(survey.id).responses)


def _row(found: Results, code: str) -> ReleasedRow:
    return next(row for row in found.items.rows if row.code == code)


def _offered(question: Scale) -> Sequence[tuple[float, bool]]:
    """How the answers are scored and which count as good: what they are called may differ between audiences."""
    return sorted((option.score, option.positive) for option in question.options if option.score is not None)


def _labelled(people: str, label: str) -> str:
    """Two rows of one drawing must not have the same label, so each begins with whose it is."""
    told = f"{people[:1].upper()}{people[1:]}: {label.removesuffix('.')}"
    return told if len(told) <= LABEL_LETTERS else f"{told[: LABEL_LETTERS - 1].rstrip()}…"
