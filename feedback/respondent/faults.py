"""Kind pages for what goes wrong, with the right status. Whatever somebody wrote comes back with them."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from feedback.questionnaire.definition import ENVELOPE
from feedback.respondent import pages
from feedback.respondent.host import Host
from feedback.respondent.replies import made_for_one
from feedback.respondent.shelf import shelf

log = logging.getLogger(__name__)
NOT_OURS = ("/static/", "/govuk/", "/healthz", "/readyz")


@dataclass(frozen=True)
class Kind:
    """What is said: a heading and a few lines."""

    heading: str
    lines: tuple[str, ...]


NOT_TAKEN = Kind("That did not work", ("Please go back and try again.",))
KINDS = {
    400: NOT_TAKEN,
    404: Kind(
        "We cannot find that page",
        ("The link may be wrong. It may be used already, or too old.", "Ask the person who gave it to you."),
    ),
    405: NOT_TAKEN,
    410: Kind("This has closed", ("We are not asking these questions any more.", "Thank you for wanting to tell us.")),
    413: Kind("That was too long for us", ("Please go back and make it shorter. Then send it again.",)),
    415: Kind("We could not read that", ("Please go back and send it from our page.",)),
    500: Kind("Sorry, something went wrong", ("It is our fault, not yours. Please go back and try again.",)),
}


def register(app: Flask) -> None:
    """Answer these errors for every address but those of files and machines; the officers' blueprint answers for its own."""
    for status in KINDS:
        app.register_error_handler(status, _answer)


def _answer(error: HTTPException) -> Response | HTTPException:
    if request.path.startswith(NOT_OURS):
        return error
    status = error.code or 500
    kind = KINDS[status]
    html = pages.simple("message.html", _host(), heading=kind.heading, lines=kind.lines, written=_written(error))
    response = made_for_one(html, status)
    for name, value in error.get_headers():
        if name == "Allow":
            response.headers[name] = value
    return response


def _host() -> Host:
    """The council's words; neutral ones when the database does not even answer that."""
    try:
        return shelf().host()
    except Exception:
        log.exception("the council's settings could not be read")
        return Host()


def _written(error: HTTPException) -> list[str]:
    """What somebody wrote in their own words: everything sent that has a space in it."""
    if request.method != "POST" or isinstance(error, RequestEntityTooLarge):
        return []
    texts = (text.strip() for name, values in request.form.lists() if name not in ENVELOPE for text in values)
    return [pages.legible(text) for text in texts if " " in text]
