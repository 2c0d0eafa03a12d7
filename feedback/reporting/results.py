"""The results of one survey in one quarter or rolling year, as officers may see them: every figure has passed disclosure control."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from feedback import clock
from feedback.figures.ledger import NOTHING_ISSUED, Ledger
from feedback.figures.measures import Figure, figure
from feedback.figures.quarter import Quarter
from feedback.figures.released import Audience, ReleasedRow, ReleasedTable
from feedback.figures.tables import Asked as Invited
from feedback.figures.tables import Rates
from feedback.figures.words import PEOPLE, corrected_interval, other_options, plain_interval, several_versions
from feedback.questionnaire.definition import Audience as Asking
from feedback.reporting import frames, questions, tables, theming
from feedback.reporting.about import About
from feedback.reporting.breakdowns import Breakdown, approved
from feedback.reporting.counting import counted, questionnaire_of
from feedback.reporting.grouped import Grouped, grouped, needed
from feedback.reporting.kept import Kept
from feedback.reporting.least import Least, least
from feedback.reporting.quality import Quality, quality
from feedback.reporting.quarterly import Quarterly
from feedback.reporting.questions import Asked, Rated
from feedback.reporting.releasing import Make, held, released
from feedback.reporting.saying import Said, said
from feedback.reporting.scores import Scores, mean100, scores
from feedback.reporting.standing import Standing, is_open, standing
from feedback.reporting.windows import Window, gaps, leading_to, offered, usual
from feedback.store import samples, surveys
from feedback.store.surveys import Survey

TREND = 8
"""How many quarters a trend shows at most."""


@dataclass(frozen=True)
class Results:
    """What a page of results, or one of its charts, shows: each part is made when somebody looks at it, and released.

    `question` is what `trend` and `groups` are about, None when no question has a figure. `before` is the window to compare
    with, None where there is none; `earlier` are those that may be chosen; `quarters` are those of the trend. `kept` has the counts
    of all of these.
    """

    survey: Survey
    about: About
    asked: Asked
    question: Rated | None
    before: Window | None
    earlier: Sequence[Window]
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
    def gaps(self) -> Sequence[Quarter]:
        """The closed quarters of the trend, and later ones while the survey is open, that brought nothing."""
        closed = Quarter.of(clock.today()).previous()
        upto = closed if self.survey.state == "open" else min(closed, max(self.standing.responses, default=closed))
        first = self.quarters[0].last
        return [quarter for quarter in gaps(list(self.standing.responses), upto) if quarter >= first]

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

    @property
    def both_times(self) -> bool:
        """Whether the same people may have answered in the window and in the one before: personal links tie answers to people."""
        return self.before is not None and bool(self._here.linked and self.kept[self.before].linked)

    @property
    def interval(self) -> str:
        """Which interval the figures have."""
        due = self._populations[self.about.window]
        if due is not None:
            return corrected_interval(due, self.about.people)
        return plain_interval(linked=self._here.linked == self._here.responses)

    @cached_property
    def items(self) -> ReleasedTable:
        """The questions that have a figure, weakest first."""
        since = self.before.spoken if self.before else ""
        return _weakest_first(self._released(_items(self.asked.rated, self._populations, self._before, since))[0])

    @property
    def headline(self) -> ReleasedRow | None:
        """What was said overall."""
        return _row_of(self.items, self.asked.headline)

    @cached_property
    def least(self) -> Mapping[str, Least]:
        """How many are least satisfied, by code of the questions whose spread may be shown."""
        found = {row.code: least(row, question, self.about.people) for row in self.items.rows if (question := self._rated(row.code))}
        return {code: one for code, one in found.items() if one}

    def moved(self, word: str) -> Sequence[ReleasedRow]:
        """The questions whose change since the window before has this word."""
        return [row for row in self.items.rows if row.change and row.change.word == word]

    @cached_property
    def easy_read(self) -> Mapping[str, ReleasedRow]:
        """The groups who answered in Easy Read, by code of the questions asked there; none where nothing is told of groups."""
        worded = next((one for one in self._breakdowns if one.code == "variant"), None)
        easy = {variant.code: variant for variant in self.asked.newest.variants if variant.kind == "easy_read"}
        if not self.tells_groups or worded is None:
            return {}
        rows = [(question, row) for question in self.asked.rated for row in self._grouped.said(worded, question).rows]
        return {question.code: row for question, row in rows if row.code in easy and question.code in easy[row.code].questions}

    @cached_property
    def others(self) -> Sequence[ReleasedTable]:
        """The questions without a figure, as they were chosen or given."""
        return self._released(lambda about, kept: questions.counts_of(kept.whole, self.asked.others, about))

    @cached_property
    def scores(self) -> Scores:
        """The scores of the instruments that the survey carries."""
        return scores(self._here.versions, self._released)

    @cached_property
    def means100(self) -> Mapping[str, int]:
        """The average of each question from 0 to 100, by code of the questions whose spread may be shown."""
        found = {question.code: mean100(row, question) for question in self.asked.rated if (row := _row_of(self.items, question))}
        return {code: mean for code, mean in found.items() if mean is not None}

    @cached_property
    def quarterly(self) -> Quarterly:
        """Every question by quarter."""
        by_quarter = {one: self.kept[one] for one in self.quarters}
        made = [tables.trend(self.about, question, by_quarter, self._populations) for question in self.asked.rated]
        found = released(lambda *_: made, replace(self.about, window=self.quarters[-1]), {})
        return Quarterly(self.asked.rated, found, self.quarters, by_quarter)

    @property
    def trend(self) -> ReleasedTable | None:
        """The figure of `question` by quarter."""
        return self.quarterly.trend(self.question) if self.question else None

    @property
    def tells_groups(self) -> bool:
        """Whether anything is told of groups: in rolling years, once their last quarter has closed."""
        return self.about.window.rolling and not self.still_open

    @cached_property
    def _grouped(self) -> Grouped:
        return self.grouped()

    def grouped(self, audience: Audience = Audience.OFFICERS, ledger: Ledger = NOTHING_ISSUED) -> Grouped:
        """What an audience may be told of groups, where anything is."""
        kept = {window: self.kept[window] for window in needed(self.about.window, min(self.standing.responses))}
        return grouped(self.about, self._breakdowns, self.asked.rated, kept, audience, ledger)

    @cached_property
    def groups(self) -> Sequence[ReleasedTable]:
        """The figure of `question` by each approved breakdown that is known; none while a quarter is open, as they would tell who came."""
        question = self.question
        if question is None or not self.tells_groups:
            return ()
        return [self._grouped.said(breakdown, question) for breakdown in self._breakdowns]

    @cached_property
    def who(self) -> Sequence[tuple[Breakdown, ReleasedTable]]:
        """How many people are in each group of each of these breakdowns; none while a quarter is open."""
        if not self.tells_groups:
            return ()
        return [(breakdown, self._grouped.who(breakdown)) for breakdown in self._breakdowns]

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

    @property
    def notes(self) -> Sequence[str]:
        """What to know of the versions that were answered."""
        versions = len(self._here.versions)
        return [*([several_versions(versions)] if versions > 1 else []), *(other_options(question.text) for question in self.asked.changed)]

    def _rated(self, code: str) -> Rated | None:
        return next((question for question in self.asked.rated if question.code == code), None)

    @cached_property
    def _populations(self) -> Mapping[Window, int | None]:
        return _populations(self.survey.id, self.kept)

    def _released(self, make: Make) -> tuple[ReleasedTable, ...]:
        return released(make, self.about, self.kept)

    @cached_property
    def _before(self) -> Mapping[str, Figure]:
        """The figures of the window before by question. Those of a year that are held back there tell no change either."""
        if self.before is None:
            return {}
        (table,) = released(_items(self.asked.rated, self._populations), replace(self.about, window=self.before), self.kept)
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


def results(survey: Survey, window: Window, question: str | None = None, since: str | None = None) -> Results:
    """The results of a survey in a window, compared with the window `since` where that may be, else with the usual one.

    A `question` that has no figure means the headline.
    """
    now = standing(survey.id)
    quarters = leading_to(window, min(now.responses, default=window.last), TREND)
    earlier = [one for one in window.earlier if _comparable(one, now)]
    before = next((one for one in earlier if str(one) == since), earlier[0] if earlier else None)
    beside = needed(window, min(now.responses)) if window.rolling and now.responses and not is_open(window.last) else ()
    kept = counted(survey.id, list(dict.fromkeys((window, *quarters, *([before] if before else []), *beside))), now)
    asked = _asked(survey.id, kept[window])
    about = About(survey.slug, PEOPLE[_audience(survey)], window)
    return Results(survey, about, asked, asked.rated_by(question), before, earlier, quarters, now, kept)


def summary(survey: Survey) -> Summary:
    """What a list of surveys says of one."""
    now = standing(survey.id)
    window = usual(list(now.responses), Quarter.of(clock.today()))
    kept = counted(survey.id, list(dict.fromkeys((window, *map(Window, window.quarters)))), now)
    asked = _asked(survey.id, kept[window])
    about = About(survey.slug, PEOPLE[_audience(survey)], window)
    (items,) = released(_items([asked.headline] if asked.headline else [], _populations(survey.id, kept)), about, kept)
    responses = sum(now.responses.get(quarter, 0) for quarter in window.quarters)
    return Summary(survey, window, responses, _row_of(items, asked.headline))


def usual_window(survey_id: int) -> Window:
    """The window that the page of a survey begins with."""
    return usual(list(standing(survey_id).responses), Quarter.of(clock.today()))


def _comparable(earlier: Window, now: Standing) -> bool:
    """Whether the survey was asking throughout an earlier window."""
    return bool(now.responses) and earlier.quarters[0] >= min(now.responses)


def _populations(survey_id: int, kept: Mapping[Window, Kept]) -> Mapping[Window, int | None]:
    return {window: frames.population(survey_id, window, one) for window, one in kept.items()}


def _asked(survey_id: int, kept: Kept) -> Asked:
    """The questions of the versions that were answered, and of the newest."""
    every = [version.id for version in surveys.versions(survey_id)]
    return questions.asked([questionnaire_of(version) for version in every if version in kept.versions or version == every[-1]])


def _items(
    rated: Sequence[Rated], populations: Mapping[Window, int | None], before: Mapping[str, Figure] | None = None, since: str = ""
) -> Make:
    return lambda about, kept: [tables.items(about, rated, kept, before or {}, since, populations.get(about.window))]


def _audience(survey: Survey) -> Asking:
    return survey.audience  # type: ignore[return-value]  # a CHECK holds the column to these codes


def _row_of(items: ReleasedTable, question: Rated | None) -> ReleasedRow | None:
    return next((row for row in items.rows if question and row.code == question.code), None)


def _weakest_first(items: ReleasedTable) -> ReleasedTable:
    """By the printed share, so that the order tells no more than the print; what has none comes last."""
    return replace(items, rows=tuple(sorted(items.rows, key=lambda row: (row.share is None, row.share or 0))))
