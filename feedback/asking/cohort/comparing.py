"""A snapshot beside the cohort: who is added, who changes, who ends. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from feedback.asking.cohort.headings import CONTACTS

Row = Mapping[str, Any]
NO_CONTACT = (None, None)


@dataclass(frozen=True)
class Change:
    """Somebody whom we know and who changes. `told`: the columns that the file gives; `contact` is None where it stays as it is."""

    before: Row
    told: Row
    contact: tuple[str | None, str | None] | None


@dataclass(frozen=True)
class Difference:
    """What taking a snapshot does. `returned`: how many of `changed` had left; `current`: how many there are before it."""

    added: Sequence[Row]
    changed: Sequence[Change]
    ended: Sequence[Row]
    returned: int
    unchanged: int
    current: int

    @property
    def many_end(self) -> bool:
        """Whether more than a third of the cohort ends: then it may be the wrong file, or a part of one."""
        return 3 * len(self.ended) > self.current


def compare(known: Iterable[Row], contacts: Mapping[int, tuple[str | None, str | None]], rows: Sequence[Row]) -> Difference:
    """Compare rows with everybody known: mappings with "id", "left_on" and their columns. `contacts`: phone and e-mail by id, in clear."""
    by_reference = {person["reference"].casefold(): person for person in known}
    told = {row["reference"].casefold(): row for row in rows}
    added = [row for key, row in told.items() if key not in by_reference]
    beside = [(by_reference[key], row) for key, row in told.items() if key in by_reference]
    changed = [change for person, row in beside if (change := _change(person, row, contacts.get(person["id"], NO_CONTACT)))]
    return Difference(
        added=added,
        changed=changed,
        ended=[person for key, person in by_reference.items() if person["left_on"] is None and key not in told],
        returned=sum(change.before["left_on"] is not None for change in changed),
        unchanged=len(beside) - len(changed),
        current=sum(person["left_on"] is None for person in by_reference.values()),
    )


def _change(person: Row, row: Row, contact: tuple[str | None, str | None]) -> Change | None:
    # The reference stays as it was first written: only the case of its letters can differ.
    told = {name: value for name, value in row.items() if name not in (*CONTACTS, "reference")}
    new = (row.get("phone", contact[0]), row.get("email", contact[1]))
    same = person["left_on"] is None and all(person[name] == value for name, value in told.items())
    if same and new == contact:
        return None
    return Change(person, told, None if new == contact else new)
