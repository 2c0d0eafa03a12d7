"""What arrived sealed and could not be counted: why, and the two things to do about it. Never an answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import StringField
from wtforms.validators import Length

from feedback.intake import held as intake
from feedback.officer import paging
from feedback.officer.access import needs, officer
from feedback.officer.blueprint import pages
from feedback.officer.forms import OfficerForm, status
from feedback.officer.home import Line, waiting
from feedback.store import held as kept
from feedback.store import kiosks, surveys


@dataclass(frozen=True)
class Reason:
    """Why something is held: in a few words, what it means, and the button that has the service take it after all."""

    title: str
    meaning: str
    button: str


AGAIN, BRING_IN = "Try again", "Bring it in"
REASONS: Mapping[str, Reason] = {
    "unreadable": Reason(
        "Cannot be opened",
        "It is damaged, or it was sealed for another service. Nobody can read it. Try again only if an older key was put back.",
        AGAIN,
    ),
    "other_answers": Reason(
        "Other answers came first",
        "A response with the same number is kept and says something else. Bring this one in as a response of its own, or leave it out.",
        BRING_IN,
    ),
    "unknown_survey": Reason(
        "Survey not known", "There is no survey at the address that it names. It may come from a trial, or from another service.", AGAIN
    ),
    "unknown_version": Reason(
        "Version not known", "It answers a version of the questionnaire that is not published here. Publish it, then try again.", AGAIN
    ),
    "not_open": Reason("Survey is a draft", "It came before the survey was opened. If it is real, open the survey, then try again.", AGAIN),
    "closed": Reason(
        "Survey was closed",
        "It was finished more than a day after the survey closed. Bring it in if it should count all the same.",
        BRING_IN,
    ),
    "link_used": Reason(
        "Code used before",
        "A response with this person’s link or code is kept. Bring this one in, tied to nobody, or leave it out.",
        BRING_IN,
    ),
    "not_valid": Reason(
        "Answers do not fit",
        "An answer is none of those that its question offers. If this happens more than once, tell the people who run this service.",
        AGAIN,
    ),
}
DONE = {
    "kept": "It is kept. It counts now, unless its quarter was frozen.",
    "known": "It was kept before. Nothing is counted twice.",
    "settled": "Somebody settled it before.",
}


class LeaveOutForm(OfficerForm):
    """Why something that arrived is left out."""

    reason = StringField(
        "Why do you leave it out?",
        description="It goes on record with your name and the day. Do not write names.",
        validators=[
            Length(min=3, message="Say why, in a few words"),
            Length(max=200, message="The reason must be 200 letters or fewer"),
        ],
    )


@pages.get("/needs-a-look")
@needs("settle_held")
def held() -> ResponseReturnValue:
    """What waits, oldest day first."""
    found, total = kept.page(paging.number(), paging.SIZE)
    return render_template(
        "officer/held/list.html",
        arrivals=found,
        reasons=REASONS,
        titles={survey.id: survey.title for survey in surveys.everyone()},
        tablets=kiosks.names({one.kiosk_id for one in found if one.kiosk_id}),
        pager=paging.pager(total),
    )


@pages.post("/needs-a-look/<held_id>/try-again")
@needs("settle_held")
def bring_in_held(held_id: str) -> ResponseReturnValue:
    """Try again to keep it, now that something may have changed."""
    _found(held_id)
    came_of_it = intake.bring_in(held_id, officer().email)
    if came_of_it in DONE:
        flash(DONE[came_of_it], "success" if came_of_it == "kept" else "important")
    else:
        reason = REASONS[came_of_it]
        flash(f"It still cannot be kept. {reason.title}: {reason.meaning}", "important")
    return redirect(url_for("officer.held"))


@pages.route("/needs-a-look/<held_id>/leave-out", methods=["GET", "POST"])
@needs("settle_held")
def leave_out_held(held_id: str) -> ResponseReturnValue:
    """Leave it out for good, with a reason."""
    found, form = _found(held_id), LeaveOutForm()
    if found.settled_as:
        flash(DONE["settled"], "important")
        return redirect(url_for("officer.held"))
    if form.validate_on_submit():
        left_out = intake.leave_out(held_id, form.reason.data or "", officer().email)
        flash("It is left out." if left_out else DONE["settled"], "success" if left_out else "important")
        return redirect(url_for("officer.held"))
    return render_template("officer/held/leave_out.html", one=found, reason=REASONS[found.reason], form=form), status(form)


@waiting("settle_held")
def held_waiting() -> Sequence[Line]:
    """How much nobody has looked at."""
    number = kept.waiting()
    if not number:
        return []
    text = "1 arrival needs a look" if number == 1 else f"{number} arrivals need a look"
    return [Line(text, url_for("officer.held"), hint="Answers came from a tablet or a phone and could not be counted.")]


def _found(held_id: str) -> kept.Held:
    return kept.by_id(held_id) or abort(404)
