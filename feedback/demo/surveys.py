"""The demo's three surveys, all confidential, opened before the first quarter begins."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from feedback.demo.officers import address
from feedback.questionnaire import loading, starters
from feedback.store import events
from feedback.store import surveys as kept

CREATED, PUBLISHED, OPENED = date(2025, 3, 10), date(2025, 3, 17), date(2025, 3, 24)
WORKING_HOUR = time(10, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Planned:
    """A survey: where it is found and which starter it asks."""

    slug: str
    starter: str


YOUNG_PEOPLE = Planned("your-views", "young_people")
PARENTS = Planned("family-views", "parents_and_carers")
HOW_THINGS = Planned("how-things-are-going", "how_things_are_going")


def load() -> None:
    """Keep the surveys and the record of how they came to be."""
    for planned in (YOUNG_PEOPLE, PARENTS, HOW_THINGS):
        _keep(planned)


def _keep(planned: Planned) -> None:
    questionnaire = starters.get(planned.starter)
    survey = kept.add(
        kept.Survey(
            slug=planned.slug,
            title=questionnaire.title,
            audience=questionnaire.audience,
            privacy="confidential",
            created_on=CREATED,
            opened_on=OPENED,
            demo=True,
        )
    )
    kept.publish(survey, loading.dump(questionnaire), PUBLISHED)
    about = {"slug": survey.slug, "audience": survey.audience, "privacy": survey.privacy, "questionnaire": questionnaire.code}
    officer = address("voice_officer")
    events.record(datetime.combine(CREATED, WORKING_HOUR), officer, "survey.created", survey.id, **about)
    events.record(datetime.combine(OPENED, WORKING_HOUR), officer, "survey.opened", survey.id, slug=survey.slug)


def door(planned: Planned) -> kept.Door:
    """The survey as answers find it. LookupError when it is not there."""
    found = kept.door(planned.slug)
    if found is None:
        raise LookupError(f"the demo's survey {planned.slug} is not there")
    return found
