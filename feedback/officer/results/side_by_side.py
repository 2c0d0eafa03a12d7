"""Two audiences side by side: what both were asked, each with its own figure."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Response, abort, render_template, request
from flask.typing import ResponseReturnValue

from feedback.officer.access import allowed, needs
from feedback.officer.blueprint import pages
from feedback.officer.results.windows import asked_window
from feedback.reporting import comparing
from feedback.reporting.comparing import Beside
from feedback.store import surveys
from feedback.store.surveys import Survey


@pages.get("/results/<slug>/side-by-side")
@needs("see_results")
def side_by_side(slug: str) -> ResponseReturnValue:
    """A survey beside one of another audience."""
    survey = surveys.by_slug(slug) or abort(404)
    others = comparing.others(survey)
    found = _beside(survey, others)
    return render_template("officer/results/side_by_side.html", survey=survey, others=others, beside=found, allowed=allowed)


@pages.get("/results/<slug>/side-by-side/chart.svg")
@needs("see_results")
def side_by_side_chart(slug: str) -> ResponseReturnValue:
    """The chart of that page."""
    survey = surveys.by_slug(slug) or abort(404)
    found = _beside(survey, comparing.others(survey))
    if found is None or not found.matched:
        abort(404)
    return Response(found.drawing.svg(), mimetype="image/svg+xml")


def _beside(survey: Survey, others: Sequence[Survey]) -> Beside | None:
    """With the survey that is asked for, else the first of another audience; None where there is none."""
    slug = request.args.get("with")
    other = next((one for one in others if slug in (None, one.slug)), None)
    if other is None:
        return abort(404) if slug else None
    return comparing.beside(survey, other, asked_window() or comparing.usual_beside(survey, other))
