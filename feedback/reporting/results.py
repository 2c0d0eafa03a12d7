"""The results of one survey in one quarter or rolling year, as officers may see them: every figure has passed disclosure control."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from feedback import clock
from feedback.figures.measures import Figure, figure
from feedback.figures.quarter import Quarter
from feedback.figures.released import ReleasedRow, ReleasedTable
from feedback.figures.tables import Asked as Invited
from feedback.figures.tables import Rates
from feedback.figures.words import PEOPLE
from feedback.questionnaire.definition import Audience as Asking
from feedback.reporting import questions, tables, theming
from feedback.reporting.about import About
from feedback.reporting.breakdowns import Breakdown, approved
from feedback.reporting.counting import counted, questionnaire_of
from feedback.reporting.kept import Kept
from feedback.reporting.quality import Quality, quality
from feedback.reporting.questions import Asked, Rated
from feedback.reporting.releasing import Make, held, released
from feedback.reporting.saying import Said, said
from feedback.reporting.standing import Standing, is_open, standing
from feedback.reporting.windows import Window, leading_to, offered, usual
from feedback.store import samples, surveys
from feedback.store.surveys import Survey

TREND = 8
"""How many quarters a trend shows at most."""


@dataclass(frozen=True)
class Results:
    """What a page of results, or one of its charts, shows: each part is made when somebody looks at it, and released.

    `question` is what `trend` and `groups` are about, None when no question has a figure. `before` is the window to compare
    with, None where there is none; `quarters` are those of the trend. `kept` has the counts of all of these.
    """

    survey: Survey
    about: About
    asked: Asked
    question: Rated | None
    before: Window | None
    quarters: Sequence[Window]
    standing: Standing
    kept: Mapping[Window, Kept]

    @property
    def windows(self) -> Sequence[Window]:
        """What may be looked at instead."""
        return offered(list({*self.standing.responses, self.about.window.last}))

    @property
    def responses(self) -> int:
        """How many count in the window by now. A count tells no answer, so it is not in steps."""
        return sum(self.standing.responses.get(quarter, 0) for quarter in self.about.window.quarters)

    @property
    def shown(self) -> int:
        """How many responses stand behind the figures."""
        return self._here.responses

    @property
    def still_open(self) -> bool:
        """Whether the last quarter of the window still runs."""
        return is_open(self.about.window.last)

    @property
    def so_far(self) -> int:
        """How many count in the last quarter of the window by now."""
        return self.standing.responses.get(self.about.window.last, 0)

    @property
    def shown_so_far(self) -> int:
        """How many of them stand behind the figures."""
        return self.kept[Window(self.about.window.last)].responses

    @cached_property
    def rate(self) -> ReleasedRow:
        """How many of those invited answered."""
        invited = samples.invited(self.survey.id)
        asked = sum(invited.get(str(quarter), 0) for quarter in self.about.window.quarters)
        rates = Rates("Response rate", self.about.people, (Invited("all", "Response rate", self.shown, asked),))
        return self._released(lambda *_: [rates])[0].rows[0]

    @cached_property
    def items(self) -> ReleasedTable:
        """The questions that have a figure, weakest first."""
        return _weakest_first(self._released(_items(self.asked.rated, self._before))[0])

    @property
    def headline(self) -> ReleasedRow | None:
        """What was said overall."""
        return _row_of(self.items, self.asked.headline)

    def moved(self, word: str) -> Sequence[ReleasedRow]:
        """The questions whose change since the window before has this word."""
        return [row for row in self.items.rows if row.change and row.change.word == word]

    @cached_property
    def easy_read(self) -> Mapping[str, ReleasedRow]:
        """How many of each figure's base answered in Easy Read, by code of the questions that are asked there."""
        variants = [variant for variant in self.asked.newest.variants if variant.kind == "easy_read"]
        there = [question for question in self.asked.rated if any(question.code in variant.questions for variant in variants)]
        codes = [variant.code for variant in variants]
        found = self._released(lambda about, kept: [tables.easy_read(about, question, codes, kept) for question in there])
        return {question.code: table.rows[0] for question, table in zip(there, found, strict=True)}

    @cached_property
    def others(self) -> Sequence[ReleasedTable]:
        """The questions without a figure, as they were chosen or given."""
        return self._released(lambda about, kept: questions.counts_of(kept.whole, self.asked.others, about))

    @cached_property
    def trend(self) -> ReleasedTable | None:
        """The figure of `question` by quarter."""
        if self.question is None:
            return None
        table = tables.trend(self.about, self.question, {one: self.kept[one] for one in self.quarters})
        return released(lambda *_: [table], replace(self.about, window=self.quarters[-1]), {})[0]

    @cached_property
    def groups(self) -> Sequence[ReleasedTable]:
        """The figure of `question` by each approved breakdown that is known."""
        question = self.question
        if question is None:
            return ()
        return self._released(lambda about, kept: [tables.groups(about, question, one, kept) for one in self._breakdowns])

    @cached_property
    def who(self) -> Sequence[tuple[Breakdown, ReleasedTable]]:
        """How many people are in each group of each of these breakdowns."""
        found = self._released(lambda about, kept: [tables.who(about, breakdown, kept) for breakdown in self._breakdowns])
        return list(zip(self._breakdowns, found, strict=True))

    @cached_property
    def said(self) -> ReleasedTable:
        """How the comments to each question were read: a person's word, else the machine's first guess."""
        comments, survey = self.asked.comments, self.survey.id
        return self._released(lambda about, _: [tables.read_as(about, comments, said(survey, about.window.quarters))])[0]

    @cached_property
    def themes(self) -> ReleasedTable:
        """How many people raised each theme that somebody found in a comment, most first."""
        survey = self.survey.id
        return theming.told(self._released(lambda about, _: [theming.table(about, survey)])[0], self.about.people)

    @cached_property
    def reading(self) -> Said:
        """How many comments there are, how many of them a person has read, and how many guesses were changed."""
        return said(self.survey.id, self.about.window.quarters)

    @cached_property
    def quality(self) -> Quality:
        """How good the data are."""
        return quality(self.survey.id, self.about.window, self._here, self.reading, self.asked.newest)

    def _released(self, make: Make) -> tuple[ReleasedTable, ...]:
        return released(make, self.about, self.kept)

    @cached_property
    def _before(self) -> Mapping[str, Figure]:
        """The figures of the window before by question. Those of a year that are held back there tell no change either."""
        if self.before is None:
            return {}
        (table,) = released(_items(self.asked.rated, {}), replace(self.about, window=self.before), self.kept)
        hidden = held(table) if self.before.rolling else ()
        return {one.code: figure(self.kept[self.before].whole, one) for one in self.asked.rated if one.code not in hidden}

    @property
    def _here(self) -> Kept:
        return self.kept[self.about.window]

    @cached_property
    def _breakdowns(self) -> Sequence[Breakdown]:
        return [breakdown for breakdown in approved(self.asked.newest) if tables.known(breakdown, self._here)]


@dataclass(frozen=True)
class Summary:
    """One survey in a list: its usual window, the responses in it so far, and what was said to its headline question."""

    survey: Survey
    window: Window
    responses: int
    headline: ReleasedRow | None


def results(survey: Survey, window: Window, question: str | None = None) -> Results:
    """The results of a survey in a window. A `question` that has no figure means the headline."""
    now = standing(survey.id)
    quarters = leading_to(window, min(now.responses, default=window.last), TREND)
    before = window.before if _comparable(window, now) else None
    kept = counted(survey.id, list(dict.fromkeys((window, *quarters, *([before] if before else [])))), now)
    asked = _asked(survey.id, kept[window])
    about = About(survey.slug, PEOPLE[_audience(survey)], window)
    return Results(survey, about, asked, asked.rated_by(question), before, quarters, now, kept)


def summary(survey: Survey) -> Summary:
    """What a list of surveys says of one."""
    now = standing(survey.id)
    window = usual(list(now.responses), Quarter.of(clock.today()))
    kept = counted(survey.id, [window], now)[window]
    asked = _asked(survey.id, kept)
    about = About(survey.slug, PEOPLE[_audience(survey)], window)
    (items,) = released(_items([asked.headline] if asked.headline else [], {}), about, {window: kept})
    return Summary(survey, window, now.responses.get(window.last, 0), _row_of(items, asked.headline))


def usual_window(survey_id: int) -> Window:
    """The window that the page of a survey begins with."""
    return usual(list(standing(survey_id).responses), Quarter.of(clock.today()))


def _comparable(window: Window, now: Standing) -> bool:
    """Whether something was collected throughout the window before."""
    return bool(now.responses) and window.before.quarters[0] >= min(now.responses)


def _asked(survey_id: int, kept: Kept) -> Asked:
    """The questions of the versions that were answered, and of the newest."""
    every = [version.id for version in surveys.versions(survey_id)]
    return questions.asked([questionnaire_of(version) for version in every if version in kept.versions or version == every[-1]])


def _items(rated: Sequence[Rated], before: Mapping[str, Figure]) -> Make:
    return lambda about, kept: [tables.items(about, rated, kept, before)]


def _audience(survey: Survey) -> Asking:
    return survey.audience  # type: ignore[return-value]  # a CHECK holds the column to these codes


def _row_of(items: ReleasedTable, question: Rated | None) -> ReleasedRow | None:
    return next((row for row in items.rows if question and row.code == question.code), None)


def _weakest_first(items: ReleasedTable) -> ReleasedTable:
    """By the printed share, so that the order tells no more than the print; what has none comes last."""
    return replace(items, rows=tuple(sorted(items.rows, key=lambda row: (row.share is None, row.share or 0))))
