"""Asking and taking answers: /s/<slug> by open link, /i/<token> by invitation. A view only translates."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from flask import Blueprint, Response, abort, request
from flask_babel import lazy_gettext as _
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import HTTPException, NotFound

from feedback import clock, languages
from feedback.intake import codes, receiving, resuming
from feedback.intake.asked import asked
from feedback.intake.keeping import GRACE
from feedback.questionnaire.fields import AnswerForm, Problem, WrittenField
from feedback.respondent import faults, ids, pages
from feedback.respondent.documents import ADDRESS, RESPONSE_ID, Document, document
from feedback.respondent.faults import LinkOpensNothing
from feedback.respondent.pages import Typed
from feedback.respondent.replies import Ready, form_only, made_for_one, page, reply, takes_gzip
from feedback.respondent.sheet import Sheet
from feedback.respondent.shelf import shelf
from feedback.store import asks, surveys
from feedback.store.surveys import Door

SLUG = re.compile(r"[a-z0-9-]{1,60}")
TOKEN = re.compile(r"[A-Za-z0-9_-]{1,200}")
NUMBER = re.compile(r"[0-9]{1,6}")

ALREADY = _("We already have answers from this page")
KEPT_FIRST = _("We kept the first ones. Are these from someone else? Then press Send.")
LINK_USED = _("We already have answers from your link")
SEND_UNTIED = _("We kept the first ones. You can still press Send. These will not be tied to your link.")


@dataclass(frozen=True)
class Entrance:
    """A way in: the survey behind it, the address that takes its answers, and the invitation if it is one."""

    door: Door
    address: str
    way: str
    ask: asks.Ask | None = None


def add_to(blueprint: Blueprint) -> None:
    """The addresses of both ways in."""
    for place in ("/s/<slug>", "/i/<token>"):
        view = ask_by_link if "slug" in place else ask_by_invitation
        blueprint.add_url_rule(place, view.__name__, view, methods=["GET"])
        blueprint.add_url_rule(f"{place}/<variant>", view.__name__, view, methods=["GET"])
    blueprint.add_url_rule("/s/<slug>", "take_by_link", take_by_link, methods=["POST"])
    blueprint.add_url_rule("/i/<token>", "take_by_invitation", take_by_invitation, methods=["POST"])


def ask_by_link(slug: str, variant: str = "") -> Response:
    """The questions, from memory."""
    door = shelf().door(slug) if SLUG.fullmatch(slug) else None
    return _ask(Entrance(_opened(door), f"/s/{slug}", "link"), variant)


def ask_by_invitation(token: str, variant: str = "") -> Response:
    """The same questions by personal link. Opening it changes nothing; whether it was used before is not told."""
    ask = _found(token, clock.today())
    if ask is None or ask.response_id:
        raise LinkOpensNothing
    return _ask(_entrance(token, ask, None), variant)


def take_by_link(slug: str) -> Response:
    """Answers by open link."""
    number = _version_sent()
    door = shelf().door(slug) if SLUG.fullmatch(slug) else None
    if door is None:
        abort(404)
    if number not in {None, door.version}:
        door = surveys.door(slug, number) or door
    return _take(Entrance(door, f"/s/{slug}", "link"))


def take_by_invitation(token: str) -> Response:
    """Answers by personal link."""
    return _take(invited(token, _version_sent()))


def invited(token: str, number: int | None) -> Entrance:
    """The way of answers by a personal link or a typed code, one that was used too. Raises 404.

    Whoever had the page open on the link's last day may still send on the next.
    """
    ask = _found(token, clock.today() - GRACE)
    if ask is None:
        raise LinkOpensNothing
    return _entrance(token, ask, number)


def _found(token: str, day: date) -> asks.Ask | None:
    """Looked for in the same way whatever it looks like: how long it takes tells nothing."""
    return receiving.invitation(token if TOKEN.fullmatch(token) else "", day)


def _entrance(token: str, ask: asks.Ask, number: int | None) -> Entrance:
    door = _door(surveys.by_id(ask.survey_id).slug, number)
    if door is None or door.state == "draft":
        raise LinkOpensNothing
    return Entrance(door, f"/i/{token}", "invitation", ask)


def _door(slug: str, number: int | None) -> Door | None:
    return shelf().door(slug, number) or shelf().door(slug)


def _opened(door: Door | None) -> Door:
    if door is None or door.state == "draft":
        raise NotFound
    return door


def _ask(entrance: Entrance, variant: str) -> Response:
    door, way = entrance.door, entrance.way
    if door.state == "closed":
        return faults.told(410, (), _language(door, variant))
    chosen = resuming.chosen_before(entrance.ask) if entrance.ask else None
    if chosen:
        return _resumed(entrance, variant, chosen)
    key = (door.version_id, door.privacy, variant, way)
    address = ADDRESS if entrance.ask else entrance.address
    made: Document = shelf().page(key, lambda host: document(pages.questions(host, _sheet(door, variant, way), address, RESPONSE_ID)))
    return _filled(made, entrance.address, ids.fresh())


def _resumed(entrance: Entrance, variant: str, chosen: MultiDict[str, str]) -> Response:
    """The questions with what was chosen before."""
    sheet = _sheet(entrance.door, variant, entrance.way)
    typed = Typed(chosen, resumed=True)
    return made_for_one(pages.questions(shelf().host(), sheet, entrance.address, ids.fresh(), typed), 200)


def _filled(made: Document, address: str, response_id: str) -> Response:
    gzipped = takes_gzip()
    fill = made.gzipped if gzipped else made.plain
    return Ready(fill(address, response_id), 200, gzipped=gzipped)


def _sheet(door: Door, variant: str, way: str) -> Sheet:
    try:
        return Sheet(door, asked(door.version_id, variant, open_mode=door.privacy == "open"), way)
    except LookupError:
        raise NotFound from None


def _version_sent() -> int | None:
    """The version that was answered. Raises 413 and 415 before anything is looked up."""
    form_only()
    number = request.form.get("version", "")
    return int(number) if NUMBER.fullmatch(number) else None


def _take(entrance: Entrance) -> Response:
    try:
        return _taken(entrance)
    except receiving.NotOpen:
        raise NotFound from None
    except receiving.Closed:
        return faults.told(410, _own_words(entrance), _language(entrance.door, request.form.get("variant", "")))
    except receiving.Refused as refused:
        problems = [Problem("", "", said) for said in refused.problems]
        return _back(entrance, Typed(request.form, problems=[*problems, *refused.form.problems()]), refused.status)
    except receiving.Conflict:
        return _back(_next_entrance(entrance), _known(entrance), 409)
    except HTTPException:
        raise
    except Exception as error:
        if request.form.get("no_thanks") == "yes":
            raise
        faults.note(error)
        return _not_saved(entrance)


def _taken(entrance: Entrance) -> Response:
    audience = entrance.door.audience
    language = _language(entrance.door, request.form.get("variant", ""))
    if request.form.get("no_thanks") == "yes":
        receiving.decline(entrance.door, entrance.way, entrance.ask)
        return _same_for_everybody("declined.html", audience, language)
    told = receiving.Told(read_aloud=request.form.get("read_aloud") == "yes")
    receiving.receive(receiving.Arrival(entrance.door, request.form, entrance.way, entrance.ask, told=told))
    return _sent(audience, language)


def _sent(audience: str, language: str) -> Response:
    """The same for everybody but for the code with which the answers may be taken back: it stands where a response id would."""
    ours = languages.own(language, shelf().host().languages_checked)
    code = codes.in_groups(codes.withdrawal_code(request.form["response_id"]))
    made: Document = shelf().page(
        ("sent.html", audience, ours), lambda host: document(pages.simple("sent.html", host, audience, ours, withdrawal_code=RESPONSE_ID))
    )
    return _filled(made, "", code)


def _same_for_everybody(template: str, audience: str, language: str) -> Response:
    ours = languages.own(language, shelf().host().languages_checked)
    return reply(shelf().page((template, audience, ours), lambda host: page(pages.simple(template, host, audience, ours))))


def _language(door: Door, variant: str) -> str:
    """The language of what was asked; of the version itself when it has no such variant."""
    open_mode = door.privacy == "open"
    try:
        return asked(door.version_id, variant, open_mode=open_mode).language
    except LookupError:
        return asked(door.version_id, "", open_mode=open_mode).language


def _back(entrance: Entrance, typed: Typed, status: int) -> Response:
    """The questions again with everything that was typed, under a fresh response id: nothing was kept under the old one."""
    return _returned(entrance, typed, status, ids.fresh())


def _not_saved(entrance: Entrance) -> Response:
    """The questions again under the same id: if the answers were kept after all, sending them once more does no harm."""
    typed = Typed(request.form, faults.NOT_SAVED.heading, [Problem("", "", line) for line in faults.NOT_SAVED.lines])
    return _returned(entrance, typed, 503, pages.legible(request.form.get("response_id", "")))


def _returned(entrance: Entrance, typed: Typed, status: int, response_id: str) -> Response:
    variant = request.form.get("variant", "")
    try:
        sheet = _sheet(entrance.door, variant, entrance.way)
    except NotFound:
        sheet = _sheet(entrance.door, "", entrance.way)
    typed = replace(typed, beside=_beside(sheet))
    return made_for_one(pages.questions(shelf().host(), sheet, entrance.address, response_id, typed), status)


def _beside(sheet: Sheet) -> list[str]:
    """What was written for which this page has no box: under a name that it does not know, or a second time under one that it does."""
    form = sheet.asked.form_class(request.form)
    seen = sheet.boxes
    return [text for name in _names_written(form) for text in request.form.getlist(name)[name in seen :]]


def _own_words(entrance: Entrance) -> list[str]:
    """What somebody wrote rather than chose, whatever the words of the questions were."""
    form = _sheet(entrance.door, "", entrance.way).asked.form_class(request.form)
    return [text for name in _names_written(form) for text in request.form.getlist(name)]


def _names_written(form: AnswerForm) -> list[str]:
    return [*(field.name for field in form if isinstance(field, WrittenField)), *form.unknown]


def _known(entrance: Entrance) -> Typed:
    title, said = (LINK_USED, SEND_UNTIED) if entrance.ask else (ALREADY, KEPT_FIRST)
    return Typed(request.form, title, [Problem("", "", said)])


def _next_entrance(entrance: Entrance) -> Entrance:
    """Where other answers can go: a personal link is used up, but the open link takes them, untied."""
    return Entrance(entrance.door, f"/s/{entrance.door.slug}", "link") if entrance.ask else entrance
