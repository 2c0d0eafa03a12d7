"""Outcomes: what changed for the same people between start and end."""

from __future__ import annotations

from flask import Response, abort, render_template
from flask.typing import ResponseReturnValue

from feedback.officer.access import allowed, needs
from feedback.officer.blueprint import pages
from feedback.officer.results.windows import asked_window
from feedback.reporting import outcome_drawings
from feedback.reporting import outcomes as reporting
from feedback.store import surveys


@pages.get("/results/<slug>/outcomes")
@needs("see_results")
def outcomes(slug: str) -> ResponseReturnValue:
    """The outcomes of one survey in one period."""
    found = _outcomes(slug)
    return render_template("officer/results/outcomes.html", outcomes=found, drawings=outcome_drawings.of(found), allowed=allowed)


@pages.get("/results/<slug>/outcomes/<drawing>.svg")
@needs("see_results")
def outcomes_drawing(slug: str, drawing: str) -> ResponseReturnValue:
    """One chart of that page."""
    found = outcome_drawings.of(_outcomes(slug)).get(drawing)
    if found is None:
        abort(404)
    return Response(found.svg(), mimetype="image/svg+xml")


def _outcomes(slug: str) -> reporting.Outcomes:
    survey = surveys.by_slug(slug)
    if survey is None:
        abort(404)
    return reporting.outcomes(survey, asked_window())
