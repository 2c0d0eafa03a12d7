"""The forms that bring a file in: the file, what its columns are, what its words mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask_wtf.file import FileField
from wtforms import BooleanField, HiddenField, RadioField, SelectField, StringField
from wtforms.validators import DataRequired, Length, ValidationError

from feedback.asking.cohort import words
from feedback.asking.cohort.headings import FIELDS
from feedback.officer.cohort.people import CODES
from feedback.officer.forms import OfficerForm, choices
from feedback.officer.surveys import AUDIENCES

DO_NOT_TAKE = "Do not take"
NOT_KNOWN = "not-known"
SURE = "This is the whole list, and these people have left"


class FileForm(OfficerForm):
    """The file and whose it is. After its check, `content` has the bytes."""

    audience = RadioField("Who is in the file?", validators=[DataRequired("Choose who is in the file")], choices=choices(AUDIENCES))
    file = FileField("File", description="An Excel workbook (.xlsx) or a CSV file, up to 32 megabytes. A row for each person.")
    sheet = StringField(
        "Sheet (optional)",
        description="Only when the workbook has several sheets with data.",
        validators=[Length(max=31, message="The name of a sheet has 31 letters or fewer")],
    )
    content: bytes = b""

    def validate_file(self, field: FileField) -> None:
        """There must be one."""
        if not field.data:
            raise ValidationError("Choose the file")
        self.content = field.data.read()


class TakeForm(OfficerForm):
    """What was shown is to be taken. `after`: the newest snapshot at that time."""

    after = HiddenField()
    sure = BooleanField(SURE)


class ColumnsForm(OfficerForm):
    """A select for each column; `columns_form` adds them."""


class WordsForm(OfficerForm):
    """A select for each word; `words_form` adds them."""


def columns_form(headings: Sequence[str], chosen: Mapping[str, str]) -> ColumnsForm:
    """A form with a select for each heading, at `column_0` and so on, set to the field chosen before."""

    class Form(ColumnsForm):
        pass

    offered = choices({"": DO_NOT_TAKE, **FIELDS})
    for place, heading in enumerate(headings):
        setattr(Form, f"column_{place}", SelectField(heading, choices=offered, default=chosen.get(heading, "")))
    return Form()


def words_form(unknown: Mapping[str, Sequence[str]], said: Mapping[str, Mapping[str, str]]) -> WordsForm:
    """A form with a select for each word, at `sex_0` and so on, set to what was said of it before; else somebody must choose."""

    class Form(WordsForm):
        pass

    for field, listed in unknown.items():
        offered = choices({"": "Choose", **codes_in_words(field), NOT_KNOWN: "Not known"})
        for place, word in enumerate(listed):
            wanted = [DataRequired(f"Choose what “{word}” means")]
            before = said.get(field, {}).get(words.plain(word))
            chosen = "" if before is None else before or NOT_KNOWN
            setattr(Form, f"{field}_{place}", SelectField(f"“{word}”", choices=offered, validators=wanted, default=chosen))
    return Form()


def codes_in_words(field: str) -> Mapping[str, str]:
    """{code: words} of a band or of the language."""
    if field == "language":
        return {code: words.LANGUAGES[code].capitalize() for code in words.codes(field)}
    return {code: "Rather not say" if code == "rather_not_say" else CODES.get(field, {}).get(code, code) for code in words.codes(field)}
