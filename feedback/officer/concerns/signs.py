"""The list of signs of harm: searched, changed after a trial, its versions, and what it missed."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from feedback.desk import list_versions
from feedback.desk import signs as desk
from feedback.desk.list_versions import NoSuchVersion
from feedback.desk.signs import Add, Change, LosesReds, Remove, Restore, Wrong
from feedback.language.sign_list import CATEGORIES, LISTED_CATEGORIES, shipped
from feedback.officer import paging
from feedback.officer.access import needs, officer
from feedback.officer.blueprint import pages
from feedback.officer.concerns.forms import SaveSignForm, SignForm
from feedback.officer.concerns.words import words
from feedback.officer.forms import status
from feedback.questionnaire.fields import fit_to_keep
from feedback.store import lists

CHANGED_MEANWHILE = "Somebody changed the list meanwhile, so nothing was saved. Here is your change tried on the list as it is now."
NO_REASON = "Tick “I know” and write why: this change loses comments of children who may be in danger."
CHANGES: Mapping[str, Callable[[Mapping[str, str]], Change]] = {
    "add": lambda given: Add(given["level"], given["category"], given["pattern"]),
    "remove": lambda given: Remove(given["pattern"]),
    "restore": lambda given: Restore(int(given["number"])),
}
"""What the buttons of the list do, each from the fields of its form."""


@pages.get("/concerns/signs")
@needs("edit_signs")
def signs() -> ResponseReturnValue:
    """The list by category, our own additions first."""
    search, category = request.args.get("search", "").strip(), request.args.get("category", "")
    if category and category not in LISTED_CATEGORIES:
        abort(404)
    found, total = desk.page(search, category, paging.number())
    return render_template(
        "officer/concerns/signs.html",
        signs=found,
        pager=paging.pager(total, desk.SIZE),
        search=search,
        chosen=category,
        categories={code: CATEGORIES[code] for code in LISTED_CATEGORIES},
        last=list_versions.last_change(desk.KIND),
        **words(),
    )


@pages.route("/concerns/signs/add", methods=["GET", "POST"])
@needs("edit_signs")
def add_sign() -> ResponseReturnValue:
    """A new pattern, and its trial once it is sent. Nothing is kept before that."""
    form = SignForm()
    if form.validate_on_submit():
        try:
            return _trial(Add(form.level.data, form.category.data, form.pattern.data or ""))
        except Wrong as error:
            form.pattern.errors = [str(error)]
    return render_template("officer/concerns/sign_add.html", form=form, forms=shipped()["forms"], **words()), status(form)


@pages.post("/concerns/signs/try")
@needs("edit_signs")
def try_signs() -> ResponseReturnValue:
    """The trial of taking a pattern out, or of going back to an earlier version."""
    return _refusable(lambda: _trial(_change()))


@pages.post("/concerns/signs/save")
@needs("edit_signs")
def save_signs() -> ResponseReturnValue:
    """Keep a change that was tried. It counts at once."""
    return _refusable(_save)


@pages.get("/concerns/signs/versions")
@needs("edit_signs")
def sign_versions() -> ResponseReturnValue:
    """Every version of the list, newest first, and the way back to each."""
    found, total = lists.page(desk.KIND, paging.number(), paging.SIZE)
    return render_template(
        "officer/concerns/sign_versions.html", versions=found, pager=paging.pager(total), current=lists.current(desk.KIND).version
    )


@pages.get("/concerns/signs/missed")
@needs("edit_signs")
def missed_signs() -> ResponseReturnValue:
    """What the list missed, in clear: looking is recorded."""
    return render_template("officer/concerns/missed.html", found=desk.missed(officer()), **words())


def _save() -> ResponseReturnValue:
    form, change, after = SaveSignForm(), _change(), request.form.get("after", type=int)
    if after is None:
        abort(400)
    if not form.validate():
        return _trial(change, str(form.reason.errors[0])), 422
    reason = form.reason.data or "" if request.form.get("know") else ""
    try:
        number = desk.save(change, after, reason, officer())
    except LosesReds:
        return _trial(change, NO_REASON), 422
    except lists.Outdated:
        return _trial(change, CHANGED_MEANWHILE), 409
    flash(f"Saved as version {number}. It counts at once. You can go back to any version.", "success")
    return redirect(url_for("officer.signs"))


def _trial(change: Change, problem: str = "") -> str:
    return render_template(
        "officer/concerns/sign_trial.html",
        proposal=desk.propose(change, officer()),
        hidden=_fields(change),
        problem=problem,
        typed=request.form.get("reason", ""),
        most_tried=desk.MOST_TRIED,
        **words(),
    )


def _fields(change: Change) -> dict[str, object]:
    """The fields that carry a change from its trial to the button that saves it."""
    return {"kind": type(change).__name__.lower(), **vars(change)}


def _change() -> Change:
    """The change that a form carries; a form of nobody's making is a 400."""
    given = {name: fit_to_keep(value) for name, value in request.form.items()}
    try:
        return CHANGES[given["kind"]](given)
    except (KeyError, ValueError):
        abort(400)


def _refusable(act: Callable[[], ResponseReturnValue]) -> ResponseReturnValue:
    try:
        return act()
    except Wrong as error:
        flash(str(error), "important")
        return redirect(url_for("officer.signs"))
    except NoSuchVersion:
        abort(404)
