"""Surveys: the list, making one from a starter, looking through it, sharing it, opening and closing it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import RadioField, StringField
from wtforms.validators import DataRequired, Length, ValidationError

from feedback import clock
from feedback.asking import surveys as asking
from feedback.asking.surveys import SurveyError
from feedback.figures.quarter import Quarter
from feedback.officer import paging, rules
from feedback.officer.access import needs, officer
from feedback.officer.blueprint import pages
from feedback.officer.council.neutral import telling_words
from feedback.officer.forms import OfficerForm, choices, status
from feedback.officer.home import Line, waiting
from feedback.questionnaire import loading, starters, variants
from feedback.questionnaire.definition import Comment, Contact, Questionnaire, Statement
from feedback.store import responses
from feedback.store import surveys as kept
from feedback.store.surveys import Survey

AUDIENCES = {"young_people": "Young people", "parents_and_carers": "Parents and carers", "people_harmed": "People who were harmed"}
PRIVACY = {"confidential": "Confidential", "open": "Open"}
PRIVACY_HINTS = {
    "confidential": "People may get a personal link. Then each person counts once, and groups can be compared. "
    "Only the safeguarding lead can look up who answered, with a reason, on record.",
    "open": "One link for everybody. Nothing records who answered, so nobody can be found, and somebody may answer twice. "
    "People may say a little about themselves.",
}
CLOSING_SOON = 14
"""Days before the end of a quarter from which it is said that it closes."""


class SurveyForm(OfficerForm):
    """A new survey, from a starter questionnaire."""

    questionnaire = RadioField(
        "What do you want to ask?", validators=[DataRequired("Choose a questionnaire")], choices=choices(dict.fromkeys(starters.CODES, ""))
    )
    title = StringField(
        "Title",
        description="Officers see it, in lists and on results.",
        validators=[DataRequired("Enter a title"), Length(max=200, message="The title must be 200 letters or fewer")],
    )
    slug = StringField(
        "Address",
        description="The end of the link, such as “your-views”. People who answer see it: it must not say what the service is. "
        "Small letters, digits and dashes. It cannot be changed later.",
        validators=[DataRequired("Enter an address")],
    )
    privacy = RadioField(
        "How private are the answers?",
        description="This cannot be loosened later: once the survey has opened it stays as it is.",
        validators=[DataRequired("Choose how private the answers are")],
        choices=choices(PRIVACY),
    )

    def validate_slug(self, field: StringField) -> None:
        """Nobody's phone should tell that its owner works with youth justice."""
        if telling_words((field.data or "").replace("-", " ")):
            raise ValidationError("Choose another address: this one says what the service is.")


@pages.get("/surveys")
@needs("run_surveys")
def surveys() -> ResponseReturnValue:
    """Every survey, with what came in this quarter."""
    search = request.args.get("search", "")
    found, total = kept.page(search, paging.number(), paging.SIZE)
    quarter = Quarter.of(clock.today())
    return render_template(
        "officer/surveys/list.html",
        surveys=found,
        pager=paging.pager(total),
        search=search,
        quarter=quarter,
        counts=responses.in_quarter(str(quarter)),
        audiences=AUDIENCES,
    )


@pages.route("/new-survey", methods=["GET", "POST"])
@needs("run_surveys")
def add_survey() -> ResponseReturnValue:
    """Make a survey; it stays a draft until it is opened."""
    form = SurveyForm()
    form.questionnaire.choices = choices({code: questionnaire.title for code, questionnaire in starters.all().items()})
    if form.validate_on_submit():
        made = _create(form)
        if made:
            flash(f"{made.title} is a draft. Look through it, then open it.", "success")
            return redirect(url_for("officer.survey", slug=made.slug))
    hints = {code: _what_it_asks(questionnaire) for code, questionnaire in starters.all().items()}
    return render_template("officer/surveys/add.html", form=form, hints=hints, privacy_hints=PRIVACY_HINTS), status(form)


@pages.get("/surveys/<slug>")
@needs("run_surveys")
def survey(slug: str) -> ResponseReturnValue:
    """One survey: its state, how to share it, its versions."""
    found = _found(slug)
    versions = kept.versions(found.id)
    return render_template(
        "officer/surveys/survey.html",
        survey=found,
        link=f"{request.url_root}s/{found.slug}",
        versions=[(version, loading.load(version.definition)) for version in reversed(versions)],
        counts=list(reversed(responses.counts(found.id))),
        audience=AUDIENCES[found.audience],
        privacy=PRIVACY[found.privacy],
        privacy_hint=PRIVACY_HINTS[found.privacy],
    )


@pages.get("/surveys/<slug>/preview")
@needs("run_surveys")
def preview_survey(slug: str) -> ResponseReturnValue:
    """Every question with its options and rules, as one reader is asked them."""
    found = _found(slug)
    whole = loading.load(kept.versions(found.id)[-1].definition)
    variant = request.args.get("variant", "")
    if variant and whole.variant(variant) is None:
        abort(404)
    worded = variants.worded(whole, variant)
    return render_template(
        "officer/surveys/preview.html", survey=found, whole=whole, worded=worded, variant=variant, in_words=rules.in_words
    )


@pages.route("/surveys/<slug>/open", methods=["GET", "POST"])
@needs("run_surveys")
def open_survey(slug: str) -> ResponseReturnValue:
    """Let answers in, after a look at what that means."""
    found = _found(slug)
    if request.method == "GET":
        return render_template(
            "officer/surveys/open.html", survey=found, privacy=PRIVACY[found.privacy], privacy_hint=PRIVACY_HINTS[found.privacy]
        )
    return _change(slug, lambda: asking.open_survey(slug, officer().email), "is open. Answers may come in.")


@pages.route("/surveys/<slug>/close", methods=["GET", "POST"])
@needs("run_surveys")
def close_survey(slug: str) -> ResponseReturnValue:
    """Let no more answers in, after a look at what that means."""
    found = _found(slug)
    if request.method == "GET":
        return render_template("officer/surveys/close.html", survey=found)
    return _change(slug, lambda: asking.close_survey(slug, officer().email), "is closed. You can open it again.")


@waiting("run_surveys")
def drafts() -> Sequence[Line]:
    """Surveys that were made and never opened."""
    found = [one for one in kept.everyone() if one.state == "draft"]
    return [Line("A survey is still a draft", url_for("officer.survey", slug=one.slug), hint=one.title) for one in found]


@waiting("see_results")
def quarter_closing() -> Sequence[Line]:
    """The quarter that runs, when it ends soon and a survey is open."""
    quarter = Quarter.of(clock.today())
    days = (quarter.last - clock.today()).days
    if days > CLOSING_SOON or not any(one.state == "open" for one in kept.everyone()):
        return []
    hint = f"On {quarter.last.day} {quarter.last:%B %Y}. Answers sent later count in the next one."
    when = "today" if days == 0 else f"in {days} day{'' if days == 1 else 's'}"
    return [Line(f"{quarter} closes {when}", url_for("officer.results"), hint)]


def _found(slug: str) -> Survey:
    return kept.by_slug(slug) or abort(404)


def _create(form: SurveyForm) -> Survey | None:
    """The survey made; None when it is refused: then the form says why."""
    questionnaire = starters.get(form.questionnaire.data)
    try:
        return asking.create(questionnaire, form.slug.data or "", form.title.data or "", form.privacy.data, officer().email)
    except SurveyError as error:
        form.slug.errors = [str(error)]
        return None


def _change(slug: str, act: Callable[[], Survey], done: str) -> ResponseReturnValue:
    try:
        changed = act()
    except SurveyError as error:
        flash(str(error), "important")
    else:
        flash(f"{changed.title} {done}", "success")
    return redirect(url_for("officer.survey", slug=slug))


def _what_it_asks(questionnaire: Questionnaire) -> str:
    """Whom a questionnaire asks, and how much."""
    asked = [question for section in questionnaire.sections if not section.only_open for question in section.questions]
    written = sum(isinstance(question, Comment) for question in asked)
    closed = sum(not isinstance(question, Comment | Contact | Statement) for question in asked)
    also = "".join(f", {variant.label}" for variant in questionnaire.variants)
    in_words = f" and {written} to answer in words" if written else ""
    return f"{AUDIENCES[questionnaire.audience]}. {closed} questions{in_words}, about {questionnaire.welcome.minutes} minutes{also}."
