"""Snapshots: what each import did, and undoing the newest."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from feedback.asking.cohort import undoing
from feedback.asking.cohort.refused import CohortRefused
from feedback.officer.access import needs, officer
from feedback.officer.blueprint import pages
from feedback.officer.surveys import AUDIENCES
from feedback.store import snapshots as kept


@pages.get("/cohort/snapshots")
@needs("ask_people")
def cohort_snapshots() -> ResponseReturnValue:
    """The newest imports, and which of them can be undone."""
    found = kept.latest()
    undoable = {one.id for one in found if undoing.why_not(one) is None}
    return render_template("officer/cohort/snapshots.html", snapshots=found, undoable=undoable, audiences=AUDIENCES)


@pages.route("/cohort/snapshots/<int:snapshot_id>/undo", methods=["GET", "POST"])
@needs("ask_people")
def undo_snapshot(snapshot_id: int) -> ResponseReturnValue:
    """Undo a snapshot, after a look at what that means."""
    snapshot = kept.by_id(snapshot_id) or abort(404)
    if request.method == "GET":
        return render_template(
            "officer/cohort/undo.html", snapshot=snapshot, why_not=undoing.why_not(snapshot), audience=AUDIENCES[snapshot.audience]
        )
    try:
        undoing.undo(snapshot_id, officer().email)
        flash("It is undone. Everybody is as they were before it.", "success")
    except CohortRefused as refused:
        flash(f"It was not undone. {refused}", "important")
    return redirect(url_for("officer.cohort_snapshots"))
