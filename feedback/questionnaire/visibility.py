"""Which questions a person is asked, given what they have answered so far."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from feedback.questionnaire.definition import ABSENT, AllOf, Answer, Answered, AnyOf, Equals, OneOf, Questionnaire, Rule, Value


def path(questionnaire: Questionnaire, answers: Mapping[str, Answer]) -> frozenset[str]:
    """The codes of the questions that are asked, statements and comments included.

    Rules look only backwards, so one pass in order is enough. An answer to a question that is itself off the path
    counts for nothing: nobody was asked it.
    """
    asked: set[str] = set()
    counted: dict[str, Answer] = {}
    for question in questionnaire.questions():
        if question.visible_if is not None and not _holds(question.visible_if, counted):
            continue
        asked.add(question.code)
        answer = answers.get(question.code)
        if answer is not None and is_answer(answer):
            counted[question.code] = answer
    return frozenset(asked)


def is_answer(answer: Answer) -> bool:
    """Whether something was answered: not skipped, asked at all, and not an empty choice. "Not sure" is an answer."""
    if isinstance(answer, str):
        return bool(answer) and answer not in ABSENT
    return isinstance(answer, int) or bool(answer)


def _holds(rule: Rule, answers: Mapping[str, Answer]) -> bool:
    match rule:
        case Equals():
            return rule.value in _values(answers, rule.question)
        case OneOf():
            return not set(rule.values).isdisjoint(_values(answers, rule.question))
        case Answered():
            return rule.question in answers
        case AllOf():
            return all(_holds(inner, answers) for inner in rule.rules)
        case AnyOf():
            return any(_holds(inner, answers) for inner in rule.rules)


def _values(answers: Mapping[str, Answer], code: str) -> Iterable[Value]:
    answer = answers.get(code, [])
    return [answer] if isinstance(answer, (str, int)) else answer
