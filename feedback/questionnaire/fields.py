"""The form that a questionnaire is answered on: what may be posted, and what is said when it cannot be taken.

Each field keeps what was typed even when it is wrong (`data`, `raw_data`), so that the page can come back with it.
Our own small fields, not RadioField: the pages draw the options themselves, and binding costs less than half.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, ClassVar

import wtforms
from wtforms.form import BaseForm
from wtforms.validators import ValidationError

from feedback.questionnaire import definition as parts
from feedback.questionnaire.answers import given
from feedback.questionnaire.definition import ENVELOPE, MOST_GOALS, RATING_HIGH, RATING_LOW, Question, Questionnaire
from feedback.questionnaire.messages import Message
from feedback.questionnaire.visibility import path

YES = "yes"
LONGEST_CONTACT = 200

CHOOSE_ONE = Message("Choose one answer, or skip this one.")
CHOOSE_FROM_THESE = Message("Choose from the answers shown, or skip this one.")
CHOOSE_NUMBER = Message("Choose a number from {least} to {most}, or skip this one.")
STANDS_ALONE = Message("You chose “{label}” and something else. Choose one or the other.")
TOO_MANY_GOALS = Message("Choose {most} goals at most.")
TOO_LONG = Message("This is too long. You can use {longest} letters. You have {length}.")

Unbound = tuple[str, Any]
"""The name posted and a field that a form has not bound yet (WTForms makes one where a field is called without a form)."""


@dataclass(frozen=True)
class Problem:
    """One thing to put right: the name of its field, the question as it was asked, and what to do."""

    field: str
    question: str
    message: str


class CodeField(wtforms.Field):
    """One option's code, or None when nothing was chosen."""

    data: str | None

    def __init__(self, label: str, codes: frozenset[str], **bound: Any) -> None:
        super().__init__(label, **bound)
        self.codes = codes

    def process_formdata(self, valuelist: list[Any]) -> None:
        """The one code posted; ValueError when several were."""
        chosen = _distinct(valuelist)
        self.data = chosen[0] if chosen else None
        if len(chosen) > 1:
            raise ValueError(CHOOSE_ONE)

    def pre_validate(self, _form: BaseForm) -> None:
        """Refuse a code that is no option."""
        if self.data is not None and self.data not in self.codes and not self.errors:
            raise ValidationError(CHOOSE_ONE)


class CodesField(wtforms.Field):
    """The codes chosen, each once, in the order of the options."""

    data: list[str]

    def __init__(self, label: str, options: Sequence[parts.Option], **bound: Any) -> None:
        super().__init__(label, default=list, **bound)
        self.options = options

    def process_formdata(self, valuelist: list[Any]) -> None:
        """The codes posted that are options; ValueError when some are not."""
        chosen = _distinct(valuelist)
        known = [option.code for option in self.options]
        self.data = [code for code in known if code in chosen]
        if len(self.data) < len(chosen):
            raise ValueError(CHOOSE_FROM_THESE)

    def pre_validate(self, _form: BaseForm) -> None:
        """Refuse an excluding option beside others."""
        alone = [option for option in self.options if option.excludes and option.code in self.data]
        if alone and len(self.data) > 1:
            raise ValidationError(STANDS_ALONE.filled(label=alone[0].label))


class GoalsField(CodesField):
    """The goals chosen. A goal that was given a number counts as chosen: somebody meant it."""

    def post_process(self, formdata: Any = None) -> None:
        """Add the goals that were given a number."""
        typed = {option.code: formdata.getlist(f"{self.name}.{option.code}") if formdata else () for option in self.options}
        self.data = [code for code, values in typed.items() if code in self.data or _distinct(values)]

    def pre_validate(self, _form: BaseForm) -> None:
        """Refuse more goals than can be worked on."""
        if len(self.data) > MOST_GOALS:
            raise ValidationError(TOO_MANY_GOALS.filled(most=MOST_GOALS))


class WholeNumberField(wtforms.Field):
    """A whole number between two others, both included, or None when nothing was typed."""

    data: int | None

    def __init__(self, label: str, least: int, most: int, **bound: Any) -> None:
        super().__init__(label, **bound)
        self.least, self.most = least, most

    def process_formdata(self, valuelist: list[Any]) -> None:
        """The number posted; ValueError when it is none or out of bounds."""
        typed = _distinct(valuelist)
        self.data = None
        if not typed:
            return
        if len(typed) == 1 and re.fullmatch(r"[+-]?[0-9]{1,12}", typed[0]) and self.least <= int(typed[0]) <= self.most:
            self.data = int(typed[0])
        else:
            raise ValueError(CHOOSE_NUMBER.filled(least=self.least, most=self.most))


class WrittenField(wtforms.Field):
    """Text as it was typed, made fit to keep; never cut. "" when there is none."""

    data: str

    def __init__(self, label: str, longest: int, **bound: Any) -> None:
        super().__init__(label, default="", **bound)
        self.longest = longest

    def process_formdata(self, valuelist: list[Any]) -> None:
        """The text posted; a name posted twice gives two paragraphs, for nothing written is dropped."""
        self.data = "\n\n".join(filter(None, map(fit_to_keep, valuelist)))

    def pre_validate(self, _form: BaseForm) -> None:
        """Refuse, and keep, what is too long."""
        if len(self.data) > self.longest:
            raise ValidationError(TOO_LONG.filled(longest=self.longest, length=len(self.data)))


class AnswerForm(wtforms.Form):
    """A form whose fields come from a questionnaire. Read them as form["code"]: a code may be any word, "data" too."""

    asked: ClassVar[Questionnaire]
    fields_of_questions: ClassVar[tuple[Unbound, ...]] = ()
    dropped: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, formdata: Any = None) -> None:
        BaseForm.__init__(self, self.fields_of_questions)
        self.process(formdata)
        posted = frozenset(formdata.keys() if formdata is not None else ())
        self.unknown = tuple(sorted(name for name in posted - ENVELOPE - self.dropped if name not in self))

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether everything can be taken. An unknown field (see `unknown`) is no mistake of the person's, but a wrong form."""
        if super().validate(extra_validators):
            return not self.unknown
        self._forgive_off_path()
        return not self.errors and not self.unknown

    def _forgive_off_path(self) -> None:
        """Nobody can mend what they no longer see: a choice off the path is dropped, right or wrong. What was written stays."""
        on_path = path(self.asked, dict(given(self.asked, {field.name: field.data for field in self if not field.errors})))
        for field in self:
            if field.errors and not isinstance(field, WrittenField) and field.name.partition(".")[0] not in on_path:
                field.process(None)
                field.errors = ()

    def problems(self) -> tuple[Problem, ...]:
        """What to put right, in the order asked; for the summary at the top of the page."""
        return tuple(Problem(field.name, field.label.text, field.errors[0]) for field in self if field.errors)


def form_class(asked: Questionnaire, whole: Questionnaire | None = None, *, open_mode: bool) -> type[AnswerForm]:
    """The form for `asked` (a questionnaire as `worded`). Keep it: making it costs as much as using it.

    `whole` is the questionnaire with everything that other variants ask: what was written for those questions is
    taken and kept; what was chosen is dropped. Sections that are `only_open` are asked in open surveys alone.
    """
    sections = (section for section in asked.sections if open_mode or not section.only_open)
    fields = dict(chain.from_iterable(map(_fields, chain.from_iterable(section.questions for section in sections))))
    dropped: set[str] = set()
    for question in (whole or asked).questions():
        left_out = {name: field for name, field in _fields(question) if name not in fields}
        if isinstance(question, (parts.Comment, parts.Contact)):
            fields |= left_out
        else:
            dropped |= left_out.keys()
    made = {"asked": asked, "fields_of_questions": tuple(fields.items()), "dropped": frozenset(dropped)}
    return type("AnswerForm", (AnswerForm,), made)


def _fields(question: Question) -> Iterator[Unbound]:
    """The fields of one question, by the names that are posted."""
    code, text = question.code, question.text
    match question:
        case parts.Scale() | parts.Choice():
            yield code, CodeField(text, frozenset(option.code for option in question.options))
        case parts.Choices():
            yield code, CodesField(text, question.options)
        case parts.Rating():
            yield code, WholeNumberField(text, RATING_LOW, RATING_HIGH)
        case parts.Number():
            yield code, WholeNumberField(text, question.least, question.most)
        case parts.Comment():
            yield code, WrittenField(text, question.longest)
        case parts.Contact():
            yield from _contact_fields(question)
        case parts.Goals():
            yield from _goals_fields(question)


def _contact_fields(question: parts.Contact) -> Iterator[Unbound]:
    """The box to tick, and the two parts that may be left empty: filling in either says yes as well."""
    yield question.code, CodeField(question.text, frozenset({YES}))
    yield f"{question.code}.name", WrittenField(question.text, LONGEST_CONTACT)
    yield f"{question.code}.how", WrittenField(question.text, LONGEST_CONTACT)


def _goals_fields(question: parts.Goals) -> Iterator[Unbound]:
    yield question.code, GoalsField(question.text, question.options)
    for goal in question.options:
        yield f"{question.code}.{goal.code}", WholeNumberField(goal.label, RATING_LOW, RATING_HIGH)


def fit_to_keep(text: str) -> str:
    """What was typed, without what no database takes: NUL goes, half a surrogate pair becomes U+FFFD, line ends become LF."""
    lines = text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n").strip()
    return lines.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _distinct(values: Iterable[str]) -> list[str]:
    """The values that say something, each once, in the order given."""
    return list(dict.fromkeys(stripped for stripped in map(str.strip, values) if stripped))
