"""Officers' sessions: a signed cookie under /officer. Anywhere else there is no session to open."""

from __future__ import annotations

from datetime import timedelta

from flask import Flask, Request, request, session
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin
from flask_security.utils import logout_user

from feedback.officer.blueprint import LOOK, PREFIX
from feedback.settings import Settings

TIMEOUT = timedelta(minutes=20)
BY_ITSELF = frozenset({"officer.asked_now"})
"""Addresses that an open page asks by itself: nobody need be there, so they keep nobody signed in."""


class OfficerSessions(SecureCookieSessionInterface):
    """Opens the session for officers' addresses only: on respondents' pages writing to it raises, and no cookie is ever set."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """The officer's session, valid for 20 minutes since the last page; None elsewhere."""
        if not _needs_session(request.path):
            return None
        opened = super().open_session(app, request)
        if opened is not None and not opened.permanent:
            opened.permanent = True
        return opened

    def should_set_cookie(self, app: Flask, session: SessionMixin) -> bool:
        """The 20 minutes begin anew with every page that somebody opens."""
        return session.modified or (request.endpoint not in BY_ITSELF and super().should_set_cookie(app, session))


def _needs_session(path: str) -> bool:
    return path.startswith(f"{PREFIX}/") and not path.startswith(f"{PREFIX}{LOOK}/")


def end() -> None:
    """Sign out whoever is signed in on this browser, and let go of all that its session held."""
    logout_user()
    session.clear()


def config(settings: Settings) -> dict[str, object]:
    """How the cookie is set."""
    return {
        "SESSION_COOKIE_NAME": "feedback_officer",
        "SESSION_COOKIE_PATH": PREFIX,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": settings.production,
        "PERMANENT_SESSION_LIFETIME": TIMEOUT,
    }
