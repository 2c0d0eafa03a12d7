"""Who may do what: the one table. Every officers' page and every command asks it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Literal, get_args

Role = Literal[
    "voice_officer",
    "safeguarding_lead",
    "safeguarding_deputy",
    "quality_officer",
    "head",
    "board",
    "member",
    "yjb_lead",
    "case_manager",
    "administrator",
]
Permission = Literal[
    "see_home",
    "run_surveys",
    "ask_people",
    "see_response_rates",
    "key_paper",
    "see_results",
    "read_comments",
    "edit_words",
    "edit_themes",
    "quote_comments",
    "see_compliments",
    "set_aside_responses",
    "see_concerns",
    "open_identity",
    "edit_signs",
    "run_rota",
    "test_alerts",
    "export_responses",
    "issue_figures",
    "run_tablets",
    "settle_held",
    "change_council",
    "manage_officers",
    "see_events",
]

ROLES: Mapping[Role, str] = {
    "voice_officer": "Voice and Influence Officer",
    "safeguarding_lead": "Safeguarding lead",
    "safeguarding_deputy": "Deputy safeguarding lead",
    "quality_officer": "Performance and Quality Officer",
    "head": "Head of service",
    "board": "Management Board member",
    "member": "Cabinet Member or scrutiny",
    "yjb_lead": "Youth Justice Board lead",
    "case_manager": "Case manager",
    "administrator": "System administrator",
}

PERMISSIONS: Mapping[Permission, frozenset[Role]] = {
    "see_home": frozenset(get_args(Role)),
    "run_surveys": frozenset({"voice_officer"}),
    "ask_people": frozenset({"voice_officer"}),
    "see_response_rates": frozenset({"voice_officer", "quality_officer", "head"}),
    "key_paper": frozenset({"voice_officer"}),
    "see_results": frozenset({"voice_officer", "quality_officer", "head"}),
    "read_comments": frozenset({"voice_officer"}),
    "edit_words": frozenset({"voice_officer"}),
    "edit_themes": frozenset({"voice_officer"}),
    "quote_comments": frozenset({"voice_officer"}),
    "see_compliments": frozenset({"voice_officer", "quality_officer", "head", "case_manager", "safeguarding_lead", "safeguarding_deputy"}),
    "set_aside_responses": frozenset({"voice_officer", "quality_officer"}),
    "see_concerns": frozenset({"safeguarding_lead", "safeguarding_deputy"}),
    "open_identity": frozenset({"safeguarding_lead", "safeguarding_deputy"}),
    "edit_signs": frozenset({"safeguarding_lead", "safeguarding_deputy"}),
    "run_rota": frozenset({"safeguarding_lead", "safeguarding_deputy", "administrator"}),
    "test_alerts": frozenset({"safeguarding_lead", "safeguarding_deputy", "administrator"}),
    "export_responses": frozenset({"quality_officer"}),
    "issue_figures": frozenset({"quality_officer"}),
    "run_tablets": frozenset({"voice_officer", "case_manager"}),
    "settle_held": frozenset({"voice_officer", "quality_officer"}),
    "change_council": frozenset({"administrator"}),
    "manage_officers": frozenset({"administrator"}),
    "see_events": frozenset({"administrator"}),
}
"""The board, the Cabinet Member and the Youth Justice Board read issued reviews only; case managers hand tablets over and read compliments
(domain: roles)."""


PERMISSIONS_IN_WORDS: Mapping[Permission, str] = {
    "see_home": "sign in",
    "run_surveys": "make, open and close surveys",
    "ask_people": "bring in the cohort, draw samples, send invitations",
    "see_response_rates": "see who was asked and how many answered",
    "key_paper": "type in answers given on paper",
    "see_results": "see results",
    "read_comments": "read comments",
    "edit_words": "change the list of words that comments are first read with",
    "edit_themes": "change the themes that comments are sorted by",
    "quote_comments": "decide which comments may be quoted, in which words",
    "see_compliments": "read compliments",
    "set_aside_responses": "set responses aside",
    "see_concerns": "open concerns",
    "open_identity": "open who somebody is, for a concern",
    "edit_signs": "change the list of signs of harm",
    "run_rota": "see who is alerted of concerns and say who is on duty",
    "test_alerts": "send a test alert",
    "export_responses": "export responses row by row",
    "issue_figures": "issue figures to the board and the public",
    "run_tablets": "set up tablets to answer on",
    "settle_held": "look at what arrived and could not be counted",
    "change_council": "change the council's settings",
    "manage_officers": "manage officers' accounts",
    "see_events": "see the record",
}


def permissions_of(role: Role) -> list[Permission]:
    """What a role may do, in the order of the table."""
    return [permission for permission, roles in PERMISSIONS.items() if role in roles]


def may(roles: Collection[str], permission: Permission) -> bool:
    """Whether somebody with these roles has this permission."""
    return not PERMISSIONS[permission].isdisjoint(roles)
