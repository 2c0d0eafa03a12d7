"""`python -m setup.port`: says in one line when the port is taken, before anything else is started."""

from __future__ import annotations

import os
import socket
import sys

port = int(os.environ.get("PORT", "5000"))
with socket.socket() as probe:
    probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        probe.bind(("127.0.0.1", port))
    except OSError:
        sys.exit(f"Port {port} is in use. Choose another: make run PORT={port + 1}")
