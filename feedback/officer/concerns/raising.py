"""The page on which somebody who reads a comment raises a concern about it: a reader at the desk, or a lead in the weekly look."""

from __future__ import annotations

from collections.abc import Callable

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from feedback.desk import raising, second_looks
from feedback.officer.access import needs, officer
from feedback.officer.blueprint import pages
from feedback.officer.concerns.forms import RaiseForm
from feedback.officer.concerns.words import words
from feedback.officer.forms import status


@pages.route("/comments/<uuid:comment_id>/concern", methods=["GET", "POST"])
@needs("read_comments")
def raise_concern(comment_id: object) -> ResponseReturnValue:
    """What happens when a concern is raised, and the form that raises it. Afterwards the reader cannot open it."""
    return _raise(str(comment_id), lambda: url_for("officer.desk"))


@pages.route("/concerns/weekly/<uuid:comment_id>/concern", methods=["GET", "POST"])
@needs("see_concerns")
def raise_at_second_look(comment_id: object) -> ResponseReturnValue:
    """The same, for a comment of a weekly sample."""
    if not second_looks.is_drawn(str(comment_id)):
        abort(404)
    return _raise(str(comment_id), lambda: url_for("officer.read_second_look"))


def _raise(comment_id: str, back: Callable[[], str]) -> ResponseReturnValue:
    form = RaiseForm()
    if form.validate_on_submit():
        raising.raise_concern(comment_id, form.level.data, form.category.data, form.note.data or "", officer())
        flash("The concern is raised. The safeguarding lead and deputy can see it now.", "success")
        return redirect(back())
    about = raising.about(comment_id, officer())
    page = render_template("officer/concerns/raise.html", about=about, form=form, back_to=back(), here=request.path, **words())
    return page, status(form)
