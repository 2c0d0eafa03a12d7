"""An officer who signs in and looks, inside this process: so that the CPU time of a page can be measured alone."""

from __future__ import annotations

import html
import re
import time
from dataclasses import dataclass

from flask import Flask
from flask.testing import FlaskClient

from feedback import accounts

EMAIL, PASSWORD = "officer@bench.example", "not-secret-and-gone-soon"
PICTURE = re.compile(r'<img[^>]* src="(/[^"]+)"')
TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


@dataclass(frozen=True)
class Visitor:
    """A signed-in browser."""

    client: FlaskClient

    def look(self, path: str) -> float:
        """CPU seconds that a page took, with the pictures on it. Raises RuntimeError when one did not come."""
        begun = time.process_time()
        for picture in PICTURE.findall(self._get(path)):
            self._get(html.unescape(picture))
        return time.process_time() - begun

    def click(self, path: str) -> float:
        """CPU seconds that a page took by itself."""
        begun = time.process_time()
        self._get(path)
        return time.process_time() - begun

    def _get(self, path: str) -> str:
        answer = self.client.get(path)
        if answer.status_code != 200:
            raise RuntimeError(f"{path} answered {answer.status}")
        return answer.text


def sign_in(app: Flask) -> Visitor:
    """A new officer who may see results and read comments, signed in."""
    with app.app_context():
        accounts.create_officer(EMAIL, "An Officer", PASSWORD, ["voice_officer"], "benchmark")
    client = app.test_client()
    found = TOKEN.search(client.get("/officer/sign-in").text)
    assert found is not None
    client.post("/officer/sign-in", data={"email": EMAIL, "password": PASSWORD, "csrf_token": found[1]})
    return Visitor(client)
