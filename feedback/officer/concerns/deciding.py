"""Pages that decide about a concern, change its level, and hand its comment back to the readers."""

from __future__ import annotations

from collections.abc import Callable

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from feedback.desk import concerns as desk
from feedback.desk import deciding
from feedback.desk.deciding import Decision
from feedback.desk.lane import Refused
from feedback.officer.access import needs, officer
from feedback.officer.blueprint import pages
from feedback.officer.concerns.forms import DecisionForm, LevelForm, done
from feedback.officer.concerns.pages import opened_page
from feedback.officer.concerns.words import words
from feedback.officer.forms import status


@pages.post("/concerns/<uuid:concern_id>/decision")
@needs("see_concerns")
def decide_concern(concern_id: object) -> ResponseReturnValue:
    """Keep a decision. Refused, the concern is shown again with what was typed: that look is on record too."""
    form, code = DecisionForm(), str(concern_id)
    if form.validate_on_submit() and done(form, lambda: deciding.decide(code, _decision(form), officer())):
        flash("Your decision is kept. You can decide again: both stay in the history.", "success")
        return redirect(url_for("officer.concern", concern_id=code))
    return opened_page(desk.open_concern(code, officer()), form), status(form)


@pages.route("/concerns/<uuid:concern_id>/level", methods=["GET", "POST"])
@needs("see_concerns")
def change_concern_level(concern_id: object) -> ResponseReturnValue:
    """Another level, with a reason."""
    found = desk.raised(str(concern_id), officer())
    form = LevelForm(level=found.concern.level)
    if form.validate_on_submit() and done(form, lambda: _change(found.concern.id, form)):
        flash("The level is changed.", "success")
        return redirect(url_for("officer.concern", concern_id=concern_id))
    return render_template("officer/concerns/level.html", found=found, form=form, **words()), status(form)


@pages.get("/concerns/<uuid:concern_id>/hand-back")
@needs("see_concerns")
def hand_back(concern_id: object) -> ResponseReturnValue:
    """What handing back means, and the button that does it."""
    found = desk.raised(str(concern_id), officer())
    return render_template("officer/concerns/hand_back.html", found=found, why_not=deciding.why_not_handed_back(found.concern), **words())


@pages.post("/concerns/<uuid:concern_id>/hand-back")
@needs("see_concerns")
def hand_back_now(concern_id: object) -> ResponseReturnValue:
    """Put the comment on the readers' desk."""
    said = "The comment is on the reading desk. You can take it back."
    return _told(concern_id, lambda: deciding.hand_back(str(concern_id), officer()), said)


@pages.post("/concerns/<uuid:concern_id>/take-back")
@needs("see_concerns")
def take_back_concern(concern_id: object) -> ResponseReturnValue:
    """Take a comment that was handed back into the lane again."""
    said = "The comment is in the lane again, and off the reading desk."
    return _told(concern_id, lambda: deciding.take_back(str(concern_id), officer()), said)


def _change(concern_id: str, form: LevelForm) -> None:
    deciding.change_level(concern_id, form.level.data, form.reason.data or "", officer())


def _decision(form: DecisionForm) -> Decision:
    texts = {name: form[name].data or "" for name in ("reason", "reference", "told", "not_told")}
    return Decision(form.decision.data, **texts)


def _told(concern_id: object, act: Callable[[], None], said: str) -> ResponseReturnValue:
    try:
        act()
    except Refused as error:
        flash(str(error), "important")
    else:
        flash(said, "success")
    return redirect(url_for("officer.concern", concern_id=concern_id))
