"""Signing in and out: Flask-Security, with our own pages and words, and a flood limit on sign-in alone."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

from flask import Flask, request
from flask_limiter import Limiter
from flask_security import Security
from flask_security.forms import LoginForm
from flask_security.signals import user_authenticated

from feedback import accounts
from feedback.officer.blueprint import PREFIX, SECURITY
from feedback.officer.forms import Tidied
from feedback.settings import Settings
from feedback.store.accounts import LOCKED_FOR, MOST_FAILURES, Officer, datastore

MINUTES = LOCKED_FOR.seconds // 60
REFUSED = (
    "The email address or the password is wrong, or the account is locked. "
    f"{MOST_FAILURES} wrong tries in a row lock an account for {MINUTES} minutes. Wait and try again, or ask a system administrator."
)
QUICK_FOR_TESTS = {"argon2__time_cost": 1, "argon2__memory_cost": 8, "argon2__parallelism": 1}
TRIES_FOR_ONE_ACCOUNT = "20 per minute"
TRIES_FROM_ONE_ADDRESS = "200 per minute"


class SignInForm(LoginForm):
    """Address and password. There is no "remember me": these pages show what young people said."""

    remember = None  # type: ignore[assignment]
    Meta = Tidied

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email.label.text = "Email address"


def config(settings: Settings) -> dict[str, object]:
    """What Flask-Security is told: it signs in and out, and nothing more."""
    return {
        "SECURITY_URL_PREFIX": PREFIX,
        "SECURITY_LOGIN_URL": "/sign-in",
        "SECURITY_LOGOUT_URL": "/sign-out",
        "SECURITY_LOGOUT_METHODS": ["POST"],
        "SECURITY_LOGOUT_CSRF": True,
        "SECURITY_POST_LOGIN_VIEW": f"{PREFIX}/",
        "SECURITY_POST_LOGOUT_VIEW": f"{PREFIX}/sign-in",
        "SECURITY_LOGIN_USER_TEMPLATE": "officer/sign_in.html",
        # No second sign-in for old sessions: 20 minutes are short enough.
        "SECURITY_FRESHNESS": timedelta(minutes=-1),
        "SECURITY_STATIC_FOLDER": None,
        "SECURITY_STATIC_FOLDER_URL": None,
        "SECURITY_CLI_USERS_NAME": None,
        "SECURITY_CLI_ROLES_NAME": None,
        "SECURITY_PASSWORD_HASH": "argon2",
        "SECURITY_PASSWORD_SINGLE_HASH": ["argon2"],
        "SECURITY_PASSWORD_SCHEMES": ["argon2"],
        "SECURITY_DEPRECATED_PASSWORD_SCHEMES": [],
        "SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS": QUICK_FOR_TESTS if settings.env == "test" else {},
        "SECURITY_PASSWORD_LENGTH_MIN": accounts.SHORTEST_PASSWORD,
        "SECURITY_RETURN_GENERIC_RESPONSES": True,
        "SECURITY_MSG_GENERIC_AUTHN_FAILED": (REFUSED, "error"),
        "SECURITY_MSG_EMAIL_NOT_PROVIDED": ("Enter your email address", "error"),
        "SECURITY_MSG_PASSWORD_NOT_PROVIDED": ("Enter your password", "error"),
        "SECURITY_FLASH_MESSAGES": False,
        # feedback.officer.headers says it for all pages.
        "SECURITY_CACHE_CONTROL": None,
        "SECURITY_EMAIL_VALIDATOR_ARGS": {"check_deliverability": False, "test_environment": True},
        # The form lives as long as the session that it belongs to.
        "WTF_CSRF_TIME_LIMIT": None,
    }


def register(app: Flask) -> None:
    """Add signing in and out."""
    security = Security(app, datastore, login_form=SignInForm)
    # No JSON, hence no tokens: a session is the only way in.
    security.want_json(lambda _request: False)
    user_authenticated.connect(_signed_in, app)
    _declare(app)
    _limit(app)


def _declare(app: Flask) -> None:
    for view, permission in {"login": "public", "logout": "public"}.items():
        setattr(app.view_functions[f"{SECURITY}.{view}"], "permission", permission)  # noqa: B010 - a plain function has no such attribute


def _limit(app: Flask) -> None:
    limiter: Limiter = app.extensions["feedback_limiter"]
    view: Callable[..., Any] = app.view_functions[f"{SECURITY}.login"]
    by_account = limiter.limit(TRIES_FOR_ONE_ACCOUNT, key_func=_account, methods=["POST"])
    by_address = limiter.limit(TRIES_FROM_ONE_ADDRESS, methods=["POST"])
    app.view_functions[f"{SECURITY}.login"] = by_account(by_address(view))


def _account() -> str:
    """The account that somebody tries to enter, as a hash: addresses typed by strangers are not ours to keep."""
    return hashlib.sha256(request.form.get("email", "").strip().lower().encode()).hexdigest()


def _signed_in(_app: Flask, user: Officer, authn_via: Sequence[str], **_more: object) -> None:
    if "password" in authn_via:
        accounts.signed_in(user)
