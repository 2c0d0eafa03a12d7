"""Where young people and families find help: the list to begin with, to be checked by the council before anybody sees it."""

from __future__ import annotations

from collections.abc import Mapping

EVERYBODY = ""
WHO: Mapping[str, str] = {
    EVERYBODY: "Everybody",
    "young_people": "Young people",
    "parents_and_carers": "Parents and carers",
    "people_harmed": "People harmed",
}
STALE_AFTER_DAYS = 183
_YOUNG, _PARENTS = "young_people", "parents_and_carers"
TO_BEGIN_WITH: tuple[dict[str, str], ...] = tuple(
    {"name": name, "how": how, "who": who}
    for name, how, who in (
        ("In danger now", "Call 999", EVERYBODY),
        ("NHS mental health crisis", "Call 111, then choose 2", EVERYBODY),
        ("Childline", "Call 0800 1111", _YOUNG),
        ("Shout", "Text SHOUT to 85258", EVERYBODY),
        ("Papyrus HOPELINE247", "Call 0800 068 4141", _YOUNG),
        ("Samaritans", "Call 116 123", EVERYBODY),
        ("Runaway Helpline", "Call or text 116 000", _YOUNG),
        ("National Domestic Abuse Helpline", "Call 0808 2000 247", EVERYBODY),
        ("NYAS advocacy", "Call 0808 808 1001", _YOUNG),
        ("Coram Voice advocacy", "Call 0808 800 5792", _YOUNG),
        ("YoungMinds for parents", "Call 0808 802 5544", _PARENTS),
        ("Family Lives", "Call 0808 800 2222", _PARENTS),
        ("NSPCC", "Call 0808 800 5000", _PARENTS),
    )
)
"""Numbers as generally known. None is shown to anybody until an administrator has saved the list."""
