"""Concerns that somebody must be alerted of, the officers who are, and what the outbox holds for them."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import UTC, datetime

import sqlalchemy as sa
from flask import Flask

from feedback import store
from feedback.message_settings import Messages
from feedback.store import accounts, alerts, concern_steps, concerns, surveys
from feedback.store.accounts import Officer
from feedback.store.alerts import Alert
from feedback.store.database import db
from feedback.store.encryption import seal, unseal
from feedback.store.messages import Message
from tests.delivery import standin
from tests.store.rows import DAY, a_survey

NOWHERE = "http://127.0.0.1:9"
MONDAY = datetime(2026, 11, 23, 10, tzinfo=UTC)
HARM = "been cutting again but dont tell my mum"


def set_up(app: Flask, address: str = NOWHERE, messages: Messages | None = None) -> None:
    """Let texts and e-mails be sent, and the business date be the clock's own."""
    found = standin.settings(address) if messages is None else messages
    app.config["FEEDBACK_SETTINGS"] = replace(app.config["FEEDBACK_SETTINGS"], messages=found, today=None)


def officer(role: str, name: str, phone: str = "", *, active: bool = True) -> Officer:
    email = f"{name.split(maxsplit=1)[0].lower()}@harrowdale.example"
    with store.transaction():
        return accounts.add({"email": email, "full_name": name, "password": "x", "alert_phone": phone, "active": active}, [role])


def lead_and_deputy() -> tuple[Officer, Officer]:
    """Priya has a mobile number, Tom has none."""
    return officer("safeguarding_lead", "Priya Nair", "07700900101"), officer("safeguarding_deputy", "Tom Hartley")


def concern(level: str = "red", raised_at: datetime = MONDAY) -> dict[str, object]:
    """A concern as a row, not kept yet."""
    survey = surveys.by_slug("views") or a_survey()
    return {
        "id": str(uuid.uuid4()),
        "survey_id": survey.id,
        "response_id": str(uuid.uuid4()),
        "comment_id": None,
        "question": "good",
        "source": "comment",
        "level": level,
        "category": "self_harm",
        "text": seal(HARM, DAY),
        "seen": seal("cutting", DAY),
        "raised_at": raised_at,
        "site_id": None,
        "opened_at": None,
    }


def keep(*rows: dict[str, object], now: datetime = MONDAY) -> list[str]:
    """Keep concerns and write their first alerts; their ids."""
    with store.transaction():
        concerns.add_all(rows, [])
        alerts.write_first(rows, now, now.date())
    return [str(row["id"]) for row in rows]


def raised(level: str = "red", at: datetime = MONDAY) -> str:
    """One concern, alerted of as it is raised."""
    return keep(concern(level, at), now=at)[0]


def opened(concern_id: str, at: datetime = MONDAY) -> None:
    with store.transaction():
        concerns.mark_opened(concern_id, at)


def shut_out(concern_id: str, *officers: Officer) -> None:
    with store.transaction():
        concern_steps.shut_out([concern_id], [one.id for one in officers])


def outbox() -> list[tuple[str, str, str]]:
    """Every alert of the outbox: step, channel, address; one line a message."""
    store.recover()
    query = sa.select(Alert.step, Message.channel, Message.address).join(Message, Message.id == Alert.message_id).distinct()
    return sorted((step, channel, unseal(address) if address else "") for step, channel, address in db.session.execute(query))


def ended(state: str) -> None:
    """Let every alert of the outbox have come to this state."""
    with store.transaction():
        db.session.execute(sa.update(Message).values(state=state))
