"""Kept counts: what a results page reads instead of the responses. Recounted only when what is shown has changed."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ForeignKey, String, Text, select, update
from sqlalchemy.orm import Mapped, mapped_column

from feedback.store.database import Model, changed, db


class KeptCount(Model):
    """The tallies of one window ('2026/27 Q2', or 'year to 2026/27 Q2') as JSON; NULL when they must be counted again.

    `settled`: the window is a quarter that was looked at after it had closed. From then on its figures change in steps.
    """

    __tablename__ = "kept_count"

    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"), primary_key=True, autoincrement=False)
    window: Mapped[str] = mapped_column(String(24), primary_key=True)
    revision: Mapped[int] = mapped_column(default=1)
    counts: Mapped[str | None] = mapped_column(Text)
    settled: Mapped[bool] = mapped_column(default=False)


def find(survey_id: int, window: str) -> tuple[int, str | None]:
    """The revision of a window's counts and the counts, None when they must be made; (0, None) for a new window."""
    query = select(KeptCount.revision, KeptCount.counts).where(KeptCount.survey_id == survey_id, KeptCount.window == window)
    row = db.session.execute(query).first()
    return (row.revision, row.counts) if row else (0, None)


def outdate(survey_id: int, windows: Sequence[str]) -> None:
    """Mark windows as changed: their next view counts again.

    A window that was never counted gets its row too, so that a first count under way meanwhile is not kept.
    """
    known = set(db.session.scalars(select(KeptCount.window).where(KeptCount.survey_id == survey_id, KeptCount.window.in_(windows))))
    db.session.add_all(KeptCount(survey_id=survey_id, window=window, revision=0) for window in windows if window not in known)
    db.session.flush()
    query = update(KeptCount).where(KeptCount.survey_id == survey_id, KeptCount.window.in_(windows))
    changed(query.values(revision=KeptCount.revision + 1, counts=None))


def of_comments(quarter: str) -> str:
    """The name under which is kept what the comments of a quarter were read as. Its revision tells when anything about them changed."""
    return f"comments {quarter}"


def outdate_comments(survey_id: int, quarter: str) -> None:
    """Mark that a comment of a quarter was read, got a theme or lost one: what is told of them is counted again."""
    outdate(survey_id, [of_comments(quarter)])


def settled(survey_id: int, quarter: str) -> bool:
    """Whether somebody looked at this quarter after it had closed."""
    query = select(KeptCount.settled).where(KeptCount.survey_id == survey_id, KeptCount.window == quarter)
    return db.session.scalar(query) or False


def settle(survey_id: int, quarter: str) -> None:
    """Keep that somebody did. The quarter has its row, because it was outdated before."""
    changed(update(KeptCount).where(KeptCount.survey_id == survey_id, KeptCount.window == quarter).values(settled=True))


def keep(survey_id: int, window: str, revision: int, counts: str) -> None:
    """Keep counts made from `revision`. When something changed since, they are not kept."""
    if revision == 0:
        if find(survey_id, window) == (0, None):
            db.session.add(KeptCount(survey_id=survey_id, window=window, revision=1, counts=counts))
            db.session.flush()
        return
    query = update(KeptCount).where(KeptCount.survey_id == survey_id, KeptCount.window == window, KeptCount.revision == revision)
    changed(query.values(counts=counts))
