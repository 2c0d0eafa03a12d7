"""The council of the demo: fictional, like everybody in it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from feedback.demo.cohort import TEAMS
from feedback.store import council

SITES = ("Canal Street Centre", "Moorside Youth Hub", "Old Library")
SITE_OF_TEAM: Mapping[str, str] = dict(zip(TEAMS, SITES, strict=True))

HELP_LINES = (
    ("In danger now", "Call 999", ""),
    ("Childline", "Call 0800 1111", "young_people"),
    ("Shout", "Text SHOUT to 85258", ""),
    ("Papyrus HOPELINE247", "Call 0800 068 4141", "young_people"),
    ("Samaritans", "Call 116 123", ""),
    ("Runaway Helpline", "Call or text 116 000", "young_people"),
    ("NYAS advocacy", "Call 0808 808 1001", "young_people"),
    ("NHS mental health crisis", "Call 111, then choose 2", ""),
    ("YoungMinds for parents", "Call 0808 802 5544", "parents_and_carers"),
    ("Family Lives", "Call 0808 800 2222", "parents_and_carers"),
    ("NSPCC", "Call 0808 800 5000", "parents_and_carers"),
    ("National Domestic Abuse Helpline", "Call 0808 2000 247", ""),
)
"""(name, how, for whom): the audience, or "" for everybody."""


def load() -> None:
    """Keep the council, its sites and its teams."""
    council.change(
        {
            "name": "Harrowdale Metropolitan Borough Council (fictional)",
            "service_name": "Harrowdale Youth Justice Service",
            "public_name": "Harrowdale feedback",
            "contact_email": "voice@harrowdale.example",
            "contact_phone": "01632 960 100",
            "data_protection_email": "dpo@harrowdale.example",
            "safeguarding_name": "Priya Nair",
            "safeguarding_email": "safeguarding@harrowdale.example",
            "safeguarding_phone": "01632 960 199",
            "on_call_name": "Emergency duty team",
            "on_call_email": "edt@harrowdale.example",
            "on_call_phone": "07700900199",
            "help_lines": [{"name": name, "how": how, "who": who} for name, how, who in HELP_LINES],
            # Whoever tries it out in the evening wants to see a message arrive.
            "quiet_from": 0,
            "quiet_to": 0,
            "help_checked_on": date(2026, 11, 2),
            "known_staff": ["Kel", "Jordan"],
            "known_places": ["Canal Street", "Moorside"],
            "known_schools": ["Harrowdale College"],
            "demo": True,
        }
    )
    for kind, names in (("site", SITES), ("team", TEAMS)):
        for name in names:
            council.add_place(kind, name)
