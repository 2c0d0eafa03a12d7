"""Printed papers: a typst template and its data become a tagged PDF."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import typst

from feedback.settings import TOP

TEMPLATES = TOP / "templates" / "documents"
FONTS = Path(sys.prefix) / "fonts"
STANDARD: Final = "ua-1"
"""PDF/UA-1: the compiler refuses a picture without its words and a document without its title."""


def pdf(template: str, data: Mapping[str, Any]) -> bytes:
    """The paper that `template` (a file in templates/documents) makes of `data`, which it reads with `json(bytes(sys.inputs.data))`.

    Raises typst.TypstError when the template and the data do not fit.
    """
    return typst.compile(
        TEMPLATES / template,
        root=TEMPLATES,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"data": json.dumps(data)},
        pdf_standards=STANDARD,
    )
