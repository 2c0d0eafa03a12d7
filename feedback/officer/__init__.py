"""Web pages for the people who ask."""

from __future__ import annotations

from flask import Flask


def register(app: Flask) -> None:
    """Add the pages."""
    from feedback import extensions
    from feedback.officer import errors, forms, headers, layout, session, sign_in, unreadable, uploads
    from feedback.officer.blueprint import BLUEPRINTS, pages

    _add_views()
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


def _add_views() -> None:
    """Each module adds its views to the blueprint when it is first imported."""
    from feedback.officer import (  # noqa: F401
        asked,
        codebook,
        events,
        export,
        held,
        home,
        keying,
        messages,
        officers,
        paper,
        password,
        responses,
        sealed_files,
        surveys,
        tablets,
        word_list,
    )
    from feedback.officer.alerts import pages as alert_pages  # noqa: F401
    from feedback.officer.cohort import bringing_in, people, snapshots, taking  # noqa: F401
    from feedback.officer.comments import agreeing, desk, how_read  # noqa: F401
    from feedback.officer.comments import lists as comment_lists  # noqa: F401
    from feedback.officer.concerns import access, deciding, raising, second_looks, signs  # noqa: F401
    from feedback.officer.concerns import pages as concern_pages  # noqa: F401
    from feedback.officer.council import pages as council_pages  # noqa: F401
    from feedback.officer.quotes import compliments, redacting  # noqa: F401
    from feedback.officer.quotes import lists as quote_lists  # noqa: F401
    from feedback.officer.results import issuing as result_issuing  # noqa: F401
    from feedback.officer.results import outcomes as result_outcomes  # noqa: F401
    from feedback.officer.results import pages as result_pages  # noqa: F401
    from feedback.officer.results import side_by_side  # noqa: F401
    from feedback.officer.samples import asking, drawing, lists  # noqa: F401
    from feedback.officer.samples import pages as sample_pages  # noqa: F401
