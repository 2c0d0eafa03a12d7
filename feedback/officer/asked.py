"""Who was asked and how many answered: a page that looks again by itself."""

from __future__ import annotations

from flask import Response, abort, json, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from feedback import clock
from feedback.figures.quarter import Quarter
from feedback.officer.access import allowed, needs
from feedback.officer.blueprint import pages
from feedback.reporting import missing, monitoring
from feedback.reporting.monitoring import Monitoring
from feedback.store import samples, surveys
from feedback.store.surveys import Survey

METHODS = {"census": "everybody", "random": "at random", "stratified": "at random from each group"}
COLOURS = {"Above the line": "green", "On the line": "green", "Below the line": "orange", "Far below the line": "red"}


@pages.get("/surveys/<slug>/asked")
@needs("see_response_rates")
def asked(slug: str) -> ResponseReturnValue:
    """A survey's asks in one quarter: the rate, the funnel, groups, who is missing, and the samples."""
    survey = surveys.by_slug(slug) or abort(404)
    quarter = _quarter()
    drawn = samples.of_survey(survey.id)
    found = monitoring.monitoring(survey, quarter)
    now = _now(found)
    return render_template(
        "officer/asked/page.html",
        found=found,
        answer=now["answer"],
        now=now["html"],
        version=_version(now),
        quarters=monitoring.quarters(survey.id),
        missing=missing.missing(survey, quarter) if found.drawn else None,
        samples=[sample for sample in drawn if sample.quarter == str(quarter)],
        latest=next((sample.quarter for sample in drawn), ""),
        touchpoints=monitoring.TOUCHPOINTS,
        methods=METHODS,
        back=_back(survey),
    )


@pages.get("/surveys/<slug>/asked/now")
@needs("see_response_rates")
def asked_now(slug: str) -> ResponseReturnValue:
    """What of that page lives, as JSON: {"answer": sentence, "html": the parts below it}. 304 where nothing has changed."""
    survey = surveys.by_slug(slug) or abort(404)
    now = _now(monitoring.monitoring(survey, _quarter()))
    answer: Response = make_response(now)
    answer.set_etag(_version(now))
    return answer.make_conditional(request)


def _now(found: Monitoring) -> dict[str, str]:
    # A number and its sign stay on one line.
    answer = found.sentence.replace(" %", "\N{NO-BREAK SPACE}%")
    return {"answer": answer, "html": render_template("officer/asked/now.html", found=found, colours=COLOURS)}


def _version(now: dict[str, str]) -> str:
    answer = Response(json.dumps(now))
    answer.add_etag()
    return str(answer.get_etag()[0])


def _quarter() -> Quarter:
    """The quarter that is asked for; else the one that runs."""
    text = request.args.get("quarter")
    if not text:
        return Quarter.of(clock.today())
    try:
        return Quarter.parse(text)
    except ValueError:
        abort(404)


def _back(survey: Survey) -> dict[str, str]:
    """To the survey's page, for those who may see it."""
    if allowed("run_surveys"):
        return {"href": url_for("officer.survey", slug=survey.slug), "text": survey.title}
    return {"href": url_for("officer.survey_results", slug=survey.slug), "text": "Results"}
