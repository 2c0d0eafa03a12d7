"""Web pages for the people who ask."""

from __future__ import annotations

from flask import Flask


def register(app: Flask) -> None:
    """Add the pages."""
    from feedback import extensions
    from feedback.officer import (  # noqa: F401 - each adds its views
        asked,
        comments,
        concerns,
        errors,
        events,
        export,
        forms,
        headers,
        held,
        home,
        keying,
        layout,
        messages,
        officers,
        paper,
        password,
        responses,
        results,
        sealed_files,
        session,
        sign_in,
        surveys,
        tablets,
        unreadable,
        uploads,
    )
    from feedback.officer.blueprint import BLUEPRINTS, pages
    from feedback.officer.cohort import bringing_in, people, snapshots, taking  # noqa: F401
    from feedback.officer.council import pages as council_pages  # noqa: F401
    from feedback.officer.samples import asking, drawing, lists  # noqa: F401
    from feedback.officer.samples import pages as sample_pages  # noqa: F401

    settings = app.config["FEEDBACK_SETTINGS"]
    app.config.from_mapping({**session.config(settings), **sign_in.config(settings)})
    app.session_interface = session.OfficerSessions()
    layout.register(app)
    forms.register(app)
    with extensions.hooked_to(app, BLUEPRINTS):
        app.before_request(unreadable.refuse)
        app.before_request(uploads.prepare)
        extensions.prepare(app, settings.redis_url)
        sign_in.register(app)
        app.after_request(headers.add)
    app.register_blueprint(pages)
    errors.register(app)
