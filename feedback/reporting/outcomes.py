"""What changed for the same people between the start and the end of their time with the service, as officers may see it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from feedback import clock
from feedback.figures.outcome_words import NOT_THE_CAUSE, flow_sentence, only_ended, waiting_sentence
from feedback.figures.people_paired import Flow
from feedback.figures.quarter import Quarter
from feedback.figures.released import Audience, ReleasedRow, ReleasedTable
from feedback.figures.start_and_end import GOALS, TOGETHER
from feedback.figures.tables import Changes, Table
from feedback.figures.words import PEOPLE
from feedback.questionnaire.definition import Questionnaire
from feedback.reporting import matters
from feedback.reporting.about import About
from feedback.reporting.pairing import ALL, Answers, Paired, paired, so_far
from feedback.reporting.releasing import released
from feedback.reporting.standing import is_open, standing
from feedback.reporting.windows import Window, offered
from feedback.store import pairs
from feedback.store.surveys import Survey

FEWEST = Audience.OFFICERS.threshold


@dataclass(frozen=True)
class Outcomes:
    """What the page of outcomes shows; each table is released. `window` is None for everything since the survey opened.

    `here` are the counts of the window, `others` those of its quarters too, `waiting` how many more people have finished since the
    figures of everything were last brought up to date. `newest` is the questionnaire in whose words the questions stand.
    """

    survey: Survey
    about: About
    window: Window | None
    windows: Sequence[Window]
    here: Paired
    others: Mapping[Window, Paired]
    waiting: int
    versions: Sequence[Questionnaire]

    @property
    def period(self) -> str:
        """As it stands in an address, and in the list of periods."""
        return ALL if self.window is None else str(self.window)

    @property
    def when(self) -> str:
        """As it stands in a sentence; empty for everything."""
        return "" if self.window is None else self.window.spoken

    @property
    def flow(self) -> Flow:
        """How many started, finished, and did both."""
        return self.here.flow

    @property
    def only_ended(self) -> int:
        """How many finished who did not answer at the start."""
        return only_ended(self.flow)

    @property
    def flow_sentence(self) -> str:
        """How many who started also finished."""
        return flow_sentence(self.flow, self.about.people, self.when and f"in {self.when}")

    @property
    def waiting_sentence(self) -> str:
        """How many started and have not finished."""
        return waiting_sentence(self.flow, self.when)

    @property
    def too_few(self) -> bool:
        """Whether there are too few pairs to show anything of them."""
        return self.flow.paired < FEWEST

    @property
    def still_open(self) -> bool:
        """Whether the window has not closed: who finishes would be told one by one."""
        return self.window is not None and is_open(self.window.last)

    @property
    def begun(self) -> bool:
        """Whether anybody answered at the start or at the end, tied to a person or not."""
        return pairs.any_there(self.survey.id)

    @property
    def not_the_cause(self) -> str:
        """What stands beside every outcome."""
        return NOT_THE_CAUSE

    @cached_property
    def questions(self) -> ReleasedTable:
        """Everything together, then the questions, fewest improved first."""
        return _weakest_first(self._released("What changed", matters.of_questions))

    @cached_property
    def instruments(self) -> ReleasedTable:
        """The scores of instruments, if the survey has any."""
        return self._released("Scores", matters.of_instruments)

    @property
    def citations(self) -> Sequence[str]:
        """What is printed where such scores stand."""
        return [instrument.citation for instrument in self.versions[-1].instruments]

    @cached_property
    def goals(self) -> ReleasedTable:
        """All goals together, then each goal that somebody rated both times."""
        return _weakest_first(self._released(f"The goals that {self.about.people} chose", matters.of_goals))

    @property
    def together(self) -> ReleasedRow | None:
        """What changed over all questions."""
        return next((row for row in self.questions.rows if row.code == TOGETHER), None)

    def moved(self, word: str) -> Sequence[ReleasedRow]:
        """The questions whose mean change has this word."""
        return [row for row in self.questions.rows if row.code != TOGETHER and row.change and row.change.word == word]

    def _released(self, title: str, rows: matters.Rows) -> ReleasedTable:
        def make(about: About, _: object) -> list[Table]:
            found = self.here if about == self.about else self.others.get(about.window, Paired())
            return [Changes(title, about.survey, found.quarters, about.people, rows(self.versions, found))]

        return released(make, self.about, {})[0]


def outcomes(survey: Survey, window: Window | None) -> Outcomes:
    """The outcomes of a survey in a closed quarter or rolling year, by the day of the answers at the end; None for everything."""
    now = standing(survey.id)
    closed = [quarter for quarter in now.responses if not is_open(quarter)]
    answers = Answers(survey.id)
    found = paired(answers, closed)
    everything, waiting = so_far(answers, closed)
    about = About(survey.slug, PEOPLE[survey.audience], window or Window(_last(closed)))  # type: ignore[index]  # a CHECK holds it
    return Outcomes(
        survey=survey,
        about=about,
        window=window,
        windows=[one for one in offered(closed) if one in found and found[one].flow.ended],
        here=found.get(window, Paired()) if window else everything,
        others=found,
        waiting=0 if window else waiting,
        versions=matters.versions(survey.id),
    )


def _last(closed: Sequence[Quarter]) -> Quarter:
    return max(closed, default=Quarter.of(clock.today()))


def _weakest_first(table: ReleasedTable) -> ReleasedTable:
    """All questions at once lead; the others by the printed share, so that the order tells no more than the print."""
    rows = sorted(table.rows, key=lambda row: (row.code not in {TOGETHER, GOALS}, row.share is None, row.share or 0))
    return replace(table, rows=tuple(rows))
