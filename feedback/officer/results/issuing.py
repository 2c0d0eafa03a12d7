"""Figures for the board or the public: looked at first, then taken out as a file, which is written into the ledger."""

from __future__ import annotations

from flask import Response, abort, render_template, request
from flask.typing import ResponseReturnValue

from feedback.figures.released import Audience
from feedback.officer.access import needs, officer
from feedback.officer.blueprint import pages
from feedback.officer.results.windows import asked_window
from feedback.reporting import issuing, results
from feedback.store import events, surveys

AUDIENCES = {Audience.PUBLIC: "The public", Audience.BOARD: "The board"}
MOST_SHOWN = 20


@pages.route("/results/<slug>/issue", methods=["GET", "POST"])
@needs("issue_figures")
def issue_figures(slug: str) -> ResponseReturnValue:
    """What an audience would get, and the file."""
    survey = surveys.by_slug(slug) or abort(404)
    found = results.results(survey, asked_window() or results.usual_window(survey.id))
    chosen = _audience()
    ready = bool(found.shown) and not found.still_open
    if request.method == "POST" and ready:
        return _download(issuing.issue(found, chosen, officer().email), survey.slug, str(found.about.window), chosen)
    return render_template(
        "officer/results/issue.html",
        survey=survey,
        results=found,
        chosen=chosen,
        audiences=AUDIENCES,
        tables=issuing.preview(found, chosen) if ready else [],
        issued=events.latest(["figures.issued"], str(survey.id), MOST_SHOWN),
    )


def _audience() -> Audience:
    wanted = request.args.get("audience", str(Audience.PUBLIC))
    return next((one for one in AUDIENCES if one == wanted), None) or abort(404)


def _download(made: str, slug: str, window: str, audience: Audience) -> Response:
    name = f"{slug}-{window.replace('/', '-').replace(' ', '-')}-{audience}.csv"
    return Response(made, mimetype="text/csv", headers={"Content-Disposition": f'attachment; filename="{name}"'})
