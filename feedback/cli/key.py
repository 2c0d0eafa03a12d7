"""flask key …"""

from __future__ import annotations

import click
from cryptography.fernet import Fernet
from flask.cli import AppGroup

commands = AppGroup()
EXPECTED = ()


@commands.command("create", with_appcontext=False)
def create() -> None:
    """Print a new key for FEEDBACK_ENCRYPTION_KEYS.

    Put it first there, before a comma and the older keys: the first key encrypts, all of them decrypt. Keep them all, and
    keep them apart from the database: without its key a comment can never be read again.
    """
    click.echo(Fernet.generate_key().decode())
