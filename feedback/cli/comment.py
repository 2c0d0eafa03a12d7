"""flask comment …"""

from __future__ import annotations

from pathlib import Path

import click
from flask.cli import AppGroup

from feedback.language import reading_file, screening_file
from feedback.language.csv_comments import UnreadableComments

commands = AppGroup()
EXPECTED = (UnreadableComments,)


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


@commands.command(with_appcontext=False)
@click.argument("source", metavar="IN.csv", type=click.Path(path_type=Path))
@click.argument("target", metavar="OUT.csv", type=click.Path(path_type=Path))
def screen(source: Path, target: Path) -> None:
    """Look for signs of harm in the comments in IN.csv and write the same rows to OUT.csv with what was seen.

    IN.csv has a column text. Three columns are added: level (none, blue, amber or red), category, and seen, the words
    that gave the sign. No database is needed. "None" never means safe: a person reads every comment.
    """
    total = screening_file.screen_file(source, target)
    click.echo(f"Screened {total:,} {'comment' if total == 1 else 'comments'} into {target}.")


@commands.command(with_appcontext=False)
@click.argument("source", metavar="LABELLED.csv", type=click.Path(path_type=Path))
def evaluate(source: Path) -> None:
    """Compare first readings with people's labels and print what they are worth.

    LABELLED.csv has the columns text and label (positive, negative, mixed, neutral or unclear) and, if you like, question_kind,
    respondent, and category or register. What is worst is printed with its words: mind who looks. No database is needed.
    """
    from feedback.language.evaluating import Judged
    from feedback.language.evaluation_text import evaluation_text
    from feedback.language.labelled import read_labelled
    from feedback.language.reading import read as reading_of

    judged = [Judged(comment, reading_of(comment.text, comment.kind)) for comment in read_labelled(source)]
    click.echo(evaluation_text(judged))
