"""What is written about requests and errors: where in the code, never the address of one person, which holds their token."""

from __future__ import annotations

import logging
import re
from typing import Any

from flask import Flask, request
from gunicorn.glogging import Logger

TOKENS = re.compile(r"(/(?:i|stop)/+)[^/?#\s\"'\\]+")
"""What follows /i/ and /stop/ in an address, wherever the address stands in a line: request, path, referer or the text of an error."""


class WithoutTokens(logging.Filter):
    """Cuts tokens out of whatever is logged, the text of an exception too, before any handler sees it."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record through, without tokens."""
        record.msg, record.args = cut(record.getMessage()), None
        if record.exc_info:
            record.exc_text, record.exc_info = cut(logging.Formatter().formatException(record.exc_info)), None
        return True


WITHOUT_TOKENS = WithoutTokens()


class QuietLogger(Logger):  # type: ignore[misc]
    """gunicorn's logger for its access and its error log, whatever format and place an operator gives them."""

    def setup(self, cfg: Any) -> None:
        """Set both up as they are configured, and let neither write a token."""
        super().setup(cfg)
        for log in (self.access_log, self.error_log):
            log.addFilter(WITHOUT_TOKENS)


class QuietFlask(Flask):
    """Flask, but an exception is logged by the name of its endpoint instead of the path that was asked for."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        logging.getLogger("werkzeug").addFilter(WITHOUT_TOKENS)

    def log_exception(self, exc_info: Any) -> None:
        """Write the endpoint and the traceback."""
        self.logger.error("exception in %s", request.endpoint or "no endpoint", exc_info=exc_info)


def cut(line: str) -> str:
    """A line with three dots in place of each token."""
    return TOKENS.sub(r"\1...", line)
