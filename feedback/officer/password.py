"""An officer's own password."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_security.utils import login_user
from wtforms import PasswordField
from wtforms.validators import EqualTo, InputRequired

from feedback import accounts
from feedback.accounts import AccountError
from feedback.officer.access import needs, officer
from feedback.officer.blueprint import pages
from feedback.officer.forms import OfficerForm, status


class PasswordForm(OfficerForm):
    """The current password and the new one, twice."""

    current = PasswordField("Current password", validators=[InputRequired("Enter your current password")])
    new = PasswordField(
        "New password",
        description=f"At least {accounts.SHORTEST_PASSWORD} characters. Three or four words that do not belong together make a good one.",
        validators=[InputRequired("Enter a new password")],
    )
    again = PasswordField("New password again", validators=[EqualTo("new", "The two new passwords differ. Type the same one twice.")])


@pages.route("/password", methods=["GET", "POST"])
@needs("see_home")
def password() -> ResponseReturnValue:
    """Change my own password. Every other session of mine ends."""
    form = PasswordForm()
    if form.validate_on_submit():
        try:
            accounts.choose_password(officer(), form.current.data or "", form.new.data or "")
        except AccountError as error:
            form[error.field].errors = [str(error)]
        else:
            login_user(officer(), authn_via=["change"])
            flash("Your password is changed.", "success")
            return redirect(url_for("officer.home"))
    return render_template("officer/officers/password.html", form=form, officer=officer()), status(form)
