"""The results of one survey in one quarter or rolling year, as officers may see them: every figure has passed disclosure control."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from feedback import clock
from feedback.figures.disclosure import release
from feedback.figures.ledger import EmptyLedger
from feedback.figures.quarter import Quarter
from feedback.figures.released import Audience, ReleasedRow, ReleasedTable
from feedback.figures.tables import Asked as Invited
from feedback.figures.tables import Rates, Table
from feedback.figures.words import PEOPLE
from feedback.questionnaire.definition import Audience as Asking
from feedback.reporting import questions, tables
from feedback.reporting.about import About
from feedback.reporting.breakdowns import Breakdown, approved
from feedback.reporting.counting import counted, questionnaire_of
from feedback.reporting.kept import Kept
from feedback.reporting.quality import Quality, quality
from feedback.reporting.questions import Asked, Rated
from feedback.reporting.saying import said
from feedback.reporting.standing import is_open, standing
from feedback.reporting.windows import Window, leading_to, offered, usual
from feedback.store import asks, surveys
from feedback.store.surveys import Survey

TREND = 8
"""How many quarters a trend shows at most."""


@dataclass(frozen=True)
class Results:
    """What a page of results shows; every table in it is a released one.

    `responses` have come in the window and `shown` of them stand behind the figures; `so_far` and `shown_there` are the
    same for its last quarter, since the two differ while a quarter is open. `comparable`: there is a window before.
    `items` is weakest first. `question` is what `trend` and `groups` are about, None when no question has a figure.
    `easy_read` is {question code: how many of its base answered in Easy Read}, of questions that are asked there.
    """

    survey: Survey
    about: About
    windows: Sequence[Window]
    asked: Asked
    question: Rated | None
    responses: int
    shown: int
    still_open: bool
    so_far: int
    shown_there: int
    comparable: bool
    rate: ReleasedRow
    headline: ReleasedRow | None
    items: ReleasedTable
    easy_read: Mapping[str, ReleasedRow]
    others: Sequence[ReleasedTable]
    trend: ReleasedTable | None
    groups: Sequence[ReleasedTable]
    who: Sequence[tuple[Breakdown, ReleasedTable]]
    said: ReleasedTable
    comments: int
    quality: Quality

    def moved(self, word: str) -> Sequence[ReleasedRow]:
        """The questions whose change since the window before has this word."""
        return [row for row in self.items.rows if row.change and row.change.word == word]


@dataclass(frozen=True)
class Summary:
    """One survey in a list: its usual window, the responses in it so far, and what was said to its headline question."""

    survey: Survey
    window: Window
    responses: int
    headline: ReleasedRow | None


def results(survey: Survey, window: Window, question: str | None = None) -> Results:
    """Everything that the page of a survey and a window shows. A `question` that has no figure means the headline."""
    now = standing(survey.id)
    live = now.responses
    trend = leading_to(window, min(live, default=window.last), TREND)
    before = window.before if _comparable(window, live) else None
    kept = counted(survey.id, list(dict.fromkeys((window, *trend, *([before] if before else [])))), now)
    asked = _asked(survey.id, kept[window])
    chosen = asked.rated_by(question)
    about = About(survey.slug, PEOPLE[_audience(survey)], window)
    (items,) = _released(tables.items(about, asked.rated, kept[window], kept[before] if before else None))
    found = said(survey.id, window.quarters, now)
    return Results(
        survey=survey,
        about=about,
        windows=offered(list({*live, window.last})),
        asked=asked,
        question=chosen,
        responses=sum(live.get(quarter, 0) for quarter in window.quarters),
        shown=kept[window].responses,
        still_open=is_open(window.last),
        so_far=live.get(window.last, 0),
        shown_there=kept[Window(window.last)].responses,
        comparable=before is not None,
        rate=_rate(survey.id, about, live),
        headline=_row_of(items, asked.headline),
        items=_weakest_first(items),
        easy_read=_easy_read(about, asked, kept[window]),
        others=_released(*questions.counts_of(kept[window].whole, asked.others, about)),
        trend=_released(tables.trend(about, chosen, {one: kept[one] for one in trend}))[0] if chosen else None,
        groups=_groups(about, chosen, asked, kept[window]) if chosen else (),
        who=_who(about, asked, kept[window]),
        said=_released(tables.read_as(about, asked.comments, found))[0],
        comments=found.comments,
        quality=quality(survey.id, window, kept[window], found, asked.newest),
    )


def summary(survey: Survey) -> Summary:
    """What a list of surveys says of one."""
    now = standing(survey.id)
    window = usual(list(now.responses), Quarter.of(clock.today()))
    kept = counted(survey.id, [window], now)[window]
    asked = _asked(survey.id, kept)
    about = About(survey.slug, PEOPLE[_audience(survey)], window)
    (items,) = _released(tables.items(about, [asked.headline] if asked.headline else [], kept, None))
    return Summary(survey, window, now.responses.get(window.last, 0), _row_of(items, asked.headline))


def usual_window(survey_id: int) -> Window:
    """The window that the page of a survey begins with."""
    return usual(list(standing(survey_id).responses), Quarter.of(clock.today()))


def _comparable(window: Window, live: Mapping[Quarter, int]) -> bool:
    """Whether something was collected throughout the window before."""
    return bool(live) and window.before.quarters[0] >= min(live)


def _asked(survey_id: int, kept: Kept) -> Asked:
    """The questions of the versions that were answered, and of the newest."""
    every = [version.id for version in surveys.versions(survey_id)]
    return questions.asked([questionnaire_of(version) for version in every if version in kept.versions or version == every[-1]])


def _audience(survey: Survey) -> Asking:
    return survey.audience  # type: ignore[return-value]  # a CHECK holds the column to these codes


def _released(*asking: Table) -> tuple[ReleasedTable, ...]:
    return release(asking, Audience.OFFICERS, EmptyLedger())


def _rate(survey_id: int, about: About, live: Mapping[Quarter, int]) -> ReleasedRow:
    invited = asks.invited(survey_id)
    quarters = about.window.quarters
    row = Invited("all", "Response rate", sum(live.get(one, 0) for one in quarters), sum(invited.get(str(one), 0) for one in quarters))
    return _released(Rates("Response rate", about.people, (row,)))[0].rows[0]


def _row_of(items: ReleasedTable, question: Rated | None) -> ReleasedRow | None:
    return next((row for row in items.rows if question and row.code == question.code), None)


def _weakest_first(items: ReleasedTable) -> ReleasedTable:
    """By the printed share, so that the order tells no more than the print; what has none comes last."""
    return replace(items, rows=tuple(sorted(items.rows, key=lambda row: (row.share is None, row.share or 0))))


def _easy_read(about: About, asked: Asked, kept: Kept) -> dict[str, ReleasedRow]:
    variants = [variant for variant in asked.newest.variants if variant.kind == "easy_read"]
    there = [question for question in asked.rated if any(question.code in variant.questions for variant in variants)]
    found = _released(*(tables.easy_read(about, question, [variant.code for variant in variants], kept) for question in there))
    return {question.code: table.rows[0] for question, table in zip(there, found, strict=True)}


def _groups(about: About, question: Rated, asked: Asked, kept: Kept) -> tuple[ReleasedTable, ...]:
    return _released(*(tables.groups(about, question, breakdown, kept) for breakdown in _known(asked, kept)))


def _who(about: About, asked: Asked, kept: Kept) -> list[tuple[Breakdown, ReleasedTable]]:
    breakdowns = list(_known(asked, kept))
    found = _released(*(tables.who(about, breakdown, kept) for breakdown in breakdowns))
    return list(zip(breakdowns, found, strict=True))


def _known(asked: Asked, kept: Kept) -> Iterable[Breakdown]:
    return [breakdown for breakdown in approved(asked.newest) if tables.known(breakdown, kept)]
