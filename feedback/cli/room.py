"""A group of commands that is imported when one of them is wanted, and whose expected failures are one clear line."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import Any, cast

import click

ACTOR = "command"
"""Who did it, in the record of events: somebody at the machine's command line, whom we do not know."""


class Room(click.Group):
    """The commands of the module with this name beside this one: its `commands`, and its `EXPECTED` exceptions."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Their names."""
        return self._commands.list_commands(ctx)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """One of them."""
        return self._commands.get_command(ctx, cmd_name)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command. An expected failure is one line and exit status 1, never a traceback."""
        try:
            return super().invoke(ctx)
        except self._module.EXPECTED as refused:
            raise click.ClickException(str(refused)) from None
        except OSError as failed:
            said = failed.strerror or str(failed)
            raise click.ClickException(f"{failed.filename}: {said}" if failed.filename else said) from None

    @property
    def _module(self) -> ModuleType:
        return import_module(f"feedback.cli.{self.name}")

    @property
    def _commands(self) -> click.Group:
        return cast(click.Group, self._module.commands)


def needs_database() -> None:
    """Stop where the database does not answer or has no tables."""
    from feedback import store

    try:
        store.ready()
    except Exception as failed:  # whatever the driver raises means the same here
        reason = str(failed).splitlines()[0]
        message = f"The database is not ready ({reason}). Check FEEDBACK_DATABASE_URL and run `flask db upgrade`."
        raise click.ClickException(message) from None
