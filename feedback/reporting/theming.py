"""How many people raised each theme in a window: as people decided, kept until anything about the comments of the window changes."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

from feedback import clock, store
from feedback.figures.quarter import Quarter
from feedback.figures.released import CONFIDENTIAL, ReleasedRow, ReleasedTable
from feedback.figures.spreads import Count
from feedback.figures.tables import Themes
from feedback.figures.words import PEOPLE
from feedback.language.themes import codebook
from feedback.questionnaire.definition import Audience as Asking
from feedback.reporting import releasing
from feedback.reporting.about import About
from feedback.reporting.counting import show_what_is_due
from feedback.reporting.standing import standing
from feedback.reporting.windows import Window
from feedback.store import comment_themes, counts, lists
from feedback.store.surveys import Survey

A_FEW = "a few"


def raised(survey_id: int, window: Window) -> Mapping[str, int]:
    """By theme: how many people raised it in comments of the shown responses of a window; nobody twice, also in a year."""
    said = [counts.find(survey_id, counts.of_comments(str(quarter)))[0] for quarter in window.quarters]
    revision, text = counts.find(survey_id, name_of(window))
    kept = json.loads(text) if text else {}
    if kept.get("said") == said:
        people: Mapping[str, int] = kept["people"]
        return people
    made = comment_themes.people(survey_id, [str(quarter) for quarter in window.quarters])
    with store.transaction():
        counts.keep(survey_id, name_of(window), revision, json.dumps({"said": said, "people": made}))
    return made


def name_of(window: Window) -> str:
    """The name under which the counts of a window are kept. They hold while what is `said` of its quarters has the same revisions."""
    return f"theme {window}"


@dataclass(frozen=True)
class Raised:
    """How many people raised each theme in a window, in words by the code of the theme; those that nobody raised are left out."""

    window: Window
    by_theme: Mapping[str, str]


def beside(survey: Survey) -> Sequence[Raised]:
    """How many people of a survey raised each theme in the quarter that runs, and in the rolling year that ends with it."""
    quarter = Quarter.of(clock.today())
    windows = (Window(quarter), Window(quarter, rolling=True))
    known = standing(survey.id).responses
    show_what_is_due(survey.id, [one for one in windows[1].quarters if one in known])
    return [Raised(window, {row.code: row.share_text for row in _shown(survey, window).rows}) for window in windows]


def _shown(survey: Survey, window: Window) -> ReleasedTable:
    about = About(survey.slug, PEOPLE[cast(Asking, survey.audience)], window)
    (found,) = releasing.released(lambda about, _: [table(about, survey.id)], about, {})
    return told(found, about.people)


def table(about: About, survey_id: int) -> Themes:
    """The themes that somebody raised, in the order of the codebook; it keeps the names of those that were retired."""
    people = raised(survey_id, about.window)
    themes = codebook(lists.current("themes").content).themes
    return Themes(
        "What people wrote about", tuple(Count(theme.code, theme.name, people[theme.code]) for theme in themes if people.get(theme.code))
    )


def told(released: ReleasedTable, people: str) -> ReleasedTable:
    """The rows in officers' words, most first. Those without a number come last, in the order of the codebook, which tells nothing."""
    rows = [_told(row, people) for row in released.rows]
    return replace(released, rows=tuple(sorted(rows, key=lambda row: -int(row.base or 0))))


def _told(row: ReleasedRow, people: str) -> ReleasedRow:
    if row.mark == CONFIDENTIAL:
        return replace(row, base="")
    how_many = f"{row.base or A_FEW} {people}"
    return replace(row, share_text=how_many, sentence=f"{row.label}: {how_many}.")
