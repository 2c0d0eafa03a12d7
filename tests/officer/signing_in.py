"""Officers for tests, and how they sign in: through the pages, with the token of the form."""

from __future__ import annotations

import re

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from feedback import accounts

PASSWORD = "four made up words"
SIGN_IN = "/officer/sign-in"
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


def address(role: str) -> str:
    return f"{role.replace('_', '.')}@harrowdale.example"


def add(app: Flask, *roles: str, email: str = "", name: str = "Ada Officer") -> str:
    """Keep an officer with these roles; the email address."""
    email = email or address(roles[0])
    with app.app_context():
        accounts.create_officer(email, name, PASSWORD, roles, "command")
    return email


def token(page: TestResponse) -> str:
    found = TOKEN.search(page.text)
    assert found, page.text
    return found[1]


def try_to_sign_in(client: FlaskClient, email: str, password: str = PASSWORD, **more: str) -> TestResponse:
    return client.post(SIGN_IN, data={"email": email, "password": password, "csrf_token": token(client.get(SIGN_IN)), **more})


def sign_in(client: FlaskClient, *roles: str) -> str:
    """Make an officer with these roles and sign in; the email address."""
    email = add(client.application, *roles)
    response = try_to_sign_in(client, email)
    assert response.status_code == 302, response.text
    return email


def post(client: FlaskClient, path: str, form: str = "", **fields: object) -> TestResponse:
    """Send a form with the token that stands on the page `form` (else on `path` itself)."""
    return client.post(path, data={"csrf_token": token(client.get(form or path)), **fields})


def text(response: TestResponse) -> str:
    """What somebody reads on a page."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.text).split())
