"""Officers' accounts: the administrator's list, who may do what, and who is kept out."""

from __future__ import annotations

from collections.abc import Callable

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import EmailField, SelectMultipleField, StringField, TelField
from wtforms.validators import DataRequired, ValidationError

from feedback import accounts
from feedback.accounts import AccountError
from feedback.asking.sending import addressed
from feedback.officer import paging
from feedback.officer.access import needs, officer
from feedback.officer.blueprint import pages
from feedback.officer.forms import OfficerForm, choices, status
from feedback.permissions import PERMISSIONS_IN_WORDS, ROLES, Role, permissions_of
from feedback.store import accounts as kept
from feedback.store.accounts import Officer


class ChangeForm(OfficerForm):
    """An officer's name and roles."""

    full_name = StringField("Full name", validators=[DataRequired("Enter the officer's full name")])
    roles = SelectMultipleField("Roles", description="Choose what this officer's work needs, and no more.", choices=choices(ROLES))
    alert_phone = TelField(
        "Mobile number for alerts (optional)",
        description="A safeguarding lead, deputy or head of service is texted there when a concern waits. It is used for nothing else.",
    )

    def validate_alert_phone(self, field: TelField) -> None:
        """A number that takes texts, or none; kept as it is sent to."""
        if field.data and addressed("sms", field.data) is None:
            raise ValidationError("Enter a mobile number, like 07700 900123")
        field.data = addressed("sms", field.data or "") or ""


class AddForm(ChangeForm):
    """A new officer."""

    email = EmailField(
        "Email address", description="They sign in with it. Nothing is sent to it.", validators=[DataRequired("Enter an email address")]
    )


@pages.get("/officers")
@needs("manage_officers")
def officers() -> ResponseReturnValue:
    """Everybody who may sign in, by name."""
    search = request.args.get("search", "")
    found, total = kept.page(paging.number(), paging.SIZE, search)
    return render_template("officer/officers/list.html", officers=found, pager=paging.pager(total), search=search, roles=ROLES)


@pages.route("/officers/add", methods=["GET", "POST"])
@needs("manage_officers")
def add_officer() -> ResponseReturnValue:
    """A new account with a first password, shown once."""
    form = AddForm()
    if form.validate_on_submit():
        passphrase = accounts.new_passphrase()
        added = _refusable(form, lambda: _create(form, passphrase))
        if added:
            return render_template("officer/officers/passphrase.html", officer=added, passphrase=passphrase, new=True)
    return render_template("officer/officers/add.html", form=form, hints=_hints()), status(form)


@pages.route("/officers/<int(max=2147483647):officer_id>", methods=["GET", "POST"])
@needs("manage_officers")
def change_officer(officer_id: int) -> ResponseReturnValue:
    """Name and roles; the buttons to keep somebody out, let them in and give a new password."""
    found = kept.by_id(officer_id) or abort(404)
    form = ChangeForm(data={"full_name": found.full_name, "roles": sorted(found.role_codes), "alert_phone": found.alert_phone})
    before = accounts.safeguarding_gap()
    if form.validate_on_submit() and _refusable(form, lambda: _change(form, officer_id)):
        flash(f"{found.full_name}: saved.", "success")
        _warn_of_a_gap(before)
        return redirect(url_for("officer.officers"))
    return render_template("officer/officers/change.html", form=form, found=found, hints=_hints(), me=officer()), status(form)


@pages.post("/officers/<int(max=2147483647):officer_id>/deactivate")
@needs("manage_officers")
def deactivate_officer(officer_id: int) -> ResponseReturnValue:
    """Keep an officer out."""
    return _act(officer_id, lambda: accounts.deactivate(officer_id, officer().email), "cannot sign in any more, and is signed out.")


@pages.post("/officers/<int(max=2147483647):officer_id>/activate")
@needs("manage_officers")
def activate_officer(officer_id: int) -> ResponseReturnValue:
    """Let an officer in again."""
    return _act(officer_id, lambda: accounts.activate(officer_id, officer().email), "can sign in.")


@pages.post("/officers/<int(max=2147483647):officer_id>/password")
@needs("manage_officers")
def reset_officer_password(officer_id: int) -> ResponseReturnValue:
    """Give an officer a new first password, shown once."""
    found = kept.by_id(officer_id) or abort(404)
    passphrase = accounts.reset_password(officer_id, officer().email)
    return render_template("officer/officers/passphrase.html", officer=found, passphrase=passphrase, new=False)


def _create(form: AddForm, passphrase: str) -> Officer:
    typed = (form.email.data or "", form.full_name.data or "", passphrase, form.roles.data or [])
    return accounts.create_officer(*typed, officer().email, must_change_password=True, alert_phone=form.alert_phone.data or "")


def _change(form: ChangeForm, officer_id: int) -> Officer:
    return accounts.change(officer_id, form.full_name.data or "", form.roles.data or [], officer().email, form.alert_phone.data or "")


def _refusable(form: OfficerForm, act: Callable[[], Officer]) -> Officer | None:
    """What `act` gives; None when it is refused: then the form carries the reason."""
    try:
        return act()
    except AccountError as error:
        form[error.field].errors = [str(error)]
        return None


def _act(officer_id: int, act: Callable[[], Officer], done: str) -> ResponseReturnValue:
    before = accounts.safeguarding_gap()
    try:
        found = act()
    except AccountError as error:
        flash(str(error), "important")
    else:
        flash(f"{found.full_name or found.email} {done}", "success")
        _warn_of_a_gap(before)
    return redirect(url_for("officer.change_officer", officer_id=officer_id))


def _warn_of_a_gap(before: str) -> None:
    """Say so when what was done leaves an alert without anybody to find. In production that is refused."""
    gap = accounts.safeguarding_gap()
    if gap and not before:
        flash(gap, "important")


def _hints() -> dict[str, str]:
    """What each role may do beyond signing in, in words."""
    return {role: _in_words(role) for role in ROLES}


def _in_words(role: Role) -> str:
    words = "; ".join(PERMISSIONS_IN_WORDS[one] for one in permissions_of(role) if one != "see_home")
    return f"May {words}." if words else "May sign in. There is nothing for this role to see yet."
