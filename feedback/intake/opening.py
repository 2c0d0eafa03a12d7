"""What stands inside a sealed text: an answered form, or how an offer ended."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Annotated, Literal, Self
from urllib.parse import parse_qsl

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError, model_validator
from werkzeug.datastructures import MultiDict

from feedback.intake import sealing
from feedback.store.codes import HELPERS, OFFER_REASONS, OUTCOMES, TOUCHPOINTS

MOST_FIELDS = 1000
UUID4 = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


def _one_of(codes: tuple[str, ...]) -> AfterValidator:
    def check(code: str) -> str:
        if code not in codes:
            raise ValueError(f"use one of {', '.join(codes)}")
        return code

    return AfterValidator(check)


Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,60}$")]
Uuid = Annotated[str, StringConstraints(pattern=f"^{UUID4.pattern}$")]
Touchpoint = Annotated[str, _one_of(TOUCHPOINTS)]


class _Inside(BaseModel):
    """Whatever else a newer page may put inside is left alone."""

    model_config = ConfigDict(frozen=True, extra="ignore", strict=True)


class KioskProof(_Inside):
    """What a tablet proves itself with."""

    id: Uuid
    secret: str


class SealedResponse(_Inside):
    """One person's answers. `form` is the text that the form would post; `code` is the person's own, as a worker typed it."""

    kind: Literal["response"]
    slug: Slug
    form: str
    finished: str = ""
    touchpoint: Touchpoint = ""
    helper: Annotated[str, _one_of(HELPERS)] = ""
    read_aloud: bool = False
    code: str = ""
    kiosk: KioskProof | None = None

    @model_validator(mode="after")
    def _fields_can_be_read(self) -> Self:
        assert self.fields is not None
        return self

    @cached_property
    def fields(self) -> MultiDict[str, str]:
        """The fields of the form."""
        return MultiDict(parse_qsl(self.form, keep_blank_values=True, max_num_fields=MOST_FIELDS))


class SealedOffer(_Inside):
    """How an offer ended; `key` is the device's own id of it. `code` is the person's own, as a worker typed it."""

    kind: Literal["offer"]
    key: Uuid
    slug: Slug
    outcome: Annotated[str, _one_of(OUTCOMES)]
    reason: str = ""
    touchpoint: Touchpoint = ""
    made: str = ""
    code: str = ""
    kiosk: KioskProof | None = None

    @model_validator(mode="after")
    def _reason_fits(self) -> Self:
        if self.reason and self.reason not in OFFER_REASONS.get(self.outcome, ()):
            raise ValueError("this is no reason for that outcome")
        return self


Inside = SealedResponse | SealedOffer
_INSIDE: TypeAdapter[Inside] = TypeAdapter(Annotated[Inside, Field(discriminator="kind")])


def opened(sealed: str) -> Inside | None:
    """What a device sealed; None when no key of ours opens it, or it holds something else."""
    inside = sealing.unseal(sealed)
    if inside is None:
        return None
    try:
        return _INSIDE.validate_json(inside)
    except ValidationError:
        return None
