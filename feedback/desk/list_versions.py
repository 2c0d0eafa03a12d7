"""Keeping a new version of a list that officers edit: who made it, what changed, and on the record that it did."""

from __future__ import annotations

from feedback import clock, store
from feedback.store import events, lists
from feedback.store.lists import Kind, ListVersion

LONGEST_NOTE = 300
AS_IT_CAME = "As it came with the service"


class NoSuchVersion(LookupError):
    """The list never had this version."""


def keep(kind: Kind, content: str, after: int, note: str, actor: str) -> int:
    """Keep a new version made from version `after`; its number. It counts at once. Raises lists.Outdated: then nothing was kept."""
    with store.transaction():
        number = lists.add(kind, content, after, note[:LONGEST_NOTE], clock.today(), actor)
        events.record(clock.now(), actor, "list.changed", kind, kind=kind, version=number)
    return number


def content_of(kind: Kind, number: int) -> str:
    """The content of one version; version 0 is the list that the service came with. Raises NoSuchVersion."""
    if number == 0:
        return ""
    found = lists.by_number(kind, number)
    if found is None:
        raise NoSuchVersion(f"there is no version {number} of the list of {kind}")
    return found.content


def last_change(kind: Kind) -> ListVersion | None:
    """The newest version, or None while the list is as it came."""
    return lists.by_number(kind, lists.current(kind).version)
