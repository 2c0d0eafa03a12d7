"""flask comment …"""

from __future__ import annotations

from pathlib import Path

import click
from flask.cli import AppGroup

commands = AppGroup()
EXPECTED = (ValueError,)


@commands.command("read", with_appcontext=False)
@click.argument("source", metavar="IN.csv", type=click.Path(path_type=Path))
@click.argument("target", metavar="OUT.csv", type=click.Path(path_type=Path))
def read_(source: Path, target: Path) -> None:
    """Read the comments in IN.csv and write the same rows with sentiment, polarity, confidence and reasons to OUT.csv.

    The file has a column text and, if you like, question_kind: praise, improve or general. No database is needed.
    """
