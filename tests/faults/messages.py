"""The worker is killed at random instants while it sends, and started again: at the end every message was accepted exactly once.

`python -m tests.faults.messages --messages 10000 --kills 100 --seed 7 --database sqlite` prints what happened and fails when a message was
lost or doubled. `--provider smtp` sends by a mail server, which cannot be asked: there a kill may double one.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.request import urlopen

from feedback.store.database import db
from feedback.store.messages import Message
from tests.databases import SCHEMA, TODAY, application, migrate, schema
from tests.delivery import outbox
from tests.delivery.standin import KEY, TEMPLATE
from tests.faults.provider import Mailbox, mail_server
from tests.faults.service import TOP, free_port

LONGEST_SECONDS = 3600
LONGEST_START_SECONDS = 30
DELAY_SECONDS = 0.005


@dataclass
class Provider:
    """How the worker reaches it, and what it accepted: how many, and how often under each reference; how often it was asked."""

    settings: Mapping[str, str]
    total: Callable[[], int]
    counts: Callable[[], tuple[Counter[str], int]]


@contextmanager
def notify(delay: float) -> Iterator[Provider]:
    """The stand-in for Notify, in a process of its own."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    process = subprocess.Popen([sys.executable, "-m", "tests.faults.provider", str(port), str(delay)], cwd=TOP)
    try:
        _wait_until(lambda: _answers(f"{address}/total"), LONGEST_START_SECONDS)
        settings = {"FEEDBACK_NOTIFY_KEY": KEY, "FEEDBACK_NOTIFY_ADDRESS": address, "FEEDBACK_NOTIFY_SMS_TEMPLATE": TEMPLATE}
        yield Provider(settings, lambda: int(_get(f"{address}/total")["accepted"]), lambda: _counted(_get(f"{address}/counts")))
    finally:
        process.kill()
        process.wait()


@contextmanager
def smtp(delay: float) -> Iterator[Provider]:
    """A mail server."""
    port, mailbox = free_port(), Mailbox(delay)
    server = mail_server(port, mailbox)
    server.start()
    try:
        settings = {"FEEDBACK_SMTP": f"smtp://127.0.0.1:{port}", "FEEDBACK_MAIL_FROM": "feedback@example.org"}
        yield Provider(settings, mailbox.accepted.total, lambda: (mailbox.accepted, 0))
    finally:
        server.stop()


PROVIDERS = {"notify": ("sms", notify), "smtp": ("email", smtp)}


class Worker:
    """`flask worker run`, to be killed and started again."""

    def __init__(self, database_url: str, settings: Mapping[str, str]) -> None:
        own = {"FEEDBACK_DATABASE_URL": database_url, "FEEDBACK_ENV": "development", "FEEDBACK_TODAY": TODAY.isoformat()}
        self._environment = {**os.environ, **own, **settings}
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it; it looks into the outbox as soon as it is there."""
        command = [sys.executable, "-m", "flask", "--app", "app", "worker", "run"]
        self._process = subprocess.Popen(command, cwd=TOP, env=self._environment)

    def kill(self) -> None:
        """End it as a power cut would."""
        self._end(signal.SIGKILL)

    def stop(self) -> int:
        """Ask it to end; its status."""
        return self._end(signal.SIGTERM)

    def check(self) -> None:
        """Fail when it is not there."""
        assert self._process is not None
        assert self._process.poll() is None, "the worker ended by itself: what it wrote stands above"

    def _end(self, how: signal.Signals) -> int:
        self.check()
        assert self._process is not None
        os.kill(self._process.pid, how)
        return self._process.wait(LONGEST_START_SECONDS)


def main() -> None:
    """Run, print what happened, and fail when it was not exactly once."""
    options = _options()
    rng = random.Random(options.seed)
    channel, provided = PROVIDERS[options.provider]
    with ExitStack() as stack:
        url = stack.enter_context(database(options.database))
        provider = stack.enter_context(provided(options.delay))
        written = _write(url, options.messages, channel)
        said = _run(Worker(url, provider.settings), provider, url, len(written), options.kills, rng)
        accepted, asked = provider.counts()
        said |= {"messages": len(written), "lost": len(set(written) - set(accepted)), "asked": asked}
        said |= {"doubled": sum(number - 1 for number in accepted.values()), "unheard of": len(set(accepted) - set(written))}
        said |= {"states": _states(url)}
    print(said, flush=True)
    bearable = 0 if options.provider == "notify" else options.kills
    if said["lost"] or said["unheard of"] or said["doubled"] > bearable:
        sys.exit("not exactly once")


@contextmanager
def database(kind: str) -> Iterator[str]:
    """A migrated database of the run's own."""
    if kind == "sqlite":
        with tempfile.TemporaryDirectory() as folder:
            migrate(url := f"sqlite:///{folder}/feedback.db")
            yield url
    else:
        with schema(f"{SCHEMA}_messages") as url:
            migrate(url)
            yield url


def _run(worker: Worker, provider: Provider, url: str, number: int, kills: int, rng: random.Random) -> dict[str, Any]:
    """Kill the worker each time it has sent so many, at an instant of chance; then let it come to an end."""
    began, in_batch = time.monotonic(), 0
    for until in sorted(rng.randrange(number * 3 // 4) for _ in range(kills)):
        worker.start()
        _wait_for(max(until, provider.total() + 1), provider, worker)
        time.sleep(rng.uniform(0, 0.2))
        worker.kill()
        in_batch += "trying" in _states(url)
    killing = time.monotonic() - began
    worker.start()
    _wait_until(lambda: not {"waiting", "trying"} & set(_states(url)), LONGEST_SECONDS, every=0.5)
    took = time.monotonic() - began
    status = worker.stop()
    said = {"kills": kills, "kills in mid-batch": in_batch}
    return said | {"seconds until the last kill": round(killing), "seconds": round(took), "status at the end": status}


def _wait_for(number: int, provider: Provider, worker: Worker) -> None:
    def there() -> bool:
        worker.check()
        return provider.total() >= number

    _wait_until(there, LONGEST_SECONDS)


def _write(url: str, number: int, channel: str) -> list[str]:
    with application(url) as app, app.app_context():
        return outbox.write(outbox.ask(number), channel, at=datetime.now(UTC))


def _states(url: str) -> dict[str, int]:
    with application(url) as app, app.app_context():
        counted = db.session.query(Message.state, db.func.count()).group_by(Message.state)
        return dict(counted.all())


def _wait_until(there: Callable[[], bool], seconds: float, every: float = 0.005) -> None:
    until = time.monotonic() + seconds
    while not there():
        if time.monotonic() > until:
            raise TimeoutError("it did not come to an end")
        time.sleep(every)


def _get(address: str) -> dict[str, Any]:
    with urlopen(address, timeout=30) as answer:
        found: dict[str, Any] = json.load(answer)
        return found


def _answers(address: str) -> bool:
    try:
        return bool(_get(address))
    except OSError:
        return False


def _counted(said: Mapping[str, Any]) -> tuple[Counter[str], int]:
    return Counter(said["accepted"]), int(said["asked"])


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--messages", type=int, default=10_000)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--database", choices=("sqlite", "postgres"), default="sqlite")
    parser.add_argument("--provider", choices=PROVIDERS, default="notify")
    parser.add_argument("--delay", type=float, default=DELAY_SECONDS)
    return parser.parse_args()


if __name__ == "__main__":
    main()
