"""Who sees which page: the table of permissions, held at every address."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from feedback.permissions import PERMISSIONS, ROLES, may
from tests.officer.signing_in import sign_in, text

WHO = {
    "run_surveys": {"voice_officer"},
    "see_results": {"voice_officer", "quality_officer", "head"},
    "read_comments": {"voice_officer"},
    "quote_comments": {"voice_officer"},
    "see_compliments": {"voice_officer", "quality_officer", "head", "case_manager", "safeguarding_lead", "safeguarding_deputy"},
    "see_concerns": {"safeguarding_lead", "safeguarding_deputy"},
    "open_identity": {"safeguarding_lead", "safeguarding_deputy"},
    "edit_signs": {"safeguarding_lead", "safeguarding_deputy"},
    "run_tablets": {"voice_officer", "case_manager"},
    "settle_held": {"voice_officer", "quality_officer"},
    "change_council": {"administrator"},
    "manage_officers": {"administrator"},
    "see_events": {"administrator"},
    "see_home": set(ROLES),
}
"""As the council's roles are described: nobody but safeguarding sees concerns, administrators see no comment and no result."""
ROOMS = {
    "Surveys": "run_surveys",
    "Results": "see_results",
    "Comments": "read_comments",
    "Compliments": "see_compliments",
    "Tablets": "run_tablets",
    "Needs a look": "settle_held",
    "Concerns": "see_concerns",
    "Council": "change_council",
    "Officers": "manage_officers",
    "Record": "see_events",
    "Home": "see_home",
}


FILLED = {None: "x", "path": "x", "int": "1", "uuid": "00000000-0000-4000-8000-000000000000"}


def pages(app: Flask) -> Iterator[tuple[str, str]]:
    """Every officers' address that a link can lead to, and its permission."""
    for rule in app.url_map.iter_rules():
        permission = getattr(app.view_functions[rule.endpoint], "permission", "public")
        if permission != "public" and "GET" in (rule.methods or ()):
            yield re.sub(r"<(?:(\w+)(?:\([^)]*\))?:)?[^>]*>", lambda found: FILLED[found[1]], rule.rule), permission


@pytest.mark.parametrize("role", ROLES)
def test_a_page_opens_for_those_with_its_permission_and_for_nobody_else(app: Flask, client: FlaskClient, role: str) -> None:
    sign_in(client, role)
    found = list(pages(app))
    assert len({permission for _, permission in found}) >= 4
    for path, permission in found:
        status = client.get(path).status_code
        assert (status == 403) == (not may([role], permission)), (path, permission, status)


def test_a_refused_page_says_whom_to_ask(client: FlaskClient) -> None:
    sign_in(client, "case_manager")
    response = client.get("/officer/officers")
    assert response.status_code == 403
    assert "ask a system administrator" in text(response)


def test_signed_out_every_page_leads_to_sign_in(app: Flask, client: FlaskClient) -> None:
    for path, _ in pages(app):
        response = client.get(path)
        assert response.status_code == 302, path
        assert response.location.startswith("/officer/sign-in"), path


@pytest.mark.parametrize("permission", WHO)
def test_the_table_gives_each_permission_to_its_roles(permission: str) -> None:
    assert PERMISSIONS[permission] == WHO[permission]


@pytest.mark.parametrize("role", ROLES)
def test_the_navigation_shows_the_rooms_that_a_role_may_enter(client: FlaskClient, role: str) -> None:
    sign_in(client, role)
    navigation = client.get("/officer/").text.partition("<nav")[2].partition("</nav>")[0]
    shown = {room for room in ROOMS if re.search(rf">\s*(<strong[^>]*>)?{room}<", navigation)}
    assert shown == {room for room, permission in ROOMS.items() if role in WHO[permission]}
    assert 'aria-current="true"><strong class="govuk-service-navigation__active-fallback">Home' in navigation


def test_every_permission_is_said_in_words() -> None:
    from feedback.permissions import PERMISSIONS_IN_WORDS

    assert set(PERMISSIONS_IN_WORDS) == set(PERMISSIONS)
