"""Responses of one quarter: set aside what is not real, and bring it back. Never an answer, never a comment."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import RadioField, StringField
from wtforms.validators import Length, Optional

from feedback.intake import genuineness
from feedback.officer import paging
from feedback.officer.access import needs, officer
from feedback.officer.blueprint import pages
from feedback.officer.forms import OfficerForm, choices
from feedback.questionnaire.fields import fit_to_keep
from feedback.store import responses as kept
from feedback.store import surveys
from feedback.store.surveys import Survey

WAYS = {"link": "Open link", "invitation": "Personal link", "kiosk": "Tablet", "paper": "Paper", "import": "Brought in"}
BACK = "back"
ACTIONS = {code: f"Set aside: {words[0].lower()}{words[1:]}" for code, words in genuineness.REASONS.items()} | {
    BACK: "Bring back: count them again"
}
NOTHING_CHOSEN = "Choose at least one response"
SIZE = 50


class ActionForm(OfficerForm):
    """What to do with the responses that are ticked."""

    action = RadioField("What should happen with the responses you ticked?", choices=choices(ACTIONS), validators=[Optional()])
    note = StringField(
        "Why (optional)",
        description="A few words for the record. Do not write names.",
        validators=[Length(max=200, message="The note must be 200 letters or fewer")],
    )


@pages.get("/responses/<slug>")
@needs("set_aside_responses")
def responses(slug: str) -> ResponseReturnValue:
    """The responses of a quarter, in no order: when and how each came."""
    return _page(_found(slug), ActionForm(), "")


@pages.post("/responses/<slug>")
@needs("set_aside_responses")
def change_responses(slug: str) -> ResponseReturnValue:
    """Set the ticked ones aside, or bring them back."""
    survey, form = _found(slug), ActionForm()
    ids, here = [fit_to_keep(one) for one in request.form.getlist("response")], paging.number()
    problem = "" if ids else NOTHING_CHOSEN
    if not form.action.data:
        form.action.errors = ["Choose what should happen"]
    if problem or form.action.errors or not form.validate():
        return _page(survey, form, problem), 422
    try:
        changed = _act(survey, ids, form.action.data, form.note.data or "")
    except genuineness.Frozen as refused:
        return _page(survey, form, str(refused)), 409
    flash(_told(changed, form.action.data), "success")
    return redirect(url_for("officer.responses", slug=slug, quarter=request.args.get("quarter"), page=here))


def _found(slug: str) -> Survey:
    return surveys.by_slug(slug) or abort(404)


def _page(survey: Survey, form: ActionForm, problem: str) -> str:
    quarters = [count.quarter for count in reversed(kept.counts(survey.id))]
    quarter = request.args.get("quarter") or next(iter(quarters), "")
    if quarter not in quarters and quarters:
        abort(404)
    found, total = kept.page(survey.id, quarter, paging.number(), SIZE)
    return render_template(
        "officer/responses/list.html",
        survey=survey,
        quarter=quarter,
        quarters=quarters,
        responses=found,
        pager=paging.pager(total, SIZE),
        ticked=request.form.getlist("response"),
        form=form,
        problem=problem,
        busy=genuineness.busy_days(survey.id, quarter),
        ways=WAYS,
        reasons=genuineness.REASONS | genuineness.FOR_GOOD,
        for_good=genuineness.FOR_GOOD,
    )


def _act(survey: Survey, ids: list[str], action: str, note: str) -> int:
    try:
        if action == BACK:
            return genuineness.bring_back(survey.id, ids, note, officer().email)
        return genuineness.set_aside(survey.id, ids, action, note, officer().email)
    except LookupError:
        abort(400)


def _told(changed: int, action: str) -> str:
    """What was done; figures follow at their next view, in steps."""
    these = "1 response is" if changed == 1 else f"{changed} responses are"
    return f"{these} counted again." if action == BACK else f"{these} set aside. You can bring them back."
