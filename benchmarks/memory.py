"""Memory of one web process after all of it. `python -m benchmarks.memory`."""

from __future__ import annotations

import re
from http.client import HTTPConnection
from itertools import islice
from urllib.parse import urlencode

from benchmarks import report
from benchmarks.answers import bodies
from benchmarks.filling import fill
from benchmarks.load import get, post, send
from benchmarks.prepared import SLUG, Service, service
from benchmarks.results import MANY, PAGE
from benchmarks.serving import Server, serving
from benchmarks.turns import AT_ONCE
from benchmarks.visitor import EMAIL, PASSWORD, PICTURE, TOKEN, sign_in

TARGET_MB = 300
SENT, FETCHED = 2000, 5000


def measure() -> list[report.Finding]:
    """The process counts 100,000 responses for the first time, draws the charts, takes answers and serves pages; then it is weighed."""
    with service() as made:
        app = made.application()
        sign_in(app)
        with app.app_context():
            fill(made, MANY)
        with serving("app:app", made.environment) as server:
            _use(made, server)
            megabytes = server.megabytes()
    detail = f"after {SENT:,} sent responses, {FETCHED:,} pages and the results of {MANY:,} responses with their charts"
    return [report.at_most("Memory of one web process", megabytes, TARGET_MB, "MB", detail)]


def _use(made: Service, server: Server) -> None:
    send(server.port, [post(f"/s/{SLUG}", body) for body in islice(bodies(made.questionnaire, SENT), SENT)], AT_ONCE)
    send(server.port, [get(f"/s/{SLUG}")] * FETCHED, AT_ONCE)
    _look(server.port)


def _look(port: int) -> None:
    """Sign in over HTTP and open the results and their charts."""
    page, cookie = _fetch(port, "GET", "/officer/sign-in")
    found = TOKEN.search(page)
    assert found is not None
    form = urlencode({"email": EMAIL, "password": PASSWORD, "csrf_token": found[1]})
    _, cookie = _fetch(port, "POST", "/officer/sign-in", cookie, form)
    page, _ = _fetch(port, "GET", PAGE, cookie)
    if SLUG not in page:
        raise RuntimeError("the results page did not come")
    for picture in PICTURE.findall(page):
        _fetch(port, "GET", picture.replace("&amp;", "&"), cookie)


def _fetch(port: int, method: str, path: str, cookie: str = "", body: str | None = None) -> tuple[str, str]:
    """The body of the answer, and the cookie to go on with."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
    connection.request(method, path, body=body, headers=headers)
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    given = re.match(r"[^;]+", answer.headers.get("Set-Cookie", ""))
    return text, given[0] if given else cookie


if __name__ == "__main__":
    report.show(measure())
