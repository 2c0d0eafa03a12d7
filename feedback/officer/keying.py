"""Typing in a form that came back on paper: the questions, a summary to compare with the paper, and then it is kept."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict
from wtforms import SelectField, StringField
from wtforms.validators import ValidationError

from feedback import clock
from feedback.asking import paper_form
from feedback.intake import keying, receiving
from feedback.intake.keying import CodeRefused, Paper, Wrong
from feedback.officer import paper as printing
from feedback.officer.access import needs, officer
from feedback.officer.blueprint import pages
from feedback.officer.forms import Component, DayField, OfficerForm, choices, form_problems
from feedback.questionnaire import variants
from feedback.questionnaire.definition import Questionnaire
from feedback.store import surveys
from feedback.store.surveys import Door

PREFIX = "paper-"
"""Names of what an officer adds: no question has a code with a dash."""
CHANGE = f"{PREFIX}change"

HELPERS = {
    "": "It is not known",
    "none": "Nobody",
    "near": "A worker was near",
    "read": "A worker read it out",
    "family": "Family or a friend",
    "interpreter": "An interpreter",
}
CODES: Mapping[Wrong, str] = {
    "unknown": "No person has this code. Check each letter and number, or leave the code empty to keep the answers tied to nobody.",
    "other_survey": "This code is for another survey. Check the foot of the paper, or leave the code empty.",
    "used": "Answers with this code are here already, by link, tablet or paper. Leave the code empty to keep these too, tied to nobody.",
    "expired": "This code had run out on that day. Check the day, or leave the code empty.",
}
SAVED_BEFORE = (
    "A paper was saved from this page before, with other answers. That one stands as it was. "
    "If this is another paper, press Continue again; if it is the same one, leave this page."
)
CLOSED = "The survey had closed before that day. Check the day on which the paper was given."


class PaperForm(OfficerForm):
    """What stands on a paper besides the answers."""

    code = StringField("Code (optional)", description="It stands at the top and the foot of the paper. Leave this empty if there is none.")
    day = DayField("When was it given?", description="For example, 27 3 2026. If you do not know, take the day on which it came to you.")
    helper = SelectField("Who helped?", choices=choices(HELPERS))

    def __init__(self, door: Door, survey_opened: date | None) -> None:
        super().__init__(prefix=PREFIX, data={"day": clock.today()})
        self.opened_on = survey_opened
        if door.privacy == "open":
            del self.code

    def validate_day(self, field: DayField) -> None:
        """A day on which a paper can have been given."""
        today = clock.today()
        if field.data is None:
            raise ValidationError("Enter the day on which it was given")
        if field.data > today:
            raise ValidationError("The day must be today or in the past")
        if field.data < today - keying.LONGEST_AGO:
            raise ValidationError(f"The day must be within the last {keying.LONGEST_AGO.days} days")
        if self.opened_on and field.data < self.opened_on:
            raise ValidationError(f"The survey opened on {self.opened_on.day} {self.opened_on:%B %Y}. The day must not be earlier")


@dataclass(frozen=True)
class Desk:
    """What is being typed in: a survey with the version and the words that stand on the paper."""

    door: Door
    whole: Questionnaire
    variant: str

    @property
    def asked(self) -> Questionnaire:
        """The questions in the words that stand on the paper."""
        return variants.worded(self.whole, self.variant)


@pages.route("/surveys/<slug>/paper/key", methods=["GET", "POST"])
@needs("key_paper")
def key_paper(slug: str) -> ResponseReturnValue:
    """The questions; once they can be taken, everything in words to be checked. Nothing is kept yet."""
    desk = _desk(slug)
    if desk.door.state == "draft":
        flash("Open the survey first. Then answers can be typed in.", "important")
        return redirect(url_for("officer.paper", slug=slug))
    form = _form(desk)
    if request.method == "GET" or CHANGE in request.form:
        return _questions(desk, form, [], 200)
    if not form.validate():
        return _questions(desk, form, [*form_problems(form), *_wrong_answers(desk)], 422)
    try:
        told = keying.look(_paper(desk, form))
    except (CodeRefused, receiving.Refused) as refused:
        return _refused(desk, form, refused)
    more = {"told": told, "numbers": _numbers(desk), "typed": _kept(), "helpers": HELPERS}
    return render_template("officer/paper/check.html", survey=desk.door, form=form, **more)


@pages.post("/surveys/<slug>/paper/key/save")
@needs("key_paper")
def save_paper(slug: str) -> ResponseReturnValue:
    """Keep what was shown, and go on to the next paper."""
    desk = _desk(slug)
    form = _form(desk)
    if not form.validate():
        return _questions(desk, form, form_problems(form), 422)
    try:
        keying.keep(_paper(desk, form), officer().email)
    except (CodeRefused, receiving.Refused) as refused:
        return _refused(desk, form, refused)
    except receiving.Conflict:
        return _questions(desk, form, [_at_top(SAVED_BEFORE)], 409, _fresh_id())
    except (receiving.Closed, receiving.NotOpen):
        return _questions(desk, form, [_at_top(CLOSED)], 422)
    return redirect(url_for("officer.paper_keyed", slug=slug, variant=desk.variant or None, version=desk.door.version))


@pages.get("/surveys/<slug>/paper/keyed")
@needs("key_paper")
def paper_keyed(slug: str) -> ResponseReturnValue:
    """It is kept: another one, or back."""
    desk = _desk(slug)
    return render_template("officer/paper/keyed.html", survey=desk.door, variant=desk.variant)


def _desk(slug: str) -> Desk:
    """What the address, or the form sent to it, says is typed in. Raises 404."""
    said = request.form if "version" in request.form else request.args
    door = printing.version_asked(slug, said.get("version", ""))
    whole, variant = printing.questionnaire(door), said.get("variant", "")
    if variant and whole.variant(variant) is None:
        abort(404)
    return Desk(door, whole, variant)


def _form(desk: Desk) -> PaperForm:
    return PaperForm(desk.door, surveys.by_id(desk.door.survey_id).opened_on)


def _paper(desk: Desk, form: PaperForm) -> Paper:
    code = form.code.data or "" if "code" in form else ""
    assert form.day.data is not None
    return Paper(desk.door, _answers(), form.day.data, form.helper.data or "", code)


def _answers() -> MultiDict[str, str]:
    """The fields of the questions, as respondents' pages post them."""
    return MultiDict((name, text) for name, text in request.form.items(multi=True) if not name.startswith(PREFIX) and name != "csrf_token")


def _kept() -> Sequence[tuple[str, str]]:
    """Everything typed, to be carried from one page to the next."""
    return [(name, text) for name, text in request.form.items(multi=True) if name not in {"csrf_token", CHANGE}]


def _numbers(desk: Desk) -> Mapping[str, int]:
    return paper_form.numbered(desk.asked, desk.door.privacy)


def _wrong_answers(desk: Desk) -> Sequence[Component]:
    """What is wrong with the answers themselves, each leading to its question."""
    what = receiving.what_was_asked(receiving.Arrival(desk.door, _answers(), keying.WAY))
    filled = what.form_class(_answers())
    filled.validate()
    return [{"text": f"{problem.question} {problem.message}", "href": f"#q-{problem.field}"} for problem in filled.problems()]


def _refused(desk: Desk, form: PaperForm, refused: CodeRefused | receiving.Refused) -> ResponseReturnValue:
    if isinstance(refused, CodeRefused):
        form.code.errors = [CODES[refused.why]]
        return _questions(desk, form, form_problems(form), 422)
    problems = [*map(_at_top, refused.problems), *_wrong_answers(desk)]
    return _questions(desk, form, problems, 422, _fresh_id() if refused.problems else "")


def _at_top(text: str) -> Component:
    return {"text": text, "href": "#main-content"}


def _fresh_id() -> str:
    return str(uuid.uuid4())


def _questions(desk: Desk, form: PaperForm, problems: Sequence[Component], code: int, response_id: str = "") -> ResponseReturnValue:
    """The page of questions with everything that was typed, under this id, else that which it had, else a fresh one."""
    answers = _answers()
    page = render_template(
        "officer/paper/key.html",
        survey=desk.door,
        variant=desk.variant,
        name=paper_form.name(desk.door.slug, desk.door.version, desk.variant),
        sections=[section for section in desk.asked.sections if desk.door.privacy == "open" or not section.only_open],
        numbers=_numbers(desk),
        form=form,
        problems=problems,
        errors={problem["href"].removeprefix("#q-"): problem["text"] for problem in problems if problem["href"].startswith("#q-")},
        answers=answers,
        response_id=response_id or answers.get("response_id") or _fresh_id(),
    )
    return page, code
