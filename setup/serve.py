"""`python -m setup.serve`: what `make run` leaves running: server, worker, and a phone to look at where no provider is set up."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Collection, Mapping
from pathlib import Path
from types import FrameType

from setup.steps import BIN, TOP

KEY = "trying-out-00000000-0000-4000-8000-000000000001-00000000-0000-4000-8000-000000000002"
TEMPLATE = "00000000-0000-4000-8000-000000000003"
RECEIPTS = "receipts-of-the-phone-for-trying-out"
PROVIDERS = ("FEEDBACK_NOTIFY_KEY", "FEEDBACK_SMTP")
ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
BY_ITSELF_SECONDS, LONGEST_END_SECONDS = 5, 15
LOOK_SECONDS = 0.2


class Ended(Exception):
    """Somebody wants it all to end, by this signal."""


def main() -> None:
    """Serve until a signal comes or the server ends; then end what was started, by its id, and nothing else."""
    port = int(os.environ.get("PORT", "5000"))
    with_phone = wants_phone(os.environ)
    environment = {**os.environ, **(phone_settings(port) if with_phone else {})}
    commands: dict[str, list[str | Path]] = {
        "server": [BIN / "gunicorn", "app:app"],
        "worker": [BIN / "flask", "--app", "app", "worker", "run"],
    }
    if with_phone:
        commands["phone"] = [BIN / "python", "-m", "feedback.demo.phone", str(port + 1)]
        print(f"Messages arrive at http://127.0.0.1:{port + 1}  (a stand-in for phones: nothing leaves this machine)", flush=True)
    for wanted in ENDING:
        signal.signal(wanted, _end)
    started: dict[str, subprocess.Popen[bytes]] = {}
    try:
        for name, command in commands.items():
            started[name] = subprocess.Popen(command, cwd=TOP, env=environment)
        sys.exit(_watch(started))
    except Ended as ended:
        # Ctrl+C reaches everybody at the terminal. A server that is asked twice while it ends may hang.
        if ended.args == (signal.SIGINT,):
            _wait(started.values(), BY_ITSELF_SECONDS)
    finally:
        _stop(started.values())


def wants_phone(environ: Mapping[str, str]) -> bool:
    """Whether nobody is set up who could send messages. In production nothing stands in for anybody."""
    return environ.get("FEEDBACK_ENV") != "production" and not any(environ.get(name) for name in PROVIDERS)


def phone_settings(port: int) -> Mapping[str, str]:
    """Settings under which the service takes the phone for GOV.UK Notify, and the phone tells it what arrived."""
    return {
        "FEEDBACK_NOTIFY_KEY": KEY,
        "FEEDBACK_NOTIFY_ADDRESS": f"http://127.0.0.1:{port + 1}",
        "FEEDBACK_NOTIFY_SMS_TEMPLATE": TEMPLATE,
        "FEEDBACK_NOTIFY_EMAIL_TEMPLATE": TEMPLATE,
        "FEEDBACK_NOTIFY_RECEIPTS": RECEIPTS,
        "FEEDBACK_PHONE_RECEIPTS": f"http://127.0.0.1:{port}/messages/receipt",
    }


def _end(by: int, _frame: FrameType | None) -> None:
    for wanted in ENDING:
        # A second Ctrl+C changes nothing: this is under way.
        signal.signal(wanted, signal.SIG_IGN)
    raise Ended(by)


def _watch(started: Mapping[str, subprocess.Popen[bytes]]) -> int:
    """Wait for the server to end; its status. Another one that ends is told of once."""
    told: set[str] = set()
    while started["server"].poll() is None:
        for name, process in started.items():
            if process.poll() is not None and name not in told:
                told.add(name)
                print(f"The {name} has ended. What it wrote stands above.", flush=True)
        time.sleep(LOOK_SECONDS)
    return started["server"].returncode


def _stop(processes: Collection[subprocess.Popen[bytes]]) -> None:
    """Ask each that is still there to end, and do not wait for ever."""
    for process in processes:
        if process.poll() is None:
            process.terminate()
    _wait(processes, LONGEST_END_SECONDS)
    for process in processes:
        if process.poll() is None:
            process.kill()


def _wait(processes: Collection[subprocess.Popen[bytes]], seconds: float) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until and any(process.poll() is None for process in processes):
        time.sleep(LOOK_SECONDS)


if __name__ == "__main__":
    main()
