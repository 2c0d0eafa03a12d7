"""The weekly look: comments that raised nothing, read once more."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from feedback.desk import second_looks as desk
from feedback.officer.access import needs, officer
from feedback.officer.blueprint import pages
from feedback.officer.concerns.words import words
from feedback.officer.home import Line, waiting

UUID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@pages.get("/concerns/weekly")
@needs("see_concerns")
def second_looks() -> ResponseReturnValue:
    """How many comments wait for a second look, and the weeks before."""
    desk.draw()
    return render_template(
        "officer/concerns/weekly.html", weeks=desk.history(officer()), to_read=sum(desk.left().values()), last=_last(), **words()
    )


@pages.get("/concerns/weekly/read")
@needs("see_concerns")
def read_second_look() -> ResponseReturnValue:
    """The next comment, with the two buttons; that it was shown is recorded."""
    desk.draw()
    shown, last = desk.next_one(officer()), _last()
    if shown is None:
        flash("Every comment of the weekly look is read.", "success")
        return redirect(url_for("officer.second_looks", last=last))
    return render_template(
        "officer/concerns/weekly_read.html",
        shown=shown,
        to_read=sum(desk.left().values()),
        last=last,
        **words(),
    )


@pages.post("/concerns/weekly/<uuid:comment_id>/nothing")
@needs("see_concerns")
def saw_nothing(comment_id: object) -> ResponseReturnValue:
    """Nothing in it that somebody must act on: on to the next."""
    if not desk.saw_nothing(str(comment_id), officer()):
        flash("Somebody else looked at that comment first. Here is the next one.", "important")
        return redirect(url_for("officer.read_second_look"))
    return redirect(url_for("officer.read_second_look", last=comment_id))


@pages.post("/concerns/weekly/<uuid:comment_id>/again")
@needs("see_concerns")
def undo_second_look(comment_id: object) -> ResponseReturnValue:
    """Take back one's own "nothing here"."""
    if desk.undo(str(comment_id), officer()):
        flash("It waits for a look again.", "success")
    else:
        flash("There was nothing to take back: it waits already, or somebody else looked at it.", "important")
    return redirect(url_for("officer.read_second_look"))


@waiting("see_concerns")
def second_looks_waiting() -> Sequence[Line]:
    """The weekly look: this week's, and loudly what was left of the weeks before."""
    left, monday = desk.left(), desk.this_monday()
    late, new = sum(number for when, number in left.items() if when < monday), left.get(monday, 0)
    lines = []
    if late:
        text = f"{_comments(late)} left over from an earlier weekly look"
        lines.append(Line(text, url_for("officer.second_looks"), hint="Nobody has looked at them a second time yet.", urgent=True))
    if new:
        lines.append(Line(f"{_comments(new)} to read for the weekly look", url_for("officer.second_looks"), hint="This week."))
    return lines


def _last() -> str | None:
    """The comment that this officer has just looked at, so that it can be taken back."""
    given = request.args.get("last", "")
    return given if UUID.fullmatch(given) else None


def _comments(number: int) -> str:
    return f"{number} comment" if number == 1 else f"{number} comments"
