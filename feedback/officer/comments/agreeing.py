"""What two officers read differently, until they agree."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from feedback.desk import agreeing
from feedback.desk.comments import SENTIMENTS
from feedback.desk.raising import OffTheDesk
from feedback.desk.reading import NotKept
from feedback.officer import paging
from feedback.officer.access import needs, officer
from feedback.officer.blueprint import pages
from feedback.officer.comments.desk import remember
from feedback.officer.comments.words import AUDIENCES, COLOURS, told


@pages.get("/comments/desk/to-agree")
@needs("read_comments")
def to_agree() -> ResponseReturnValue:
    """Comments with both words."""
    found, total = agreeing.listed(paging.number(), officer())
    return render_template(
        "officer/comments/to_agree.html",
        apart=found,
        pager=paging.pager(total, agreeing.SIZE),
        sentiments=SENTIMENTS,
        audiences=AUDIENCES,
        colours=COLOURS,
    )


@pages.post("/comments/desk/<uuid:comment_id>/agree")
@needs("read_comments")
def agree(comment_id: object) -> ResponseReturnValue:
    """Keep the word on which both agree."""
    sentiment = request.form.get("sentiment", "")
    if sentiment not in SENTIMENTS:
        abort(400)
    try:
        agreeing.agree(str(comment_id), sentiment, officer())
    except agreeing.NotYours:
        abort(403)
    except OffTheDesk:
        flash("That comment has left the desk meanwhile.", "important")
    except NotKept as other:
        flash(f"{other.who} has put it down as {told(other.word)} meanwhile; yours was not kept.", "important")
    else:
        remember(str(comment_id))
        flash(f"You agreed on {told(sentiment)}. “Undo your last reading” at the desk takes it back.", "success")
    return redirect(url_for("officer.to_agree"))
