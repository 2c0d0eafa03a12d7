"""What a survey asks, as data: sections of questions, and the same codes worded for other readers.

A Questionnaire is plain data with stable codes. This module checks its shape; `meaning` checks its sense.
Codes are kept with the answers and never change meaning; wording may change from version to version.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from pydantic import Field, StrictFloat, StrictInt, StrictStr, StringConstraints

from feedback.questionnaire.instruments import Informant, Instrument
from feedback.questionnaire.parts import Code, OptionCode, Part, Text

Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}(-[A-Z]{2})?$")]

Audience = Informant
Band = Literal["age_band", "sex", "ethnicity", "order_type", "care_experience", "needs"]
CommentKind = Literal["praise", "improve", "general"]

Picture = Literal["yes", "no", "person", "people", "talk", "phone", "home", "school", "work", "health", "time", "place", "travel", "money"]
"""Drawings of our own that can stand beside an option, each for what it names."""

NOT_SURE = "not_sure"
RATHER_NOT_SAY = "rather_not_say"
SKIPPED = "skipped"
NOT_ASKED = "not_asked"
DECLINED = frozenset({NOT_SURE, RATHER_NOT_SAY})
"""Codes of options that are answers but not opinions: never scored, never positive."""
ABSENT = frozenset({SKIPPED, NOT_ASKED})
"""Codes kept where there is no answer; no option may use them."""

ENVELOPE = frozenset({"response_id", "version", "variant", "start", "no_thanks", "read_aloud"})
"""Names posted beside the answers: whoever receives the form checks them, and no question may use them as its code."""

BANDS: Mapping[Band, tuple[str, ...]] = {
    "age_band": ("10-12", "13-14", "15-16", "17+"),
    "sex": ("m", "f", "other"),
    "ethnicity": ("white", "asian", "black", "mixed", "other"),
    "order_type": ("prevention", "out_of_court", "referral_order", "yro", "custody"),
    "care_experience": ("yes", "no"),
    "needs": ("slcn", "ehcp", "both", "none"),
}
"""What each band can be; a question that fills one offers these codes (and "rather not say") and no others."""

MOST_GOALS = 3
RATING_LOW, RATING_HIGH = 0, 10

Answer = str | int | list[str] | dict[str, int | None]
"""A kept answer: an option's code or one of ABSENT, a number, the codes chosen, or each chosen goal with its rating."""

BASE64 = r"^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$"
LONGEST_SOUND = 400_000
"""About two minutes of speech, in characters of base64."""

Value = StrictStr | StrictInt | StrictFloat
"""What a rule compares with: strict, so that `true` is refused and not read as 1."""


class Option(Part):
    """One answer that can be chosen. `score` is None for an option that is not an opinion.

    A `picture` stands beside the words, never for them. Choosing an option that `raises` raises a concern at that level,
    for the safeguarding lead to see; the person who answers sees nothing of it.
    """

    code: OptionCode
    label: Text
    score: float | None = None
    positive: bool = False
    raises: Literal["red", "amber", "blue"] | None = None
    face: Literal[1, 2, 3, 4, 5] | None = None
    picture: Picture | None = None
    excludes: bool = False


class Equals(Part):
    """True when the answer to `question` is `value` (for choices and goals: when it is among them)."""

    kind: Literal["equals"] = "equals"
    question: Code
    value: Value


class OneOf(Part):
    """True when the answer to `question` is one of `values`."""

    kind: Literal["one_of"] = "one_of"
    question: Code
    values: tuple[Value, ...] = Field(min_length=1)


class Answered(Part):
    """True when `question` was asked and not skipped ("not sure" is an answer)."""

    kind: Literal["answered"] = "answered"
    question: Code


class AllOf(Part):
    """True when every one of `rules` is."""

    kind: Literal["all"] = "all"
    rules: tuple[Rule, ...] = Field(min_length=1)


class AnyOf(Part):
    """True when at least one of `rules` is."""

    kind: Literal["any"] = "any"
    rules: tuple[Rule, ...] = Field(min_length=1)


Rule = Annotated[Equals | OneOf | Answered | AllOf | AnyOf, Field(discriminator="kind")]


class Recording(Part):
    """Somebody reads a question, its help and its answers aloud. `sound` is the audio file in base64."""

    type: Literal["audio/mpeg", "audio/mp4", "audio/ogg", "audio/webm"]
    sound: Annotated[str, StringConstraints(pattern=BASE64, min_length=4, max_length=LONGEST_SOUND)]


class Item(Part):
    """What all questions share. `visible_if` may only look at questions before this one."""

    code: Code
    text: Text
    help: Text | None = None
    recording: Recording | None = None
    visible_if: Rule | None = None
    kpis: tuple[int, ...] = ()
    elements: tuple[Code, ...] = ()


class Scale(Item):
    """Ordered options with a score each. `reversed`: the highest score is the least wanted answer.

    `not_sure_counts` says whether "not sure" belongs in the base of this question's percentages.
    `headline` marks the overall question of a survey; `shared` names the item that another audience is asked too.
    `finding` is what those who chose a positive option said, as the end of "40 of 46 young people said …":
    "the help was good or very good". Without it the labels are quoted.
    """

    type: Literal["scale"] = "scale"
    options: tuple[Option, ...] = Field(min_length=2)
    faces: bool = False
    reversed: bool = False
    not_sure_counts: bool = False
    headline: bool = False
    shared: Code | None = None
    finding: Text | None = None


class Choice(Item):
    """One of several options. `band` says that the answer fills a band of an open response."""

    type: Literal["choice"] = "choice"
    options: tuple[Option, ...] = Field(min_length=2)
    band: Band | None = None


class Choices(Item):
    """Any number of options; one that `excludes` stands alone."""

    type: Literal["choices"] = "choices"
    options: tuple[Option, ...] = Field(min_length=2)


class Rating(Item):
    """A whole number from 0 to 10, with words at both ends."""

    type: Literal["rating"] = "rating"
    low: Text
    high: Text


class Number(Item):
    """A whole number between `least` and `most`, both included."""

    type: Literal["number"] = "number"
    least: int = 0
    most: int


class Comment(Item):
    """Free text. Its kind is kept: "nothing" is praise for one question and a complaint for another."""

    type: Literal["comment"] = "comment"
    comment_kind: CommentKind
    longest: int = Field(default=5000, ge=1, le=5000)


class Contact(Item):
    """ "I want someone to talk to me": a name and a way to reach the person, both optional. Raises a blue concern."""

    type: Literal["contact"] = "contact"


class Goals(Item):
    """Up to three goals from a coded list, each rated 0 to 10."""

    type: Literal["goals"] = "goals"
    options: tuple[Option, ...] = Field(min_length=1)
    low: Text
    high: Text


class Statement(Item):
    """Words to read; nothing to answer."""

    type: Literal["statement"] = "statement"


Question = Annotated[
    Scale | Choice | Choices | Rating | Number | Comment | Contact | Goals | Statement,
    Field(discriminator="type"),
]


def options_of(question: Question) -> tuple[Option, ...]:
    """The options of a question; none for a kind that has no options."""
    return question.options if isinstance(question, (Scale, Choice, Choices, Goals)) else ()


class Section(Part):
    """A group of questions. `only_open`: asked in open surveys alone (the "About you" section that fills the bands)."""

    code: Code
    title: Text
    questions: tuple[Question, ...] = Field(min_length=1)
    only_open: bool = False


class Welcome(Part):
    """What is said before the first question. Going on is the assent, so its version is kept with each response."""

    title: Text
    paragraphs: tuple[Text, ...] = Field(min_length=1)
    minutes: int = Field(ge=1, le=60)
    assent_version: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9.-]{0,19}$")]


class Wording(Part):
    """One question in a variant's words. `options` holds the labels of the options that this variant offers."""

    text: Text
    help: Text | None = None
    recording: Recording | None = None
    options: dict[OptionCode, Text] = Field(default_factory=dict)
    low: Text | None = None
    high: Text | None = None


class Variant(Part):
    """The same codes for another reader. A question or option without wording here is not asked in this variant.

    `note` says, for officers, how its answers stand beside the others: it is shown wherever both are counted together.
    """

    code: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,19}$")]
    kind: Literal["easy_read", "language"]
    language: Language
    label: Text
    note: Text | None = None
    welcome: Welcome
    sections: dict[Code, Text]
    questions: dict[Code, Wording]


class QuoteConsent(Part):
    """Who may be quoted: those who chose one of the codes in `allows` at `question`. Whoever skipped it or was not asked may not."""

    question: Code
    allows: tuple[OptionCode, ...] = Field(min_length=1)


class Questionnaire(Part):
    """A whole questionnaire: what is stored in a Version, imported, exported and described by the JSON Schema."""

    code: Code
    title: Text
    audience: Audience
    language: Language = "en"
    welcome: Welcome
    sections: tuple[Section, ...] = Field(min_length=1)
    variants: tuple[Variant, ...] = ()
    quote_consent: QuoteConsent | None = None
    instruments: tuple[Instrument, ...] = ()

    def questions(self) -> Iterator[Question]:
        """Every question in the order asked, statements included."""
        for section in self.sections:
            yield from section.questions

    def variant(self, code: str) -> Variant | None:
        """The variant with this code, or None."""
        return next((variant for variant in self.variants if variant.code == code), None)
