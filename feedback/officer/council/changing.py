"""Changing the council: what differs is kept, and the record names the fields, never what was in them."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from feedback import clock, store
from feedback.store import council, events

LONGEST_PLACE = 80
COUNCIL_ID = 1


class PlaceError(Exception):
    """A site or team cannot be added. The message says why and what to do."""


def change(values: Mapping[str, object], actor: str) -> bool:
    """Keep these columns of the council. False when nothing differs: then nothing is recorded either."""
    with store.transaction():
        found = council.current()
        fields = [column for column, value in values.items() if getattr(found, column) != value]
        if fields:
            council.change({column: values[column] for column in fields})
            events.record(clock.now(), actor, "council.changed", COUNCIL_ID, fields=sorted(fields))
    return bool(fields)


def check_languages(checked: Collection[str], actor: str) -> None:
    """Keep which translations of our own words a person has checked. The record names each that differs."""
    with store.transaction():
        differing = set(council.current().languages_checked) ^ set(checked)
        if differing:
            council.change({"languages_checked": sorted(checked)})
        for language in sorted(differing):
            events.record(clock.now(), actor, "language.checked", language, language=language, checked=language in checked)


def add_place(kind: str, name: str, actor: str) -> None:
    """Add a site or a team ('site' or 'team'), or bring back one that was removed. Raises PlaceError."""
    tidy = " ".join(name.split())
    if not tidy:
        raise PlaceError(f"Enter the name of the {kind}")
    if len(tidy) > LONGEST_PLACE:
        raise PlaceError(f"The name must be {LONGEST_PLACE} characters or fewer")
    with store.transaction():
        if tidy.lower() in {place.name.lower() for place in council.places(kind)}:
            raise PlaceError(f"“{tidy}” is on the list already")
        place = council.add_place(kind, tidy)
        events.record(clock.now(), actor, "place.added", place.id, kind=kind, name=tidy)


def remove_place(kind: str, place_id: int, actor: str) -> str | None:
    """Take a site or team out of use; responses keep it. Its name, or None when there is none."""
    with store.transaction():
        place = council.remove_place(kind, place_id)
        if place is not None:
            events.record(clock.now(), actor, "place.removed", place.id, kind=kind, name=place.name)
    return place.name if place else None
