"""Which themes a person found in a comment, by the codes of the codebook, and which of the machine's proposals they turned down."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import ForeignKey, String, case, delete, distinct, exists, func, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from feedback.store import passages
from feedback.store.comments import Comment, read_on_the_desk
from feedback.store.database import Model, changed, db, table_of
from feedback.store.passages import Passage
from feedback.store.responses import Response


class CommentTheme(Model):
    """One theme of one comment. Decided by the officer who read it first; whoever changes it later stands here instead."""

    __tablename__ = "comment_theme"
    __table_args__ = ({"sqlite_with_rowid": False},)

    comment_id: Mapped[str] = mapped_column(ForeignKey("comment.id", ondelete="CASCADE"), primary_key=True)
    theme: Mapped[str] = mapped_column(String(40), primary_key=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))


class RefusedTheme(Model):
    """A theme that the machine proposed for a comment and a person did not find there. It is not proposed again."""

    __tablename__ = "refused_theme"
    __table_args__ = ({"sqlite_with_rowid": False},)

    comment_id: Mapped[str] = mapped_column(ForeignKey("comment.id", ondelete="CASCADE"), primary_key=True)
    theme: Mapped[str] = mapped_column(String(40), primary_key=True)


def of(comment_ids: Collection[str]) -> Mapping[str, Sequence[str]]:
    """The codes of the themes of each of these comments (a few hundred at most) that has any."""
    query = select(CommentTheme.comment_id, CommentTheme.theme).where(CommentTheme.comment_id.in_(comment_ids))
    found: dict[str, list[str]] = {}
    for comment_id, theme in db.session.execute(query.order_by(CommentTheme.comment_id, CommentTheme.theme)):
        found.setdefault(comment_id, []).append(theme)
    return found


def refused(comment_id: str) -> frozenset[str]:
    """The codes of the themes that a person did not find in a comment."""
    return frozenset(db.session.scalars(select(RefusedTheme.theme).where(RefusedTheme.comment_id == comment_id)))


def put(comment_id: str, found: Collection[str], refused: Collection[str], officer_id: int) -> None:
    """Keep what a person found in a comment, in place of what was kept before."""
    forget(comment_id)
    for theme in sorted(found):
        _insert(CommentTheme, comment_id=comment_id, theme=theme, officer_id=officer_id)
    for theme in sorted(set(refused).difference(found)):
        _insert(RefusedTheme, comment_id=comment_id, theme=theme)


def forget(comment_id: str) -> None:
    """Let go of what was kept of a comment: nobody has looked for themes in it."""
    for table in (CommentTheme, RefusedTheme):
        changed(delete(table).where(table.comment_id == comment_id))


def find(comment_id: str, theme: str, officer_id: int) -> None:
    """Keep one theme of a comment beside the others."""
    _take_out(comment_id, theme)
    _insert(CommentTheme, comment_id=comment_id, theme=theme, officer_id=officer_id)


def refuse(comment_id: str, theme: str) -> None:
    """Keep that a comment is not about one theme."""
    _take_out(comment_id, theme)
    _insert(RefusedTheme, comment_id=comment_id, theme=theme)


def undecide(comment_id: str, theme: str) -> None:
    """Let go of what was decided about one theme of a comment."""
    _take_out(comment_id, theme)


def _take_out(comment_id: str, theme: str) -> None:
    for table in (CommentTheme, RefusedTheme):
        changed(delete(table).where(table.comment_id == comment_id, table.theme == theme))


def _insert(model: type[CommentTheme | RefusedTheme], **row: object) -> None:
    db.session.execute(insert(table_of(model)), [row])


def people(survey_id: int, quarters: Sequence[str]) -> Mapping[str, int]:
    """By theme: how many people raised it in comments of their shown responses of these quarters.

    A person with a link number is counted once, however many comments they wrote; of the others each response is a person.
    """
    linked = func.count(distinct(Response.link_number))
    others = func.count(distinct(case((Response.link_number.is_(None), Response.id))))
    query = select(CommentTheme.theme, (linked + others).label("people")).join(Comment, Comment.id == CommentTheme.comment_id)
    query = query.join(Response, Response.id == Comment.response_id)
    query = query.where(Comment.survey_id == survey_id, Comment.quarter.in_(quarters), Response.shown.is_(True), read_on_the_desk())
    return {row.theme: row.people for row in db.session.execute(query.group_by(CommentTheme.theme))}


def used() -> frozenset[str]:
    """The codes that some comment has."""
    return frozenset(db.session.scalars(select(CommentTheme.theme).distinct()))


def page(survey_id: int, theme: str, number: int, size: int) -> tuple[Sequence[Passage], int]:
    """Page `number` (from 1) of a survey's comments with a theme, newest quarter first and else in no order; and how many there are."""
    having = select(CommentTheme.comment_id).where(CommentTheme.theme == theme)
    return passages.page(number, size, Comment.survey_id == survey_id, Comment.id.in_(having))


def undecided(survey_id: int, quarters: Sequence[str], theme: str, most: int) -> Sequence[Passage]:
    """Comments of these quarters about which nobody has decided whether they have a theme: as `recent`."""
    decided = [exists().where(table.comment_id == Comment.id, table.theme == theme) for table in (CommentTheme, RefusedTheme)]
    return passages.recent(quarters, most, Comment.survey_id == survey_id, *(~one for one in decided))
