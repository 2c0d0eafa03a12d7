"""Officers' accounts, in the shape that Flask-Security keeps."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import cast

from flask_security.datastore import SQLAlchemyUserDatastore
from flask_security.models import fsqla_v3 as fsqla
from sqlalchemy import String, select
from sqlalchemy.orm import Mapped, mapped_column

from feedback.store.database import Model, db
from feedback.store.instants import Instant

fsqla.FsModels.set_db_info(db, user_table_name="officer", role_table_name="role")


class Role(Model, fsqla.FsRoleMixin):
    """A role's name; what it may do stands in feedback.permissions."""

    __tablename__ = "role"


class Officer(Model, fsqla.FsUserMixin):
    """Somebody who signs in."""

    __tablename__ = "officer"

    full_name: Mapped[str] = mapped_column(String(120), default="")
    demo: Mapped[bool] = mapped_column(default=False)
    failed_attempts: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None] = mapped_column(Instant)


datastore = SQLAlchemyUserDatastore(db, Officer, Role)


def everyone() -> Sequence[Officer]:
    """All officers by e-mail address."""
    return cast(Sequence[Officer], db.session.scalars(select(Officer).order_by(Officer.email)).all())


def by_email(email: str) -> Officer | None:
    """The officer with this address, or None."""
    return cast("Officer | None", datastore.find_user(email=email, case_insensitive=True))


def add(email: str, full_name: str, password_hash: str, roles: Sequence[str], demo: bool) -> Officer:
    """Keep a new officer with these roles."""
    kept = [datastore.find_or_create_role(name) for name in roles]
    officer = datastore.create_user(email=email, full_name=full_name, password=password_hash, roles=kept, demo=demo)
    db.session.flush()
    return cast(Officer, officer)
