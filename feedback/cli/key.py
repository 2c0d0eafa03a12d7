"""flask key …"""

from __future__ import annotations

import click
from cryptography.fernet import Fernet
from flask.cli import AppGroup

from feedback.cli.room import ACTOR, needs_database

commands = AppGroup()
EXPECTED = ()


@commands.command("create", with_appcontext=False)
def create() -> None:
    """Print a new key for FEEDBACK_ENCRYPTION_KEYS.

    Put it first there, before a comma and the older keys: the first key encrypts, all of them decrypt. Keep them all, and
    keep them apart from the database: without its key a comment can never be read again.
    """
    click.echo(Fernet.generate_key().decode())


@commands.command("rotate")
def rotate() -> None:
    """Make a new key that tablets and phones seal answers to. Keys before it go on opening what was sealed to them.

    Pages take the new key as soon as they are loaded again. Do this once a year, or when somebody may have read the database
    and its encryption key.
    """
    from feedback.intake import sealing

    needs_database()
    made = sealing.rotate(ACTOR)
    click.echo(f"Answers are sealed to the key {made.kid} from now on. Older keys still open what waits on devices.")
