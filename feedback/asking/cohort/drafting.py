"""Drafts: what is left of a file is kept encrypted for a day, mapped on screen, and looked at before it is taken."""

from __future__ import annotations

import base64
import json
import uuid
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from feedback import clock, store
from feedback.asking.cohort import comparing, files, headings, reading, values
from feedback.asking.cohort.comparing import Difference
from feedback.asking.cohort.files import Row
from feedback.asking.cohort.reading import Mapped, People
from feedback.asking.cohort.refused import CohortRefused
from feedback.asking.cohort.sifting import NotTaken, Sifted, sift
from feedback.store import council, encryption, people, snapshots
from feedback.store.snapshots import Draft

NO_REFERENCE = "Say which column is the Reference: the number that your case system gives each person."


@dataclass(frozen=True)
class Preview:
    """What taking a draft would do. `difference` is None while there are faults: then nothing can be taken.

    `after` is the newest snapshot of the audience when this was worked out, 0 when there is none.
    """

    people: People
    difference: Difference | None
    after: int


def bring_in(data: bytes, audience: str, sheet: str, actor: str) -> str:
    """Read a file, drop what is never kept, and keep the rest as a draft instead of those that the same officer has of this audience;
    the draft's id. Raises CohortRefused."""
    last = _last_mapping(audience)
    teams = [team.name for team in council.places("team")]
    sifted = sift(files.read(data, audience, sheet), audience, teams, last.columns, clock.today())
    columns = headings.guess(sifted.headings, audience, last.columns)
    draft = Draft(
        id=str(uuid.uuid4()),
        audience=audience,
        made_on=clock.today(),
        made_by=actor,
        content=_sealed(sifted),
        mapping=as_json(Mapped({heading: field for heading, field in columns.items() if field}, last.words)),
        total=len(sifted.rows),
    )
    with store.transaction():
        snapshots.forget_replaced(audience, actor)
        return snapshots.add_draft(draft).id


def content(draft: Draft) -> Sifted:
    """What a draft holds."""
    found = json.loads(zlib.decompress(base64.b64decode(encryption.unseal(draft.content))))
    rows = [Row(number, cells) for number, cells in zip(found["numbers"], found["rows"], strict=True)]
    return Sifted(found["headings"], rows, [NotTaken(*one) for one in found["not_taken"]])


def mapped(draft: Draft) -> Mapped:
    """What its columns and words are."""
    return _mapped(draft.mapping)


def map_columns(draft: Draft, columns: Mapping[str, str]) -> Mapped:
    """Keep what each column is: {heading: field}, "" for one that is not taken. Raises CohortRefused."""
    taken = {heading: field for heading, field in columns.items() if field}
    fields = list(taken.values())
    if "reference" not in fields:
        raise CohortRefused(NO_REFERENCE)
    twice = next((field for field in fields if fields.count(field) > 1), None)
    if twice:
        raise CohortRefused(f"Two columns are {headings.FIELDS[twice]}. Choose one of them, and do not take the other.")
    return _keep(draft, Mapped(taken, mapped(draft).words))


def map_words(draft: Draft, words: Mapping[str, Mapping[str, str]]) -> Mapped:
    """Keep what words mean: {field: {plain word: code, or "" for not known}}, beside those said before."""
    before = mapped(draft)
    told = {name: {**before.words.get(name, {}), **said} for name, said in words.items()}
    return _keep(draft, Mapped(before.columns, {**before.words, **told}))


def read(draft: Draft) -> People:
    """The rows of a draft as people."""
    teams = {team.name.lower(): team.name for team in council.places("team")}
    as_mapped = mapped(draft)
    if "reference" not in as_mapped.fields:
        raise CohortRefused(NO_REFERENCE)
    return reading.read(content(draft), as_mapped, values.readers(clock.today(), teams, as_mapped.words))


def preview(draft: Draft) -> Preview:
    """What taking a draft would do now. Raises CohortRefused."""
    after = newest(draft.audience)
    found = read(draft)
    return Preview(found, None if found.faults else compared(draft, found), after)


def compared(draft: Draft, found: People) -> Difference:
    """The rows of a draft beside the cohort."""
    contacts = _contacts(draft.audience) if mapped(draft).fields & set(headings.CONTACTS) else {}
    return comparing.compare(people.known(draft.audience), contacts, found.rows)


def newest(audience: str) -> int:
    """The id of the newest snapshot of an audience, 0 when there is none: what was shown holds as long as it is the same."""
    found = snapshots.newest(audience)
    return found.id if found else 0


def throw_away(draft_id: str) -> None:
    """Destroy a draft that is not being taken."""
    with store.transaction():
        draft = snapshots.draft(draft_id)
        if draft and draft.state != "taking":
            snapshots.remove_draft(draft_id)


def _contacts(audience: str) -> Mapping[int, tuple[str | None, str | None]]:
    return {
        person_id: (encryption.unseal(phone) if phone else None, encryption.unseal(email) if email else None)
        for person_id, phone, email in people.sealed_contacts(audience)
    }


def _last_mapping(audience: str) -> Mapped:
    last = snapshots.newest(audience)
    return _mapped(last.mapping) if last else Mapped()


def _mapped(kept: Mapping[str, Any]) -> Mapped:
    words = kept.get("words")
    return Mapped(kept.get("columns", {}), json.loads(encryption.unseal(words.encode())) if words else {})


def _keep(draft: Draft, new: Mapped) -> Mapped:
    with store.transaction():
        snapshots.change_draft(draft.id, {"mapping": as_json(new), "state": "mapping", "problem": ""})
    return new


def as_json(mapped_: Mapped) -> dict[str, Any]:
    """As it is kept. Words of a file are encrypted: nobody can be sure that none of them is a name."""
    words = json.dumps({name: dict(said) for name, said in mapped_.words.items()})
    return {"columns": dict(mapped_.columns), "words": encryption.seal(words, clock.today()).decode() if mapped_.words else ""}


def _sealed(sifted: Sifted) -> bytes:
    whole = {
        "headings": list(sifted.headings),
        "not_taken": [[one.heading, one.reason] for one in sifted.not_taken],
        "numbers": [row.number for row in sifted.rows],
        "rows": [row.cells for row in sifted.rows],
    }
    packed = zlib.compress(json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace"), level=3)
    return encryption.seal(base64.b64encode(packed).decode("ascii"), clock.today())
