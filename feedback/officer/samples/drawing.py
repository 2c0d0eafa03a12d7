"""The samples of a survey, and drawing one: looked at first, then drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import astuple

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from feedback.asking import samples
from feedback.asking.samples import Look, Plan, SampleError
from feedback.officer import paging
from feedback.officer.access import needs, officer
from feedback.officer.blueprint import pages
from feedback.officer.forms import status
from feedback.officer.samples.finding import survey_of
from feedback.officer.samples.forms import DUE, METHOD_HINTS, METHODS, TOUCHPOINTS, DrawForm, usual_days
from feedback.officer.surveys import AUDIENCES
from feedback.store import messages, people
from feedback.store import samples as kept
from feedback.store.surveys import Survey

STATES = {"drawn": ("Not asked yet", "grey"), "sending": ("Sending", "yellow"), "asked": ("Asked", "green")}


@pages.get("/surveys/<slug>/samples")
@needs("ask_people")
def survey_samples(slug: str) -> ResponseReturnValue:
    """Every sample of a survey, the newest first."""
    survey = survey_of(slug)
    found = kept.of_survey(survey.id)
    pager = paging.pager(len(found))
    shown = found[(pager.number - 1) * paging.SIZE : pager.number * paging.SIZE]
    return render_template(
        "officer/samples/list.html",
        survey=survey,
        samples=[(sample, STATES[samples.state(sample, messages.counts(sample.id))]) for sample in shown],
        pager=pager,
        people=people.sizes().get(survey.audience, 0),
        audience=AUDIENCES[survey.audience],
        **_words(),
    )


@pages.route("/surveys/<slug>/samples/draw", methods=["GET", "POST"])
@needs("ask_people")
def draw_sample(slug: str) -> ResponseReturnValue:
    """Look what a draw would come to, then draw."""
    survey = survey_of(slug)
    first, last = usual_days()
    form = DrawForm(data=None if request.method == "POST" else {"due_from": first, "due_to": last, "seed": str(samples.new_seed())})
    look = None
    if form.validate_on_submit():
        plan = form.plan()
        if request.form.get("act") == "draw" and form.looked.data == _named(plan):
            return _draw(survey, plan)
        look = _looked(survey, plan, form)
    return _draw_page(survey, form, look), status(form)


def _draw_page(survey: Survey, form: DrawForm, look: Look | None) -> str:
    return render_template(
        "officer/samples/draw.html",
        survey=survey,
        form=form,
        look=look,
        changed=request.form.get("act") == "draw" and look is not None,
        people=people.sizes().get(survey.audience, 0),
        audience=AUDIENCES[survey.audience],
        due=DUE,
        method_hints=METHOD_HINTS,
        least=samples.CENSUS_UNDER,
    )


def _looked(survey: Survey, plan: Plan, form: DrawForm) -> Look | None:
    """What a draw would come to; None when it is refused: then the form says why."""
    try:
        look = samples.look(survey, plan)
    except SampleError as error:
        form.form_errors.append(str(error))
        return None
    form.looked.data = _named(plan)
    return look


def _draw(survey: Survey, plan: Plan) -> ResponseReturnValue:
    try:
        sample = samples.draw_once(survey.slug, plan, officer().email)
    except SampleError as error:
        flash(str(error), "important")
        return redirect(url_for("officer.draw_sample", slug=survey.slug))
    who = "1 person is" if sample.drawn == 1 else f"{sample.drawn} people are"
    flash(f"{who} drawn. Nobody has been asked yet.", "success")
    return redirect(url_for("officer.sample", slug=survey.slug, sample_id=sample.id))


def _named(plan: Plan) -> str:
    """A plan as one text: whoever draws has looked at this very plan."""
    return " ".join(map(str, astuple(plan)))


def _words() -> Mapping[str, Mapping[str, str]]:
    return {"touchpoints": TOUCHPOINTS, "methods": METHODS}
