"""The files that a browser is sent: kept in memory, plain and compressed, their addresses made from their content: none goes stale."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask, Response, request

OURS = Path(__file__).resolve().parent / "static"
GOVUK = Path(sys.prefix) / "static" / "govuk"
FOLDERS = {"static": OURS, "govuk": GOVUK}
FOR_A_YEAR = "public, max-age=31536000, immutable"


class AssetsMissing(Exception):
    """The front-end files are not set up."""


@dataclass(frozen=True)
class Asset:
    """One file as it is sent. `version` is a hash of its content."""

    plain: bytes
    gzipped: bytes
    mimetype: str
    version: str


def register(app: Flask) -> None:
    """Serve /static/… from feedback/static and /govuk/… from what set-up made. Raises AssetsMissing before anything is served."""
    if not GOVUK.is_dir():
        raise AssetsMissing(f"The front-end files are missing from {GOVUK}. Run: make setup")
    for endpoint in FOLDERS:
        app.add_url_rule(f"/{endpoint}/<path:filename>", endpoint, send, defaults={"folder": endpoint})
    app.url_defaults(_add_version)


def version(filename: str, folder: str = "static") -> str:
    """The hash of a file's content, as it stands in its address. Raises KeyError for an unknown file."""
    return _assets(FOLDERS[folder])[filename].version


@cache
def together(prefix: str) -> str:
    """A hash that changes when any file of ours does whose name begins so: it tells which version of the pages a tablet runs."""
    versions = [asset.version for name, asset in _assets(OURS).items() if name.startswith(prefix)]
    return hashlib.sha256("".join(versions).encode()).hexdigest()[:12]


def send(filename: str, folder: str = "static") -> Response:
    """One file. Whoever names its version in the address may keep it for a year; any other address is asked about each time."""
    asset = _assets(FOLDERS[folder]).get(filename)
    if asset is None:
        return Response("There is no such file.\n", 404, mimetype="text/plain")
    response = _encoded(asset)
    response.vary.add("Accept-Encoding")
    response.headers["Cache-Control"] = FOR_A_YEAR if request.args.get("v") == asset.version else "no-cache"
    response.make_conditional(request)
    return response


def _encoded(asset: Asset) -> Response:
    if request.accept_encodings["gzip"] and len(asset.gzipped) < len(asset.plain):
        response = Response(asset.gzipped, mimetype=asset.mimetype, headers={"Content-Encoding": "gzip"})
        response.set_etag(f"{asset.version}-gzip")
        return response
    response = Response(asset.plain, mimetype=asset.mimetype)
    response.set_etag(asset.version)
    return response


def _add_version(endpoint: str, values: dict[str, Any]) -> None:
    if endpoint in FOLDERS and values.get("filename") in _assets(FOLDERS[endpoint]):
        values.setdefault("v", version(values["filename"], endpoint))


@cache
def _assets(folder: Path) -> Mapping[str, Asset]:
    return {path.relative_to(folder).as_posix(): _read(path) for path in sorted(folder.rglob("*")) if path.is_file()}


def _read(path: Path) -> Asset:
    plain = path.read_bytes()
    mimetype = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return Asset(plain, gzip.compress(plain, mtime=0), mimetype, hashlib.sha256(plain).hexdigest()[:12])
