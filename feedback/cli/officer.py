"""flask officer …"""

from __future__ import annotations

import click
from flask.cli import AppGroup

from feedback import accounts
from feedback.cli.room import ACTOR, needs_database
from feedback.permissions import ROLES
from feedback.store import accounts as kept

commands = AppGroup()
EXPECTED = (accounts.AccountError,)


@commands.command()
@click.option("--email", prompt="Email address", help="The address to sign in with.")
@click.option("--name", prompt="Full name", help="The officer's full name.")
@click.option(
    "--role",
    "roles",
    multiple=True,
    type=click.Choice(list(ROLES)),
    help="May be given more than once. The first officer of all is an administrator when it is left out.",
)
@click.option(
    "--password",
    help=f"At least {accounts.SHORTEST_PASSWORD} characters. Asked for when left out, which keeps it out of the shell's history.",
)
@click.option("--generate", is_flag=True, help="Make a passphrase and print it; the officer must change it at the first sign-in.")
def create(email: str, name: str, roles: tuple[str, ...], password: str | None, generate: bool) -> None:  # noqa: FBT001
    """Make an account for an officer."""
    needs_database()
    chosen = roles or _first_role()
    made = accounts.new_passphrase() if generate else password or click.prompt("Password", hide_input=True, confirmation_prompt=True)
    accounts.create_officer(email, name, made, chosen, ACTOR, must_change_password=generate)
    click.echo(f"Made an account for {email}: {', '.join(ROLES[role] for role in ROLES if role in chosen)}.")
    if generate:
        click.echo(f"First password, shown only now: {made}")


def _first_role() -> tuple[str, ...]:
    if kept.everyone():
        raise accounts.AccountError(f"Say which role with --role: {', '.join(ROLES)}.")
    return (accounts.ADMINISTRATOR,)
