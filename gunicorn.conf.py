"""How gunicorn serves Feedback. Each setting may be overruled on its command line."""

from __future__ import annotations

import os
from typing import Any

from feedback import settings

PORT = os.environ.get("PORT", "5000")

bind = f"127.0.0.1:{PORT}"
worker_class = "gthread"
threads = 8
# SQLite has one writer: a second process would only wait for the first one's lock.
workers = 1 if settings.load(os.environ).sqlite else os.cpu_count() or 1
loglevel = "warning"
# Addresses and times of requests are not ours to keep.
accesslog = None


def when_ready(_server: Any) -> None:
    """Say where, once the port is open."""
    print(f"Feedback is ready at http://{bind}  (Ctrl+C ends it)", flush=True)
