"""The list of words, phrases and emoji that comments are first read with: looked through, changed, tried on past comments, undone."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import HiddenField, IntegerField, RadioField, StringField
from wtforms.validators import DataRequired, InputRequired
from wtforms.widgets import HiddenInput

from feedback.desk import list_versions, word_effects, word_list
from feedback.desk.list_versions import NoSuchVersion
from feedback.desk.word_list import AS_IT_CAME, OUT, STRENGTHS, Changes, Entry, WordsWrong
from feedback.officer import paging
from feedback.officer.access import needs, officer
from feedback.officer.blueprint import pages
from feedback.officer.forms import OfficerForm, choices, status
from feedback.store import lists
from feedback.store.lists import Outdated

SIZE = 50
SEARCH = "search"


class WordForm(OfficerForm):
    """An entry and how good it is. `after`: the version of the list that stood on the page."""

    entry = StringField(
        "Word, phrase or emoji",
        description="As somebody would type it, small letters and no apostrophes: doesnt listen",
        validators=[DataRequired("Enter a word, a phrase or an emoji")],
    )
    choice = RadioField("What does it say about the help?", choices=choices(STRENGTHS), validators=[InputRequired("Choose how good it is")])
    after = IntegerField(widget=HiddenInput())
    blamed = "entry"
    """The field beside which it is told why the list cannot be changed so."""


class ChangeForm(WordForm):
    """Another strength for an entry that is there, or none."""

    entry = HiddenField(validators=[DataRequired("Enter a word, a phrase or an emoji")])
    choice = RadioField(
        "What does it say about the help?",
        choices=choices({**STRENGTHS, OUT: "Take it out of the list", AS_IT_CAME: "As it came with the service"}),
        validators=[InputRequired("Choose how good it is")],
    )
    blamed = "choice"


@pages.get("/comments/words")
@needs("edit_words")
def words() -> ResponseReturnValue:
    """The list, a page of it, and what to add to it."""
    return _list(WordForm(formdata=None))


@pages.get("/comments/words/entry")
@needs("edit_words")
def word() -> ResponseReturnValue:
    """One entry, and what it could say instead."""
    changes, version = word_list.current()
    found = word_list.entry(changes, request.args.get("entry", "")) or abort(404)
    return _entry(ChangeForm(formdata=None, data={"entry": found.name, "after": version, "choice": _chosen(found)}), found)


@pages.post("/comments/words/try")
@needs("edit_words")
def try_word() -> ResponseReturnValue:
    """What a change would do to the comments that are there. Nothing is kept."""
    form = _sent()
    if not form.validate():
        return _again(form)
    try:
        return _tried(form)
    except WordsWrong as error:
        form[form.blamed].errors = [str(error)]
        return _again(form)


@pages.post("/comments/words")
@needs("edit_words")
def save_word() -> ResponseReturnValue:
    """Keep a change that was tried."""
    form = _sent()
    if not form.validate():
        return _again(form)
    try:
        note = _save(form)
    except WordsWrong as error:
        flash(str(error), "important")
    except Outdated:
        return _tried(form, list_versions.last_change(word_list.KIND)), 409
    else:
        flash(f"Saved. {note}. New comments are read with it from now on.", "success")
    return redirect(url_for("officer.words"))


@pages.get("/comments/words/versions")
@needs("edit_words")
def word_versions() -> ResponseReturnValue:
    """Every version, who made it, and the way back to it."""
    found, total = lists.page(word_list.KIND, paging.number(), paging.SIZE)
    return render_template(
        "officer/words/versions.html", versions=found, pager=paging.pager(total), newest=lists.current(word_list.KIND).version
    )


@pages.post("/comments/words/versions/<int(max=2147483647):number>")
@needs("edit_words")
def go_back_to_words(number: int) -> ResponseReturnValue:
    """Make a new version that equals an older one."""
    try:
        made = word_list.go_back(number, request.form.get("after", -1, type=int), officer().email)
    except NoSuchVersion:
        abort(404)
    except Outdated:
        flash("Nothing was changed: somebody else changed the list meanwhile. Look at the newest version first.", "important")
    else:
        flash(f"Version {made} is the list as it stood in version {number}.", "success")
    return redirect(url_for("officer.word_versions"))


def _sent() -> WordForm:
    """The form that was sent: whether the entry was there already tells which."""
    changes, _ = word_list.current()
    known = word_list.entry(changes, request.form.get("entry", ""))
    return ChangeForm() if known else WordForm()


def _after(form: WordForm) -> Changes:
    """The list with the change that was sent."""
    changes, _ = word_list.current()
    return word_list.changed(changes, form.entry.data or "", form.choice.data)


def _save(form: WordForm) -> str:
    """Keep it; what changed, in words."""
    before, _ = word_list.current()
    after = _after(form)
    note = "; ".join(word_list.differences(before, after)) or f"“{form.entry.data}” stays as it is"
    if before != after:
        word_list.save(after, form.after.data if form.after.data is not None else -1, note, officer().email)
    return note


def _tried(form: WordForm, meanwhile: lists.ListVersion | None = None) -> str:
    """The page that shows what a change would do. `meanwhile`: what somebody else has changed since the form was made."""
    before, version = word_list.current()
    after = _after(form)
    return render_template(
        "officer/words/tried.html",
        form=form,
        version=version,
        differences=list(word_list.differences(before, after)),
        effect=word_effects.effect(after, officer().email) if before != after else None,
        meanwhile=meanwhile,
    )


def _again(form: WordForm) -> ResponseReturnValue:
    """The page that a form came from, with what is wrong in it."""
    changes, _ = word_list.current()
    found = word_list.entry(changes, form.entry.data or "")
    return _entry(form, found) if found else _list(form)


def _list(form: WordForm) -> ResponseReturnValue:
    changes, version = word_list.current()
    search = request.args.get(SEARCH, "")
    found = word_list.entries(changes, search)
    pager = paging.pager(len(found), SIZE)
    form.after.data = version
    shown = found[(pager.number - 1) * SIZE : pager.number * SIZE]
    last = list_versions.last_change(word_list.KIND)
    page = render_template("officer/words/list.html", form=form, entries=shown, pager=pager, search=search, last=last)
    return page, status(form)


def _entry(form: WordForm, found: Entry) -> ResponseReturnValue:
    offered = {**STRENGTHS, OUT: "Take it out of the list"}
    if found.changed and not found.own:
        offered |= {AS_IT_CAME: f"As it came with the service: {found.came_words.lower()}"}
    form.choice.choices = choices(offered)
    form.after.data = word_list.current()[1]
    return render_template("officer/words/entry.html", form=form, found=found), status(form)


def _chosen(found: Entry) -> str:
    """The choice that stands for an entry as it is."""
    return OUT if found.strength is None else next(code for code, words in STRENGTHS.items() if words == found.words)
