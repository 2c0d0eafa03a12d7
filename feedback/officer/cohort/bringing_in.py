"""Bringing people in: choose the file, say what its columns are and what its words mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cryptography.fernet import InvalidToken
from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from feedback.asking.cohort import drafting, files, personal, reading, taking
from feedback.asking.cohort.headings import FIELDS
from feedback.asking.cohort.reading import Mapped
from feedback.asking.cohort.refused import CohortRefused
from feedback.asking.cohort.sifting import MARK, Sifted
from feedback.asking.cohort.words import plain
from feedback.officer import uploads
from feedback.officer.access import needs, officer
from feedback.officer.blueprint import pages
from feedback.officer.cohort.forms import NOT_KNOWN, ColumnsForm, FileForm, WordsForm, columns_form, words_form
from feedback.officer.forms import status
from feedback.officer.surveys import AUDIENCES
from feedback.store import snapshots
from feedback.store.snapshots import Draft

EXAMPLES = 3
ROWS_LOOKED_AT = 50


@uploads.takes_file(files.LARGEST, "ask_people")
@pages.route("/cohort/bring-in", methods=["GET", "POST"])
@needs("ask_people")
def bring_in_people() -> ResponseReturnValue:
    """Choose a file. What is never kept is dropped before anything of it is stored."""
    form = FileForm(audience=request.args.get("audience"))
    if form.validate_on_submit():
        try:
            draft_id = drafting.bring_in(form.content, form.audience.data, form.sheet.data or "", officer().email)
            return redirect(url_for("officer.cohort_columns", draft_id=draft_id))
        except CohortRefused as refused:
            form.file.errors = [str(refused)]
    return render_template("officer/cohort/bring_in.html", form=form), status(form)


@pages.route("/cohort/bring-in/<draft_id>/columns", methods=["GET", "POST"])
@needs("ask_people")
def cohort_columns(draft_id: str) -> ResponseReturnValue:
    """Say what each column is. What was dropped is listed, with the reason."""
    draft, sifted = opened(draft_id)
    form = columns_form(sifted.headings, drafting.mapped(draft).columns)
    if form.validate_on_submit():
        try:
            mapped = drafting.map_columns(draft, _columns(form, sifted))
            unknown = reading.unknown_words(sifted, mapped)
            step = "officer.cohort_words" if unknown else "officer.cohort_preview"
            return redirect(url_for(step, draft_id=draft_id))
        except CohortRefused as refused:
            form.form_errors = [str(refused)]
    page = render_template(
        "officer/cohort/columns.html", draft=draft, form=form, sifted=sifted, examples=_examples(sifted), audience=AUDIENCES[draft.audience]
    )
    return page, status(form)


@pages.route("/cohort/bring-in/<draft_id>/words", methods=["GET", "POST"])
@needs("ask_people")
def cohort_words(draft_id: str) -> ResponseReturnValue:
    """Say what words mean that the service does not know; what was said before, this time or the last, can be changed."""
    draft, sifted = opened(draft_id)
    mapped = drafting.mapped(draft)
    unknown = reading.unknown_words(sifted, Mapped(mapped.columns))
    if not unknown:
        return redirect(url_for("officer.cohort_preview", draft_id=draft_id))
    form = words_form(unknown, mapped.words)
    if form.validate_on_submit():
        drafting.map_words(draft, _words(form, unknown))
        return redirect(url_for("officer.cohort_preview", draft_id=draft_id))
    return render_template("officer/cohort/words.html", draft=draft, form=form, unknown=unknown, fields=FIELDS), status(form)


@pages.post("/cohort/bring-in/<draft_id>/throw-away")
@needs("ask_people")
def throw_away_cohort(draft_id: str) -> ResponseReturnValue:
    """Destroy a draft. The file itself can be chosen again."""
    drafting.throw_away(draft_id)
    flash("What was brought in is destroyed. Nobody was added or changed.", "success")
    return redirect(url_for("officer.cohort"))


def found(draft_id: str) -> Draft:
    """The draft of an address."""
    return snapshots.draft(draft_id) or abort(404)


def opened(draft_id: str) -> tuple[Draft, Sifted]:
    """A draft that can still be mapped, and what it holds. One that is being taken, or is taken, leads to how far it is."""
    draft = found(draft_id)
    if draft.state in ("taking", "taken"):
        abort(redirect(url_for("officer.cohort_progress", draft_id=draft_id)))
    try:
        return draft, drafting.content(draft)
    except InvalidToken:
        flash(taking.NOT_OPENED, "important")
        abort(redirect(url_for("officer.bring_in_people")))


def _columns(form: ColumnsForm, sifted: Sifted) -> Mapping[str, str]:
    return {heading: form[f"column_{place}"].data or "" for place, heading in enumerate(sifted.headings)}


def _words(form: WordsForm, unknown: Mapping[str, Sequence[str]]) -> Mapping[str, Mapping[str, str]]:
    return {field: {plain(word): _code(form, f"{field}_{place}") for place, word in enumerate(listed)} for field, listed in unknown.items()}


def _code(form: WordsForm, name: str) -> str:
    chosen = form[name].data or ""
    return "" if chosen == NOT_KNOWN else chosen


def _examples(sifted: Sifted) -> Sequence[str]:
    """A few different values of each column. What leads to a person is named, not shown."""
    return [", ".join(_some(sifted, place)) or "Empty in the first rows" for place in range(len(sifted.headings))]


def _some(sifted: Sifted, place: int) -> Sequence[str]:
    cells = (row.cells[place] for row in sifted.rows[:ROWS_LOOKED_AT])
    shown = dict.fromkeys(_example(cell) for cell in cells if cell)
    return list(shown)[:EXAMPLES]


def _example(cell: str) -> str:
    if cell.startswith(MARK):
        return "(not usable)"
    kind = personal.kind_of(cell)
    return cell if kind in (None, "a date") else f"({kind})"
