"""Names that a comment may hold and a quote must not: of staff, places and schools, one to a line."""

from __future__ import annotations

from typing import Any

from wtforms import TextAreaField
from wtforms.validators import ValidationError

from feedback.officer.council.forms import Columns, StepForm
from feedback.store.council import Council

LONGEST_NAME, MOST_NAMES = 80, 500


class LinesField(TextAreaField):
    """A list of short texts, one to a line; empty lines and repeats are left out."""

    data: list[str]  # type: ignore[assignment]

    def _value(self) -> str:
        return "\n".join(self.data or ())

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take the lines."""
        if valuelist:
            lines = (" ".join(line.split()) for line in valuelist[0].splitlines())
            self.data = [line for line in dict.fromkeys(lines) if line]

    def pre_validate(self, form: Any) -> None:  # noqa: ARG002 - the hook's own shape
        """No line that is no name, and not more than can be looked for."""
        if len(self.data or ()) > MOST_NAMES:
            raise ValidationError(f"Enter {MOST_NAMES} names or fewer")
        long = next((line for line in self.data or () if len(line) > LONGEST_NAME), None)
        if long:
            raise ValidationError(f"“{long[:40]}…” is too long for a name. Use {LONGEST_NAME} characters or fewer on a line")


class KnownNamesForm(StepForm):
    """Whom and what people may name in a comment."""

    known_staff = LinesField(
        "Staff",
        description="First and family names, and what young people call them. Officers with an account here are known already.",
    )
    known_places = LinesField("Places", description="Streets, estates, buildings and areas. Your sites and teams are known already.")
    known_schools = LinesField("Schools, colleges, training providers, employers and clubs", description="As people write them: St Bede’s.")

    def columns(self) -> Columns:
        """The three lists."""
        return {field.name: list(field.data or ()) for field in (self.known_staff, self.known_places, self.known_schools)}


def summary(found: Council) -> str:
    """What is set, in a few words."""
    count = len(found.known_staff) + len(found.known_places) + len(found.known_schools)
    return f"{count} {'name' if count == 1 else 'names'}, beside officers, sites and teams"
