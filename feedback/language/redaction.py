"""What must not be read by others in a comment that is quoted: proposed by machine, decided by an officer.

Too much is proposed rather than too little: names, places, schools, phone numbers, e-mail addresses, dates and offence detail. A person
takes back what is harmless, and adds what was missed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple, get_args

from feedback.language.redaction_bare import bare
from feedback.language.redaction_contacts import emails, phones
from feedback.language.redaction_dates import dates
from feedback.language.redaction_names import named
from feedback.language.redaction_offences import offences
from feedback.language.redaction_places import placed
from feedback.language.redaction_schools import schooled
from feedback.language.redaction_text import Seen

Kind = Literal["phone", "email", "date", "school", "place", "name", "offence"]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""What a span may be; where two of one length overlap, the first of these is what they are called."""


class Names(NamedTuple):
    """Names that the council gives: its staff, its sites and other places, and schools, each as people write it."""

    staff: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    schools: tuple[str, ...] = ()


class Span(NamedTuple):
    """text[start:end] is to be redacted, as something of this kind."""

    start: int
    end: int
    kind: Kind


def propose(text: str, names: Names) -> tuple[Span, ...]:
    """What an officer should look at before the text is quoted: sorted, not overlapping. Never raises for any text."""
    seen = Seen(text)
    return tuple(_apart(Span(*seen.span(start, end), kind) for start, end, kind in _found(seen, names) if end > start))


def redacted(text: str, spans: Iterable[Span]) -> str:
    """The text with each span replaced by "[name]", "[place]" and so on; neighbours of one kind share one label."""
    made: list[str] = []
    end, last = 0, ""
    for span in _apart(spans):
        between = text[end : span.start]
        if made and span.kind == last and not between.strip(" -"):
            end = span.end
            continue
        made += [between, f"[{span.kind}]"]
        end, last = span.end, span.kind
    return "".join([*made, text[end:]])


def _found(seen: Seen, names: Names) -> Iterator[tuple[int, int, Kind]]:
    yield from ((*found, "phone") for found in phones(seen.plain))
    yield from ((*found, "email") for found in emails(seen.plain))
    yield from ((*found, "date") for found in dates(seen.plain))
    known: list[tuple[int, int, Kind]] = [(*found, "school") for found in schooled(seen, names.schools)]
    known += [(*found, "place") for found in placed(seen, names.places)]
    yield from known
    covered = {spot for start, end, _ in known for spot in range(start, end)}
    yield from ((start, end, "school") for start, end in bare(seen) if end - 1 not in covered)
    yield from ((*found, "name") for found in named(seen, names.staff))
    yield from ((*found, "offence") for found in offences(seen.plain))


def _apart(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, those that overlap as one: it is of the kind of the longest among them."""
    apart: list[Span] = []
    kinds: list[Span] = []
    for span in sorted(spans):
        if apart and span.start < apart[-1].end:
            kinds[-1] = min(kinds[-1], span, key=lambda one: (one.start - one.end, KINDS.index(one.kind)))
            apart[-1] = Span(apart[-1].start, max(apart[-1].end, span.end), kinds[-1].kind)
        elif span.end > span.start:
            apart.append(span)
            kinds.append(span)
    return apart
