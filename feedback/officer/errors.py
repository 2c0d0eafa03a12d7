"""What an officer sees when something cannot be done: what happened, and what to do now."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask, abort, current_app, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, MethodNotAllowed, NotFound, default_exceptions

from feedback import store
from feedback.officer.access import needs
from feedback.officer.blueprint import SECURITY, pages
from feedback.questionnaire.fields import fit_to_keep

EVERY_METHOD = ["GET", "POST", "PUT", "PATCH", "DELETE"]
NOT_SHOWN = ("password", "csrf_token", "token")


@dataclass(frozen=True)
class Trouble:
    """The words of an error page."""

    heading: str
    advice: str


TROUBLES = {
    400: Trouble("We could not read that", "Go back, check what you typed and send it again."),
    403: Trouble("You cannot see this page", "Your roles do not include it. If you need it for your work, ask a system administrator."),
    404: Trouble(
        "Page not found", "If you typed the address, check it. If you followed a link, what it led to may have been closed or renamed."
    ),
    405: Trouble("This address does something else", "It cannot be opened like this. Start again from the page with the button."),
    413: Trouble("That is too large", "Nothing was saved. Send less than 1 megabyte: choose a smaller file, or send the text in parts."),
    429: Trouble("Too many tries", "Wait one minute, then try again. Nothing else is needed."),
    500: Trouble("Something went wrong", "Nothing was half saved. Try again. If it happens again, tell the people who run this service."),
}  # fmt: skip


def register(app: Flask) -> None:
    """Show these pages for errors of the officers' pages and of signing in. Call it after both blueprints and the extensions."""
    app.error_handler_spec[SECURITY] = app.error_handler_spec[pages.name]
    # It changes nothing, and a method that an address does not take is no form that is too old.
    app.extensions["csrf"].exempt(nothing_here)


def _failed(error: HTTPException) -> ResponseReturnValue:
    if error.response is not None:
        return error.get_response()
    code = error.code or 500
    if code >= 500:
        # The page reads the council, which a database refuses while a transaction that failed is open.
        store.recover()
    trouble = TROUBLES.get(code, TROUBLES[500 if code >= 500 else 400])
    return render_template("officer/error.html", trouble=trouble), code


# By code: a handler of the whole application for a code would come before one of this blueprint for all errors.
for _code in default_exceptions:
    pages.register_error_handler(_code, _failed)


@pages.errorhandler(CSRFError)
def _form_too_old(_error: CSRFError) -> ResponseReturnValue:
    """Cross-site forgery and an ended session look the same: nothing is done, and what was typed is shown to be copied."""
    typed = [(_label(name), fit_to_keep(value)) for name, value in request.form.items(multi=True) if value.strip() and not _secret(name)]
    return render_template("officer/form_too_old.html", typed=typed, address=request.path), 400


@pages.route("/", defaults={"anything": ""}, methods=EVERY_METHOD[1:])
@pages.route("/<path:anything>", methods=EVERY_METHOD)
@needs("public")
def nothing_here(anything: str) -> ResponseReturnValue:  # noqa: ARG001 - the address says it
    """An address under /officer that leads nowhere gets the officers' page, not the respondents'."""
    adapter = current_app.create_url_adapter(request)
    assert adapter is not None
    for method in EVERY_METHOD:
        try:
            endpoint, _ = adapter.match(method=method)
        except (NotFound, MethodNotAllowed):
            continue
        if endpoint != request.endpoint:
            abort(405)
    abort(404)


def _secret(name: str) -> bool:
    return any(word in name for word in NOT_SHOWN)


def _label(name: str) -> str:
    return name.rsplit("-", maxsplit=1)[-1].replace("_", " ").capitalize()
