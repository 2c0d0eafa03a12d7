"""Results: what a survey's answers say, in one quarter or rolling year."""

from __future__ import annotations

from flask import Response, abort, render_template, request
from flask.typing import ResponseReturnValue

from feedback.figures.released import Audience
from feedback.intake.genuineness import REASONS
from feedback.officer.access import allowed, needs
from feedback.officer.blueprint import pages
from feedback.officer.paging import SIZE, number, pager
from feedback.reporting import drawings
from feedback.reporting import results as reporting
from feedback.reporting.windows import Window
from feedback.store import surveys
from feedback.store.surveys import Survey


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
    return reporting.results(survey, _window(survey), request.args.get("question"))


def _window(survey: Survey) -> Window:
    text = request.args.get("period")
    if not text:
        return reporting.usual_window(survey.id)
    try:
        return Window.parse(text)
    except ValueError:
        abort(404)
