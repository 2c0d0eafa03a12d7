"""A sign-in for each role. The password is printed by `flask demo sign-ins` and works in the demo alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from feedback import accounts
from feedback.permissions import ROLES, Role
from feedback.store import rota

PASSWORD = "harrowdale-demo-2026"
PLACE = "harrowdale.example"

NAMES: Mapping[Role, str] = {
    "voice_officer": "Amara Cole",
    "safeguarding_lead": "Priya Nair",
    "safeguarding_deputy": "Tom Hartley",
    "quality_officer": "Gwen Sutcliffe",
    "head": "Marcus Bell",
    "board": "Ruth Okafor",
    "member": "Councillor Iain Shaw",
    "yjb_lead": "Leila Haddad",
    "case_manager": "Danny Price",
    "administrator": "Sana Malik",
}


ALERT_PHONES: Mapping[Role, str] = {"safeguarding_lead": "07700900101", "safeguarding_deputy": "07700900102"}
"""Numbers that nobody has: where the demo's alerts are texted."""

ROTA = ((date(2026, 11, 16), "safeguarding_lead", "safeguarding_deputy"), (date(2026, 11, 30), "safeguarding_deputy", "safeguarding_lead"))
"""(first day, on duty, stands in), for two weeks each."""
FORTNIGHT = timedelta(days=13)


@dataclass(frozen=True)
class SignIn:
    """What somebody needs to look around as this role."""

    role: str
    name: str
    email: str
    password: str


SECOND_READER = SignIn(ROLES["voice_officer"], "Noor Aziz", f"second.reader@{PLACE}", PASSWORD)
"""Another voice officer, who reads comments too: two are needed to agree, or not."""


def address(role: Role) -> str:
    """The email address of the officer with this role."""
    return f"{role.replace('_', '.')}@{PLACE}"


def sign_ins() -> list[SignIn]:
    """One for each role, in the order of the table of roles, and the second reader."""
    return [*(SignIn(ROLES[role], name, address(role), PASSWORD) for role, name in NAMES.items()), SECOND_READER]


def load() -> None:
    """Make the accounts, and the rota."""
    ids: dict[str, int] = {}
    for role, name in NAMES.items():
        phone = ALERT_PHONES.get(role, "")
        ids[role] = accounts.create_officer(address(role), name, PASSWORD, [role], "command", demo=True, alert_phone=phone).id
    for first, lead, deputy in ROTA:
        rota.add(first, first + FORTNIGHT, ids[lead], ids[deputy])
