"""The privacy notice, the law behind it and the accessibility statement, drafted from the council's settings."""

from __future__ import annotations

from flask import Blueprint, Response

from feedback import languages
from feedback.respondent import own_words, pages
from feedback.respondent.replies import page, reply
from feedback.respondent.shelf import shelf


def add_to(blueprint: Blueprint) -> None:
    """The addresses of all three."""
    blueprint.add_url_rule("/privacy", "privacy", privacy)
    blueprint.add_url_rule("/privacy/law", "law", law)
    blueprint.add_url_rule("/accessibility", "accessibility", accessibility)


def privacy() -> Response:
    """How we use what people tell us. Young people open it, others may look on: it never says what kind of service asks."""
    return _notice("privacy.html")


def law() -> Response:
    """The law and the service's full name, for adults who ask for them."""
    return _notice("law.html")


def accessibility() -> Response:
    """The statement that the law asks of public bodies (SI 2018/952)."""
    return _notice("accessibility.html")


def _notice(template: str) -> Response:
    ours = languages.own(own_words.asked_for(), shelf().host().languages_checked)
    return reply(shelf().page((template, ours), lambda host: page(pages.simple(template, host, language=ours))))
