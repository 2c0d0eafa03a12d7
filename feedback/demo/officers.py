"""A sign-in for each role. The password is printed by `flask demo sign-ins` and works in the demo alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from feedback import accounts
from feedback.permissions import ROLES, Role

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


@dataclass(frozen=True)
class SignIn:
    """What somebody needs to look around as this role."""

    role: str
    name: str
    email: str
    password: str


def address(role: Role) -> str:
    """The email address of the officer with this role."""
    return f"{role.replace('_', '.')}@{PLACE}"


def sign_ins() -> list[SignIn]:
    """One for each role, in the order of the table of roles."""
    return [SignIn(ROLES[role], name, address(role), PASSWORD) for role, name in NAMES.items()]


def load() -> None:
    """Make the accounts."""
    for role, name in NAMES.items():
        accounts.create_officer(address(role), name, PASSWORD, [role], "command", demo=True)
