"""The step about working hours: within them a concern is to be opened, and after them somebody on call is alerted."""

from __future__ import annotations

from collections.abc import Mapping

from wtforms import EmailField, SelectField, StringField, TelField
from wtforms.validators import Email, Length, Optional, ValidationError

from feedback.asking.sending import addressed
from feedback.officer.council.forms import EMAIL, HOURS, Columns, StepForm
from feedback.officer.forms import choices
from feedback.store.council import Council

REGIONS: Mapping[str, str] = {"ENG": "England", "WLS": "Wales", "SCT": "Scotland", "NIR": "Northern Ireland"}
ENDS = choices({str(hour): f"{hour:02}:00" for hour in range(1, 25)})
MOBILE = "Enter a mobile number, like 07700 900123"


class WorkingHoursForm(StepForm):
    """When people work, where, and who is on call."""

    work_from = SelectField("Work begins", choices=HOURS)
    work_to = SelectField("Work ends", choices=ENDS)
    region = SelectField("Bank holidays of", choices=choices(REGIONS))
    on_call_name = StringField(
        "Who is on call (optional)",
        description="For example: Emergency duty team",
        validators=[Optional(), Length(max=120, message="Use 120 characters or fewer")],
    )
    on_call_email = EmailField("Email address of whoever is on call (optional)", validators=[Optional(), Email(EMAIL), Length(max=255)])
    on_call_phone = TelField("Mobile number of whoever is on call (optional)", description="A text is sent to it.")

    def validate_work_to(self, field: SelectField) -> None:
        """The day ends after it has begun."""
        if int(field.data) <= int(self.work_from.data):
            raise ValidationError("Work must end later than it begins")

    def validate_on_call_phone(self, field: TelField) -> None:
        """A number that takes texts, or none."""
        if field.data and addressed("sms", field.data) is None:
            raise ValidationError(MOBILE)

    def columns(self) -> Columns:
        """The hours as numbers, the number as it is sent to."""
        texts = {name: self[name].data or "" for name in ("region", "on_call_name", "on_call_email")}
        phone = addressed("sms", self.on_call_phone.data or "") or ""
        return {**texts, "on_call_phone": phone, "work_from": int(self.work_from.data), "work_to": int(self.work_to.data)}


def summary(found: Council) -> str:
    """What is set, in a few words."""
    on_call = found.on_call_name or found.on_call_phone or found.on_call_email or "nobody"
    return f"{found.work_from:02}:00 to {found.work_to:02}:00, bank holidays of {REGIONS[found.region]}. On call: {on_call}"
