"""The survey's page beside a bare view that returns the same bytes. `python -m benchmarks.page`."""

from __future__ import annotations

from http.client import HTTPConnection

from benchmarks import report
from benchmarks.load import get
from benchmarks.prepared import SLUG, service
from benchmarks.serving import serving
from benchmarks.turns import in_turns

ROUNDS, EACH = 9, 2000
TARGET = 0.8


def measure() -> list[report.Finding]:
    """The ratio of both rates."""
    with service() as made, serving("app:app", made.environment) as ours:
        page = _fetched(ours.port)
        (made.folder / "page").write_bytes(page)
        with serving("benchmarks.floor:app", {"FLOOR_PAGE": str(made.folder / "page")}) as theirs:
            turns = in_turns(ours, theirs, [([get(f"/s/{SLUG}")] * EACH, [get("/floor")] * EACH)] * ROUNDS)
    detail = f"{len(page)} bytes compressed; {turns.detail}"
    return [report.at_least("The survey's page, beside a bare view of the same bytes", turns.ratio, TARGET, detail)]


def _fetched(port: int) -> bytes:
    """The page as a browser that takes gzip gets it."""
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", f"/s/{SLUG}", headers={"Accept-Encoding": "gzip", "Accept": "text/html"})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    if answer.headers.get("Content-Encoding") != "gzip":
        raise RuntimeError("the survey's page does not come compressed")
    return body


if __name__ == "__main__":
    report.show(measure())
