"""Asking a sample: what is sent to whom, tried on oneself first, then confirmed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from feedback import clock
from feedback.asking import lists, sending, texts
from feedback.asking.samples import SampleError
from feedback.asking.sending import Split
from feedback.delivery.wording import Ask, Kind, words
from feedback.officer.access import needs, officer
from feedback.officer.blueprint import pages
from feedback.officer.forms import status
from feedback.officer.samples.finding import sample_of, survey_of
from feedback.officer.samples.forms import AskForm, TestForm
from feedback.store import council
from feedback.store.samples import Sample
from feedback.store.surveys import Survey
from feedback.store.tokens import TOKEN_LENGTH

CROSSES = "X" * TOKEN_LENGTH
"""Stands in a preview for what is one person's own."""


@dataclass(frozen=True)
class Preview:
    """A message as it is sent, and how many texts it is charged as."""

    title: str
    subject: str
    body: str
    texts: int


@pages.route("/surveys/<slug>/samples/<int:sample_id>/ask", methods=["GET", "POST"])
@needs("ask_people")
def ask_sample(slug: str, sample_id: int) -> ResponseReturnValue:
    """Choose what is sent; then confirm it."""
    survey = survey_of(slug)
    sample = sample_of(survey, sample_id)
    form = AskForm(_hints(sample))
    if form.validate_on_submit():
        chosen = form.channels.data or []
        if request.form.get("act") == "send":
            return _send(slug, sample_id, chosen, form.days())
        return render_template(
            "officer/samples/confirm.html",
            survey=survey,
            sample=sample,
            split=sending.split(sample, chosen),
            chosen=chosen,
            days=form.days(),
            dates=[clock.today() + timedelta(days=days) for days in form.days()],
            council=council.current(),
        )
    return _plan_page(survey, sample, form, TestForm(formdata=None, data=_own())), status(form)


@pages.post("/surveys/<slug>/samples/<int:sample_id>/test")
@needs("ask_people")
def test_sample(slug: str, sample_id: int) -> ResponseReturnValue:
    """Send a test to oneself."""
    survey = survey_of(slug)
    sample = sample_of(survey, sample_id)
    form = TestForm()
    if form.validate_on_submit():
        try:
            sending.test(sample_id, form.channel, form.to.data or "", officer().email)
        except SampleError as error:
            flash(str(error), "important")
        else:
            flash("A test is on its way to you.", "success")
        return redirect(url_for("officer.ask_sample", slug=slug, sample_id=sample_id))
    plan = AskForm(_hints(sample))
    plan.process(data={"channels": list(_hints(sample))})
    return _plan_page(survey, sample, plan, form), status(form)


def _plan_page(survey: Survey, sample: Sample, form: AskForm, test: TestForm) -> str:
    return render_template(
        "officer/samples/ask.html",
        survey=survey,
        sample=sample,
        form=form,
        test=test,
        hints=_hints(sample),
        split=sending.split(sample, sending.possible()),
        previews=_previews(survey),
        possible=sending.possible(),
    )


def _hints(sample: Sample) -> Mapping[str, str]:
    """How many people each way reaches by itself, for the ways that this service can send."""
    reach = {channel: sending.split(sample, [channel]).messages for channel in sending.possible()}
    return {channel: f"{number} of {sample.drawn} people can get one." for channel, number in reach.items()}


def _send(slug: str, sample_id: int, chosen: Sequence[str], days: Sequence[int]) -> ResponseReturnValue:
    try:
        split = sending.write(sample_id, chosen, days, officer().email)
    except SampleError as error:
        flash(str(error), "important")
        return redirect(url_for("officer.ask_sample", slug=slug, sample_id=sample_id))
    flash(_told(split), "success")
    return redirect(url_for("officer.sample", slug=slug, sample_id=sample_id))


def _told(split: Split) -> str:
    listed = f"{split.on_list} {'person is' if split.on_list == 1 else 'people are'} asked from the list."
    if not split.messages:
        return listed
    return f"{split.messages} message{' is' if split.messages == 1 else 's are'} on the way." + (f" {listed}" if split.on_list else "")


def _own() -> Mapping[str, str]:
    """The officer's own address, where the service can send there."""
    return {"to": officer().email} if "email" in sending.possible() else {}


def _previews(survey: Survey) -> Sequence[Preview]:
    personal = survey.privacy != "open"
    link = f"{sending.link_base()}/i/{CROSSES}" if personal else lists.open_link(survey)
    ask = Ask(council.current().public_name, link, f"{sending.link_base()}/stop/{CROSSES}", personal=personal)
    return [_preview("First message", "invitation", ask), _preview("Reminder", "reminder", ask)]


def _preview(title: str, kind: Kind, ask: Ask) -> Preview:
    found = words(kind, ask)
    return Preview(title, found.subject, found.body, texts.charged_as(found.body))
