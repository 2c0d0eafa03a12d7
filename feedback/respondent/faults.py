"""Kind pages for what goes wrong, with the right status. Whatever somebody wrote comes back with them."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask import Blueprint, Flask, Response, request
from flask_babel import lazy_gettext as _
from werkzeug.exceptions import HTTPException, NotFound, RequestEntityTooLarge

from feedback import store
from feedback.questionnaire.definition import ENVELOPE
from feedback.respondent import own_words, pages
from feedback.respondent.host import Host
from feedback.respondent.replies import made_for_one
from feedback.respondent.shelf import shelf

log = logging.getLogger(__name__)
NOT_OURS = ("/static/", "/govuk/", "/healthz", "/readyz")
NO_ANSWERS = ("/stop/", "/withdraw")
"""What is posted there holds no answers that could be lost."""


@dataclass(frozen=True)
class Kind:
    """What is said: a heading and a few lines, on a template of its own where there is more to do."""

    heading: str
    lines: tuple[str, ...]
    template: str = "message.html"


NOT_SAVED = Kind(_("We could not save your answers"), (_("Nothing is lost: press Send again."),))
NOT_TAKEN = Kind(_("That did not work"), (_("Please go back and try again."),))
KINDS = {
    400: NOT_TAKEN,
    404: Kind(
        _("We cannot find that page"),
        (_("The link may be wrong. It may be used already, or too old."), _("Ask the person who gave it to you.")),
    ),
    405: NOT_TAKEN,
    410: Kind(_("This has closed"), (_("We are not asking these questions any more."), _("Thank you for wanting to tell us."))),
    413: Kind(_("That was too long for us"), (_("Please go back and make it shorter. Then send it again."),)),
    415: Kind(_("We could not read that"), (_("Please go back and send it from our page."),)),
    500: Kind(_("Sorry, something went wrong"), (_("It is our fault, not yours. Please go back and try again."),)),
}
NO_LINK = Kind(
    _("This link does not open anything now"),
    (
        _("Did you answer before? Thank you. You do not need to do anything."),
        _("If not, the link may be too old. A letter in it may be wrong."),
    ),
    "no_link.html",
)


class LinkOpensNothing(NotFound):
    """A personal link that was guessed, used, altered or is too old: the same page for all, so that it tells nothing of anybody."""


def add_to(blueprint: Blueprint) -> None:
    """Answer here for what nobody foresaw: Flask would write the address into its log, and the address may be a personal link."""
    blueprint.register_error_handler(Exception, _unforeseen)


def register(app: Flask) -> None:
    """Answer these errors for every address but those of files and machines; the officers' blueprint answers for its own."""
    for status in KINDS:
        app.register_error_handler(status, _answer)


def note(error: Exception) -> None:
    """Log what went wrong and where in the code, but neither what was sent nor the address; let the database be read again."""
    where = "".join(traceback.format_tb(error.__traceback__))
    log.error("%s failed with %s\n%s", request.endpoint, type(error).__name__, where)
    try:
        store.recover()
    except Exception as second:
        log.error("the database could not recover: %s", type(second).__name__)


def told(status: int, written: Iterable[str], language: str) -> Response:
    """The page for `status`, with what was written to be copied; in `language` where our words are checked in it."""
    return said(KINDS[status], status, language, written=_legible(written))


def _legible(written: Iterable[str]) -> list[str]:
    return [legible for text in written if (legible := pages.legible(text.strip()))]


def _answer(error: HTTPException) -> Response | HTTPException:
    if request.path.startswith(NOT_OURS):
        return error
    if isinstance(error, LinkOpensNothing):
        return _link_opens_nothing(error)
    response = told(error.code or 500, _written(error), own_words.asked_for())
    for name, value in error.get_headers():
        if name == "Allow":
            response.headers[name] = value
    return response


def _link_opens_nothing(error: LinkOpensNothing) -> Response:
    """In the language that the address itself names: of whoever asked nothing else may be known."""
    language = (request.view_args or {}).get("variant") or own_words.asked_for()
    return said(NO_LINK, 404, language, written=_legible(_written(error)))


def _unforeseen(error: Exception) -> Response | HTTPException:
    if isinstance(error, HTTPException):
        return error
    note(error)
    if request.method == "POST" and "no_thanks" not in request.form and not request.path.startswith(NO_ANSWERS):
        return said(NOT_SAVED, 503, own_words.asked_for(), again=_sent())
    return told(500, (), own_words.asked_for())


def said(kind: Kind, status: int, language: str, written: Sequence[str] = (), again: Sequence[tuple[str, str]] = ()) -> Response:
    """A page with a heading and a few lines; `written` is shown to be copied, `again` are the fields of a form that sends once more."""
    shown: dict[str, object] = {"heading": kind.heading, "lines": kind.lines, "written": written, "again": again}
    html = pages.simple(kind.template, _host(), "", language, **shown)
    return made_for_one(html, status)


def _host() -> Host:
    """The council's words; neutral ones when the database does not even answer that."""
    try:
        return shelf().host()
    except Exception as error:
        note(error)
        return Host()


def _written(error: HTTPException) -> list[str]:
    """Everything that was sent: without its survey nobody can tell a word that was written from an answer that was chosen."""
    if request.method != "POST" or isinstance(error, RequestEntityTooLarge):
        return []
    return [text for name, text in _sent() if name not in ENVELOPE]


def _sent() -> Sequence[tuple[str, str]]:
    return [(name, pages.legible(text)) for name, text in request.form.items(multi=True)]
