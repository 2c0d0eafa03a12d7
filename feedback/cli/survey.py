"""flask survey …"""

from __future__ import annotations

import json
from pathlib import Path

import click
from flask.cli import AppGroup

from feedback.asking import surveys
from feedback.cli.room import ACTOR, needs_database
from feedback.questionnaire import loading, schema
from feedback.questionnaire.definition import Questionnaire
from feedback.store import responses
from feedback.store import surveys as kept
from feedback.store.codes import PRIVACY

commands = AppGroup()
EXPECTED = (surveys.SurveyError, loading.DefinitionError)


@commands.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--slug", required=True, help="The address of the survey: /s/SLUG.")
@click.option("--title", help="What officers call it. The questionnaire's own title when left out.")
@click.option("--privacy", type=click.Choice(PRIVACY), help="Settled when the survey opens. confidential when left out.")
def import_(file: Path, slug: str, title: str | None, privacy: str | None) -> None:
    """Make a survey from the questionnaire in FILE (JSON), or a new version of the survey at SLUG.

    `flask survey schema` describes the format; `flask survey export` gives an example.
    """
    questionnaire = loading.load(_text(file))
    needs_database()
    if kept.by_slug(slug) is None:
        surveys.create(questionnaire, slug, title or questionnaire.title, privacy or "confidential", ACTOR)
        click.echo(f"Made the survey /s/{slug}. It is a draft: `flask survey open {slug}` lets answers in.")
    else:
        _new_version(slug, questionnaire, title, privacy)


def _new_version(slug: str, questionnaire: Questionnaire, title: str | None, privacy: str | None) -> None:
    there = surveys.find(slug)
    if title not in {None, there.title} or privacy not in {None, there.privacy}:
        raise surveys.SurveyError(
            f"There is a survey at /s/{slug} already: {there.title}, {there.privacy}. Leave out --title and --privacy to publish "
            "a new version of it, or choose another slug."
        )
    version = surveys.publish(slug, questionnaire, ACTOR)
    click.echo(f"Published version {version.number} of /s/{slug}.")


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise loading.DefinitionError([f"{file.name} is not UTF-8 text. Save it as UTF-8."]) from None


@commands.command()
@click.argument("slug")
@click.option("--version", type=click.IntRange(min=1), help="An earlier version. The newest when left out.")
def export(slug: str, version: int | None) -> None:
    """Print the questionnaire of the survey at SLUG as JSON, as `flask survey import` takes it."""
    needs_database()
    surveys.find(slug)
    door = kept.door(slug, version)
    if door is None:
        raise surveys.SurveyError(f"/s/{slug} has no version {version}.")
    click.echo(kept.definition(door.version_id), nl=False)


@commands.command("open")
@click.argument("slug")
def open_(slug: str) -> None:
    """Let answers in to the survey at SLUG. Its privacy is settled from then on."""
    needs_database()
    opened = surveys.open_survey(slug, ACTOR)
    click.echo(f"/s/{slug} is open. Its privacy is {opened.privacy}.")


@commands.command()
@click.argument("slug")
def close(slug: str) -> None:
    """Let no more answers in to the survey at SLUG."""
    needs_database()
    surveys.close_survey(slug, ACTOR)
    click.echo(f"/s/{slug} is closed.")


@commands.command("list")
def list_() -> None:
    """Show all surveys: address, state, audience, privacy, version and number of responses."""
    needs_database()
    rows = [("address", "state", "audience", "privacy", "version", "responses", "title"), *map(_row, kept.everyone())]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def _row(each: kept.Survey) -> tuple[str, ...]:
    total = sum(count.responses for count in responses.counts(each.id))
    return (f"/s/{each.slug}", each.state, each.audience, each.privacy, str(len(kept.versions(each.id))), str(total), each.title)


@commands.command("schema")
def schema_() -> None:
    """Print the JSON Schema of questionnaires."""
    click.echo(json.dumps(schema.json_schema(), indent=2, ensure_ascii=False))
