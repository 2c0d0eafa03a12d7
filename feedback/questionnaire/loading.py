"""From JSON to a Questionnaire and back. What is wrong is said in words that lead to the place and to the cure."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from feedback.questionnaire.definition import Questionnaire
from feedback.questionnaire.meaning import problems as problems_of_meaning
from feedback.questionnaire.places import place

DEEPEST = 40
"""Levels of brackets inside brackets; a sane questionnaire has about ten."""

CURES = {
    "missing": "is missing. Add it.",
    "extra_forbidden": "is not a name that we know. Check its spelling, or take it out.",
    "union_tag_not_found": "does not say what it is. Give it a {discriminator}.",
    "union_tag_invalid": "is of an unknown kind “{tag}”. Use one of: {expected_tags}.",
    "string_type": "must be text in quotation marks.",
    "string_unicode": "has a character that is only half there. Type the text again.",
    "string_too_short": "is empty. Write something.",
    "string_too_long": "is too long. Use {max_length} characters at most.",
    "too_short": "is empty or too short. Give at least {min_length}.",
    "literal_error": "must be {expected}.",
    "greater_than_equal": "is too small. Use {ge} or more.",
    "less_than_equal": "is too big. Use {le} or less.",
    "greater_than": "is too small. Use more than {gt}.",
    "less_than": "is too big. Use less than {lt}.",
    "finite_number": "must be an ordinary number.",
    "tuple_type": "must be a list in square brackets.",
    "dict_type": "must be names and values in curly brackets.",
    "model_type": "must be names and values in curly brackets.",
    "model_attributes_type": "must be names and values in curly brackets.",
}
"""What to do about each kind of error of shape, in pydantic's names for them."""

PATTERN_CURE = "has characters that a code may not have, or is too long. It must match {pattern}"


class DefinitionError(ValueError):
    """What was given is not a questionnaire. `problems` says where and what to do, a sentence or two each."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = list(problems)
        super().__init__("\n".join(self.problems))


def load(data: str | dict[str, Any]) -> Questionnaire:
    """The questionnaire in `data` (JSON text, or what it parses to); DefinitionError when shape or meaning is wrong."""
    raw = _parsed(data) if isinstance(data, str) else data
    _refuse_depth(raw)
    try:
        questionnaire = Questionnaire.model_validate(raw)
    except ValidationError as error:
        raise DefinitionError(dict.fromkeys(_said(raw, one) for one in _worth_saying(error.errors(include_url=False)))) from None
    wrong = problems_of_meaning(questionnaire)
    if wrong:
        raise DefinitionError(wrong)
    return questionnaire


def dump(questionnaire: Questionnaire) -> str:
    """The questionnaire as canonical JSON: equal questionnaires give the same text, and load() gives it back."""
    content = questionnaire.model_dump(mode="json", exclude_none=True)
    return json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _parsed(text: str) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_without_repeats)
    except json.JSONDecodeError as error:
        raise DefinitionError([f"Line {error.lineno}, column {error.colno}: this is not JSON ({error.msg}). Mend it there."]) from None
    except RecursionError:
        raise DefinitionError([_TOO_DEEP]) from None
    except DefinitionError:
        raise
    except ValueError:
        raise DefinitionError(["A number is far too long. Use ordinary numbers."]) from None


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise DefinitionError([f"“{twice}” is given twice between the same brackets. Keep one of them."])
    return found


_TOO_DEEP = f"There are brackets inside brackets more than {DEEPEST} deep. Make the rules simpler."


def _refuse_depth(raw: Any) -> None:
    """Hold parsing, checking and evaluating of rules to a depth that Python's own stack can take."""
    level = [raw]
    for _ in range(DEEPEST):
        level = [inner for outer in level for inner in _inside(outer)]
        if not level:
            return
    raise DefinitionError([_TOO_DEEP])


def _inside(value: Any) -> Iterable[Any]:
    if isinstance(value, Mapping):
        return value.values()
    return value if isinstance(value, (list, tuple)) else ()


def _worth_saying(errors: list[ErrorDetails]) -> Iterable[ErrorDetails]:
    """All but "too short" for a list whose members are wrong: pydantic does not count those, but the author does."""
    holders = {error["loc"][:length] for error in errors for length in range(len(error["loc"]))}
    return (error for error in errors if error["type"] != "too_short" or error["loc"] not in holders)


def _said(raw: Any, error: ErrorDetails) -> str:
    kind = error["type"]
    cure = PATTERN_CURE if kind == "string_pattern_mismatch" else CURES.get(kind)
    told = cure.format(**error.get("ctx", {})) if cure else f"is wrong: {error['msg']}."
    return f"{place(raw, error['loc'])} {told}"
