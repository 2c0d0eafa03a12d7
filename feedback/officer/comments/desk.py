"""The reading desk: one comment at a time, a key or a button for each reading, and the next comes at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import abort, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from feedback.desk import comments as listing
from feedback.desk import reading
from feedback.desk.comments import SENTIMENTS
from feedback.desk.raising import OffTheDesk
from feedback.desk.reading import Kept, NotKept, Opened, RestedOn
from feedback.officer.access import needs, officer
from feedback.officer.blueprint import pages
from feedback.officer.comments.words import AUDIENCES, COLOURS, KEYS, OTHER_KEYS, THEME_KEYS, told
from feedback.officer.home import Line, waiting
from feedback.store import surveys as kept
from feedback.store.surveys import Survey

TOLD, DONE, SKIPPED = "desk_told", "desk_done", "desk_skipped"
"""What the session holds: what to say once, and ids of comments: those read last, newest last, and those skipped."""
MOST = 20
"""So many steps can be taken back, and so many comments skipped: the session is a cookie, and cookies are small."""
GONE = "That comment has left the desk meanwhile."


@pages.get("/comments/desk")
@needs("read_comments")
def desk() -> ResponseReturnValue:
    """The next comment to read, as the filters choose."""
    every = _surveys()
    survey = _chosen(every)
    questions = listing.questions(survey.id) if survey else {}
    question = request.args.get("question") or None
    if question is not None and question not in questions:
        abort(404)
    ahead = reading.ahead(officer(), [survey] if survey else every, question, session.get(SKIPPED, ()))
    opened = reading.look(ahead.comment_id, officer()) if ahead.comment_id else None
    return _page(opened, left=ahead.left, surveys=every, survey=survey, questions=questions, question=question)


@pages.get("/comments/desk/<uuid:comment_id>")
@needs("read_comments")
def desk_comment(comment_id: object) -> ResponseReturnValue:
    """One comment: to read it, to read it again, or to see the machine's guess once it is read."""
    try:
        opened = reading.look(str(comment_id), officer())
    except OffTheDesk:
        return _on(GONE)
    return _page(opened, left=reading.left(officer(), _surveys()), by_itself=True)


@pages.post("/comments/desk/<uuid:comment_id>")
@needs("read_comments")
def read_comment(comment_id: object) -> ResponseReturnValue:
    """Keep what the officer read it as, and go on to the next."""
    sentiment, shown_as = request.form.get("sentiment", ""), request.form.get("place", "")
    if sentiment not in SENTIMENTS:
        session[TOLD] = "Choose how you read it."
        return redirect(url_for("officer.desk_comment", comment_id=comment_id, **_filters()))
    try:
        found = reading.save(str(comment_id), sentiment, request.form.getlist("themes"), officer(), shown_as)
    except OffTheDesk:
        return _on(GONE)
    except NotKept as other:
        return _on(_taken(other))
    except RestedOn:
        return _on("Your first word on that comment stands: somebody has built on it since.")
    except ValueError:
        abort(400)
    return _after(str(comment_id), sentiment, found)


@pages.post("/comments/desk/<uuid:comment_id>/skip")
@needs("read_comments")
def skip_comment(comment_id: object) -> ResponseReturnValue:
    """Leave a comment for later."""
    session[SKIPPED] = [*_others(SKIPPED, str(comment_id)), str(comment_id)][-MOST:]
    return _on("Skipped. It comes again later.")


@pages.post("/comments/desk/skipped")
@needs("read_comments")
def show_skipped() -> ResponseReturnValue:
    """Bring back what was skipped."""
    session.pop(SKIPPED, None)
    return redirect(url_for("officer.desk", **_filters()))


@pages.post("/comments/desk/undo")
@needs("read_comments")
def undo_reading() -> ResponseReturnValue:
    """Take back the last reading of this session, then the one before it, and show the comment again."""
    done = list(session.get(DONE, ()))
    if not done:
        return _on("There is nothing to undo.")
    last = done.pop()
    session[DONE] = done
    try:
        reading.take_back(last, officer())
    except OffTheDesk:
        return _on(GONE)
    except RestedOn:
        return _on("That reading cannot be undone: somebody has built on it since.")
    session[TOLD] = "Undone. Here is the comment again."
    return redirect(url_for("officer.desk_comment", comment_id=last, **_filters()))


@waiting("read_comments")
def to_read() -> Sequence[Line]:
    """What waits for a reader."""
    left = reading.left(officer(), _surveys())
    if not left.unread + left.second:
        return []
    many = f"{left.unread} comment{'' if left.unread == 1 else 's'} to read"
    text = many if left.unread else f"{left.second} comment{'' if left.second == 1 else 's'} to read as the second reader"
    late = f"{left.late} of them longer than a working day" if left.late else ""
    return [Line(text, url_for("officer.desk"), hint=late, urgent=bool(left.late))]


def remember(comment_id: str) -> None:
    """Keep that this session put down a word on a comment, so that it can be undone."""
    session[DONE] = [*_others(DONE, comment_id), comment_id][-MOST:]


def _after(comment_id: str, sentiment: str, found: Kept) -> ResponseReturnValue:
    remember(comment_id)
    session[SKIPPED] = _others(SKIPPED, comment_id)
    if found.who:
        return _on(f"{found.who} has read this meanwhile as {told(found.word)}. Yours is kept as the second reading.")
    session[TOLD] = f"Read as {told(sentiment)}."
    if found.place == "first" and reading.shows_guess_afterwards(comment_id) and not request.form.get("seen"):
        return redirect(url_for("officer.desk_comment", comment_id=comment_id, **_filters()))
    return redirect(url_for("officer.desk", **_filters()))


def _taken(other: NotKept) -> str:
    if other.word:
        return f"{other.who} has read this meanwhile as {told(other.word)}; yours was not kept."
    return f"{other.who} has read this a second time meanwhile; yours was not kept."


def _on(said: str) -> ResponseReturnValue:
    """To the next comment, and say this there."""
    session[TOLD] = said
    return redirect(url_for("officer.desk", **_filters()))


def _page(opened: Opened | None, **more: object) -> ResponseReturnValue:
    return render_template(
        "officer/comments/desk.html",
        opened=opened,
        said=session.pop(TOLD, ""),
        undoable=bool(session.get(DONE)),
        skipped=len(session.get(SKIPPED, ())),
        filters=_filters(),
        sentiments=SENTIMENTS,
        audiences=AUDIENCES,
        colours=COLOURS,
        keys=KEYS,
        theme_keys=THEME_KEYS,
        other_keys=OTHER_KEYS,
        **more,
    )


def _surveys() -> list[Survey]:
    return [survey for survey in kept.everyone() if survey.state != "draft"]


def _chosen(every: Sequence[Survey]) -> Survey | None:
    slug = request.args.get("survey")
    if not slug:
        return None
    return next((survey for survey in every if survey.slug == slug), None) or abort(404)


def _filters() -> dict[str, Any]:
    """What the reader chose to be given, to go on with."""
    return {name: value for name in ("survey", "question") if (value := request.args.get(name))}


def _others(name: str, comment_id: str) -> list[str]:
    return [one for one in session.get(name, ()) if one != comment_id]
