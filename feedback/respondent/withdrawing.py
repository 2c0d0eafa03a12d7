"""Taking answers back with the code from the last page. The code travels in the body, never in an address."""

from __future__ import annotations

from flask import Blueprint, Response, request

from feedback import languages
from feedback.intake import withdrawing
from feedback.intake.withdrawing import Standing
from feedback.respondent import own_words, pages
from feedback.respondent.replies import form_only, made_for_one, page, reply
from feedback.respondent.shelf import shelf

PAGES: dict[Standing, tuple[str, int]] = {
    "unknown": ("withdraw.html", 422),
    "frozen": ("withdraw_too_late.html", 409),
    "there": ("withdraw_sure.html", 200),
    "taken_back": ("withdrawn.html", 200),
}


def add_to(blueprint: Blueprint) -> None:
    """One address, where nothing tells what somebody does there."""
    blueprint.add_url_rule("/withdraw", "withdraw", withdraw)
    blueprint.add_url_rule("/withdraw", "take_back", take_back, methods=["POST"])


def withdraw() -> Response:
    """Type the code."""
    ours = languages.own(own_words.asked_for(), shelf().host().languages_checked)
    return reply(shelf().page(("withdraw.html", ours), lambda host: page(pages.simple("withdraw.html", host, language=ours))))


def take_back() -> Response:
    """Ask once whether to go on, then take the answers out."""
    form_only()
    code = request.form.get("code", "")
    standing = withdrawing.take_back(code) if request.form.get("sure") == "yes" else withdrawing.standing(code)
    template, status = PAGES[standing]
    typed = pages.legible(code.strip())
    html = pages.simple(template, shelf().host(), language=own_words.asked_for(), typed=typed, unknown=standing == "unknown")
    return made_for_one(html, status)
