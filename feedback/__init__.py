"""Feedback: surveys for youth justice services, from the question asked to what was done about the answer."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from feedback.settings import Settings

__all__ = ["create_app"]


def create_app(chosen: Settings | None = None) -> Flask:
    """The application. Raises settings.SettingsError, before anything is served, when a setting is missing or wrong."""
    # Imported here so that a pure room can be used without the web and the database coming with it.
    from werkzeug.middleware.proxy_fix import ProxyFix

    from feedback import api, assets, cli, health, languages, officer, queue, respondent, settings
    from feedback.logs import QuietFlask
    from feedback.store import database, encryption

    found = chosen or settings.load(os.environ)
    app = QuietFlask(__name__, template_folder=str(settings.TOP / "templates"), static_folder=None)
    app.config.from_mapping(settings.flask_config(found))
    database.connect(app, found)
    encryption.prepare(app, found)
    queue.prepare(app, found)
    app.wsgi_app = ProxyFix(app.wsgi_app, found.proxies, found.proxies, x_host=found.proxies)  # type: ignore[method-assign]
    for part in (assets, languages, health, respondent, officer, api, cli):
        part.register(app)
    return app
