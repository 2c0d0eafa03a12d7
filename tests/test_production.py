"""Production starts, and goes on, only where a safeguarding lead and a deputy can be alerted."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace

import pytest
from cryptography.fernet import Fernet
from flask import Flask

from feedback import accounts, store
from feedback.accounts import AccountError
from feedback.message_settings import Messages, Notify
from feedback.store import accounts as kept
from feedback.store import events
from tests.delivery.standin import KEY, TEMPLATE
from tests.desk.alerted import officer, set_up
from tests.faults.service import TOP

LEAD, DEPUTY = "safeguarding_lead", "safeguarding_deputy"
BY_TEXT_ALONE = Messages(notify=Notify(KEY, "http://127.0.0.1:9", TEMPLATE, None, None))
LONGEST_SECONDS = 60


@pytest.fixture
def production(app_context: Flask) -> Iterator[Flask]:
    set_up(app_context)
    app_context.config["FEEDBACK_SETTINGS"] = replace(app_context.config["FEEDBACK_SETTINGS"], env="production")
    return app_context


def test_without_a_lead_and_a_deputy_it_does_not_start(production: Flask) -> None:
    with pytest.raises(AccountError, match="reach no safeguarding lead and no deputy safeguarding lead.*flask officer create"):
        accounts.check_safeguarding()
    officer(LEAD, "Priya Nair")
    with pytest.raises(AccountError, match="reach no deputy safeguarding lead"):
        accounts.check_safeguarding()
    officer(DEPUTY, "Gone", active=False)
    with pytest.raises(AccountError, match="reach no deputy"):
        accounts.check_safeguarding()
    officer(DEPUTY, "Tom Hartley")
    accounts.check_safeguarding()


def test_one_person_cannot_be_both(production: Flask) -> None:
    with store.transaction():
        kept.set_roles(officer(LEAD, "Priya Nair"), [LEAD, DEPUTY])
    with pytest.raises(AccountError, match="one person"):
        accounts.check_safeguarding()


def test_where_only_texts_are_sent_both_need_a_mobile_number(production: Flask) -> None:
    production.config["FEEDBACK_SETTINGS"] = replace(production.config["FEEDBACK_SETTINGS"], messages=BY_TEXT_ALONE)
    officer(LEAD, "Priya Nair", "07700900101")
    tom = officer(DEPUTY, "Tom Hartley")
    with pytest.raises(AccountError, match="reach no deputy"):
        accounts.check_safeguarding()
    accounts.change(tom.id, tom.full_name, [DEPUTY], "command", "07700900102")
    accounts.check_safeguarding()


def test_elsewhere_it_starts_all_the_same(app_context: Flask) -> None:
    accounts.check_safeguarding()


@pytest.mark.parametrize("role", [LEAD, DEPUTY])
def test_in_production_the_last_of_them_can_neither_leave_nor_change_role(production: Flask, role: str) -> None:
    people = {LEAD: officer(LEAD, "Priya Nair"), DEPUTY: officer(DEPUTY, "Tom Hartley")}
    last = people[role]
    for act in (
        lambda: accounts.deactivate(last.id, "command"),
        lambda: accounts.change(last.id, last.full_name, ["head"], "command"),
    ):
        with pytest.raises(AccountError, match="Add another one first"):
            act()
        store.recover()
        found = kept.by_id(last.id)
        assert found is not None
        assert (found.active, found.role_codes) == (True, {role})
    assert events.latest(["officer.changed"]) == []
    officer(role, "Ola Sub")
    assert not accounts.deactivate(last.id, "command").active


@pytest.mark.parametrize("command", [["flask", "--app", "app", "worker", "run"], ["gunicorn", "app:app"]])
def test_server_and_worker_say_in_one_line_why_they_do_not_start(sqlite_url: str, command: list[str]) -> None:
    own = {
        "FEEDBACK_ENV": "production",
        "FEEDBACK_DATABASE_URL": sqlite_url,
        "FEEDBACK_SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyz",
        "FEEDBACK_ENCRYPTION_KEYS": Fernet.generate_key().decode(),
        "FEEDBACK_SMTP": "smtp://127.0.0.1:9",
        "FEEDBACK_MAIL_FROM": "feedback@example.gov.uk",
        "FEEDBACK_ADDRESS": "https://feedback.example.gov.uk",
        "PORT": "5299",
    }
    environment = {name: value for name, value in os.environ.items() if not name.startswith("FEEDBACK_")} | own
    run = [sys.executable, "-m", *command]
    done = subprocess.run(run, cwd=TOP, env=environment, capture_output=True, text=True, timeout=LONGEST_SECONDS, check=False)
    said = (done.stdout + done.stderr).strip()
    assert done.returncode == 1
    assert "Feedback did not start. An alert of a concern would reach no safeguarding lead" in said
    assert len(said.splitlines()) == 1, said
