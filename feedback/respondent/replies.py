"""How a page leaves: the headers that every page for respondents carries, and compressed when the browser takes that."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from flask import Response, request
from werkzeug.datastructures import Accept, Headers
from werkzeug.exceptions import UnsupportedMediaType
from werkzeug.http import parse_accept_header

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "media-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = (
    ("Content-Type", "text/html; charset=utf-8"),
    ("Cache-Control", "no-store"),
    ("Content-Security-Policy", POLICY),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
)
FORM = "application/x-www-form-urlencoded"
GZIPPED = (*HEADERS, ("Content-Encoding", "gzip"))


class Ready(Response):
    """A response that leaves as it is: werkzeug would look through its headers and copy them, a tenth of what such a page costs."""

    def __init__(self, body: bytes, status: int, *, gzipped: bool) -> None:
        headers = [*(GZIPPED if gzipped else HEADERS), ("Content-Length", str(len(body)))]
        super().__init__((body,), status, headers)

    def get_wsgi_headers(self, environ: WSGIEnvironment) -> Headers:  # noqa: ARG002
        """The headers, all of them set when it was made."""
        return self.headers


@dataclass(frozen=True)
class Page:
    """A page that is the same for everybody."""

    plain: bytes
    gzipped: bytes


def page(html: str) -> Page:
    """The page in `html`, compressed once."""
    plain = html.encode()
    return Page(plain, gzip.compress(plain, mtime=0))


def reply(page: Page, status: int = 200) -> Response:
    """Send a page that was made before."""
    gzipped = takes_gzip()
    return Ready(page.gzipped if gzipped else page.plain, status, gzipped=gzipped)


def made_for_one(html: str, status: int) -> Response:
    """Send a page with what one person typed: never kept, never compressed beside anything else."""
    return Ready(html.encode(), status, gzipped=False)


def form_only() -> None:
    """Raise 415 for anything but a form that a page of ours posts."""
    if request.mimetype != FORM:
        raise UnsupportedMediaType


def takes_gzip() -> bool:
    """Whether the browser that asks takes gzip."""
    return _takes_gzip(request.environ.get("HTTP_ACCEPT_ENCODING", ""))


@lru_cache(maxsize=256)
def _takes_gzip(header: str) -> bool:
    return parse_accept_header(header, Accept)["gzip"] > 0
