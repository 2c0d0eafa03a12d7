"""On paper: printing the forms of a survey, empty or with the codes of a sample."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import SelectField

from feedback.asking import paper as asking
from feedback.officer.access import needs
from feedback.officer.access import officer as signed_in
from feedback.officer.blueprint import pages
from feedback.officer.forms import OfficerForm, choices, status
from feedback.officer.samples.forms import TOUCHPOINTS
from feedback.questionnaire import loading
from feedback.questionnaire.definition import Questionnaire
from feedback.store import samples, surveys
from feedback.store.samples import Sample
from feedback.store.surveys import Door

STANDARD = "Standard wording"
MOST_SAMPLES = 20
"""Older ones are not printed for any more: their codes have run out."""


@dataclass(frozen=True)
class Batch:
    """Forms of a sample that are printed in one go: `value` is how the form names it."""

    value: str
    label: str


class CodesForm(OfficerForm):
    """For whom, and in which words, forms with codes are printed."""

    batch = SelectField("For which sample?")
    variant = SelectField("In which words?")

    def __init__(self, batches: Sequence[Batch], whole: Questionnaire) -> None:
        super().__init__()
        self.batch.choices = choices({batch.value: batch.label for batch in batches})
        self.variant.choices = choices({"": STANDARD} | {variant.code: variant.label for variant in whole.variants})


@pages.get("/surveys/<slug>/paper")
@needs("key_paper")
def paper(slug: str) -> ResponseReturnValue:
    """Every form that can be printed, and the way to typing in what came back."""
    door = surveys.door(slug) or abort(404)
    return _page(door, CodesForm(_batches(door), questionnaire(door)))


@pages.get("/surveys/<slug>/paper/form")
@needs("key_paper")
def paper_form(slug: str) -> ResponseReturnValue:
    """An empty form as a file."""
    door = version_asked(slug, request.args.get("version", ""))
    variant = request.args.get("variant", "")
    try:
        return _file(asking.blank(door, variant), f"{slug}-{variant or 'standard'}.pdf")
    except LookupError:
        abort(404)


@pages.post("/surveys/<slug>/paper/with-codes")
@needs("key_paper")
def paper_with_codes(slug: str) -> ResponseReturnValue:
    """The forms of everybody in a sample who has not answered, each with a code, as one file."""
    door = surveys.door(slug) or abort(404)
    form = CodesForm(_batches(door), questionnaire(door))
    if not form.batch.choices:
        return _nothing(slug)
    if not form.validate_on_submit():
        return _page(door, form)
    sample_id, _, part = form.batch.data.partition("-")
    sample = samples.by_id(int(sample_id)) or abort(404)
    try:
        made = asking.of_sample(door, sample, form.variant.data or "", int(part), signed_in().email)
    except LookupError:
        return _nothing(slug)
    return _file(made, f"{slug}-codes.pdf")


def questionnaire(door: Door) -> Questionnaire:
    """What the version behind a door asks."""
    return loading.load(surveys.definition(door.version_id))


def version_asked(slug: str, number: str) -> Door:
    """The survey with the version of this number, else with its newest. Raises 404."""
    known = number.isascii() and number.isdigit() and len(number) < 7
    return surveys.door(slug, int(number) if known else None) or abort(404)


def _nothing(slug: str) -> ResponseReturnValue:
    flash("Everybody in this part of the sample has answered. There is nothing to print.", "important")
    return redirect(url_for("officer.paper", slug=slug))


def _page(door: Door, form: CodesForm) -> ResponseReturnValue:
    whole = questionnaire(door)
    older = [version.number for version in surveys.versions(door.survey_id)[:-1]]
    return render_template(
        "officer/paper/paper.html",
        survey=door,
        form=form,
        forms=[("", STANDARD), *((variant.code, variant.label) for variant in whole.variants)],
        older=list(reversed(older)),
    ), status(form)


def _batches(door: Door) -> Sequence[Batch]:
    """What can be printed with codes: nothing in an open survey, and nothing of a sample that has answered."""
    if door.privacy != "confidential":
        return []
    found = samples.of_survey(door.survey_id)[:MOST_SAMPLES]
    return [batch for sample in found if (waiting := asking.waiting(sample)) for batch in _parts(sample, waiting)]


def _parts(sample: Sample, waiting: int) -> Sequence[Batch]:
    when = f", {sample.drawn_on.day} {sample.drawn_on:%B %Y}" if sample.drawn_on else ""
    name = f"{TOUCHPOINTS.get(sample.touchpoint, 'Everybody')}{when}: {waiting} of {sample.drawn} to be asked"
    parts = asking.parts(sample)
    which = (f", part {part} of {parts}" if parts > 1 else "" for part in range(1, parts + 1))
    return [Batch(f"{sample.id}-{part}", f"{name}{said}") for part, said in enumerate(which, 1)]


def _file(made: bytes, name: str) -> Response:
    return Response(made, mimetype="application/pdf", headers={"Content-Disposition": f'attachment; filename="{name}"'})
