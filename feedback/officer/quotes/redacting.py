"""One comment on its way to being quoted: marked, redacted, approved or kept back, and the way back."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from feedback.desk import quoting
from feedback.desk.comments import SENTIMENTS
from feedback.desk.questions import as_last_asked
from feedback.desk.quoting import BY, CANNOT, DecidedAlready, NotOnTheDesk, NotQuotable, Opened, QuotingRefused, Unchecked
from feedback.officer.access import needs, officer
from feedback.officer.blueprint import pages
from feedback.officer.forms import status
from feedback.officer.quotes.forms import MOVED, NOT_THERE, Marking, RedactionForm, sent_form
from feedback.store import accounts, redactions
from feedback.store.redactions import Decision
from feedback.store.surveys import Survey

ADD, SHOW, APPROVE, KEEP_BACK = "add", "show", "approve", "keep_back"
STATES = {"approved": "Approved for quoting", "kept_back": "Kept back"}


@pages.route("/comments/quotes/<uuid:comment_id>", methods=["GET", "POST"])
@needs("quote_comments")
def quote(comment_id: UUID) -> ResponseReturnValue:
    """A comment with what is proposed to be taken out; once somebody decided, the words that are left, and Undo."""
    try:
        survey, decision = quoting.about(str(comment_id))
        if decision:
            return _decided(str(comment_id), survey, decision)
        return _open(quoting.open_comment(str(comment_id), officer().email))
    except NotOnTheDesk:
        abort(404)
    except NotQuotable:
        return render_template("officer/quotes/cannot.html", survey=survey, why=CANNOT), 409 if request.method == "POST" else 200


@pages.post("/comments/quotes/<uuid:comment_id>/undo")
@needs("quote_comments")
def undo_quote(comment_id: UUID) -> ResponseReturnValue:
    """Take a decision back."""
    try:
        undone = quoting.undo(str(comment_id), officer().email)
    except NotOnTheDesk:
        abort(404)
    if undone:
        flash("Taken back. This comment is not quoted, and you can decide again.", "success")
    return redirect(url_for("officer.quote", comment_id=comment_id))


def _open(opened: Opened) -> ResponseReturnValue:
    """The form, and what was asked of it."""
    form = sent_form()
    marking = Marking(opened, form)
    asked = request.form.get("do", "")
    if asked == KEEP_BACK:
        return _keep(opened, lambda: quoting.keep_back(opened.comment.id, marking.out, officer()))
    if request.method == "POST":
        _take_in(marking, form, asked)
    if asked != APPROVE or form.errors:
        return _page(opened, marking, form)
    try:
        return _keep(opened, lambda: _approve(marking, form))
    except Unchecked as refused:
        form.checked.errors = [str(refused)]
    except QuotingRefused as refused:
        form.out.errors = [str(refused)]
    return _page(opened, marking, form)


def _take_in(marking: Marking, form: RedactionForm, asked: str) -> None:
    """Take in words that were typed; nothing is approved that was not read as it stands."""
    if form.words.data and not marking.add(form.words.data, form.kind.data):
        form.words.errors = [NOT_THERE]
    elif form.words.data:
        form.words.data = ""
    elif asked == ADD:
        form.words.errors = ["Enter the words to take out"]
    if asked == APPROVE and not form.words.errors and not marking.as_seen(form):
        form.out.errors = [MOVED]


def _approve(marking: Marking, form: RedactionForm) -> None:
    comment_id = marking.opened.comment.id
    quoting.approve(comment_id, marking.out, officer(), checked=form.checked.data, compliment=form.compliment.data)


def _keep(opened: Opened, decide: Callable[[], None]) -> ResponseReturnValue:
    try:
        decide()
    except DecidedAlready:
        flash("Somebody decided about this comment while you looked at it. Yours was not kept.", "important")
    return redirect(url_for("officer.quote", comment_id=opened.comment.id))


def _page(opened: Opened, marking: Marking, form: RedactionForm) -> ResponseReturnValue:
    marking.fill(form)
    page = render_template(
        "officer/quotes/redact.html",
        opened=opened,
        marking=marking,
        form=form,
        by=BY[opened.survey.audience],
        question=as_last_asked(opened.survey.id, opened.comment.question),
        sentiment=SENTIMENTS[opened.sentiment],
        praise=opened.sentiment == redactions.PRAISE,
        confirm=bool(marking.left_in),
    )
    return page, status(form)


def _decided(comment_id: str, survey: Survey, decision: Decision) -> ResponseReturnValue:
    who = accounts.by_id(decision.officer_id)
    return render_template(
        "officer/quotes/decided.html",
        comment_id=comment_id,
        survey=survey,
        decision=decision,
        state=STATES[decision.state],
        usable=quoting.quotable(comment_id),
        why=CANNOT,
        who=(who.full_name or who.email) if who else "",
    )
