"""How gunicorn serves Feedback. Each setting may be overruled on its command line."""

from __future__ import annotations

import os
import sys
from typing import Any

from feedback import create_app, store
from feedback.accounts import AccountError, check_safeguarding
from feedback.language.reading import read
from feedback.settings import SettingsError, load

try:
    found = load(os.environ)
except SettingsError as error:
    raise SystemExit(f"Feedback did not start. {error}") from None
PORT = os.environ.get("PORT", "5000")

bind = f"127.0.0.1:{PORT}"
worker_class = "gthread"
threads = 8
# SQLite has one writer: a second process would only wait for the first one's lock.
workers = 1 if found.sqlite else os.cpu_count() or 1
loglevel = "warning"
# Addresses and times of requests are not ours to keep. An operator may keep them: no token is written, there or in the error log.
accesslog = None
logger_class = "feedback.logs.QuietLogger"


def on_starting(_server: Any) -> None:
    """In production: start only where a safeguarding lead and a deputy can be alerted. Nothing is left open for the processes to come."""
    if not found.production:
        return
    app = create_app(found)
    with app.app_context():
        try:
            check_safeguarding()
        except AccountError as error:
            raise SystemExit(str(error)) from None
        finally:
            store.let_go()


def when_ready(_server: Any) -> None:
    """Say where, once the port is open."""
    print(f"Feedback is ready at http://{bind}  (Ctrl+C ends it)", flush=True)


def post_worker_init(_worker: Any) -> None:
    """Let a thread that comes back from the database go on soon, and load the reading before somebody waits for it.

    At Python's own 5 ms a thread would wait that long for each busy one, at each call, while all other writers wait for it.
    """
    read("", "general")
    sys.setswitchinterval(0.0005)
