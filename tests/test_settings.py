"""Settings fail at the start, with the name of the setting and the cure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest
from cryptography.fernet import Fernet
from flask import url_for

from feedback import create_app
from feedback.settings import DEVELOPMENT_KEY, DEVELOPMENT_SECRET, SettingsError, load

REAL = {
    "FEEDBACK_ENV": "production",
    "FEEDBACK_DATABASE_URL": "postgresql+psycopg://127.0.0.1/feedback",
    "FEEDBACK_SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyz",
    "FEEDBACK_ENCRYPTION_KEYS": Fernet.generate_key().decode(),
    "FEEDBACK_SMTP": "smtp://mail.example.org",
    "FEEDBACK_MAIL_FROM": "feedback@example.gov.uk",
    "FEEDBACK_ADDRESS": "https://feedback.example.gov.uk",
}


def test_a_fresh_clone_needs_no_setting_at_all() -> None:
    settings = load({})
    assert settings.env == "development"
    assert settings.sqlite


def test_production_starts_with_real_settings() -> None:
    assert load(REAL).production


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"FEEDBACK_ENV": "live"}, "FEEDBACK_ENV"),
        ({"FEEDBACK_DATABASE_URL": ""}, "FEEDBACK_DATABASE_URL"),
        ({"FEEDBACK_SECRET_KEY": ""}, "FEEDBACK_SECRET_KEY"),
        ({"FEEDBACK_SECRET_KEY": DEVELOPMENT_SECRET}, "FEEDBACK_SECRET_KEY"),
        ({"FEEDBACK_SECRET_KEY": "short"}, "FEEDBACK_SECRET_KEY"),
        ({"FEEDBACK_ENCRYPTION_KEYS": ""}, "FEEDBACK_ENCRYPTION_KEYS"),
        ({"FEEDBACK_ENCRYPTION_KEYS": DEVELOPMENT_KEY}, "FEEDBACK_ENCRYPTION_KEYS"),
        ({"FEEDBACK_ENCRYPTION_KEYS": f"{Fernet.generate_key().decode()},{DEVELOPMENT_KEY}"}, "FEEDBACK_ENCRYPTION_KEYS"),
        ({"FEEDBACK_ENCRYPTION_KEYS": "not a key"}, "FEEDBACK_ENCRYPTION_KEYS"),
        ({"FEEDBACK_TODAY": "2026-11-21"}, "FEEDBACK_TODAY"),
        ({"FEEDBACK_PROXIES": "one"}, "FEEDBACK_PROXIES"),
        ({"FEEDBACK_PROXIES": "1" * 5000}, "FEEDBACK_PROXIES"),
        ({"FEEDBACK_SECRET_KEY": "x" * 40}, "FEEDBACK_SECRET_KEY"),
        ({"FEEDBACK_SECRET_KEY": " " * 40}, "FEEDBACK_SECRET_KEY"),
        ({"FEEDBACK_DATABASE_URL": "nonsense"}, "FEEDBACK_DATABASE_URL"),
        ({"FEEDBACK_DATABASE_URL": "postgres://127.0.0.1/feedback"}, "FEEDBACK_DATABASE_URL"),
        ({"FEEDBACK_DATABASE_URL": "mysql://127.0.0.1/feedback"}, "FEEDBACK_DATABASE_URL"),
        ({"FEEDBACK_REDIS_URL": "nonsense"}, "FEEDBACK_REDIS_URL"),
        ({"FEEDBACK_SMTP": ""}, "FEEDBACK_NOTIFY_KEY and FEEDBACK_SMTP"),
        ({"FEEDBACK_ADDRESS": ""}, "FEEDBACK_ADDRESS"),
    ],
)
def test_production_does_not_start_with_a_missing_or_default_setting(changes: Mapping[str, str], named: str) -> None:
    with pytest.raises(SettingsError, match=named):
        load({**REAL, **changes})


def test_the_business_date_must_be_a_date() -> None:
    assert load({"FEEDBACK_TODAY": "2026-11-21"}).today == date(2026, 11, 21)
    with pytest.raises(SettingsError, match="YYYY-MM-DD"):
        load({"FEEDBACK_TODAY": "21/11/2026"})


@pytest.mark.parametrize(("proxies", "believed"), [("0", "http://localhost/officer/"), ("1", "https://views.example/officer/")])
def test_a_web_server_in_front_is_believed_only_when_there_is_one(proxies: str, believed: str) -> None:
    app = create_app(load({"FEEDBACK_ENV": "test", "FEEDBACK_DATABASE_URL": "sqlite:///:memory:", "FEEDBACK_PROXIES": proxies}))
    seen: list[str] = []
    app.add_url_rule("/told", "told", lambda: seen.append(url_for("officer.home", _external=True)) or "")
    app.test_client().get(
        "/told", headers={"X-Forwarded-Proto": "https", "X-Forwarded-Host": "views.example", "X-Forwarded-For": "203.0.113.9"}
    )
    assert seen == [believed]


def test_the_application_itself_refuses_to_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FEEDBACK_ENV", "production")
    monkeypatch.delenv("FEEDBACK_SECRET_KEY", raising=False)
    with pytest.raises(SettingsError):
        create_app()
