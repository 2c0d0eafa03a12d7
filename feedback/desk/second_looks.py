"""The weekly look: a sample of last week's comments that raised nothing, read by a lead or deputy. Unflagged never means safe."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from feedback import clock, store
from feedback.desk.questions import as_last_asked
from feedback.store import comments, events, second_looks, surveys
from feedback.store.accounts import Officer
from feedback.store.encryption import digest
from feedback.store.second_looks import ToRead, Week

SHARE, LEAST, MOST = 0.1, 5, 50
"""Of a week's comments: a tenth, at least five and at most fifty."""
WEEK = timedelta(days=7)
LOOKS_BACK = 4
"""So many weeks are drawn when they were not: an older one is past mending."""
HISTORY = 26


@dataclass(frozen=True)
class Looked:
    """One week of the history: its Monday, and its sample; None when nobody drew one."""

    monday: date
    week: Week | None

    @property
    def behind(self) -> bool:
        """Whether something is left to read of a week that is over."""
        return self.monday < this_monday() and self.week is not None and self.week.read < self.week.drawn


@dataclass(frozen=True)
class Shown:
    """A comment to read, as the desk shows comments: with audience, quarter and question and nothing else."""

    look: ToRead
    question: str
    audience: str


def this_monday() -> date:
    """The Monday of the week that it is."""
    today = clock.today()
    return today - timedelta(days=today.weekday())


def draw() -> None:
    """Draw the samples of this week and of the weeks just before, where there is none yet. The same comments whoever asks, and when."""
    drawn = second_looks.weeks(_oldest())
    missing = [monday for monday in _mondays(LOOKS_BACK) if monday not in drawn]
    if not missing:
        return
    with store.transaction():
        for monday in missing:
            second_looks.draw(monday, sample(monday, comments.that_raised_nothing(monday - WEEK, monday - timedelta(days=1))))


def sample(monday: date, comment_ids: Sequence[str]) -> Sequence[str]:
    """Those of a week's comments that are looked at: by a keyed digest of the week and the id, so that nobody can choose them."""
    size = min(max(ceil(SHARE * len(comment_ids)), LEAST), MOST)
    return sorted(comment_ids, key=lambda one: digest("second look", f"{monday} {one}"))[:size]


def history(officer: Officer) -> Sequence[Looked]:
    """The weeks since the first sample of the last half year, newest first."""
    drawn = second_looks.weeks(this_monday() - (HISTORY - 1) * WEEK, officer.id)
    first = min(drawn, default=this_monday())
    return [Looked(monday, drawn.get(monday)) for monday in _mondays(HISTORY) if monday >= first]


def is_drawn(comment_id: str) -> bool:
    """Whether a comment stands in the sample of some week."""
    return second_looks.week_of(comment_id) is not None


def next_one(officer: Officer) -> Shown | None:
    """The next comment to read, oldest week first; None when all are read. That it was shown is on record."""
    found = second_looks.to_read(_oldest())
    if found is None:
        return None
    with store.transaction():
        events.record(clock.now(), officer.email, "second_look.read", found.comment_id, week=found.week_on.isoformat())
    return Shown(found, as_last_asked(found.survey_id, found.question), surveys.by_id(found.survey_id).audience)


def saw_nothing(comment_id: str, officer: Officer) -> bool:
    """Keep that a comment says nothing that somebody must act on. False when somebody else looked at it first."""
    with store.transaction():
        return second_looks.mark(comment_id, officer.id, clock.today(), missed=False)


def undo(comment_id: str, officer: Officer) -> bool:
    """Take back one's own word that a comment says nothing. False when there is nothing to take back."""
    monday = second_looks.week_of(comment_id)
    with store.transaction():
        undone = monday is not None and second_looks.unmark(comment_id, officer.id)
        if undone and monday:
            events.record(clock.now(), officer.email, "second_look.undone", comment_id, week=monday.isoformat())
    return undone


def left() -> Mapping[date, int]:
    """How many comments are still to read, by the Monday of their week, also of the weeks that nobody has drawn yet."""
    drawn = second_looks.weeks(_oldest())
    return {monday: number for monday in _mondays(LOOKS_BACK) if (number := _left(monday, drawn.get(monday)))}


def _left(monday: date, week: Week | None) -> int:
    if week:
        return week.drawn - week.read
    return len(sample(monday, comments.that_raised_nothing(monday - WEEK, monday - timedelta(days=1))))


def _oldest() -> date:
    return this_monday() - (LOOKS_BACK - 1) * WEEK


def _mondays(number: int) -> Iterator[date]:
    return (this_monday() - back * WEEK for back in range(number))
