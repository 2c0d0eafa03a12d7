"""flask message …"""

from __future__ import annotations

import sys

import click
from flask.cli import AppGroup

from feedback.cli.room import needs_database
from feedback.delivery import bounces, receipts

commands = AppGroup()
EXPECTED = ()


@commands.command("bounced")
def bounced() -> None:
    """Read one e-mail that came back from standard input, and mark the message that it is about.

    For the mail server: let it hand whatever arrives at FEEDBACK_MAIL_FROM to this command. What is no bounce of ours changes nothing
    and ends well, so that the mail server does not answer a bounce with another.
    """
    needs_database()
    found = bounces.read(sys.stdin.buffer.read(bounces.LARGEST))
    taken = found is not None and receipts.bounced(found)
    click.echo("One message is marked as failed." if taken else "This mail says nothing about a message of ours.")
