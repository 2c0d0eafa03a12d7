"""Encryption at rest (Fernet, several keys: the newest encrypts, all decrypt) and keyed digests."""

from __future__ import annotations

import hashlib
import hmac
from datetime import UTC, date, datetime, time
from typing import cast

from cryptography.fernet import Fernet, MultiFernet
from flask import Flask, current_app

from feedback.settings import Settings

_CIPHER = "feedback_cipher"
_DIGEST_KEY = "feedback_digest_key"


def prepare(app: Flask, settings: Settings) -> None:
    """Make the cipher and the digest key of this application."""
    app.extensions[_CIPHER] = MultiFernet([Fernet(key) for key in settings.encryption_keys])
    app.extensions[_DIGEST_KEY] = hashlib.sha256(b"digest:" + settings.secret_key.encode()).digest()


def seal(text: str, day: date) -> bytes:
    """Encrypt. A Fernet token holds its time in clear, so it is always midnight of `day`: nothing finer may be learnt."""
    midnight = int(datetime.combine(day, time(), UTC).timestamp())
    return _cipher().encrypt_at_time(text.encode(), midnight)


def unseal(token: bytes) -> str:
    """Decrypt with whichever key fits. Raises cryptography.fernet.InvalidToken."""
    return _cipher().decrypt(bytes(token)).decode()


def digest(purpose: str, text: str) -> str:
    """A keyed SHA-256 in hex: proves that two texts are the same without keeping either."""
    key = cast(bytes, current_app.extensions[_DIGEST_KEY])
    return hmac.new(key, f"{purpose}\0{text}".encode(), hashlib.sha256).hexdigest()


def _cipher() -> MultiFernet:
    return cast(MultiFernet, current_app.extensions[_CIPHER])
