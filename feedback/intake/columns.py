"""What the columns of an import are: answers, facts about a response, bands to copy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from feedback.questionnaire.definition import BANDS, Contact, Question, Questionnaire, Section, Statement

ABOUT = ("response_id", "sent_on", "touchpoint", "helper", "language", "variant")
"""Facts about a response. Where a question has the same code, the name belongs to the question and the fact is `response.<name>`."""
REASON = "refused_because"
"""The last column of a file of refused rows; it may be left there when the rows are mended."""
PREFIX = "response."


class ImportRefused(Exception):
    """A file cannot be imported as it is. The message says why and what to do."""


@dataclass(frozen=True)
class Known:
    """Every column that a survey understands. `questions` and `contacts`: column name to its question."""

    questions: Mapping[str, Question]
    about: Mapping[str, str]
    bands: Mapping[str, str]

    def __contains__(self, name: str) -> bool:
        return any(name in names for names in (self.questions, self.about, self.bands)) or name == REASON


@dataclass(frozen=True)
class Columns:
    """What stands where in a row: position to the name of a question's column, of a fact, of a band."""

    width: int
    questions: Mapping[int, str]
    about: Mapping[int, str]
    bands: Mapping[int, str]


def known(questionnaire: Questionnaire, *, open_mode: bool) -> Known:
    """The columns for a survey of this questionnaire.

    In an open survey a band is what somebody answered about themselves, so only its question fills it. In a confidential
    one a band is copied from what the service knows, as an invitation would bring it.
    """
    asked = [section for section in questionnaire.sections if open_mode or not section.only_open]
    questions = dict(_of_questions(asked))
    about = {name if name not in questions else PREFIX + name: name for name in ABOUT}
    about |= {PREFIX + name: name for name in ABOUT}
    bands: dict[str, str] = {} if open_mode else {band: band for band in BANDS if band not in questions}
    return Known(questions, about, bands)


def _of_questions(sections: Sequence[Section]) -> Iterator[tuple[str, Question]]:
    for section in sections:
        for question in section.questions:
            if not isinstance(question, Statement):
                yield question.code, question
            if isinstance(question, Contact):
                yield f"{question.code}.name", question
                yield f"{question.code}.how", question


def recognise(header: Sequence[str], names: Known) -> Columns:
    """What the columns of a file are, by their names in any case. Raises ImportRefused."""
    lowered = [name.lower() for name in header]
    _refuse_unknown(header, [name for name in lowered if name not in names])
    columns = Columns(
        width=len(header),
        questions={place: name for place, name in enumerate(lowered) if name in names.questions},
        about={place: names.about[name] for place, name in enumerate(lowered) if name in names.about},
        bands={place: name for place, name in enumerate(lowered) if name in names.bands},
    )
    _refuse_repeated([*columns.questions.values(), *(PREFIX + name for name in columns.about.values()), *columns.bands.values()])
    if not columns.questions:
        raise ImportRefused(
            "There is no column with answers. Name columns by the codes of the questions: `flask survey export` shows them."
        )
    return columns


def _refuse_unknown(header: Sequence[str], unknown: Sequence[str]) -> None:
    if unknown:
        shown = ", ".join(f"“{name}”" for name in header if name.lower() in unknown)
        raise ImportRefused(
            f"This survey has no column {shown}. Rename or take out what is not an answer: answers go by the codes of the questions, "
            f"which `flask survey export` shows, and other columns may be {', '.join(ABOUT)} and, in a confidential survey, bands."
        )


def _refuse_repeated(names: Sequence[str]) -> None:
    repeated = sorted({name for name in names if names.count(name) > 1})
    if repeated:
        raise ImportRefused(f"There are two columns “{repeated[0].removeprefix(PREFIX)}”. Keep one of them.")
