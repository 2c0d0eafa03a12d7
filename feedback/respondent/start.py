"""Where a tablet starts: the page that a worker sees, the worker script that opens pages without a network, and how it is installed."""

from __future__ import annotations

import json

from flask import Blueprint, Response

from feedback import assets
from feedback.respondent import data_block, pages
from feedback.respondent.host import Host
from feedback.respondent.replies import HEADERS, page, reply
from feedback.respondent.shelf import shelf

PAPER = "#fbf9f5"


def add_to(blueprint: Blueprint) -> None:
    """The addresses of all three. A service worker reaches what stands below its own folder: /s/ and nothing else."""
    blueprint.add_url_rule("/s/", "start", start)
    blueprint.add_url_rule("/s/worker.js", "worker", worker)
    blueprint.add_url_rule("/s/manifest.webmanifest", "manifest", manifest)


def start() -> Response:
    """The same page for every tablet: what it shows comes from the tablet itself."""
    return reply(shelf().page("start.html", lambda host: page(pages.simple("start.html", host, settings=data_block.of_start(host)))))


def worker() -> Response:
    """The service worker, asked for anew each time."""
    response = assets.send("respondent-worker.js")
    response.headers.update({name: value for name, value in HEADERS if name not in {"Content-Type", "Cache-Control"}})
    return response


def manifest() -> Response:
    """How these pages look as an app: the neutral name, and nothing that says what the service is."""
    response = Response(json.dumps(_described(shelf().host())), mimetype="application/manifest+json")
    response.headers.update({name: value for name, value in HEADERS if name != "Content-Type"})
    return response


def _described(host: Host) -> dict[str, object]:
    icon = f"/static/respondent-icon.svg?v={assets.version('respondent-icon.svg')}"
    return {
        "name": host.public_name,
        "short_name": host.public_name,
        "start_url": "/s/",
        "scope": "/",
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": PAPER,
        "icons": [{"src": icon, "sizes": "any", "type": "image/svg+xml", "purpose": "any"}],
    }
