"""The form of the rota."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wtforms import SelectField, ValidationError
from wtforms.validators import InputRequired

from feedback.officer.forms import DayField, OfficerForm, choices

NOBODY = {"": "Choose somebody"}


class DutyForm(OfficerForm):
    """A row of the rota: from one day to another, who leads and who stands in."""

    first = DayField("First day")
    last = DayField("Last day", description="This day is on duty too.")
    lead = SelectField("On duty", validators=[InputRequired("Choose who is on duty")])
    deputy = SelectField("Stands in", validators=[InputRequired("Choose who stands in")])

    def __init__(self, known: Mapping[int, str], **more: Any) -> None:
        super().__init__(**more)
        self.lead.choices = self.deputy.choices = choices(NOBODY | {str(key): name for key, name in known.items()})

    def validate_first(self, field: DayField) -> None:
        """There must be a day."""
        _needed(field, "Enter the first day")

    def validate_last(self, field: DayField) -> None:
        """There must be a day."""
        _needed(field, "Enter the last day")


def _needed(field: DayField, message: str) -> None:
    if field.data is None and not field.process_errors:
        raise ValidationError(message)
