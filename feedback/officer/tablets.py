"""Tablets: the list, setting one up on the device itself, and revoking one that is lost or put away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import timedelta

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import SelectField, SelectMultipleField, StringField
from wtforms.validators import DataRequired, Length

from feedback import assets, clock
from feedback.asking import kiosks as asking
from feedback.asking.kiosks import Enrolled
from feedback.intake import sealing
from feedback.officer import paging, session
from feedback.officer.access import needs, officer
from feedback.officer.blueprint import pages
from feedback.officer.forms import OfficerForm, choices, status
from feedback.officer.home import Line, waiting
from feedback.officer.surveys import AUDIENCES, PRIVACY
from feedback.store import council, surveys
from feedback.store import kiosks as kept
from feedback.store.surveys import Survey

QUIET = timedelta(days=1)
"""A tablet with answers to send that was last seen longer ago than this is pointed out."""


class TabletForm(OfficerForm):
    """A tablet as its list knows it. The PIN is not here: it never leaves the tablet."""

    name = StringField(
        "Name of the tablet",
        description="Write the same name on its back, for example: Front desk 2. Do not use a person's name.",
        validators=[
            DataRequired("Enter a name for the tablet"),
            Length(max=asking.LONGEST_NAME, message=f"Use {asking.LONGEST_NAME} characters or fewer"),
        ],
    )
    site = SelectField("Site (optional)", description="Where it is used. Each answer given on it carries the site.")
    team = SelectField("Team (optional)", description="Choose one only when one team alone uses it.")
    surveys = SelectMultipleField(
        "What is answered on it?",
        description="Open surveys. Whoever hands the tablet over chooses one of these.",
        validators=[DataRequired("Choose at least one survey")],
    )

    def __init__(self, found: Sequence[Survey]) -> None:
        super().__init__()
        self.site.choices = choices(_places("site"))
        self.team.choices = choices(_places("team"))
        self.surveys.choices = choices({str(survey.id): survey.title for survey in found})


@pages.get("/tablets")
@needs("run_tablets")
def tablets() -> ResponseReturnValue:
    """Every tablet: where it is, when it was last seen, and what it has to send."""
    search = request.args.get("search", "")
    found, total = kept.page(search, paging.number(), paging.SIZE)
    return render_template(
        "officer/tablets/list.html",
        tablets=found,
        titles=kept.titles([tablet.id for tablet in found]),
        sites=council.place_names("site"),
        teams=council.place_names("team"),
        pager=paging.pager(total),
        search=search,
        quiet_before=clock.today() - QUIET,
        newest=assets.together("respondent"),
    )


@pages.route("/tablets/enrol", methods=["GET", "POST"])
@needs("run_tablets")
def enrol_tablet() -> ResponseReturnValue:
    """Make this very device a tablet: it is given its secret, and whoever did it is signed out on it."""
    found = [survey for survey in surveys.everyone() if survey.state == "open"]
    form = TabletForm(found)
    if form.validate_on_submit():
        made = _enrolled(form)
        session.end()
        return render_template("officer/tablets/enrolled.html", enrolment=_given(made), tablet_page=f"{request.root_path}/s/")
    hints = {str(survey.id): f"{AUDIENCES[survey.audience]}, {PRIVACY[survey.privacy].lower()}" for survey in found}
    return render_template("officer/tablets/enrol.html", form=form, hints=hints), status(form)


@pages.route("/tablets/<tablet_id>/revoke", methods=["GET", "POST"])
@needs("run_tablets")
def revoke_tablet(tablet_id: str) -> ResponseReturnValue:
    """Revoke a tablet, after a look at what that means."""
    tablet = kept.by_id(tablet_id) or abort(404)
    if request.method == "GET":
        return render_template("officer/tablets/revoke.html", tablet=tablet)
    if asking.revoke(tablet_id, officer().email):
        flash(f"{tablet.name} is revoked. What it still sends is taken in, and marked.", "success")
    else:
        flash(f"{tablet.name} was revoked before.", "important")
    return redirect(url_for("officer.tablets"))


@waiting("run_tablets")
def quiet_tablets() -> Sequence[Line]:
    """Tablets that had answers to send, and that nobody has heard of since."""
    number = kept.silent_with_answers(clock.today() - QUIET)
    if not number:
        return []
    who = "1 tablet has" if number == 1 else f"{number} tablets have"
    hint = "The answers are there and nowhere else. Bring each tablet online."
    return [Line(f"{who} had answers to send since before yesterday", url_for("officer.tablets"), hint)]


def _places(kind: str) -> Mapping[str, str]:
    return {"": "None"} | {str(place.id): place.name for place in council.places(kind)}


def _enrolled(form: TabletForm) -> Enrolled:
    site, team = (int(chosen) if chosen else None for chosen in (form.site.data, form.team.data))
    return asking.enrol(form.name.data or "", site, team, [int(one) for one in form.surveys.data or ()], officer().email)


def _given(made: Enrolled) -> dict[str, object]:
    """What the tablet keeps, this once with its secret."""
    tablet = kept.by_id(made.id)
    assert tablet is not None
    return {**asdict(made), **asking.given(tablet), "key": asdict(sealing.public_key())}
