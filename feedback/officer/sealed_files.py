"""A file of sealed answers, saved on a tablet that could not send them: looked at first, then taken in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.file import FileField
from wtforms import HiddenField
from wtforms.validators import ValidationError

from feedback.intake import sealed
from feedback.officer.access import needs, officer
from feedback.officer.blueprint import pages
from feedback.officer.forms import OfficerForm, status

LARGEST = 400_000
"""About a hundred sealed answers. The file is sent twice, the second time inside a form."""
SEALED = re.compile(r"[\w-]+\.[\w-]*\.[\w-]+\.[\w-]+\.[\w-]+", re.ASCII)
"""A JWE in its compact form (RFC 7516, section 7.1). Only the server's keys tell whether it opens."""


class FileForm(OfficerForm):
    """The file. After its check, `lines` has its sealed lines and `others` counts the rest."""

    file = FileField("File", description="It was saved with “Save file”. Its name begins with “answers-”.")
    lines: Sequence[str] = ()
    others = 0

    def validate_file(self, field: FileField) -> None:
        """At least one line must be sealed."""
        content = field.data.read() if field.data else b""
        if not content:
            raise ValidationError("Choose the file that the tablet saved")
        if len(content) > LARGEST:
            raise ValidationError(f"The file must be smaller than {LARGEST // 1000} KB. Cut it between two lines and send the parts.")
        found = content.decode("utf-8-sig", "replace").split()
        self.lines = _sealed_lines(found)
        self.others = len(found) - len(self.lines)
        if not self.lines:
            raise ValidationError("There is nothing sealed in this file. Choose the one that the tablet saved, as it was saved.")


class TakeForm(OfficerForm):
    """The sealed lines on their way from the first page to the second."""

    sealed = HiddenField()


@pages.route("/needs-a-look/sealed-file", methods=["GET", "POST"])
@needs("settle_held")
def sealed_file() -> ResponseReturnValue:
    """Choose a file; then how much is in it is shown before anything is kept."""
    form = FileForm()
    if form.validate_on_submit():
        return render_template("officer/held/take_in.html", form=TakeForm(formdata=None, sealed="\n".join(form.lines)), found=form)
    return render_template("officer/held/sealed_file.html", form=form), status(form)


@pages.post("/needs-a-look/sealed-file/take-in")
@needs("settle_held")
def take_in_sealed() -> ResponseReturnValue:
    """Take in what was shown."""
    lines = _sealed_lines((TakeForm().sealed.data or "").split())
    if not lines:
        return redirect(url_for("officer.sealed_file"))
    try:
        flash(_told(sealed.take_file("\n".join(lines), officer().email)), "success")
    except sealed.TooMany:
        flash("Too much arrived today that cannot be opened. Nothing is lost: try the file again tomorrow.", "important")
    return redirect(url_for("officer.held"))


def _sealed_lines(found: Sequence[str]) -> list[str]:
    return [line for line in found if SEALED.fullmatch(line)]


def _told(counts: Mapping[sealed.State, int]) -> str:
    """What became of what was in the file."""
    said = f"{counts['kept']} taken in, {counts['known']} here before, {counts['held']} in need of a look."
    return f"The file is read: {said}"
