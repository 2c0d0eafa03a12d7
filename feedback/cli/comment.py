"""flask comment …"""

from __future__ import annotations

from pathlib import Path

import click
from flask.cli import AppGroup

from feedback.language import reading_file

commands = AppGroup()
EXPECTED = (reading_file.UnreadableComments,)


@commands.command(with_appcontext=False)
@click.argument("source", metavar="IN.csv", type=click.Path(path_type=Path))
@click.argument("target", metavar="OUT.csv", type=click.Path(path_type=Path))
def read(source: Path, target: Path) -> None:
    """Read the comments in IN.csv and write the same rows to OUT.csv with what each says.

    IN.csv has a column text and, if you like, question_kind: praise, improve or general. Four columns are added: sentiment
    (positive, negative, mixed, neutral or unclear), polarity (-1 to 1), confidence (0 to 1) and reasons, the words that
    drove it. No database is needed.
    """
    total = reading_file.read_file(source, target)
    click.echo(f"Read {total:,} {'comment' if total == 1 else 'comments'} into {target}.")
