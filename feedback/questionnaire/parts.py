"""What every part of a questionnaire is made of."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
OptionCode = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_+-]{0,39}$")]
"""Wider than a question's code, because the codes of bands ("10-12", "17+") are answers too."""
Text = Annotated[str, StringConstraints(min_length=1, max_length=2000)]


class Part(BaseModel):
    """Base of all parts: immutable, and a field that nobody knows is an error, not a guess."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)
