"""How we read: figures of reading, and the two settings of the desk."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import BooleanField, IntegerField
from wtforms.validators import InputRequired, NumberRange

from feedback.desk import how_read as figures
from feedback.desk import reading_settings
from feedback.officer.access import needs, officer
from feedback.officer.blueprint import pages
from feedback.officer.forms import OfficerForm, status
from feedback.store import council


class ReadingForm(OfficerForm):
    """The settings of the desk."""

    second_share = IntegerField(
        "How many of 100 comments does a second officer read too?",
        description="From 0 to 100. Chance chooses which. The second reader sees neither the first reading nor the computer’s guess.",
        validators=[InputRequired("Enter a whole number from 0 to 100"), NumberRange(0, 100, "Enter a whole number from 0 to 100")],
    )
    guess_hidden = BooleanField("Show the computer’s guess only after the reader has chosen")


@pages.get("/comments/desk/how-we-read")
@needs("read_comments")
def how_we_read() -> ResponseReturnValue:
    """By quarter, and all together."""
    found = figures.by_quarter()
    together = figures.together(one for _, one in found)
    return render_template("officer/comments/how_read.html", quarters=found, together=together, council=council.current())


@pages.route("/comments/desk/settings", methods=["GET", "POST"])
@needs("read_comments")
def reading_settings_page() -> ResponseReturnValue:
    """Change how comments are read from now on."""
    form = ReadingForm(obj=council.current())
    if form.validate_on_submit():
        changed = reading_settings.change(form.second_share.data or 0, form.guess_hidden.data, officer().email)
        flash("Saved. It counts from the next comment on." if changed else "Nothing was different.", "success")
        return redirect(url_for("officer.how_we_read"))
    return render_template("officer/comments/settings.html", form=form), status(form)
