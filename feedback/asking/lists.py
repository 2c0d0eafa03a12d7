"""The list of a sample: its references and codes, who is done, and the file from which letters are merged.

It says of each person only whether there is still something to hand out: an answer cannot be reached from here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil

from feedback import clock, csv_files, store
from feedback.asking import sending
from feedback.store import events, links, samples, surveys, tokens
from feedback.store.samples import Filters, Listed, Sample
from feedback.store.surveys import Survey

AT_ONCE = 1000
"""People in one batch of cards: four seconds of work, nearly all for the QR codes."""
HEADINGS = ("reference", "link", "code")
EVERYBODY = Filters()


@dataclass(frozen=True)
class Line:
    """Somebody on a sample list. `done`: they have answered or said no. `run_out`: their link opens no more. `link` and `code` are
    theirs, while they are neither; in an open survey there is no code, the link is everybody's, and nobody knows who is done."""

    reference: str
    team: str
    language: str
    done: bool
    link: str
    code: str
    run_out: bool = False


def page(sample: Sample, filters: Filters, number: int, size: int) -> tuple[Sequence[Line], int]:
    """Page `number` (from 1) of a sample list, by team and reference, and how many people are on it."""
    found, total = samples.on_the_list(sample.id, filters, number, size)
    return _lines(sample, found), total


def batches(sample: Sample, filters: Filters = EVERYBODY) -> int:
    """How many batches of cards a list makes."""
    return ceil(samples.on_the_list(sample.id, filters, 1, 1)[1] / AT_ONCE)


def batch(sample: Sample, filters: Filters, number: int) -> Sequence[Line]:
    """Batch `number` (from 1) of those on a list whose link still opens. Who is in which batch does not depend on who has answered."""
    return [line for line in page(sample, filters, number, AT_ONCE)[0] if not (line.done or line.run_out)]


def merge_file(sample: Sample, filters: Filters, actor: str) -> str:
    """The CSV file of everybody on a list who is not done: reference, link, code. It goes on record."""
    numbers = range(1, batches(sample, filters) + 1)
    rows = ((line.reference, line.link, line.code) for number in numbers for line in batch(sample, filters, number))
    made = csv_files.text([HEADINGS, *rows])
    record(sample, "csv", actor)
    return made


def frame_file(sample: Sample, actor: str) -> str:
    """The CSV file of a sample's frame, from which anybody can repeat the draw. It goes on record."""
    rows = ((reference, stratum, "yes" if drawn else "no") for reference, stratum, drawn in samples.references(sample.id))
    made = csv_files.text([("reference", "group", "drawn"), *rows])
    record(sample, "frame", actor)
    return made


def record(sample: Sample, how: str, actor: str) -> None:
    """Keep that an officer saw or took out a sample's list: how is list, csv, cards, frame or paper."""
    with store.transaction():
        events.record(clock.now(), actor, "sample.listed", sample.id, slug=surveys.by_id(sample.survey_id).slug, how=how)


def open_link(survey: Survey) -> str:
    """The link that everybody may use."""
    return f"{sending.link_base()}/s/{survey.slug}"


def _lines(sample: Sample, found: Sequence[Listed]) -> Sequence[Line]:
    survey = surveys.by_id(sample.survey_id)
    if survey.privacy == "open":
        link = open_link(survey)
        return [Line(one.reference, one.team or "", one.language, done=False, link=link, code="") for one in found]
    return list(_personal(sample, found))


def _personal(sample: Sample, found: Sequence[Listed]) -> Iterator[Line]:
    unanswered, today = links.unanswered(sample.id, [one.person_id for one in found]), clock.today()
    for one in found:
        invitation = unanswered.get(one.person_id)
        line = Line(one.reference, one.team or "", one.language, done=invitation is None, link="", code="")
        if invitation and (invitation.expires_on < today or invitation.dead):
            line = replace(line, run_out=True)
        elif invitation and invitation.nonce:
            link = f"{sending.link_base()}/i/{invitation.token}"
            line = replace(line, link=link, code=tokens.in_groups(tokens.code_of(invitation.nonce)))
        yield line
