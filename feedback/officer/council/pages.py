"""The council's pages: the list of steps, one page a step, and the lines that they add to the first page."""

from __future__ import annotations

from collections.abc import Sequence

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from feedback.languages import LANGUAGES, direction
from feedback.officer.access import needs, officer
from feedback.officer.blueprint import pages
from feedback.officer.council import changing, languages, steps
from feedback.officer.council.forms import StepForm, sample
from feedback.officer.council.steps import Step
from feedback.officer.forms import status
from feedback.officer.home import Line, waiting
from feedback.questionnaire.fields import fit_to_keep
from feedback.store import council as kept

KINDS = {"site": "Sites", "team": "Teams"}


@pages.get("/council")
@needs("change_council")
def council() -> ResponseReturnValue:
    """Every step with what is set and what is missing."""
    found = kept.current()
    return render_template("officer/council/list.html", found=found, steps=steps.STEPS, missing=steps.missing(found))


@pages.route("/council/<code>", methods=["GET", "POST"])
@needs("change_council")
def council_step(code: str) -> ResponseReturnValue:
    """One step: its form; Save leads on while something is missing, else back to the list."""
    step = steps.BY_CODE.get(code) or abort(404)
    found = kept.current()
    if step.form is None:
        return _places(step, {})
    form = step.form(data=steps.values(step, found))
    if form.validate_on_submit():
        return _keep(step, form)
    return render_template(step.template, form=form, **_around(step)), status(form)


@pages.get("/council/languages/<code>")
@needs("change_council")
def preview_language(code: str) -> ResponseReturnValue:
    """Every sentence of ours beside its translation, checked or not."""
    name = LANGUAGES.get(code) or abort(404)
    return render_template(
        "officer/council/preview_language.html",
        code=code,
        name=name,
        words=languages.every_word(code),
        marked=languages.marked(code),
        direction=direction(code),
    )


@pages.post("/council/places/<kind>")
@needs("change_council")
def add_place(kind: str) -> ResponseReturnValue:
    """Add a site or a team."""
    name = fit_to_keep(request.form.get("name", ""))
    try:
        changing.add_place(_kind(kind), name, officer().email)
    except changing.PlaceError as error:
        return _places(steps.BY_CODE["places"], {kind: (name, str(error))})
    flash(f"{' '.join(name.split())} is added.", "success")
    return redirect(url_for("officer.council_step", code="places"))


@pages.post("/council/places/<kind>/<int(max=2147483647):place_id>/remove")
@needs("change_council")
def remove_place(kind: str, place_id: int) -> ResponseReturnValue:
    """Take a site or team out of use."""
    name = changing.remove_place(_kind(kind), place_id, officer().email) or abort(404)
    flash(f"{name} is removed. Answers that were given there keep it. Add it again to bring it back.", "success")
    return redirect(url_for("officer.council_step", code="places"))


@waiting("change_council")
def council_waiting() -> Sequence[Line]:
    """What is missing before the first survey, and help lines that nobody has checked for half a year."""
    found = kept.current()
    lacking = steps.missing(found)
    if lacking:
        names = ", ".join(step.title.lower() for step in lacking)
        return [Line("Set up this service", url_for("officer.council"), hint=f"Still missing: {names}.")]
    if steps.stale(found):
        href = url_for("officer.council_step", code="help-lines")
        return [Line("Check the help lines again", href, hint=f"They were last checked on {steps.checked_day(found)}.")]
    return []


def _keep(step: Step, form: StepForm) -> ResponseReturnValue:
    form.keep(officer().email)
    following = steps.after(step) if steps.missing(kept.current()) else None
    if following:
        return redirect(url_for("officer.council_step", code=following.code))
    flash(f"{step.title}: saved.", "success")
    return redirect(url_for("officer.council"))


def _places(step: Step, refused: dict[str, tuple[str, str]]) -> ResponseReturnValue:
    lists = [(kind, title, kept.places(kind), *refused.get(kind, ("", ""))) for kind, title in KINDS.items()]
    return render_template(step.template, lists=lists, **_around(step)), 422 if refused else 200


def _around(step: Step) -> dict[str, object]:
    """What every step's page shows beside its form."""
    found = kept.current()
    first_day = bool(steps.missing(found))
    where = {"number": steps.number(step), "of": len(steps.STEPS), "following": steps.after(step)}
    return {"found": found, "step": step, "first_day": first_day, "where": where, "sample": sample}


def _kind(kind: str) -> str:
    return kind if kind in KINDS else abort(404)
