"""From the cells of one row to what a form would have posted: codes or labels, lists, goals with their numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from werkzeug.datastructures import MultiDict

from feedback.questionnaire.definition import SKIPPED, Choice, Choices, Comment, Contact, Goals, Question, Questionnaire, Scale

SPLIT = ";"
RATED = ":"
TICKED = frozenset({"yes", "y", "true", "1", "x", "ticked"})
NOT_TICKED = frozenset({"no", "n", "false", "0"})

Fields = MultiDict[str, str]
Codes = Mapping[str, str]
"""Codes of options by code and by label, in small letters."""


class Typing:
    """How cells are read for one variant of a questionnaire: its own labels count, and those of the questionnaire itself."""

    def __init__(self, questions: Mapping[str, Question], worded: Questionnaire) -> None:
        """`questions`: column name to question, as the questionnaire itself words it."""
        self._questions = questions
        own = {question.code: question for question in worded.questions()}
        self._codes = {name: _codes(question) | _codes(own.get(question.code, question)) for name, question in questions.items()}

    def fields(self, cells: Mapping[str, str]) -> Fields:
        """The fields of a form from the cells of question columns; nothing for an empty cell and for "skipped"."""
        posted: Fields = MultiDict()
        for name, cell in cells.items():
            if cell and not self.says(name, cell, SKIPPED):
                for field, value in self._of_cell(name, cell):
                    posted.add(field, value)
        return posted

    def says(self, name: str, cell: str, absent: str) -> bool:
        """Whether a cell holds this code of absence. In a comment it is what somebody wrote."""
        return cell == absent and not isinstance(self._questions[name], (Comment, Contact))

    def _of_cell(self, name: str, cell: str) -> Iterator[tuple[str, str]]:
        question, codes = self._questions[name], self._codes[name]
        match question:
            case Scale() | Choice():
                yield name, _code(cell, codes)
            case Choices():
                yield from ((name, _code(part, codes)) for part in _parts(cell, codes))
            case Goals():
                yield from _goals(name, cell, codes)
            case Contact() if name == question.code:
                yield from _tick(name, cell)
            case _:
                yield name, cell


def _goals(name: str, cell: str, codes: Codes) -> Iterator[tuple[str, str]]:
    """ "school:7;work" is two goals, the first with a number."""
    for part in _parts(cell, codes):
        label, rated, number = ("", "", "") if _plainly(part) in codes else part.rpartition(RATED)
        goal = _code(label if rated else part, codes)
        yield name, goal
        if rated:
            yield f"{name}.{goal}", number.strip()


def _tick(name: str, cell: str) -> Iterator[tuple[str, str]]:
    lowered = cell.lower()
    if lowered not in NOT_TICKED:
        yield name, "yes" if lowered in TICKED else cell


def _parts(cell: str, codes: Codes) -> list[str]:
    """The cell as a whole where it is a label (which may hold a semicolon), else what stands between semicolons."""
    if _plainly(cell) in codes:
        return [cell]
    return [part for part in cell.split(SPLIT) if part.strip()]


def _code(text: str, codes: Codes) -> str:
    """The code of an option given by code or label in any case; the text itself when it is neither: the form refuses it."""
    return codes.get(_plainly(text), text.strip())


def _codes(question: Question) -> dict[str, str]:
    """A label that two options share stands for neither; a code goes before a label."""
    if not isinstance(question, (Scale, Choice, Choices, Goals)):
        return {}
    labels = [_plainly(option.label) for option in question.options]
    by_label = {label: option.code for label, option in zip(labels, question.options, strict=True) if labels.count(label) == 1}
    return by_label | {_plainly(option.code): option.code for option in question.options}


def _plainly(text: str) -> str:
    return " ".join(text.replace("’", "'").split()).casefold()
