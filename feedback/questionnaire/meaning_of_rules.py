"""Whether visibility rules make sense: they look backwards, at a coded answer, for a value that can be given."""

from __future__ import annotations

from collections.abc import Iterator

from feedback.questionnaire.definition import (
    RATING_HIGH,
    RATING_LOW,
    AllOf,
    Answered,
    AnyOf,
    Choice,
    Choices,
    Equals,
    Goals,
    Number,
    OneOf,
    Question,
    Questionnaire,
    Rating,
    Rule,
    Scale,
    Value,
)

Leaf = Equals | OneOf | Answered


def problems(questionnaire: Questionnaire) -> Iterator[str]:
    """What is wrong with the rules, question by question."""
    everything = {question.code: question for question in questionnaire.questions()}
    only_open = {question.code for section in questionnaire.sections if section.only_open for question in section.questions}
    before: set[str] = set()
    for question in questionnaire.questions():
        for leaf in leaves(question.visible_if):
            for problem in _leaf(question, leaf, everything, before):
                yield f"Question “{question.code}”: its rule {problem}"
            if leaf.question in only_open and question.code not in only_open:
                yield (
                    f"Question “{question.code}”: its rule looks at “{leaf.question}”, which only open surveys ask. "
                    "Look at another question, or take the rule out."
                )
        before.add(question.code)


def leaves(rule: Rule | None) -> Iterator[Leaf]:
    """The rules inside a rule that look at a question."""
    if isinstance(rule, (AllOf, AnyOf)):
        for inner in rule.rules:
            yield from leaves(inner)
    elif rule is not None:
        yield rule


def _leaf(question: Question, leaf: Leaf, everything: dict[str, Question], before: set[str]) -> Iterator[str]:
    seen = everything.get(leaf.question)
    if seen is None:
        yield f"looks at “{leaf.question}”, which does not exist. Use the code of a question before this one."
    elif leaf.question == question.code:
        yield "looks at itself. Use a question before this one."
    elif leaf.question not in before:
        yield f"looks at “{leaf.question}”, which is asked later. Move that question up, or look at an earlier one."
    elif not isinstance(seen, (Scale, Choice, Choices, Rating, Number, Goals)):
        yield f"looks at “{leaf.question}”, a {seen.type}, which has no coded answer. Look at another question."
    else:
        for value in _values(leaf):
            if not _can_be(seen, value):
                yield f"waits for the answer {_shown(value)} to “{leaf.question}”, which nobody can give. {_cure(seen)}"


def _values(leaf: Leaf) -> tuple[Value, ...]:
    match leaf:
        case Equals():
            return (leaf.value,)
        case OneOf():
            return leaf.values
        case Answered():
            return ()


def _can_be(question: Scale | Choice | Choices | Rating | Number | Goals, value: Value) -> bool:
    match question:
        case Rating():
            return _whole_between(value, RATING_LOW, RATING_HIGH)
        case Number():
            return _whole_between(value, question.least, question.most)
        case _:
            return any(option.code == value for option in question.options)


def _whole_between(value: Value, least: int, most: int) -> bool:
    return not isinstance(value, str) and value == int(value) and least <= value <= most


def _shown(value: Value) -> str:
    return f"“{value}”" if isinstance(value, str) else str(value)


def _cure(question: Scale | Choice | Choices | Rating | Number | Goals) -> str:
    match question:
        case Rating():
            return f"Use a whole number from {RATING_LOW} to {RATING_HIGH}."
        case Number():
            return f"Use a whole number from {question.least} to {question.most}."
        case _:
            return f"Use one of: {', '.join(option.code for option in question.options)}."
