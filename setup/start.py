"""`python -m setup.start`: what `make run` does between setting up and serving, in one process because starting one takes seconds."""

from __future__ import annotations

import os
import socket
import sys

from flask.cli import FlaskGroup

from setup.serve import wants_phone

COMMANDS = (["db", "upgrade"], ["demo", "load"], ["demo", "sign-ins"])


def main() -> None:
    """Say in one line when the port is taken, before anything else is done; then bring the demo up to date and print where to look."""
    port = int(os.environ.get("PORT", "5000"))
    for needed in (port, port + 1) if wants_phone(os.environ) else (port,):
        _check_port(needed)
    from app import app

    flask = FlaskGroup(create_app=lambda: app)
    for command in COMMANDS:
        flask.main(args=command, prog_name="flask", standalone_mode=False)


def _check_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            sys.exit(f"Port {port} is in use. Choose another: make run PORT={port + 10}")


if __name__ == "__main__":
    main()
