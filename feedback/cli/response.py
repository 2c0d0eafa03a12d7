"""flask response …"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
from flask.cli import AppGroup

from feedback.asking import surveys
from feedback.cli.room import ACTOR, needs_database
from feedback.intake import importing
from feedback.reporting import rows
from feedback.store import surveys as kept

MOST_LINES = 10
"""Refused rows whose reasons are printed; the file of refused rows has them all."""


commands = AppGroup()
EXPECTED = (surveys.SurveyError, importing.ImportRefused, rows.ExportRefused)


@commands.command("import")
@click.argument("slug")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Go on without asking.")
@click.option("--leave-out-refused", is_flag=True, help="Import the other rows when some are refused; without it, none is.")
@click.option("--refused", type=click.Path(path_type=Path), help="Where refused rows go. [default: FILE.refused.csv]")
def import_(slug: str, file: Path, yes: bool, leave_out_refused: bool, refused: Path | None) -> None:  # noqa: FBT001
    """Import the answers in FILE (CSV) into the survey at SLUG: all of them, or none.

    Columns are named by the codes of the questions. In their cells stand codes of options or their exact labels; several
    choices with semicolons between them; goals like school:7;work:3. Other columns, none of them needed: response_id (UUID4),
    sent_on (2026-05-31 or 31/05/2026; today when empty), touchpoint, helper, language, variant and, in a confidential survey,
    bands as the service knows them: age_band, sex, ethnicity, order_type, care_experience, needs.

    An empty cell is a skipped question. A question without a column was not asked.
    """
    needs_database()
    surveys.find(slug)
    door = kept.door(slug)
    assert door
    data = file.read_bytes()
    click.echo(f"Looking at {file.name} …")
    looked_at = importing.preview(door, data)
    _say(looked_at, file)
    if looked_at.refused:
        _give_back(looked_at, refused or file.with_name(f"{file.name}.refused.csv"), leaving_out=leave_out_refused)
        looked_at = looked_at.without_refused()
    if not looked_at.taken:
        raise importing.ImportRefused("There is nothing left to import.")
    if not yes:
        click.confirm(f"Import {_rows(len(looked_at.taken))}?", abort=True)
    total = importing.take(looked_at, ACTOR)
    click.echo(f"Imported {_rows(total)} into /s/{slug}. Comments were screened and read.")


def _say(looked_at: importing.Preview, file: Path) -> None:
    total = len(looked_at.taken) + len(looked_at.refused)
    click.echo(f"{file.name}: {_rows(total)}, {looked_at.encoding}, separated by {looked_at.separator}.")
    click.echo(f"Columns: {', '.join(looked_at.header)}.")
    if looked_at.not_in_file:
        click.echo(f"Not in the file, so kept as not asked: {', '.join(looked_at.not_in_file)}.")
    if looked_at.dropped:
        click.echo(f"Left out: {looked_at.dropped} answers to questions that were not asked in the end.")
    click.echo(f"{_rows(len(looked_at.taken))} can be imported, {len(looked_at.refused)} refused.")
    for line in _reasons(looked_at):
        click.echo(line)


def _reasons(looked_at: importing.Preview) -> Iterator[str]:
    for refused in looked_at.refused[:MOST_LINES]:
        yield f"  Line {refused.row.line}: {' '.join(refused.reasons)}"
    if len(looked_at.refused) > MOST_LINES:
        yield f"  … and {len(looked_at.refused) - MOST_LINES} more."


def _give_back(looked_at: importing.Preview, path: Path, *, leaving_out: bool) -> None:
    importing.write_refused(looked_at, path)
    click.echo(f"The refused rows are in {path}, with the reasons in the last column.")
    if not leaving_out:
        raise importing.ImportRefused(
            f"Nothing was imported: {_rows(len(looked_at.refused))} cannot be. Mend the file, or leave them out with --leave-out-refused."
        )


def _rows(number: int) -> str:
    return "1 row" if number == 1 else f"{number:,} rows"


@commands.command()
@click.argument("slug")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--as", "email", required=True, help="The officer who exports: their role must allow it.")
@click.option("--reason", required=True, help=f"Why, in {rows.SHORTEST_REASON} characters or more. It goes on record with the address.")
def export(slug: str, file: Path, email: str, reason: str) -> None:
    """Write the responses of the survey at SLUG to FILE (CSV), a row each, and what its columns mean to FILE.txt.

    Quarters instead of days, bands, coded answers; no comments and nothing that leads to a person. What is left is still
    personal data: a few answers and bands together may point to somebody.
    """
    needs_database()
    exported = rows.export(slug, email, reason)
    rows.write(exported, file)
    click.echo(f"Wrote {_rows(len(exported.rows))} to {file}, and what the columns mean to {rows.codebook_path(file)}.")
    click.echo("These are personal data: keep them as you keep the case system, and delete them when you are done.")
