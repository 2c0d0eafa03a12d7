"""The fault run: people answer while everything around them breaks, and at the end what they finished is compared with what is kept.

`python -m tests.faults.run --responses 1000 --seed 7` prints what happened and fails when an answer was lost, doubled or changed.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from tests.databases import migrate
from tests.faults import faults
from tests.faults.answering import Finished, fill, press_send
from tests.faults.device import Device
from tests.faults.network import Network
from tests.faults.service import SLUG, Service, running_service

PAGE = f"/s/{SLUG}"
LONGEST_WAIT_SECONDS = 90
RELEASED = "main[data-state]"


@dataclass
class Run:
    """One service, one network, one device, and what people finished. `unsure`: the browser died before it could say so."""

    service: Service
    network: Network
    device: Device
    rng: random.Random
    finished: dict[str, Finished] = field(default_factory=dict)
    unsure: dict[str, Finished] = field(default_factory=dict)
    seen: Counter[str] = field(default_factory=Counter)

    def answer(self, page: Page | None = None) -> Finished:
        """Open the questions and answer them up to Send."""
        self.device.visit(PAGE, page)
        return fill(page or self.device.page, self.rng)

    def send(self, answered: Finished, page: Page | None = None) -> None:
        """Press Send and wait until the page lets go of the answers: from then on they must not be lost."""
        on = page or self.device.page
        press_send(on)
        on.wait_for_selector(RELEASED)
        self.finished[answered.response_id] = answered

    def settle(self) -> None:
        """Everything works again: wait until nothing waits to be sent. Raises TimeoutError."""
        self.network.mode = "clear"
        self.device.visit(PAGE)
        until = time.monotonic() + LONGEST_WAIT_SECONDS
        while self.device.waiting():
            if time.monotonic() > until:
                raise TimeoutError(f"{len(self.device.waiting())} answers are still waiting though everything works again")
            self.device.flush()
            self.device.page.wait_for_timeout(100)

    def wrong(self) -> list[str]:
        """What is lost, doubled or changed, in words. An id is a primary key, so what is doubled shows as an id nobody finished."""
        kept = self.service.kept()
        finished, unsure = (self.service.as_kept(sent) for sent in (self.finished, self.unsure))
        known = finished | unsure
        lost = [f"{one} was finished and is not kept" for one in finished if one not in kept]
        strange = [f"{one} is kept and was never finished" for one in kept if one not in known]
        changed = [
            f"{one}: sent {known[one].answers}, kept {kept[one]}" for one in kept if one in known and kept[one] != known[one].answers
        ]
        held = [f"{self.service.held()} are held for a look"] if self.service.held() else []
        return [*lost, *strange, *changed, *held]


@contextmanager
def running(seed: int, folder: Path) -> Iterator[Run]:
    """A fresh service with one open survey, and a device that has been there once."""
    url = f"sqlite:///{folder / 'feedback.db'}"
    migrate(url)
    with (
        running_service(url) as service,
        closing(Network(service.port)) as network,
        sync_playwright() as playwright,
        closing(Device(playwright, folder / "profile", f"http://127.0.0.1:{network.port}")) as device,
    ):
        run = Run(service, network, device, random.Random(seed))
        faults.first_visit(run)
        yield run


def responses(run: Run, number: int, note: Callable[[str], object] = lambda _: None) -> None:
    """So many people answer, each through a fault drawn at random; every fault comes at least once when there are enough of them."""
    names = list(faults.FAULTS)
    order = [*names, *(run.rng.choice(names) for _ in range(number - len(names)))][:number]
    run.rng.shuffle(order)
    for position, name in enumerate(order, 1):
        run.seen[name] += 1
        faults.FAULTS[name](run)
        if position % 50 == 0:
            note(f"{position} answered, {len(run.service.kept())} kept")
    run.settle()


def report(run: Run) -> Mapping[str, Any]:
    """What happened, to be printed."""
    return {
        "finished": len(run.finished),
        "unsure": len(run.unsure),
        "kept": len(run.service.kept()),
        "versions": run.service.version,
        "faults": dict(sorted(run.seen.items())),
    }


def main() -> None:
    """Run, print, and fail on any difference."""
    parser = argparse.ArgumentParser(description="Answer while everything breaks; compare what was finished with what is kept.")
    parser.add_argument("--responses", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=random.randrange(1_000_000))
    wanted = parser.parse_args()
    print(f"seed {wanted.seed}", flush=True)
    with tempfile.TemporaryDirectory() as folder, running(wanted.seed, Path(folder)) as run:
        responses(run, wanted.responses, lambda text: print(text, flush=True))
        wrong = run.wrong()
        print(report(run))
    sys.exit("\n".join(wrong) if wrong else 0)


if __name__ == "__main__":
    main()
