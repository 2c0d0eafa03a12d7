"""The forms of the steps. Each gives the council's columns that it keeps, with `columns()`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_wtf.file import FileField
from markupsafe import Markup
from wtforms import (
    BooleanField,
    EmailField,
    FieldList,
    Form,
    FormField,
    SelectField,
    SelectMultipleField,
    StringField,
    TelField,
    TextAreaField,
)
from wtforms.validators import DataRequired, Email, Length, Optional, ValidationError

from feedback import clock
from feedback.languages import LANGUAGES
from feedback.officer.council import accent, changing, help_lines, languages, logo
from feedback.officer.council.neutral import telling_words
from feedback.officer.forms import DayField, OfficerForm, Tidied, choices

Columns = dict[str, Any]
EMAIL = "Enter an email address in the correct format, like name@example.gov.uk"
EMPTY_LINES = 2
SHORTEST_IDLE, LONGEST_IDLE = 30, 300
HOURS = choices({str(hour): f"{hour:02}:00" for hour in range(24)})


def _needed(what: str, most: int) -> list[Any]:
    return [DataRequired(f"Enter {what}"), Length(max=most, message=f"Use {most} characters or fewer")]


def _at_most(most: int) -> list[Any]:
    return [Optional(), Length(max=most, message=f"Use {most} characters or fewer")]


def _address(what: str) -> list[Any]:
    return [DataRequired(f"Enter {what}"), Email(EMAIL), Length(max=255)]


class StepForm(OfficerForm):
    """A form whose fields are columns of the council."""

    def columns(self) -> Columns:
        """What to keep."""
        return {field.name: field.data or "" for field in self}

    def keep(self, actor: str) -> None:
        """Keep it."""
        changing.change(self.columns(), actor)


class NamesForm(StepForm):
    """What things are called."""

    name = StringField(
        "Name of the council", description="For example, Harrowdale Council", validators=_needed("the name of the council", 120)
    )
    service_name = StringField(
        "Name of the service",
        description="Officers see it at the top of these pages. The privacy notice uses it too.",
        validators=_needed("the name of the service", 120),
    )
    public_name = StringField(
        "Public name",
        description="Everybody who answers sees it, in the browser tab and in messages. Keep it neutral: “Harrowdale feedback”.",
        validators=_needed("a public name", 60),
    )
    use_all_the_same = BooleanField("Use this name all the same")

    def validate_public_name(self, field: StringField) -> None:
        """Warn of a name that tells what the service is; a second Save with the box ticked keeps it."""
        words = telling_words(field.data or "")
        if words and not self.use_all_the_same.data:
            raise ValidationError(f"“{words[0]}” tells anybody who sees the phone what this is about. Use a neutral name, or tick the box.")

    @property
    def telling(self) -> bool:
        """Whether the name that was typed gives something away."""
        return bool(telling_words(self.public_name.data or ""))

    def columns(self) -> Columns:
        """The names."""
        return {field.name: field.data for field in (self.name, self.service_name, self.public_name)}


class ContactForm(StepForm):
    """Whom people can ask."""

    contact_email = EmailField("Email address for questions", validators=_address("an email address for questions"))
    contact_phone = TelField("Telephone number for questions (optional)", validators=_at_most(40))
    data_protection_email = EmailField(
        "Email address of your data protection officer",
        description="The privacy notice must name somebody.",
        validators=_address("the email address of your data protection officer"),
    )
    privacy_extra = TextAreaField(
        "More for the privacy notice (optional)",
        description="The notice is written from these settings. Add what your data protection officer asks for.",
        validators=_at_most(5000),
    )


class LookForm(StepForm):
    """Logo and accent colour."""

    accent = StringField("Accent colour", description="Six digits after a #, for example #0b6b6b. White text must be readable on it.")
    logo = FileField("Logo (optional)", description=f"A PNG or JPEG file, smaller than {logo.LARGEST // 1024} KB.")
    remove_logo = BooleanField("Remove the logo")
    offered = StringField()
    """The button that takes the colour that was offered sends it here."""
    better: str | None = None
    """The nearest colour that passes, when the chosen one does not."""

    def validate_accent(self, field: StringField) -> None:
        """Refuse a colour on which white text cannot be read, and name the nearest that passes."""
        colour = accent.tidy(self.offered.data or field.data or "")
        if colour is None:
            raise ValidationError("Enter a colour as # and six digits, like #0b6b6b")
        field.data = colour
        if not accent.passes(colour):
            self.better = accent.nearest_that_passes(colour)
            # Rounded down: 4.49 must not read as 4.5.
            ratio = int(accent.contrast_with_white(colour) * 10) / 10
            short = f"White text on {colour} has a contrast of {ratio} to 1 and needs {accent.LEAST_CONTRAST}."
            raise ValidationError(f"{short} The nearest that passes is {self.better}.")

    def validate_logo(self, field: FileField) -> None:
        """Refuse what is no PNG or JPEG, or too large."""
        self.content = field.data.read() if field.data else b""
        if self.content:
            try:
                self.mimetype = logo.checked(self.content)
            except logo.LogoError as error:
                raise ValidationError(str(error)) from None

    def columns(self) -> Columns:
        """The accent, and the logo when a new one was sent or the old one removed."""
        kept: Columns = {"accent": self.accent.data}
        if self.content:
            return {**kept, "logo": self.content, "logo_type": self.mimetype}
        return {**kept, "logo": None, "logo_type": None} if self.remove_logo.data else kept


class WordingForm(StepForm):
    """The words that this service uses."""

    care_words = StringField(
        "Your words for looked-after children",
        description="In the middle of a sentence, for example: children in our care, care-experienced young people.",
        validators=_needed("your words", 80),
    )


class TabletsForm(StepForm):
    """After how long a tablet that nobody touches wipes the answers on it."""

    idle_seconds = StringField(
        "Seconds without a touch",
        description=f"From {SHORTEST_IDLE} to {LONGEST_IDLE}. A warning comes first, so that nobody loses answers while thinking.",
    )

    def validate_idle_seconds(self, field: StringField) -> None:
        """Long enough to think, short enough that the next person finds nothing."""
        typed = field.data or ""
        if not (typed.isascii() and typed.isdigit() and len(typed) <= 3 and SHORTEST_IDLE <= int(typed) <= LONGEST_IDLE):
            raise ValidationError(f"Enter a number of seconds from {SHORTEST_IDLE} to {LONGEST_IDLE}")

    def columns(self) -> Columns:
        """The seconds, as a number."""
        return {"idle_seconds": int(self.idle_seconds.data or "")}


class MessagesForm(StepForm):
    """When no message goes out."""

    quiet_from = SelectField("Quiet from", choices=HOURS)
    quiet_to = SelectField(
        "Quiet until",
        description="The next morning where it is the earlier hour. Choose the same hour twice for no quiet time.",
        choices=HOURS,
    )

    def columns(self) -> Columns:
        """The hours, as numbers."""
        return {"quiet_from": int(self.quiet_from.data), "quiet_to": int(self.quiet_to.data)}


class LanguagesForm(StepForm):
    """The translations of our own words that a person has checked."""

    names = LANGUAGES
    languages_checked = SelectMultipleField(
        "Who has read our words?",
        description="Tick a language once a person who speaks it has read every line. Untick it when something is wrong.",
        choices=choices({code: f"A person who speaks {name} has read our words" for code, name in LANGUAGES.items()}),
    )

    @property
    def hints(self) -> Mapping[str, str]:
        """By whom and when each was marked."""
        return {code: languages.marked(code) for code in LANGUAGES}

    def keep(self, actor: str) -> None:
        """Keep which are checked; the record says who did it, for each language."""
        changing.check_languages(self.languages_checked.data or [], actor)


class LineForm(Form):
    """One help line. A line with nothing in it is left out."""

    Meta = Tidied
    # Not Optional(): it would leave out the check below where nothing was typed.
    name = StringField("Name", validators=[Length(max=80, message="Use 80 characters or fewer")])
    how = StringField("How to reach it", validators=[Length(max=120, message="Use 120 characters or fewer")])
    who = SelectField("For", choices=choices(help_lines.WHO))

    def validate_name(self, field: StringField) -> None:
        """Both or none."""
        if bool((field.data or "").strip()) != bool((self.how.data or "").strip()):
            raise ValidationError("Give each help line a name and a way to reach it, or clear both")


class HelpForm(StepForm):
    """The help lines and the day on which somebody checked them."""

    lines = FieldList(FormField(LineForm), max_entries=40)
    help_checked_on = DayField(
        "When were these last checked?",
        description="Call each number once, then enter the day. Leave it empty until somebody has.",
    )

    def validate_help_checked_on(self, field: DayField) -> None:
        """Nothing was checked tomorrow."""
        if field.data and field.data > clock.today():
            raise ValidationError("The day must be today or earlier")

    def columns(self) -> Columns:
        """The lines that say something, and the day."""
        lines = [{name: (line[name] or "").strip() for name in ("name", "how", "who")} for line in self.lines.data]
        return {"help_lines": [line for line in lines if line["name"]], "help_checked_on": self.help_checked_on.data}


class SafeguardingForm(StepForm):
    """Who is told when somebody may not be safe."""

    safeguarding_name = StringField("Name of the safeguarding lead", validators=_needed("the name of the safeguarding lead", 120))
    safeguarding_email = EmailField("Email address", validators=_address("an email address"))
    safeguarding_phone = TelField("Telephone number", validators=_needed("a telephone number", 40))


def sample(colour: str) -> Markup:
    """A square of a colour. Drawn, because the content policy allows no style on an element."""
    return Markup(
        '<svg class="officer-swatch" width="28" height="28" aria-hidden="true"><rect width="28" height="28" fill="{}"/></svg>'
    ).format(colour)
