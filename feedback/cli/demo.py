"""flask demo …"""

from __future__ import annotations

import os

import click
from flask.cli import AppGroup

from feedback.cli.room import needs_database
from feedback.demo import loading, surveys

commands = AppGroup()
EXPECTED = (loading.DemoRefused,)


@commands.command()
def load() -> None:
    """Load the demo into an empty database. Loading it again changes nothing."""
    needs_database()
    loaded = loading.load()
    click.echo(f"Loaded the demo: {', '.join(loaded)}." if loaded else "The demo is there already; nothing was changed.")


@commands.command("sign-ins")
def sign_ins() -> None:
    """Print the address, the survey links and a sign-in for each role."""
    needs_database()
    found = loading.sign_ins()
    address = f"http://127.0.0.1:{os.environ.get('PORT', '5000')}"
    click.echo(f"Young people:        {address}/s/{surveys.YOUNG_PEOPLE.slug}")
    click.echo(f"Parents and carers:  {address}/s/{surveys.PARENTS.slug}")
    click.echo(f"Officers:            {address}/officer/  (password for all: {found[0].password})")
    width = max(len(each.email) for each in found)
    for each in found:
        click.echo(f"  {each.email.ljust(width)}  {each.role}")
