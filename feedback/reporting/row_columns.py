"""The columns of a row-level export: for each question one or several, and what they mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from feedback.questionnaire.definition import ABSENT, BANDS, Answer, Choice, Choices, Goals, Option, Question, Scale

ABOUT: Mapping[str, str] = {
    "version": "the version of the questionnaire",
    "quarter": "the financial quarter in which it was sent: 2026/27 Q2 is July to September 2026",
    "variant": "the wording: empty is the questionnaire itself, easy-read is Easy Read",
    "language": "the language of the wording",
    "touchpoint": "when in the time with the service: start, review, exit, follow_up, census, or empty",
    "way": "how it was sent: link, invitation (a personal link), kiosk (a tablet), paper or import",
    "helper": "who was there: none, near (a worker near by), read (it was read out), family, interpreter, or empty when unknown",
    "team": "the team, or empty",
    "site": "the place, or empty",
} | {band: f"band: {', '.join(codes)}, rather_not_say, or empty when unknown" for band, codes in BANDS.items()}
"""The columns that every export begins with."""
CLASHING = "question."
"""Stands before the code of a question that is called like one of ABOUT."""
CHOSEN, NOT_CHOSEN = 1, 0
WITHOUT_A_NUMBER, NO_GOAL = "chosen", "not_chosen"

Cell = str | int


@dataclass(frozen=True)
class Column:
    """One column. `option`: the choice or goal that it is about, where a question has a column for each."""

    name: str
    question: Question
    option: Option | None = None

    def cell(self, answer: Answer) -> Cell:
        """What stands in this column for an answer. Codes of absence stand in every column of their question."""
        if isinstance(answer, list):
            return CHOSEN if self._code in answer else NOT_CHOSEN
        if isinstance(answer, dict):
            number = answer.get(self._code, NO_GOAL)
            return WITHOUT_A_NUMBER if number is None else number
        return answer

    @property
    def meaning(self) -> str:
        """What it means, in one line."""
        if isinstance(self.question, Choices) and self.option:
            return f"{self.question.text} — {self.option.label}: {CHOSEN} chosen, {NOT_CHOSEN} not"
        if self.option:
            return f"{self.question.text} — {self.option.label}: 0 to 10, {WITHOUT_A_NUMBER} (no number given) or {NO_GOAL}"
        if isinstance(self.question, (Scale, Choice)):
            return f"{self.question.text} — {', '.join(f'{option.code}: {option.label}' for option in self.question.options)}"
        return f"{self.question.text} — a whole number"

    @property
    def _code(self) -> str:
        return self.option.code if self.option else ""


def columns(questions: Sequence[Question]) -> list[Column]:
    """The columns of these questions. A question that fills a band has none: the band's own column holds its answer."""
    return [column for question in questions if not fills_a_band(question) for column in _of_question(question)]


def fills_a_band(question: Question) -> bool:
    """Whether the answer is a band."""
    return isinstance(question, Choice) and question.band is not None


def _of_question(question: Question) -> Iterator[Column]:
    name = f"{CLASHING}{question.code}" if question.code in ABOUT else question.code
    if isinstance(question, (Choices, Goals)):
        yield from (Column(f"{name}.{option.code}", question, option) for option in question.options)
    else:
        yield Column(name, question)


def codebook(title: str, found: Sequence[Column]) -> str:
    """What the columns mean, for whoever works with the file."""
    lines = [
        f"{title}: what the columns mean",
        "",
        "These are personal data. A row has no name, no day, no comment and no number that leads to a person, but a few answers",
        "and bands together may point to somebody. Keep the file as you keep the case system, give no table from it to anybody",
        "before small numbers are removed, and delete it when you are done. The rows are in random order.",
        "",
        f"In every column of a question: {' and '.join(sorted(ABSENT))} mean that there is no answer, because the person went past",
        "the question or because it was not put to them. not_sure and rather_not_say are answers.",
        "A cell that a spreadsheet could run as a formula has an apostrophe before it.",
        "",
        *(f"{name}: {meaning}" for name, meaning in ABOUT.items()),
        *(f"{column.name}: {column.meaning}" for column in found),
    ]
    return "\n".join(lines) + "\n"
