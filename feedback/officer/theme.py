"""The council's own look: its logo and its accent colour."""

from __future__ import annotations

import hashlib

from flask import Response, abort, make_response

from feedback.officer.access import needs
from feedback.officer.blueprint import LOOK, pages
from feedback.store import council

FOR_A_YEAR = "private, max-age=31536000, immutable"


@pages.get(f"{LOOK}/theme-<version>.css")
@needs("public")
def theme(version: str) -> Response:
    """The accent colour as a style sheet: the content policy allows no style inside a page. `version` is what it is made from."""
    found = council.current()
    response = make_response(f":root{{--accent:{found.accent}}}\n")
    response.mimetype = "text/css"
    response.headers["Cache-Control"] = FOR_A_YEAR if version == theme_version(found) else "no-store"
    return response


@pages.get(f"{LOOK}/logo-<version>")
@needs("public")
def logo(version: str) -> Response:
    """The council's logo."""
    found = council.current()
    if found.logo is None or found.logo_type is None:
        abort(404)
    response = make_response(found.logo)
    response.mimetype = found.logo_type
    response.headers["Cache-Control"] = FOR_A_YEAR if version == logo_version(found) else "no-store"
    return response


def theme_version(found: council.Council) -> str:
    """Changes with the accent."""
    return found.accent.removeprefix("#")


def logo_version(found: council.Council) -> str:
    """Changes with the logo; empty without one."""
    return hashlib.sha256(found.logo).hexdigest()[:12] if found.logo else ""
