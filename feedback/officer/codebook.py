"""The codebook of themes: what each means, who raised it, and its comments; changed, retired and brought back by officers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import IntegerField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length
from wtforms.widgets import HiddenInput

from feedback.desk import codebook, list_versions
from feedback.desk import themes as desk
from feedback.desk.codebook import NoSuchTheme, ThemesWrong
from feedback.desk.comments import questions
from feedback.desk.list_versions import NoSuchVersion
from feedback.language.themes import Theme
from feedback.officer import paging
from feedback.officer.access import needs, officer
from feedback.officer.blueprint import pages
from feedback.officer.forms import OfficerForm, status
from feedback.reporting import theming
from feedback.store import lists
from feedback.store import surveys as kept_surveys
from feedback.store.lists import Outdated
from feedback.store.surveys import Survey

MEANWHILE = "Nothing was changed: somebody else changed the codebook meanwhile. Look at it as it stands now, then try again."


class ThemeForm(OfficerForm):
    """A theme. `after`: the version of the codebook that stood on the page."""

    name = StringField("Name", validators=[DataRequired("Enter a name"), Length(max=60, message="Use 60 characters or fewer")])
    meaning = TextAreaField(
        "What it means",
        description="So that two people who read the same comment decide the same: what belongs here, and what does not.",
        validators=[DataRequired("Enter what it means"), Length(max=500, message="Use 500 characters or fewer")],
    )
    words = TextAreaField(
        "Words that speak for it",
        description="Words and phrases as people write them, one a line. A comment that has one is proposed; a person decides.",
        validators=[Length(max=10_000, message="Use 10,000 characters or fewer")],
    )
    after = IntegerField(widget=HiddenInput())


@pages.get("/comments/themes")
@needs("edit_themes")
def themes() -> ResponseReturnValue:
    """The codebook, with how many people of a survey raised each theme."""
    every = kept_surveys.everyone()
    survey = _survey(every) if every else None
    found, version = codebook.current()
    return render_template(
        "officer/themes/list.html",
        themes=[theme for theme in found if not theme.retired],
        retired=[theme for theme in found if theme.retired],
        version=version,
        last=list_versions.last_change(codebook.KIND),
        surveys=every,
        survey=survey,
        counts=theming.beside(survey) if survey else [],
    )


@pages.route("/comments/themes/add", methods=["GET", "POST"])
@needs("edit_themes")
def add_theme() -> ResponseReturnValue:
    """A new theme."""
    form = ThemeForm()
    if form.validate_on_submit():
        code = _kept(form, lambda words: codebook.add(_name(form), form.meaning.data or "", words, _after(form), officer().email))
        if code:
            flash(f"“{_name(form)}” is in the codebook. It is proposed for comments that have its words.", "success")
            return redirect(url_for("officer.theme_page", code=code))
    elif request.method == "GET":
        form.after.data = codebook.current()[1]
        form.words.data = request.args.get("word", "")
    return render_template("officer/themes/form.html", form=form, theme=None), _status(form)


@pages.get("/comments/themes/<code>")
@needs("edit_themes")
def theme_page(code: str) -> ResponseReturnValue:
    """One theme: what it means, the comments in which somebody found it, and those for which it is proposed."""
    theme = _theme(code)
    every = kept_surveys.everyone()
    survey = _survey(every) if every else None
    me = officer().email
    found, total = desk.with_theme(survey, code, paging.number(), me) if survey else ([], 0)
    proposed, waiting = desk.undecided(survey, code, me) if survey and not theme.retired else ([], 0)
    return render_template(
        "officer/themes/theme.html",
        theme=theme,
        version=codebook.current()[1],
        surveys=every,
        survey=survey,
        comments=found,
        pager=paging.pager(total, desk.SIZE),
        proposed=proposed,
        waiting=waiting,
        undo=_undo(),
    )


@pages.route("/comments/themes/<code>/change", methods=["GET", "POST"])
@needs("edit_themes")
def change_theme(code: str) -> ResponseReturnValue:
    """Its name, meaning and words."""
    theme = _theme(code)
    form = ThemeForm(data={"name": theme.name, "meaning": theme.meaning, "words": "\n".join(theme.words), "after": codebook.current()[1]})
    if form.validate_on_submit():
        done = _kept(form, lambda words: _change(code, form, words))
        if done:
            flash(f"“{_name(form)}” is saved.", "success")
            return redirect(url_for("officer.theme_page", code=code))
    return render_template("officer/themes/form.html", form=form, theme=theme), _status(form)


@pages.post("/comments/themes/<code>/retire")
@needs("edit_themes")
def retire_theme(code: str) -> ResponseReturnValue:
    """Propose it no longer."""
    return _act(lambda after, me: f"“{codebook.retire(code, after, me)}” is retired. Comments that have it keep it.")


@pages.post("/comments/themes/<code>/bring-back")
@needs("edit_themes")
def bring_back_theme(code: str) -> ResponseReturnValue:
    """Use it again."""
    return _act(lambda after, me: f"“{codebook.bring_back(code, after, me)}” is in use again.")


@pages.post("/comments/themes/<code>/up")
@needs("edit_themes")
def move_theme_up(code: str) -> ResponseReturnValue:
    """Let it stand one place higher."""
    return _act(lambda after, me: f"“{codebook.move_up(code, after, me)}” stands one place higher.")


@pages.get("/comments/themes/emerging")
@needs("edit_themes")
def emerging_words() -> ResponseReturnValue:
    """Words that comments share and no theme has."""
    found, version = codebook.current()
    in_use = [theme for theme in found if not theme.retired]
    return render_template("officer/themes/emerging.html", words=desk.emerging(), themes=in_use, version=version, least=desk.SHARED_BY)


@pages.post("/comments/themes/words")
@needs("edit_themes")
def add_word_to_theme() -> ResponseReturnValue:
    """Add one of them to a theme."""
    code, word = request.form.get("theme", ""), request.form.get("word", "")
    if not code:
        return redirect(url_for("officer.add_theme", word=word))
    return _act(lambda after, me: _add_word(code, word, after, me), back="officer.emerging_words")


@pages.post("/comments/themes/<code>/comments/<uuid:comment_id>")
@needs("edit_themes")
def decide_theme(code: str, comment_id: object) -> ResponseReturnValue:
    """This theme, not this theme, or undecided again."""
    theme, comment = _theme(code), str(comment_id)
    acts: dict[str, tuple[Callable[[], None], str]] = {
        "this": (lambda: desk.find(comment, code, officer()), f"The comment has the theme “{theme.name}”."),
        "not": (lambda: desk.refuse(comment, code), f"The comment does not have the theme “{theme.name}”."),
        "undo": (lambda: desk.undecide(comment, code), f"Nobody has decided whether the comment has the theme “{theme.name}”."),
    }
    act, told = acts.get(request.form.get("decision", "")) or abort(400)
    try:
        act()
    except desk.NotOnTheDesk:
        abort(404)
    flash(told, "success")
    undo = None if request.form["decision"] == "undo" else comment
    return redirect(url_for("officer.theme_page", code=code, survey=request.args.get("survey"), undo=undo))


@pages.get("/comments/themes/versions")
@needs("edit_themes")
def theme_versions() -> ResponseReturnValue:
    """Every version, who made it, and the way back to it."""
    found, total = lists.page(codebook.KIND, paging.number(), paging.SIZE)
    newest = lists.current(codebook.KIND).version
    return render_template("officer/themes/versions.html", versions=found, pager=paging.pager(total), newest=newest)


@pages.post("/comments/themes/versions/<int(max=2147483647):number>")
@needs("edit_themes")
def go_back_to_themes(number: int) -> ResponseReturnValue:
    """Make a new version that equals an older one."""
    return _act(
        lambda after, me: f"Version {codebook.go_back(number, after, me)} is the codebook as it stood in version {number}.",
        back="officer.theme_versions",
    )


def _kept(form: ThemeForm, keep: Callable[[Sequence[str]], str]) -> str:
    """What `keep` gives for the words that were typed; "" when it is refused: then the form carries the reason."""
    try:
        return keep(codebook.words_of(form.words.data or ""))
    except ThemesWrong as error:
        form.words.errors = [str(error)]
    except Outdated:
        last = list_versions.last_change(codebook.KIND)
        form.after.data = codebook.current()[1]
        told = f"{last.changed_by} changed the codebook meanwhile ({last.note}). " if last else ""
        form.form_errors = [f"{told}What you typed is still here: save again if it still is what you want."]
    return ""


def _change(code: str, form: ThemeForm, words: Sequence[str]) -> str:
    codebook.change(code, _name(form), form.meaning.data or "", words, _after(form), officer().email)
    return code


def _add_word(code: str, word: str, after: int, actor: str) -> str:
    codebook.add_word(code, word, after, actor)
    return f"“{word}” speaks for “{_theme(code).name}” now."


def _act(act: Callable[[int, str], str], back: str = "officer.themes") -> ResponseReturnValue:
    """Do it to the version that stood on the page, tell what was done, and go `back`."""
    try:
        told = act(request.form.get("after", -1, type=int), officer().email)
    except (NoSuchTheme, NoSuchVersion):
        abort(404)
    except ThemesWrong as error:
        flash(str(error), "important")
    except Outdated:
        flash(MEANWHILE, "important")
    else:
        flash(told, "success")
    return redirect(url_for(back))


def _theme(code: str) -> Theme:
    try:
        return codebook.find(codebook.current()[0], code)
    except NoSuchTheme:
        abort(404)


def _undo() -> str | None:
    """The comment about which was decided just now."""
    try:
        return str(UUID(request.args.get("undo", "")))
    except ValueError:
        return None


def _name(form: ThemeForm) -> str:
    return form.name.data or ""


def _after(form: ThemeForm) -> int:
    return -1 if form.after.data is None else int(form.after.data)


def _status(form: ThemeForm) -> int:
    """409 where somebody else was first."""
    return 409 if form.form_errors else status(form)


def _survey(every: Sequence[Survey]) -> Survey:
    """The survey asked for, else the first open one that asks for words, else the first."""
    slug = request.args.get("survey")
    if slug:
        return next((survey for survey in every if survey.slug == slug), None) or abort(404)
    return next((survey for survey in every if survey.state == "open" and questions(survey.id)), every[0])
