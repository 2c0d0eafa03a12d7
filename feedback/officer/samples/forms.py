"""Forms of samples: what is drawn, how it is sent, and where a test goes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from wtforms import HiddenField, IntegerField, RadioField, SelectField, SelectMultipleField, StringField
from wtforms.validators import DataRequired, NumberRange, Optional, ValidationError

from feedback import clock
from feedback.asking import samples, sending
from feedback.asking.samples import Plan
from feedback.figures.quarter import Quarter
from feedback.officer.forms import DayField, OfficerForm, choices
from feedback.reporting import monitoring

TOUCHPOINTS = {code: words for code, words in monitoring.TOUCHPOINTS.items() if code}
DUE = {
    "start": "From two to four weeks after they started.",
    "review": "On their review date, or every three months where none is given.",
    "exit": "A week before they end.",
    "follow_up": "Three months after they ended, those who left the list too.",
    "census": "Everybody who is with the service in this time.",
}
METHODS = {"census": "Everybody", "random": "Some, at random", "stratified": "Some of each group"}
METHOD_HINTS = {
    "census": f"Best when fewer than {samples.CENSUS_UNDER} people are due.",
    "random": "Each person has the same chance.",
    "stratified": "Each group gets places in proportion to its size, and at least one.",
}
BANDS = {
    "age_band": "Age",
    "sex": "Sex",
    "ethnicity": "Ethnic group",
    "order_type": "Kind of order",
    "care_experience": "Care experience",
    "needs": "Needs",
}
CHANNELS = {"sms": "Texts", "email": "Emails"}
AHEAD = timedelta(days=14)
MOST_PEOPLE = 1_000_000
MOST_SEED = 2**samples.SEED_BITS - 1


class WholeNumber(IntegerField):
    """A whole number; what was typed stays."""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Read it, or say how to write one."""
        try:
            super().process_formdata([text.strip() for text in valuelist])
        except ValueError:
            raise ValueError("Enter a whole number, like 40") from None


class DrawForm(OfficerForm):
    """Whom to draw. `looked` is the plan that was looked at last: only that one is drawn."""

    touchpoint = RadioField(
        "When are people asked?", choices=choices(TOUCHPOINTS), validators=[DataRequired("Choose when people are asked")]
    )
    due_from = DayField("Due from", description="People who are due on this day or later.")
    due_to = DayField("Due to", description="Everybody of the sample counts as asked in the quarter of this day.")
    method = RadioField("Who is asked?", choices=choices(METHODS), default="census")
    wanted = WholeNumber(
        "How many people?",
        description="Only when you ask some of them.",
        validators=[Optional(), NumberRange(1, MOST_PEOPLE, "Enter how many people to ask, 1 or more")],
    )
    stratified_by = SelectField("Groups", description="Only when you ask some of each group.", choices=choices({"": "Choose"} | BANDS))
    rest_days = WholeNumber(
        "Leave out whoever was asked in the last … days",
        description="By any survey. Nobody is asked twice on the same occasion, whatever stands here.",
        default=samples.REST_DAYS,
        validators=[NumberRange(0, samples.LONGEST_REST, f"Enter a number of days from 0 to {samples.LONGEST_REST}")],
    )
    seed = HiddenField()
    looked = HiddenField()

    def validate_due_from(self, field: DayField) -> None:
        """A day is needed."""
        _a_day(field, "Enter the first day, like 1 10 2026")

    def validate_due_to(self, field: DayField) -> None:
        """A day that is not before the first."""
        _a_day(field, "Enter the last day, like 31 12 2026")
        if field.data and self.due_from.data and field.data < self.due_from.data:
            raise ValidationError("The last day must not be before the first")

    def validate(self, extra_validators: Any = None) -> bool:
        """What only some ways of drawing need; an empty number is told here, because the field itself may be empty."""
        right = bool(super().validate(extra_validators))
        if self.method.data in {"random", "stratified"} and self.wanted.data is None and not self.wanted.errors:
            self.wanted.errors = ["Enter how many people to ask"]
            right = False
        if self.method.data == "stratified" and not self.stratified_by.data:
            self.stratified_by.errors = ["Choose the groups"]
            right = False
        return right

    def plan(self) -> Plan:
        """The plan of a form without errors."""
        assert self.due_from.data is not None
        assert self.due_to.data is not None
        return Plan(
            touchpoint=self.touchpoint.data,
            due_from=self.due_from.data,
            due_to=self.due_to.data,
            seed=self.known_seed(),
            method=self.method.data,
            wanted=self.wanted.data if self.method.data != "census" else None,
            stratified_by=self.stratified_by.data if self.method.data == "stratified" else "",
            rest_days=self.rest_days.data or 0,
        )

    def known_seed(self) -> int:
        """The seed that the page came with; a new one when it came without."""
        text = self.seed.data or ""
        if not (text.isascii() and text.isdigit() and int(text[:12]) <= MOST_SEED):
            self.seed.data = text = str(samples.new_seed())
        return int(text[:12])


class AskForm(OfficerForm):
    """By which ways a sample is asked, and when its people are reminded."""

    channels = SelectMultipleField(
        "Which messages may be sent?", description="Whoever can get both gets a text. Everybody else is on the list."
    )
    reminders = StringField(
        "Remind after how many days?",
        description="Days after the first message, with commas between them. Leave it empty to remind nobody.",
        default=", ".join(map(str, sending.REMINDER_DAYS)),
    )

    def __init__(self, hints: Mapping[str, str]) -> None:
        super().__init__()
        self.channels.choices = choices({channel: CHANNELS[channel] for channel in hints})
        if not self.is_submitted():
            self.channels.data = list(hints)

    def validate_reminders(self, _field: StringField) -> None:
        """A few days, not too far away."""
        try:
            days = self.days()
        except ValueError:
            raise ValidationError("Enter days with commas between them, like 5, 12") from None
        if len(days) > sending.MOST_REMINDERS or not all(1 <= day <= sending.LATEST_REMINDER for day in days):
            raise ValidationError(f"Enter {sending.MOST_REMINDERS} reminders or fewer, each from 1 to {sending.LATEST_REMINDER} days")

    def days(self) -> list[int]:
        """The days, in order. Raises ValueError."""
        parts = (self.reminders.data or "").replace(",", " ").split()
        if not all(part.isascii() and len(part) <= 3 for part in parts):
            raise ValueError
        return sorted({int(part) for part in parts})


class TestForm(OfficerForm):
    """Where a test goes: what it is tells whether it is a text or an email."""

    __test__ = False
    to = StringField("Send a test to yourself", validators=[DataRequired("Enter your own mobile number or email address")])

    @property
    def channel(self) -> str:
        """What is sent there."""
        return "email" if "@" in (self.to.data or "") else "sms"

    def validate_to(self, field: StringField) -> None:
        """Something that this service can send to."""
        if self.channel not in sending.possible():
            raise ValidationError(f"This service cannot send {CHANNELS[self.channel].lower()} yet. Enter something else")
        if sending.addressed(self.channel, field.data or "") is None:
            raise ValidationError("Enter a mobile number like 07700 900123, or an email address like name@example.org")


def usual_days() -> tuple[date, date]:
    """From the start of this quarter to two weeks ahead, but not into the next: everybody counts in the quarter of the last day."""
    today = clock.today()
    quarter = Quarter.of(today)
    return quarter.first, min(today + AHEAD, quarter.last)


def _a_day(field: DayField, message: str) -> None:
    if field.data is None and not field.errors:
        raise ValidationError(message)
