"""One sample: what was drawn and how, how far it is asked, and the acts that are possible now."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from feedback.asking import lists, samples, sending
from feedback.asking.samples import SampleError
from feedback.officer.access import needs, officer
from feedback.officer.blueprint import pages
from feedback.officer.messages import quiet_hours
from feedback.officer.samples.downloads import csv_file
from feedback.officer.samples.drawing import STATES
from feedback.officer.samples.finding import sample_of, survey_of
from feedback.officer.samples.forms import BANDS, METHODS, TOUCHPOINTS
from feedback.store import messages
from feedback.store import samples as kept

WAYS = {"sms": "Text", "email": "Email", "list": "List: a card, a letter, a tablet", "": "Not asked yet"}
REACHED = {
    "": "",
    "waiting": "waiting",
    "accepted": "on the way",
    "delivered": "delivered",
    "failed": "not delivered",
    "stopped": "stopped",
}


@pages.get("/surveys/<slug>/samples/<int:sample_id>")
@needs("ask_people")
def sample(slug: str, sample_id: int) -> ResponseReturnValue:
    """One sample."""
    survey = survey_of(slug)
    found = sample_of(survey, sample_id)
    counts = messages.counts(sample_id)
    return render_template(
        "officer/samples/sample.html",
        survey=survey,
        sample=found,
        state=samples.state(found, counts),
        states=STATES,
        channels=_channels(sample_id),
        reminders=sum(total for (kind, where), total in counts.items() if kind == "reminder" and where != "stopped"),
        waiting=sum(total for (_, where), total in counts.items() if where == "waiting"),
        failed=sum(total for (_, where), total in counts.items() if where == "failed"),
        possible=sending.possible(),
        quiet=quiet_hours(),
        touchpoints=TOUCHPOINTS,
        methods=METHODS,
        bands=BANDS,
    )


@pages.post("/surveys/<slug>/samples/<int:sample_id>/repeat")
@needs("ask_people")
def repeat_draw(slug: str, sample_id: int) -> ResponseReturnValue:
    """Repeat the draw from its seed and frame, and compare."""
    found = sample_of(survey_of(slug), sample_id)
    if samples.redrawn(found):
        who = "the same person" if found.drawn == 1 else f"the same {found.drawn} people"
        flash(f"The draw was repeated: {who}.", "success")
    else:
        flash("The draw was repeated and other people came out. The sample or its frame was changed by hand.", "important")
    return redirect(url_for("officer.sample", slug=slug, sample_id=sample_id))


@pages.post("/surveys/<slug>/samples/<int:sample_id>/frame")
@needs("ask_people")
def sample_frame(slug: str, sample_id: int) -> ResponseReturnValue:
    """The frame as a file, from which anybody can repeat the draw."""
    found = sample_of(survey_of(slug), sample_id)
    return csv_file(lists.frame_file(found, officer().email), f"{slug}-frame-{sample_id}.csv")


@pages.route("/surveys/<slug>/samples/<int:sample_id>/take-back", methods=["GET", "POST"])
@needs("ask_people")
def take_back_sample(slug: str, sample_id: int) -> ResponseReturnValue:
    """Take a sample back, after a look at what that means."""
    survey = survey_of(slug)
    found = sample_of(survey, sample_id)
    if request.method == "GET":
        return render_template("officer/samples/take_back.html", survey=survey, sample=found)
    try:
        samples.take_back(sample_id, officer().email)
    except SampleError as error:
        flash(str(error), "important")
        return redirect(url_for("officer.sample", slug=slug, sample_id=sample_id))
    flash("The sample is taken back. Its people can be drawn again.", "success")
    return redirect(url_for("officer.survey_samples", slug=slug))


@pages.route("/surveys/<slug>/samples/<int:sample_id>/stop", methods=["GET", "POST"])
@needs("ask_people")
def stop_sample(slug: str, sample_id: int) -> ResponseReturnValue:
    """Stop what waits, after a look at what that means."""
    survey = survey_of(slug)
    found = sample_of(survey, sample_id)
    if request.method == "GET":
        waiting = sum(total for (_, where), total in messages.counts(sample_id).items() if where == "waiting")
        return render_template("officer/samples/stop.html", survey=survey, sample=found, waiting=waiting)
    stopped = sending.stop(sample_id, officer().email)
    told = "No message waited." if not stopped else "1 message is stopped." if stopped == 1 else f"{stopped} messages are stopped."
    flash(f"{told} Nobody of this sample is reminded any more.", "success")
    return redirect(url_for("officer.sample", slug=slug, sample_id=sample_id))


def _channels(sample_id: int) -> list[tuple[str, int, list[tuple[str, int]]]]:
    """(how, how many people, [(what became of the first message, how many)]) for each way that people are asked."""
    counted = kept.channels(sample_id)
    found = []
    for way, words in WAYS.items():
        reached = [(REACHED[where], total) for (channel, where), total in counted.items() if channel == way]
        if reached:
            ends = sorted(((where, total) for where, total in reached if where), key=lambda end: -end[1])
            found.append((words, sum(total for _, total in reached), ends))
    return found
