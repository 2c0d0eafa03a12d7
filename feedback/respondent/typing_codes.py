"""A personal link for people who have paper instead of a message: they type its code."""

from __future__ import annotations

from flask import Blueprint, Response, request

from feedback import languages
from feedback.intake import codes, receiving
from feedback.respondent import own_words, pages
from feedback.respondent.replies import HEADERS, form_only, made_for_one, page, reply
from feedback.respondent.shelf import shelf


def add_to(blueprint: Blueprint) -> None:
    """The address that stands on paper."""
    blueprint.add_url_rule("/i/", "ask_for_code", ask_for_code)
    blueprint.add_url_rule("/i/", "open_by_code", open_by_code, methods=["POST"])


def ask_for_code() -> Response:
    """Type the code."""
    ours = languages.own(own_words.asked_for(), shelf().host().languages_checked)
    return reply(shelf().page(("code.html", ours), lambda host: page(pages.simple("code.html", host, language=ours))))


def open_by_code() -> Response:
    """On to the questions; or back, with what was typed, when this code opens nothing (any more): which of these it is is not told."""
    form_only()
    typed = request.form.get("code", "")
    code = codes.read(typed, codes.INVITATION_LENGTH) or ""
    ask = receiving.invitation(code)
    if code and ask and not ask.response_id:
        return Response("", 303, [*HEADERS, ("Location", f"{request.script_root}/i/{code}")])
    html = pages.simple("code.html", shelf().host(), language=own_words.asked_for(), typed=pages.legible(typed.strip()), unknown=True)
    return made_for_one(html, 422)
