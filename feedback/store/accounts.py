"""Officers' accounts, in the shape that Flask-Security keeps, with the lock-out that its hooks ask for."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import cast

from flask_security.datastore import SQLAlchemyUserDatastore
from flask_security.models import fsqla_v3 as fsqla
from flask_security.models.fsqla import FsModels
from sqlalchemy import String, func, or_, select
from sqlalchemy.orm import Mapped, mapped_column

from feedback import clock
from feedback.store import events
from feedback.store.database import Model, db, transaction
from feedback.store.instants import Instant

MOST_FAILURES = 5
LOCKED_FOR = timedelta(minutes=15)

FsModels.set_db_info(db, user_table_name="officer", role_table_name="role")  # type: ignore[no-untyped-call]


class Role(Model, fsqla.FsRoleMixin):
    """A role's name; what it may do stands in feedback.permissions."""

    __tablename__ = "role"


class Officer(Model, fsqla.FsUserMixin):
    """Somebody who signs in. Five wrong passwords in a row lock the account for 15 minutes."""

    __tablename__ = "officer"

    id: Mapped[int] = mapped_column(primary_key=True)  # type: ignore[assignment]
    email: Mapped[str] = mapped_column(String(255), unique=True)  # type: ignore[assignment]
    password: Mapped[str | None] = mapped_column(String(255))  # type: ignore[assignment]
    active: Mapped[bool] = mapped_column(default=True)
    full_name: Mapped[str] = mapped_column(String(120), default="")
    demo: Mapped[bool] = mapped_column(default=False)
    must_change_password: Mapped[bool] = mapped_column(default=False)
    failed_attempts: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None] = mapped_column(Instant)
    alert_phone: Mapped[str] = mapped_column(String(40), default="")

    @property
    def role_codes(self) -> frozenset[str]:
        """The codes of this officer's roles."""
        return frozenset(role.name for role in self.roles)

    @property
    def locked(self) -> bool:
        """Whether the account is locked now."""
        return self.locked_until is not None and clock.now() < self.locked_until

    def track_failed_authn(self, auth_type: str, tfa: bool = False) -> None:  # noqa: ARG002, FBT001 - the hook's own shape
        """Flask-Security's hook: a wrong password was typed for this account."""
        with transaction():
            found = db.session.get(Officer, self.id, with_for_update=True, populate_existing=True)
            if found is not None:
                found._count_failure()

    def is_locked(self, form_error: list[str] | None = None) -> bool:
        """Flask-Security's hook: asked when the password was right. The reason goes to `form_error`."""
        if self.locked and form_error is not None:
            form_error.append("This account is locked.")
        return self.locked

    def _count_failure(self) -> None:
        if self.locked:
            return
        if self.locked_until is not None:
            self.locked_until, self.failed_attempts = None, 0
        self.failed_attempts += 1
        if self.failed_attempts >= MOST_FAILURES:
            self.locked_until = clock.now() + LOCKED_FOR
            events.record(clock.now(), self.email, "officer.locked_out", self.id)


datastore = SQLAlchemyUserDatastore(db, Officer, Role)


def everyone() -> Sequence[Officer]:
    """All officers by email address."""
    return db.session.scalars(select(Officer).order_by(Officer.email)).all()


def page(number: int, size: int, search: str = "") -> tuple[Sequence[Officer], int]:
    """Page `number` (from 1) by name of officers whose name or address contains `search`, and how many there are."""
    like = f"%{search.strip().lower().replace('%', '').replace('_', ' ')}%"
    where = or_(func.lower(Officer.full_name).like(like), func.lower(Officer.email).like(like))
    total = db.session.scalar(select(func.count()).select_from(Officer).where(where)) or 0
    query = select(Officer).where(where).order_by(func.lower(Officer.full_name), Officer.email)
    return db.session.scalars(query.limit(size).offset((number - 1) * size)).all(), total


def by_email(email: str) -> Officer | None:
    """The officer with this address, or None."""
    return cast("Officer | None", datastore.find_user(email=email, case_insensitive=True))


def by_id(officer_id: int) -> Officer | None:
    """The officer with this id, or None."""
    return cast("Officer | None", db.session.get(Officer, officer_id))


def add(columns: Mapping[str, object], roles: Sequence[str]) -> Officer:
    """Keep a new officer: `columns` hold email, full_name, password (its hash) and what else differs from the defaults."""
    officer = datastore.create_user(**columns, roles=_roles(roles))
    db.session.flush()
    return cast(Officer, officer)


def change(officer: Officer, values: Mapping[str, object]) -> None:
    """Keep these columns of an officer."""
    for column, value in values.items():
        setattr(officer, column, value)
    db.session.flush()


def set_roles(officer: Officer, roles: Sequence[str]) -> None:
    """Give an officer exactly these roles."""
    officer.roles = _roles(roles)
    db.session.flush()


def end_sessions(officer: Officer) -> None:
    """Sign an officer out everywhere."""
    datastore.set_uniquifier(officer)
    db.session.flush()


def active_with_role(role: str) -> int:
    """How many active officers have this role. They stay as they are until the transaction ends: two of them cannot remove each other."""
    query = select(Officer.id).where(Officer.active.is_(True), Officer.roles.any(Role.name == role))
    return len(db.session.scalars(query.with_for_update()).all())


def active_with(roles: Collection[str]) -> Sequence[Officer]:
    """The active officers who have one of these roles, by name."""
    query = select(Officer).where(Officer.active.is_(True), Officer.roles.any(Role.name.in_(roles)))
    return db.session.scalars(query.order_by(func.lower(Officer.full_name), Officer.id)).all()


def _roles(codes: Sequence[str]) -> list[Role]:
    return [cast(Role, datastore.find_or_create_role(code)) for code in codes]
