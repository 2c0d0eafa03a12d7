"""From what the demo's people chose and wrote to rows in the tables: through the same form, screen and reading as on the web."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from werkzeug.datastructures import MultiDict

from feedback.demo.cohort import Somebody
from feedback.demo.officers import address
from feedback.intake.asked import asked
from feedback.intake.keeping import keep_all
from feedback.intake.recording import Sent, rows_of
from feedback.questionnaire.answers import Collected, collect
from feedback.store import council, events
from feedback.store.surveys import Door

ASIDE_AFTER = timedelta(days=3)
NOTE = "The same answers on the same day, sent a second time from the tablet."


@dataclass(frozen=True)
class Filled:
    """One response as the demo makes it. `typed`: field names of the form and what is in them, a list where there may be several."""

    response_id: str
    at: datetime
    day: date
    way: str
    typed: Mapping[str, str | list[str]]
    person: Somebody | None = None
    touchpoint: str = ""
    helper: str = ""
    variant: str = ""
    site: str = ""
    set_aside: str | None = None


def keep(door: Door, filled: Iterable[Filled]) -> None:
    """Keep responses, with the concerns that they raise."""
    sites, teams = ({place.name: place.id for place in council.places(kind)} for kind in ("site", "team"))
    kept = []
    for each in filled:
        rows = rows_of(_sent(door, each, sites, teams))
        rows.response["set_aside"] = each.set_aside
        kept.append(rows)
        if each.set_aside:
            at = each.at + ASIDE_AFTER
            events.record(at, address("voice_officer"), "response.set_aside", each.response_id, reason=each.set_aside, note=NOTE)
    keep_all(kept)


def _sent(door: Door, each: Filled, sites: Mapping[str, int], teams: Mapping[str, int]) -> Sent:
    what = asked(door.version_id, each.variant, open_mode=door.privacy == "open")
    sent = Sent(
        response_id=each.response_id,
        survey_id=door.survey_id,
        privacy=door.privacy,
        version_id=door.version_id,
        variant=what.variant,
        language=what.language,
        questionnaire=what.whole,
        collected=_collected(door, each),
        way=each.way,
        day=each.day,
        at=each.at,
        touchpoint=each.touchpoint,
        helper=each.helper,
        site_id=sites.get(each.site),
        demo=True,
    )
    person = each.person
    return replace(sent, link_number=person.link_number, team_id=teams[person.team], bands=person.bands) if person else sent


def _collected(door: Door, each: Filled) -> Collected:
    what = asked(door.version_id, each.variant, open_mode=door.privacy == "open")
    form = what.form_class(MultiDict(each.typed))
    if not form.validate():
        raise ValueError(f"the demo's answers do not fit /s/{door.slug}: {form.errors}")
    return collect(what.worded, what.whole, form.data)


def in_order_of_days(filled: Iterable[Filled]) -> Iterator[Filled]:
    """Oldest first, so that what is recorded about them is in order too."""
    return iter(sorted(filled, key=lambda each: each.at))
