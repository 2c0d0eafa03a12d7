"""gunicorn on a free port of this machine, with the settings of gunicorn.conf.py, for the service and for its floor alike."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
LONGEST_START_SECONDS = 30
# NLTK, which TextBlob brings, loads scipy wherever it finds it: tests install it, the service does not.
WITHOUT_TEST_PACKAGES = "import sys; sys.modules['scipy'] = None; from gunicorn.app.wsgiapp import run; run()"


@dataclass(frozen=True)
class Server:
    """A running gunicorn. `worker` is the process that answers."""

    port: int
    worker: int

    def megabytes(self) -> float:
        """Memory that the worker holds now (VmRSS)."""
        lines = Path(f"/proc/{self.worker}/status").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:")) / 1024


@contextmanager
def serving(application: str, environment: Mapping[str, str]) -> Iterator[Server]:
    """Serve `application` ("app:app") meanwhile. Raises RuntimeError when it does not start."""
    port = _free_port()
    settings = ["--config", str(TOP / "gunicorn.conf.py"), "--workers=1", f"--bind=127.0.0.1:{port}"]
    command = [sys.executable, "-c", WITHOUT_TEST_PACKAGES, *settings, application]
    process = subprocess.Popen(command, cwd=TOP, env={**os.environ, **environment}, stdout=subprocess.DEVNULL)
    try:
        _wait(process, port)
        yield Server(port, _worker_of(process.pid))
    finally:
        process.terminate()
        process.wait(timeout=LONGEST_START_SECONDS)


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    """Return once the server answers."""
    until = time.monotonic() + LONGEST_START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=LONGEST_START_SECONDS) as connection:
                connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
                if connection.recv(64):
                    return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError("gunicorn did not start: what it wrote stands above")


def _worker_of(master: int) -> int:
    children = Path(f"/proc/{master}/task/{master}/children").read_text().split()
    return int(children[0])


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
