"""Every setting, read from the environment and checked when the program starts, never at use."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal, cast, get_args

from feedback import message_settings
from feedback.message_settings import Messages, MessageSettingsError

Environment = Literal["development", "test", "production"]

DEVELOPMENT_SECRET = "development-secret-not-for-production"
DEVELOPMENT_KEY = base64.urlsafe_b64encode(b"development-key-not-for-use-here").decode()
SHORTEST_SECRET = 32
FEWEST_CHARACTERS = 10
DATABASES = ("sqlite:///", "postgresql+psycopg://")
MAKE_A_KEY = "FEEDBACK_ENV=development flask key create"
"""A command that starts while there is no key yet: in production nothing does."""
LARGEST_BODY = 1024 * 1024
TOP = Path(__file__).resolve().parent.parent


class SettingsError(Exception):
    """A setting is missing or wrong. The message names it and says what to do."""


@dataclass(frozen=True)
class Settings:
    """What the environment said. `encryption_keys`: newest first; the first one encrypts, all of them decrypt.

    `proxies`: how many web servers stand in front, whose word on the address and the scheme of a request is believed.
    """

    env: Environment
    database_url: str
    secret_key: str
    encryption_keys: tuple[str, ...]
    redis_url: str | None = None
    today: date | None = None
    proxies: int = 0
    messages: Messages = field(default_factory=Messages)

    @property
    def production(self) -> bool:
        """True when real answers are collected."""
        return self.env == "production"

    @property
    def sqlite(self) -> bool:
        """True on the default database, which one process serves."""
        return self.database_url.startswith("sqlite")


def load(environ: Mapping[str, str]) -> Settings:
    """Settings from environment variables that begin with FEEDBACK_. Raises SettingsError."""
    env = _environment(environ)
    return Settings(
        env=env,
        database_url=_database(environ, env),
        secret_key=_secret(environ, env),
        encryption_keys=_encryption_keys(environ, env),
        redis_url=_redis(environ),
        today=_today(environ, env),
        proxies=_proxies(environ),
        messages=_messages(environ, env),
    )


def _environment(environ: Mapping[str, str]) -> Environment:
    env = environ.get("FEEDBACK_ENV") or "development"
    if env not in get_args(Environment):
        raise SettingsError(f"FEEDBACK_ENV is '{env}'. Set it to development, test or production.")
    return cast(Environment, env)


def _database(environ: Mapping[str, str], env: Environment) -> str:
    url = environ.get("FEEDBACK_DATABASE_URL") or _default_database(env)
    if not url.startswith(DATABASES):
        raise SettingsError("FEEDBACK_DATABASE_URL is not an address that we know. It begins with sqlite:/// or postgresql+psycopg://")
    return url


def _redis(environ: Mapping[str, str]) -> str | None:
    url = environ.get("FEEDBACK_REDIS_URL") or None
    if url and not url.startswith(("redis://", "rediss://", "unix://")):
        raise SettingsError("FEEDBACK_REDIS_URL is not the address of a Redis server. It begins with redis:// or rediss://")
    return url


def _default_database(env: Environment) -> str:
    if env == "production":
        raise SettingsError(
            "FEEDBACK_DATABASE_URL is missing. Set it to the address of the database, for example sqlite:////var/lib/feedback/feedback.db"
        )
    return f"sqlite:///{TOP / 'instance' / 'feedback.db'}"


def _secret(environ: Mapping[str, str], env: Environment) -> str:
    secret = environ.get("FEEDBACK_SECRET_KEY") or ""
    if env != "production":
        return secret or DEVELOPMENT_SECRET
    if secret == DEVELOPMENT_SECRET or len(secret.strip()) < SHORTEST_SECRET or len(set(secret)) < FEWEST_CHARACTERS:
        raise SettingsError(
            f"FEEDBACK_SECRET_KEY is missing or not secret. Set it to at least {SHORTEST_SECRET} random characters, and keep it."
        )
    return secret


def _encryption_keys(environ: Mapping[str, str], env: Environment) -> tuple[str, ...]:
    keys = tuple(key.strip() for key in environ.get("FEEDBACK_ENCRYPTION_KEYS", "").split(",") if key.strip())
    if not keys and env != "production":
        return (DEVELOPMENT_KEY,)
    if not keys or DEVELOPMENT_KEY in keys and env == "production":
        raise SettingsError(
            "FEEDBACK_ENCRYPTION_KEYS is missing or the development one. "
            f"Make a key with `{MAKE_A_KEY}`, and keep it: comments cannot be read without it."
        )
    for key in keys:
        _check_key(key)
    return keys


def _check_key(key: str) -> None:
    try:
        length = len(base64.urlsafe_b64decode(key))
    except ValueError:
        length = 0
    if length != 32:
        raise SettingsError(f"FEEDBACK_ENCRYPTION_KEYS holds a key that is not 32 bytes in URL-safe base64. Make one with `{MAKE_A_KEY}`.")


def _messages(environ: Mapping[str, str], env: Environment) -> Messages:
    try:
        return message_settings.load(environ, production=env == "production")
    except MessageSettingsError as error:
        raise SettingsError(str(error)) from None


def _proxies(environ: Mapping[str, str]) -> int:
    text = environ.get("FEEDBACK_PROXIES") or "0"
    if not re.fullmatch("[0-9]", text):
        raise SettingsError(f"FEEDBACK_PROXIES is '{text}'. Set it to the number of web servers in front of this one: 0 to 9.")
    return int(text)


def _today(environ: Mapping[str, str], env: Environment) -> date | None:
    text = environ.get("FEEDBACK_TODAY") or ""
    if not text:
        return None
    if env == "production":
        raise SettingsError("FEEDBACK_TODAY moves business dates and is refused in production. Unset it.")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise SettingsError(f"FEEDBACK_TODAY is '{text}'. Write a date as YYYY-MM-DD.") from None


def flask_config(settings: Settings) -> dict[str, object]:
    """What Flask itself is told, the same for both sides of the house."""
    return {
        "FEEDBACK_SETTINGS": settings,
        "SECRET_KEY": settings.secret_key,
        "TESTING": settings.env == "test",
        "MAX_CONTENT_LENGTH": LARGEST_BODY,
        "MAX_FORM_MEMORY_SIZE": LARGEST_BODY,
        "MAX_FORM_PARTS": 1000,
    }
