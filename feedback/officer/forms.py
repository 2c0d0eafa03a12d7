"""Forms on officers' pages: WTForms fields, shown as GOV.UK Frontend components by templates/officer/fields.html."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any

from flask import Flask
from flask_wtf import FlaskForm
from wtforms import Field, FieldList, Form, PasswordField, StringField
from wtforms.fields import SelectFieldBase
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]

from feedback.questionnaire.fields import fit_to_keep

Component = dict[str, Any]
"""What a component's macro takes."""


class Tidied:
    """The Meta of a form that drops white space around what is typed or chosen, and what no database takes."""

    def bind_field(self, form: Form, unbound_field: Any, options: dict[str, Any]) -> Field:
        """Tidy texts and choices; a password stays as it is."""
        kind = unbound_field.field_class
        if issubclass(kind, StringField | SelectFieldBase) and not issubclass(kind, PasswordField):
            options = {**options, "filters": [*unbound_field.kwargs.get("filters", ()), tidied]}
        bound: Field = unbound_field.bind(form=form, **options)
        return bound


class OfficerForm(FlaskForm):  # type: ignore[misc]
    """Base of all forms. What is typed is tidied; the token is checked before the view is called."""

    class Meta(Tidied, FlaskForm.Meta):  # type: ignore[misc]
        """How fields are bound."""

        csrf = False


def tidied(value: Any) -> Any:
    """Texts that are fit to keep, without white space around them; anything else as it is."""
    if isinstance(value, list):
        return [tidied(one) for one in value]
    return fit_to_keep(value) if isinstance(value, str) else value


class DayField(Field):
    """A day in three boxes: day, month, year. `typed` keeps what was typed, `data` is the date or None."""

    typed: tuple[str, str, str] = ("", "", "")
    data: date | None

    @property
    def first_box(self) -> str:
        """The id of the first box: where the error summary leads."""
        return f"{self.id}-day"

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        """Take the three boxes, or the date that the form was made with."""
        super().process(None, data, extra_filters)
        if formdata is not None and f"{self.name}-day" in formdata:
            self._read([fit_to_keep(formdata.get(f"{self.name}-{part}", "")) for part in ("day", "month", "year")])
        elif self.data:
            self.typed = (str(self.data.day), str(self.data.month), str(self.data.year))

    def _read(self, parts: Sequence[str]) -> None:
        self.typed, self.data = (parts[0], parts[1], parts[2]), None
        if not any(parts):
            return
        try:
            self.data = date(int(parts[2]), int(parts[1]), int(parts[0]))
        except (ValueError, OverflowError):
            self.process_errors = ["Enter a real date, like 27 3 2026"]


def status(form: Form) -> int:
    """The status of a page with a form: 422 when it comes back because something in it is wrong."""
    return 422 if form.errors else 200


def choices(pairs: Mapping[Any, str]) -> list[SelectChoice]:
    """Choices of a select, radio or checkbox field from {code: words}."""
    return [SelectChoice(value=code, label=words) for code, words in pairs.items()]


def form_problems(*forms: Form) -> list[Component]:
    """Every first error of every field, as the error summary wants it: each leads to its field."""
    return [problem for form in forms for problem in _problems(form)]


def _problems(form: Form) -> Iterator[Component]:
    yield from ({"text": message, "href": "#main-content"} for message in form.form_errors)
    for field in _single_fields(form):
        if field.errors:
            yield {"text": str(field.errors[0]), "href": f"#{getattr(field, 'first_box', field.id)}"}


def _single_fields(form: Form) -> Iterator[Field]:
    for field in form:
        if isinstance(field, FieldList):
            for entry in field:
                yield from _single_fields(entry.form)
        else:
            yield field


def as_hint(field: Field) -> Component | None:
    """The hint of a component."""
    return {"text": field.description} if field.description else None


def as_error(field: Field) -> Component | None:
    """The error message of a component."""
    return {"text": str(field.errors[0])} if field.errors else None


def as_items(field: SelectFieldBase, how: str, hints: Mapping[str, str] = MappingProxyType({})) -> list[Component]:
    """The choices of a component; `how` names what a chosen one is: "selected" or "checked"."""
    items = []
    for value, label, chosen, _more in field.iter_choices():
        hint = hints.get(value)
        items.append({"value": value, "text": label, how: chosen, "hint": {"text": hint} if hint else None})
    return items


def register(app: Flask) -> None:
    """Let templates use these."""
    app.jinja_env.globals.update(form_problems=form_problems, as_hint=as_hint, as_error=as_error, as_items=as_items)
