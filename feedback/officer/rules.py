"""When a question is asked, in words: for officers who look through a questionnaire."""

from __future__ import annotations

from feedback.questionnaire.definition import AllOf, Answered, AnyOf, Equals, OneOf, Question, Questionnaire, Rule, Value


def in_words(rule: Rule, questionnaire: Questionnaire) -> str:
    """A rule as the end of "Asked only if …", with the words of the questions and options that it names."""
    questions = {question.code: question for question in questionnaire.questions()}
    return _said(rule, questions)


def _said(rule: Rule, questions: dict[str, Question]) -> str:
    match rule:
        case Equals():
            return f"{_text(rule.question, questions)} is {_label(rule.question, rule.value, questions)}"
        case OneOf():
            values = " or ".join(_label(rule.question, value, questions) for value in rule.values)
            return f"{_text(rule.question, questions)} is {values}"
        case Answered():
            return f"{_text(rule.question, questions)} was answered"
        case AllOf():
            return " and ".join(_inner(inner, questions) for inner in rule.rules)
        case AnyOf():
            return " or ".join(_inner(inner, questions) for inner in rule.rules)


def _inner(rule: Rule, questions: dict[str, Question]) -> str:
    said = _said(rule, questions)
    return f"({said})" if isinstance(rule, AllOf | AnyOf) else said


def _text(code: str, questions: dict[str, Question]) -> str:
    question = questions.get(code)
    return f"“{question.text}”" if question else f"“{code}”"


def _label(code: str, value: Value, questions: dict[str, Question]) -> str:
    labels = {option.code: option.label for option in getattr(questions.get(code), "options", ())}
    return f"“{labels.get(str(value), value)}”"
