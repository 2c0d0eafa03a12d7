"""What the scripts of a page are told: a block of data in it, which runs nothing."""

from __future__ import annotations

from typing import Any

from feedback import assets
from feedback.respondent.host import Host
from feedback.respondent.sheet import Sheet
from feedback.respondent.words import start_words, words


def of_questions(host: Host, sheet: Sheet) -> dict[str, Any]:
    """For a page of questions. Only what comes by the open link is sealed: a personal link sends its form as it is."""
    door, asked = sheet.door, sheet.asked
    return {
        "slug": door.slug,
        "version": door.version,
        "variant": asked.variant,
        "language": asked.worded.language,
        "audience": door.audience,
        "privacy": door.privacy,
        "key": _key(host) if sheet.way == "link" else None,
        "idle_seconds": host.idle_seconds,
        "words": words(),
    }


def of_start(host: Host) -> dict[str, Any]:
    """For the page on which a tablet starts. `running` changes with any of our scripts: officers see which tablets run old ones."""
    return {"key": _key(host), "running": assets.together("respondent"), "words": start_words()}


def _key(host: Host) -> dict[str, Any] | None:
    return {"kid": host.key.kid, "jwk": dict(host.key.jwk)} if host.key else None
