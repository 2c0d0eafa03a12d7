"""What stands around every officers' page: the council's names and colours, and the way to the rooms that this officer may enter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Flask, current_app, request, url_for
from jinja2 import BaseLoader, ChoiceLoader, PackageLoader, PrefixLoader

from feedback.officer import theme
from feedback.officer.access import allowed, signed_in
from feedback.officer.alerts.banner import Alarm, alarm
from feedback.permissions import Permission
from feedback.store import council
from feedback.store.accounts import Officer

GOVUK_MACROS = "govuk_frontend_jinja"


@dataclass(frozen=True)
class Room:
    """One entry of the navigation, shown to those with the permission. `under`: where its pages stand, if not below its own address."""

    text: str
    endpoint: str
    permission: Permission
    under: str = ""


@dataclass(frozen=True)
class Link:
    """A room as it stands on the page."""

    text: str
    href: str
    current: bool


@dataclass(frozen=True)
class Layout:
    """What the base template shows."""

    council: council.Council
    officer: Officer | None
    links: Sequence[Link]
    theme_version: str
    logo_version: str
    alarm: Alarm | None


ROOMS = (
    Room("Home", "officer.home", "see_home"),
    Room("Surveys", "officer.surveys", "run_surveys"),
    Room("People", "officer.cohort", "ask_people"),
    Room("Results", "officer.results", "see_results"),
    Room("Comments", "officer.desk", "read_comments", under="/officer/comments"),
    Room("Compliments", "officer.compliments", "see_compliments"),
    Room("Tablets", "officer.tablets", "run_tablets"),
    Room("Needs a look", "officer.held", "settle_held"),
    Room("Concerns", "officer.concerns", "see_concerns"),
    Room("Alerts", "officer.alerts", "run_rota"),
    Room("Council", "officer.council", "change_council"),
    Room("Officers", "officer.officers", "manage_officers"),
    Room("Record", "officer.events", "see_events"),
)


def register(app: Flask) -> None:
    """Let templates find GOV.UK Frontend's macros and this layout."""
    loaders: list[BaseLoader] = [app.jinja_loader] if app.jinja_loader else []
    app.jinja_loader = ChoiceLoader([*loaders, PrefixLoader({GOVUK_MACROS: PackageLoader(GOVUK_MACROS)})])
    app.jinja_env.globals.update(officers_layout=layout, allowed=allowed, has_page=has_page)


def has_page(endpoint: str) -> bool:
    """Whether there is such a page."""
    return endpoint in current_app.view_functions


def layout() -> Layout:
    """The layout for whoever looks at the page."""
    found = council.current()
    return Layout(found, signed_in(), _links(), theme.theme_version(found), theme.logo_version(found), alarm())


def _links() -> Sequence[Link]:
    return [_link(room) for room in ROOMS if allowed(room.permission)]


def _link(room: Room) -> Link:
    href = url_for(room.endpoint)
    is_home = room.endpoint == "officer.home"
    current = request.path == href if is_home else request.path.startswith(room.under or href)
    return Link(room.text, href, current)
