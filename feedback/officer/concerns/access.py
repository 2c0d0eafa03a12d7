"""Pages on who must not see a concern, who looks after it, and who is behind it."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from feedback.desk import concerns as desk
from feedback.desk import identity, lane, shutting_out
from feedback.desk.lane import Refused
from feedback.officer.access import needs, officer
from feedback.officer.blueprint import pages
from feedback.officer.concerns.forms import AccessForm, IdentityForm, done
from feedback.officer.concerns.words import bands, words
from feedback.officer.forms import choices, status
from feedback.permissions import ROLES
from feedback.store.accounts import Officer

NOBODY_ELSE = 0


@pages.route("/concerns/<uuid:concern_id>/access", methods=["GET", "POST"])
@needs("see_concerns")
def concern_access(concern_id: object) -> ResponseReturnValue:
    """Shut accounts out, hand the concern over, or both."""
    found, form = desk.raised(str(concern_id), officer()), AccessForm()
    form.shut_out.choices = choices({one.id: _named(one) for one in shutting_out.candidates(found.concern.id)})
    form.to.choices = choices({NOBODY_ELSE: "As it is now"} | {one.id: _named(one) for one in lane.others_of(found.concern.id, officer())})
    if not form.is_submitted():
        form.to.data = NOBODY_ELSE
    elif form.validate() and done(form, lambda: _settle(found.concern.id, form)):
        flash("It is done, and it counts at once.", "success")
        away = officer().id in (form.shut_out.data or [])
        return redirect(url_for("officer.concerns") if away else url_for("officer.concern", concern_id=concern_id))
    return render_template("officer/concerns/access.html", found=found, form=form, **words()), status(form)


@pages.post("/concerns/<uuid:concern_id>/let-in/<int(max=2147483647):officer_id>")
@needs("see_concerns")
def let_in(concern_id: object, officer_id: int) -> ResponseReturnValue:
    """Let an account see a concern again."""
    try:
        shutting_out.let_in(str(concern_id), officer_id, officer())
    except Refused as error:
        flash(str(error), "important")
    else:
        flash("They see it again.", "success")
    return redirect(url_for("officer.concern", concern_id=concern_id))


@pages.get("/concerns/<uuid:concern_id>/identity")
@needs("open_identity")
def concern_identity(concern_id: object) -> ResponseReturnValue:
    """What opening somebody's identity means, and the reason it takes; or what to do where nobody is known."""
    return _identity(desk.raised(str(concern_id), officer()), IdentityForm())


@pages.post("/concerns/<uuid:concern_id>/identity")
@needs("open_identity")
def open_identity(concern_id: object) -> ResponseReturnValue:
    """Who somebody is, once: it stands in this answer and at no address."""
    found, form = desk.raised(str(concern_id), officer()), IdentityForm()
    if not form.validate():
        return _identity(found, form)
    try:
        known = identity.break_glass(found.concern.id, form.reason.data or "", officer())
    except Refused as error:
        form.form_errors.append(str(error))
        return _identity(found, form)
    return render_template("officer/concerns/identity_opened.html", found=found, known=known, bands=bands(known.bands), **words())


def _identity(found: desk.Raised, form: IdentityForm) -> ResponseReturnValue:
    why_not = identity.why_not(found.concern)
    return render_template("officer/concerns/identity.html", found=found, form=form, why_not=why_not, **words()), status(form)


def _settle(concern_id: str, form: AccessForm) -> None:
    shutting_out.settle(concern_id, form.shut_out.data or [], form.to.data or None, officer())


def _named(one: Officer) -> str:
    roles = ", ".join(words for code, words in ROLES.items() if code in one.role_codes)
    return f"{lane.called(one)} ({roles})"
