"""The shape of a questionnaire as JSON Schema, for whoever writes one in another program."""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from feedback.questionnaire.definition import Questionnaire


def json_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of what load() takes. It holds the shape; the meaning is checked when it is loaded."""
    return {
        "$schema": GenerateJsonSchema.schema_dialect,
        "$id": "urn:feedback:questionnaire",
        **Questionnaire.model_json_schema(mode="validation"),
    }
