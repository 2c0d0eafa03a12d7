"""Who may see a page: every officers' view declares the permission that it needs."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Literal, ParamSpec, TypeVar, cast

from flask import abort, redirect, request, url_for
from flask_security import current_user

from feedback.permissions import Permission, may
from feedback.store.accounts import Officer

CHOOSE_PASSWORD = "officer.password"
Inputs = ParamSpec("Inputs")
Output = TypeVar("Output")


def needs(permission: Permission | Literal["public"]) -> Callable[[Callable[Inputs, Output]], Callable[Inputs, Output]]:
    """Let only officers with this permission through; the view carries it as `view.permission`.

    Signed out: to sign in, and back afterwards. Signed in without the permission: 403. "public" lets everybody through.
    """

    def decorate(view: Callable[Inputs, Output]) -> Callable[Inputs, Output]:
        @wraps(view)
        def guarded(*args: Inputs.args, **kwargs: Inputs.kwargs) -> Output:
            if permission != "public":
                _check(permission)
            return view(*args, **kwargs)

        guarded.permission = permission  # type: ignore[attr-defined]
        return guarded

    return decorate


def signed_in() -> Officer | None:
    """The officer who is signed in, or None."""
    return cast(Officer, current_user._get_current_object()) if current_user.is_authenticated else None


def officer() -> Officer:
    """The officer who is signed in. Call it inside a view that needs a permission."""
    return cast(Officer, current_user._get_current_object())


def allowed(permission: Permission) -> bool:
    """Whether whoever looks has this permission."""
    found = signed_in()
    return found is not None and may(found.role_codes, permission)


def _check(permission: Permission) -> None:
    found = signed_in()
    if found is None:
        abort(redirect(url_for("security.login", next=_way_back())))
    if found.must_change_password and request.endpoint != CHOOSE_PASSWORD:
        abort(redirect(url_for(CHOOSE_PASSWORD)))
    if not may(found.role_codes, permission):
        abort(403)


def _way_back() -> str | None:
    if request.method != "GET":
        return None
    return request.full_path if request.query_string else request.path
