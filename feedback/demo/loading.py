"""Loading the demo: part by part, each once. Refused where real answers are, or may come."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask import current_app

from feedback import clock, store
from feedback.demo import asks, concerns, council, how_things, officers, people, quotes, readings, responses, surveys, themes
from feedback.store import accounts, events
from feedback.store import council as kept_council
from feedback.store import surveys as kept_surveys

PARTS: Mapping[str, Callable[[], None]] = {
    "council": council.load,
    "officers": officers.load,
    "surveys": surveys.load,
    "cohort": people.load,
    "young people's answers": responses.load_young_people,
    "parents' and carers' answers": responses.load_parents,
    "how things are going": how_things.load,
    "asks": asks.load,
    "concerns": concerns.load,
    "readings": readings.load,
    "quotes": quotes.load,
    "themes": themes.load,
}
"""In the order in which they need one another. A part added later is loaded beside those that are there."""


class DemoRefused(Exception):
    """The demo may not be loaded or used here. The message says why."""


def load() -> list[str]:
    """Load the parts that are not there yet, and say which. Raises DemoRefused."""
    refuse_in_production()
    loaded = []
    for name, part in PARTS.items():
        with store.transaction():
            known = _known()
            if not known:
                _refuse_beside_real()
            if name not in known:
                part()
                events.record(clock.now(), "command", "demo.loaded", name, part=name)
                loaded.append(name)
    return loaded


def sign_ins() -> list[officers.SignIn]:
    """A sign-in for each role. Raises DemoRefused in production and where there is no demo."""
    refuse_in_production()
    if "officers" not in _known():
        raise DemoRefused("The demo is not loaded. Load it with `flask demo load`.")
    return officers.sign_ins()


def refuse_in_production() -> None:
    """Raise DemoRefused where real answers are collected: the demo's passwords are known to everybody."""
    if current_app.config["FEEDBACK_SETTINGS"].production:
        raise DemoRefused("The demo is refused in production: its passwords are known to everybody.")


def _known() -> set[str]:
    return {event.subject_id for event in events.latest(["demo.loaded"], most=len(PARTS) + 1000)}


def _refuse_beside_real() -> None:
    council_is_real = bool(kept_council.current().name)
    if council_is_real or kept_surveys.everyone() or accounts.everyone():
        raise DemoRefused("This database holds a real council, its surveys or its officers. Use an empty database for the demo.")
