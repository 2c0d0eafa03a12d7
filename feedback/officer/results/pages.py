"""Results: what a survey's answers say, in one quarter or rolling year."""

from __future__ import annotations

from flask import Response, abort, render_template, request
from flask.typing import ResponseReturnValue

from feedback.figures.released import Audience
from feedback.figures.words import PEOPLE, nothing_collected
from feedback.intake.genuineness import REASONS
from feedback.officer.access import allowed, needs
from feedback.officer.blueprint import pages
from feedback.officer.paging import SIZE, number, pager
from feedback.officer.results.windows import asked_window
from feedback.reporting import comparing, drawings
from feedback.reporting import results as reporting
from feedback.store import surveys


@pages.get("/results")
@needs("see_results")
def results() -> ResponseReturnValue:
    """Every survey with what its headline question says."""
    found, total = surveys.page("", number(), SIZE)
    return render_template(
        "officer/results/list.html", summaries=[reporting.summary(survey) for survey in found], pager=pager(total), allowed=allowed
    )


@pages.get("/results/<slug>")
@needs("see_results")
def survey_results(slug: str) -> ResponseReturnValue:
    """One survey in one window, as a short report."""
    found = _results(slug)
    return render_template(
        "officer/results/report.html",
        results=found,
        drawings=drawings.of(found),
        reasons=REASONS,
        allowed=allowed,
        others=comparing.others(found.survey),
        people_of=PEOPLE,
        nothing_collected=nothing_collected,
        least_told=Audience.OFFICERS.threshold,
    )


@pages.get("/results/<slug>/<drawing>.svg")
@needs("see_results")
def results_drawing(slug: str, drawing: str) -> ResponseReturnValue:
    """One chart of that report."""
    found = drawings.of(_results(slug)).get(drawing)
    if found is None:
        abort(404)
    return Response(found.svg(), mimetype="image/svg+xml")


def _results(slug: str) -> reporting.Results:
    survey = surveys.by_slug(slug)
    if survey is None:
        abort(404)
    window = asked_window() or reporting.usual_window(survey.id)
    return reporting.results(survey, window, request.args.get("question"), request.args.get("since"))
