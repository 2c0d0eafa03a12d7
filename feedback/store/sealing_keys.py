"""The keys to which a device seals answers before it lets go of them: the newest seals, every one opens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import JSON, LargeBinary, String, select
from sqlalchemy.orm import Mapped, mapped_column

from feedback.store.database import Model, db
from feedback.store.encryption import seal, unseal


class SealingKey(Model):
    """One pair of keys. The private half is encrypted. `kid` names it in what is sealed; numbers tell which is newest."""

    __tablename__ = "sealing_key"

    number: Mapped[int] = mapped_column(primary_key=True)
    kid: Mapped[str] = mapped_column(String(24), unique=True)
    public: Mapped[dict[str, str]] = mapped_column(JSON)
    private: Mapped[bytes] = mapped_column(LargeBinary)
    made_on: Mapped[date]


@dataclass(frozen=True)
class PublicKey:
    """What a device is given: the name of the key and its public half as a JWK (RFC 7517)."""

    kid: str
    jwk: Mapping[str, str]


def newest() -> PublicKey | None:
    """The key that seals now; None before the first."""
    row = db.session.scalar(select(SealingKey).order_by(SealingKey.number.desc()).limit(1))
    return PublicKey(row.kid, row.public) if row else None


def private(kid: str) -> str | None:
    """The private key of this name as the JSON of a JWK, or None."""
    found = db.session.scalar(select(SealingKey.private).where(SealingKey.kid == kid))
    return unseal(found) if found is not None else None


def add(kid: str, public: Mapping[str, str], private_jwk: str, day: date) -> None:
    """Keep a new pair: from now on it seals."""
    db.session.add(SealingKey(kid=kid, public=dict(public), private=seal(private_jwk, day), made_on=day))
    db.session.flush()
