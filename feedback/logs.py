"""What is written about an error: where in the code, never the address, which may hold somebody's token."""

from __future__ import annotations

from typing import Any

from flask import Flask, request


class QuietFlask(Flask):
    """Flask, but an exception is logged by the name of its endpoint instead of the path that was asked for."""

    def log_exception(self, exc_info: Any) -> None:
        """Write the endpoint and the traceback."""
        self.logger.error("exception in %s", request.endpoint or "no endpoint", exc_info=exc_info)
