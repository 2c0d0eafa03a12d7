"""The forms of the lane."""

from __future__ import annotations

from collections.abc import Callable

from wtforms import RadioField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from feedback.desk.identity import SHORTEST_REASON
from feedback.desk.lane import Refused
from feedback.language.sign_list import CATEGORIES, LISTED_CATEGORIES
from feedback.officer.concerns.words import DECISIONS, LEVELS
from feedback.officer.forms import OfficerForm, choices

LONGEST = 2000
LONGEST_LINE = 200
LOCKED = "It is locked away with this concern."
_NOT_TOO_LONG = Length(max=LONGEST, message=f"Write no more than {LONGEST:,} letters".replace(",", ","))
_ONE_LINE = Length(max=LONGEST_LINE, message=f"Write no more than {LONGEST_LINE} letters")


class DecisionForm(OfficerForm):
    """What was decided, why, and who told the child."""

    decision = RadioField("What did you decide?", choices=choices(DECISIONS), validators=[InputRequired("Choose what you decided")])
    reason = TextAreaField("Why", description=LOCKED, validators=[InputRequired("Write why"), _NOT_TOO_LONG])
    reference = StringField("Reference of the referral (if there is one)", validators=[_ONE_LINE])
    told = StringField(
        "Who told the child that you share this",
        description="Their name. Leave it empty if nobody did. For red, this or the next is needed.",
        validators=[_ONE_LINE],
    )
    not_told = StringField("If nobody told the child, why", validators=[_ONE_LINE])


class LevelForm(OfficerForm):
    """Another level."""

    level = RadioField(
        "Level",
        choices=choices({code: level.word for code, level in LEVELS.items()}),
        validators=[InputRequired("Choose a level")],
    )
    reason = TextAreaField("Why", description=LOCKED, validators=[InputRequired("Write why"), _NOT_TOO_LONG])


class AccessForm(OfficerForm):
    """Who must not see a concern, and who looks after it."""

    shut_out = SelectMultipleField(
        "Who must not see it any more?",
        description="They see it in no list, count or alert, and nothing tells them that it is there.",
        coerce=int,
    )
    to = RadioField("Who looks after it now?", description="They are alerted, without a word of what it is about.", coerce=int)


class IdentityForm(OfficerForm):
    """Why somebody must be known."""

    reason = TextAreaField(
        "Why do you need to know who it is?",
        description=f"At least {SHORTEST_REASON} letters. {LOCKED} The other lead or deputy is told that you looked.",
        validators=[
            Length(min=SHORTEST_REASON, message=f"Write why you need to know, in at least {SHORTEST_REASON} letters"),
            _NOT_TOO_LONG,
        ],
    )


class RaiseForm(OfficerForm):
    """What a reader saw."""

    level = RadioField(
        "How soon must somebody look?",
        choices=choices(
            {
                "red": "Now: somebody may be hurt, or is being hurt (red)",
                "amber": "Today: somebody may not be safe (amber)",
                "blue": "Tomorrow: a complaint, unfair treatment, a wish to talk (blue)",
            }
        ),
        validators=[InputRequired("Choose how soon somebody must look")],
    )
    category = RadioField(
        "What may it be about?",
        choices=choices({code: CATEGORIES[code] for code in LISTED_CATEGORIES} | {"other": "Something else"}),
        validators=[InputRequired("Choose what it may be about")],
    )
    note = TextAreaField(
        "What did you see?",
        description="In a few words. The safeguarding lead reads it with your name.",
        validators=[InputRequired("Write what you saw"), _NOT_TOO_LONG],
    )


class SignForm(OfficerForm):
    """One more pattern for the list of signs."""

    pattern = StringField(
        "Words to look for", validators=[InputRequired("Write the words to look for"), Length(max=300, message="Use 300 letters or fewer")]
    )
    level = RadioField(
        "Level",
        choices=choices({code: level.word for code, level in LEVELS.items()}),
        validators=[InputRequired("Choose a level")],
    )
    category = RadioField(
        "What it may mean",
        choices=choices({code: CATEGORIES[code] for code in LISTED_CATEGORIES}),
        validators=[InputRequired("Choose what it may mean")],
    )


class SaveSignForm(OfficerForm):
    """Why it is worth losing red comments of the known ones."""

    reason = StringField("Why is it right all the same?", validators=[Optional(), Length(max=120, message="Use 120 letters or fewer")])


def done(form: OfficerForm, act: Callable[[], None]) -> bool:
    """Whether `act` was done; when it is refused the form carries the reason."""
    try:
        act()
    except Refused as error:
        if error.field:
            form[error.field].errors = [str(error)]
        else:
            form.form_errors.append(str(error))
        return False
    return True
