"""The link in each message with which somebody wants no more of them: one tap, and the way back."""

from __future__ import annotations

from flask import Blueprint, Response, request

from feedback import languages
from feedback.asking import stopping
from feedback.respondent import own_words, pages
from feedback.respondent.replies import page, reply
from feedback.respondent.shelf import shelf


def add_to(blueprint: Blueprint) -> None:
    """One address, which a mail program may post to by itself (RFC 8058)."""
    blueprint.add_url_rule("/stop/<token>", "ask_to_stop", ask_to_stop)
    blueprint.add_url_rule("/stop/<token>", "stop_messages", stop_messages, methods=["POST"])


def ask_to_stop(token: str) -> Response:  # noqa: ARG001 - looked at only once it is sent
    """A button, which the page's script presses at once. Nothing is looked up: programs open links in messages as well."""
    return _page("stop.html")


def stop_messages(token: str) -> Response:
    """No more messages, or, `again`, messages after all. The same answer to a token that nobody has: there is nothing to guess."""
    if request.form.get("again") == "yes":
        stopping.take_back(token)
        return _page("stop_taken_back.html")
    stopping.stop(token)
    return _page("stopped.html")


def _page(template: str) -> Response:
    """The same for everybody: a form without an address of its own posts to where it stands."""
    ours = languages.own(own_words.asked_for(), shelf().host().languages_checked)
    return reply(shelf().page((template, ours), lambda host: page(pages.simple(template, host, language=ours))))
