"""Whether a public name gives away what the service is: nobody's phone should tell that its owner works with youth justice."""

from __future__ import annotations

import re

TELLING = re.compile(
    r"youth\s+(?:justice|offend\w*|crime|court|custody)|\by\.?[jo]\.?[sti]\.?\b|\boffen[cd]\w*|\bjustice\b|\bprobation\b|\bpolice\b"
    r"|\bcrim\w+|\bcourts?\b|\bcustod\w+|\bvictims?\b|\bharm\w*|\bdivers\w+|\breferral\s+order\w*|\bprevention\b|\binspect\w+"
    r"|\bin\s+care\b|\bsocial\s+(?:care|work\w*)\b|\bsafeguard\w*",
    re.IGNORECASE,
)


def telling_words(public_name: str) -> tuple[str, ...]:
    """The words of a name that say what the service is, as they were typed; none when it is neutral."""
    return tuple(dict.fromkeys(found.group() for found in TELLING.finditer(public_name)))
