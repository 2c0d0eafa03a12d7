"""Responses as a file, row by row: for those whose role allows it, with a reason that goes on record."""

from __future__ import annotations

from flask import Response, abort, render_template
from flask.typing import ResponseReturnValue
from wtforms import StringField
from wtforms.validators import Length

from feedback.officer.access import needs, officer
from feedback.officer.blueprint import pages
from feedback.officer.forms import OfficerForm, status
from feedback.reporting import packing, rows
from feedback.store import surveys


class ReasonForm(OfficerForm):
    """Why somebody takes the responses out."""

    reason = StringField(
        "Why do you need them?",
        description="It goes on record with your name and the day.",
        validators=[
            Length(min=rows.SHORTEST_REASON, message=f"Say why, in {rows.SHORTEST_REASON} letters or more"),
            Length(max=500, message="The reason must be 500 letters or fewer"),
        ],
    )


@pages.route("/responses/<slug>/export", methods=["GET", "POST"])
@needs("export_responses")
def export_responses(slug: str) -> ResponseReturnValue:
    """Ask for a reason, and give the file."""
    survey = surveys.by_slug(slug) or abort(404)
    form = ReasonForm()
    if form.validate_on_submit():
        exported = rows.export(slug, officer().email, form.reason.data or "")
        return _download(packing.packed(exported, f"{slug}-responses"), f"{slug}-responses.zip")
    return render_template("officer/responses/export.html", survey=survey, form=form), status(form)


def _download(made: bytes, name: str) -> Response:
    return Response(made, mimetype="application/zip", headers={"Content-Disposition": f'attachment; filename="{name}"'})
