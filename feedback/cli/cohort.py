"""flask cohort …"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import click
from flask.cli import AppGroup

from feedback.asking.cohort import drafting, reading, taking
from feedback.asking.cohort.drafting import Preview
from feedback.asking.cohort.headings import FIELDS
from feedback.asking.cohort.refused import CohortRefused
from feedback.cli.room import ACTOR, needs_database
from feedback.store import snapshots
from feedback.store.codes import AUDIENCES
from feedback.store.snapshots import Draft, Snapshot

MOST_LINES = 20
"""Problems that are printed."""

commands = AppGroup()
EXPECTED = (CohortRefused,)


@commands.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--audience", type=click.Choice(AUDIENCES), required=True, help="Who is in the file.")
@click.option("--map", "maps", multiple=True, metavar="HEADING=FIELD", help="What a column is; HEADING= takes nothing. Again for each.")
@click.option("--sheet", default="", help="The sheet to take, when a workbook has several with data.")
@click.option("--yes", is_flag=True, help="Go on without asking, also when more than a third would end.")
def import_(file: Path, audience: str, maps: Sequence[str], sheet: str, yes: bool) -> None:  # noqa: FBT001
    """Import the people in FILE (CSV or XLSX): all of them, or none. Whoever of this audience is not in it ends.

    What each column is follows from its heading, or from the last list. Names, birth dates, addresses and the like are dropped
    before anything is stored. Words that are not understood are problems here; the page “Bring in a list” asks what they mean.
    """
    needs_database()
    draft_id = drafting.bring_in(file.read_bytes(), audience, sheet, ACTOR)
    try:
        draft = _found(draft_id)
        if maps:
            drafting.map_columns(draft, _columns(draft, maps))
        done = _take(_found(draft_id), yes=yes)
    finally:
        # Nothing is left behind of a file that was refused, or that somebody decided against.
        drafting.throw_away(draft_id)
    click.echo(f"Imported: {done.added:,} added, {done.updated:,} changed, {done.ended:,} ended.")


def _take(draft: Draft, *, yes: bool) -> Snapshot:
    _say(draft)
    preview = drafting.preview(draft)
    _refuse_faults(preview)
    assert preview.difference is not None
    what = preview.difference
    click.echo(f"{len(what.added):,} would be added, {len(what.changed):,} changed, {len(what.ended):,} ended; {what.unchanged:,} stay.")
    if what.many_end:
        click.echo("More than a third of the people would end. Is this the whole list?")
    if not yes:
        click.confirm("Take this list?", abort=True)
    taking.take(draft.id, preview.after, ACTOR)
    if draft.total > taking.IN_A_REQUEST:
        taking.take_waiting()
    return _done(draft.id)


def _done(draft_id: str) -> Snapshot:
    draft = _found(draft_id)
    done = snapshots.by_id(draft.snapshot_id) if draft.snapshot_id else None
    if done is None:
        raise CohortRefused(draft.problem or "The worker is taking this list. Look under People.")
    return done


def _say(draft: Draft) -> None:
    sifted, mapped = drafting.content(draft), drafting.mapped(draft)
    for heading in sifted.headings:
        click.echo(f"  {heading}: {FIELDS[mapped.columns[heading]] if heading in mapped.columns else 'not taken'}")
    for one in sifted.not_taken:
        click.echo(f"  {one.heading}: dropped, it {one.reason}")
    unknown = reading.unknown_words(sifted, mapped)
    for field, listed in unknown.items():
        click.echo(f"  {FIELDS[field]}: {len(listed)} words are not understood")


def _refuse_faults(preview: Preview) -> None:
    faults = preview.people.faults
    for fault in faults[:MOST_LINES]:
        click.echo(f"  Row {fault.row}, {fault.heading}: {fault.message}")
    if len(faults) > MOST_LINES:
        click.echo(f"  … and {len(faults) - MOST_LINES:,} more.")
    if faults:
        number = "1 problem" if len(faults) == 1 else f"{len(faults):,} problems"
        raise CohortRefused(f"Nothing was imported: {number}. Mend the file, or bring it in on the page “Bring in a list”.")


def _columns(draft: Draft, maps: Sequence[str]) -> Mapping[str, str]:
    """The guessed columns with those put in place that are given."""
    there = drafting.content(draft).headings
    columns = dict(drafting.mapped(draft).columns)
    for pair in maps:
        heading, equals, field = (part.strip() for part in pair.partition("="))
        if not equals or heading not in there:
            raise CohortRefused(f"--map {pair}: write HEADING=FIELD. The headings are: {', '.join(there)}.")
        if field and field not in FIELDS:
            raise CohortRefused(f"--map {pair}: there is no such field. The fields are: {', '.join(FIELDS)}.")
        columns[heading] = field
    return columns


def _found(draft_id: str) -> Draft:
    draft = snapshots.draft(draft_id)
    assert draft is not None
    return draft
