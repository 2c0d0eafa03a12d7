"""Kept counts put into the tables that ask to be released."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from feedback.figures.intervals import wilson
from feedback.figures.measures import Figure, figure
from feedback.figures.quarter import Quarter
from feedback.figures.spreads import Count
from feedback.figures.tables import Group, Groups, Members, Row, Whole
from feedback.figures.tally import Tally
from feedback.questionnaire.definition import Comment
from feedback.reporting.about import About
from feedback.reporting.breakdowns import Breakdown
from feedback.reporting.kept import Kept
from feedback.reporting.questions import Rated
from feedback.reporting.saying import Said
from feedback.reporting.windows import Window

SENTIMENTS = {"positive": "Positive", "negative": "Negative", "mixed": "Mixed", "neutral": "Neutral", "unclear": "Unclear"}


def items(about: About, rated: Sequence[Rated], kept: Kept, before: Mapping[str, Figure], since: str, population: int | None) -> Whole:
    """A row for each question, compared with its figure in the window `since` where there is one, by code."""
    rows = (
        Row(
            question.code,
            question.text,
            figure(kept.whole, question, population=population),
            about.window.quarters,
            before.get(question.code),
            since,
        )
        for question in rated
    )
    return Whole("What they said", about.survey, about.people, tuple(rows))


def trend(about: About, question: Rated, by_quarter: Mapping[Window, Kept], populations: Mapping[Window, int | None]) -> Whole:
    """A row for each quarter, held back as on the quarter's own page. Years that it would be worked out from are held back for it."""
    rows = tuple(
        Row(str(one), str(one), figure(kept.whole, question, population=populations[one]), one.quarters) for one, kept in by_quarter.items()
    )
    return Whole(question.text, about.survey, about.people, rows)


def groups(about: About, question: Rated, breakdown: Breakdown, kept: Kept) -> Groups:
    """What the groups of one breakdown said. Groups that nobody is in have their row too, so that its absence tells nothing."""
    tallies = kept.of(breakdown.code)
    rows = tuple(Group(code, label, figure(tallies.get(code, Tally()), question)) for code, label in breakdown.groups.items())
    whole = figure(kept.whole, question)
    return Groups(breakdown.title, about.survey, about.window.quarters, breakdown.code, whole, rows)


def who(about: About, breakdown: Breakdown, kept: Kept, collected: tuple[tuple[Quarter, int], ...]) -> Members:
    """How many people are in each group; one that nobody is in has its row too, so that its absence tells nothing.

    `collected`: how many people answered, by quarter.
    """
    tallies = kept.of(breakdown.code)
    rows = tuple(Count(code, label, tallies.get(code, Tally()).responses) for code, label in breakdown.groups.items())
    inside = tuple((quarter, people) for quarter, people in collected if quarter in about.window.quarters)
    return Members(
        title=breakdown.title,
        survey=about.survey,
        quarters=about.window.quarters,
        breakdown=breakdown.code,
        people=about.people,
        rows=rows,
        total=kept.whole.responses,
        collected=inside,
        about_people=breakdown.about_people,
    )


def known(breakdown: Breakdown, kept: Kept) -> bool:
    """Whether anything is known about this breakdown."""
    return any(kept.of(breakdown.code).get(code, Tally()).responses for code in breakdown.groups)


def read_as(about: About, asked: Sequence[Comment], said: Said) -> Whole:
    """How the comments to each question were read; no row where nobody wrote.

    Like an opinion of the whole audience: it singles out no group.
    """
    rows = (
        Row(question.code, question.text, _reading(question, said.sentiments[question.code]), about.window.quarters)
        for question in asked
        if question.code in said.sentiments
    )
    return Whole("What they wrote", about.survey, "comments", tuple(rows))


def _reading(question: Comment, found: Mapping[str, int]) -> Figure:
    """Comments read as positive, among all comments to a question."""
    total, positive = sum(found.values()), found.get("positive", 0)
    return Figure(
        question=question.code,
        text=question.text,
        n=total,
        distribution=tuple(Count(code, label, found.get(code, 0)) for code, label in SENTIMENTS.items()),
        skipped=0,
        not_asked=0,
        not_sure=0,
        rather_not_say=0,
        other=0,
        mean=None,
        sd=None,
        mean_interval=None,
        measure="top_2",
        said="something that reads as positive",
        k=positive,
        interval=wilson(positive, total) if total else None,
    )
