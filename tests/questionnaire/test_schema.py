"""The published JSON Schema says what the loader takes."""

from __future__ import annotations

import json

from feedback.questionnaire.definition import CommentKind
from feedback.questionnaire.schema import json_schema


def test_the_schema_is_json_and_says_which_dialect_it_is() -> None:
    schema = json.loads(json.dumps(json_schema()))
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["title"] == "Questionnaire"
    assert schema["required"] == ["code", "title", "audience", "welcome", "sections"]


def test_the_schema_knows_every_kind_of_question_and_refuses_unknown_names() -> None:
    schema = json_schema()
    kinds = schema["$defs"]["Section"]["properties"]["questions"]["items"]["discriminator"]["mapping"]
    assert set(kinds) == {"scale", "choice", "choices", "rating", "number", "comment", "contact", "goals", "statement"}
    assert all(part.get("additionalProperties") is False for part in schema["$defs"].values())


def test_the_schema_knows_the_consent_to_be_quoted_and_asks_nobody_for_it() -> None:
    schema = json_schema()
    assert schema["$defs"]["QuoteConsent"]["required"] == ["question", "allows"]
    assert schema["$defs"]["QuoteConsent"]["properties"]["allows"]["minItems"] == 1
    assert "quote_consent" not in schema["required"]


def test_the_schema_keeps_the_limits_of_the_parts() -> None:
    parts = json_schema()["$defs"]
    assert parts["Comment"]["properties"]["longest"]["maximum"] == 5000
    assert parts["Comment"]["properties"]["comment_kind"]["enum"] == list(CommentKind.__args__)
    assert parts["Scale"]["properties"]["options"]["minItems"] == 2


def test_the_schema_knows_instruments_and_asks_nobody_for_one() -> None:
    schema = json_schema()
    assert "instruments" not in schema["required"]
    assert set(schema["$defs"]["Instrument"]["required"]) == {"code", "title", "edition", "citation", "items", "fewest"}
    assert schema["$defs"]["Instrument"]["properties"]["how"]["enum"] == ["sum", "mean"]
    assert schema["$defs"]["Published"]["properties"]["sd"]["exclusiveMinimum"] == 0
    assert schema["$defs"]["Published"]["properties"]["reliability"]["exclusiveMaximum"] == 1
