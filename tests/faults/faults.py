"""What can go wrong around somebody who answers, one function each. Every one of them answers once and leaves the run able to go on."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Mapping
from http.client import HTTPConnection
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.faults.answering import fill, press_send
from tests.faults.device import READY
from tests.faults.network import Mode
from tests.faults.service import SLUG

if TYPE_CHECKING:
    from tests.faults.run import Run

PAGE = f"/s/{SLUG}"
TAKEN = {200, 201, 202}
YEAR_MILLISECONDS = 366 * 24 * 3600 * 1000
WRONG_CLOCK = """(() => {
    const Real = Date, off = %d;
    window.Date = class extends Real {
        constructor(...given) { given.length ? super(...given) : super(Real.now() + off); }
        static now() { return Real.now() + off; }
    };
})()"""
FULL = """() => {
    const full = () => { throw new DOMException("no room", "QuotaExceededError"); };
    window.before = [IDBObjectStore.prototype.put, IDBObjectStore.prototype.add];
    IDBObjectStore.prototype.put = full;
    IDBObjectStore.prototype.add = full;
}"""
ROOM_AGAIN = "() => { [IDBObjectStore.prototype.put, IDBObjectStore.prototype.add] = window.before; }"
CLOSED_ONCE = """() => {
    const before = IDBDatabase.prototype.transaction;
    IDBDatabase.prototype.transaction = function (...given) {
        IDBDatabase.prototype.transaction = before;
        this.close();
        return before.apply(this, given);
    };
}"""


def first_visit(run: Run) -> None:
    """The device sees the survey once, with a network, and becomes ready to work without."""
    run.device.visit(PAGE)
    run.device.page.wait_for_function(READY)
    run.device.visit(PAGE)


def nothing(run: Run) -> None:
    """All is well, and what waited from before may go."""
    run.network.mode = "clear"
    run.send(run.answer())
    run.device.flush()


def network_lost_before(run: Run) -> None:
    """The form never leaves."""
    _lost(run, "lost_before")


def network_lost_during(run: Run) -> None:
    """Half of the form arrives."""
    _lost(run, "lost_during")


def network_lost_after(run: Run) -> None:
    """The server keeps it; its word of that is lost, so the device must send again."""
    _lost(run, "lost_after")


def no_network_at_all(run: Run) -> None:
    """The questions open from the device's own memory."""
    _lost(run, "away")


def unavailable(run: Run) -> None:
    """503, as for ten minutes: until the next person without a fault."""
    _lost(run, "unavailable")


def server_killed(run: Run) -> None:
    """The server dies while somebody answers, and comes back after they sent."""
    answered = run.answer()
    run.service.kill()
    run.send(answered)
    run.service.start()


def server_killed_while_taking(run: Run) -> None:
    """The server dies at some moment around the commit."""
    run.network.mode = "clear"
    answered = run.answer()
    killer = threading.Timer(run.rng.uniform(0, 0.06), run.service.kill)
    killer.start()
    run.send(answered)
    killer.join()
    run.service.start()


def browser_killed_with_a_queue(run: Run) -> None:
    """The battery is empty right after Send, with everything before it still waiting."""
    run.network.mode = "away"
    run.send(run.answer())
    run.device.kill()


def browser_killed_while_sending(run: Run) -> None:
    """The battery is empty at some moment around Send: kept or not, it must not be kept twice."""
    answered = run.answer()
    press_send(run.device.page)
    run.device.page.wait_for_timeout(run.rng.uniform(0, 60))
    run.unsure[answered.response_id] = answered
    run.device.kill()


def two_tabs_flushing(run: Run) -> None:
    """Two pages hold the same queue and both learn that the network is back."""
    run.network.mode = "away"
    run.send(run.answer())
    with_another = run.device.context.new_page()
    run.device.visit(PAGE, with_another)
    run.network.mode = "clear"
    run.device.flush()
    with_another.wait_for_timeout(run.rng.uniform(0, 80))
    with_another.close()


def five_times_at_once(run: Run) -> None:
    """The same sealed answers arrive five times in the same moment."""
    run.network.mode = "away"
    answered = run.answer()
    run.send(answered)
    sealed = next(item["sealed"] for item in run.device.waiting() if item["id"] == answered.response_id)
    statuses: list[int] = []
    senders = [threading.Thread(target=lambda: statuses.append(_post(run.service.port, sealed))) for _ in range(5)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert set(statuses) <= TAKEN, statuses
    run.network.mode = "clear"
    run.device.flush()


def storage_full(run: Run) -> None:
    """No room, and no network either: the answers stay on the page until there is room again."""
    run.network.mode = "away"
    answered = run.answer()
    page = run.device.page
    page.evaluate(FULL)
    press_send(page)
    expect(page.locator("#failed")).to_be_visible()
    expect(page.locator("main[data-state]")).to_have_count(0)
    page.evaluate(ROOM_AGAIN)
    page.get_by_role("button", name="Send again").click()
    page.wait_for_selector("main[data-state]")
    run.finished[answered.response_id] = answered


def database_closed(run: Run) -> None:
    """The browser closes its database under the page."""
    answered = run.answer()
    run.device.page.evaluate(CLOSED_ONCE)
    run.send(answered)


def clock_wrong(run: Run) -> None:
    """The device thinks that it is a year earlier or later."""
    run.network.mode = run.rng.choice(["clear", "away"])
    page = run.device.context.new_page()
    page.add_init_script(WRONG_CLOCK % run.rng.choice([-YEAR_MILLISECONDS, YEAR_MILLISECONDS]))
    run.send(run.answer(page), page)
    page.close()


def republished(run: Run) -> None:
    """A new version is published while answers to the old one wait."""
    run.network.mode = "away"
    run.send(run.answer())
    if run.service.version < 5:
        run.service.publish()


def closed_in_the_middle(run: Run) -> None:
    """Somebody answers half, goes away, and a second person starts: only the second one's answers are sent."""
    run.device.visit(PAGE)
    fill(run.device.page, run.rng)
    run.send(run.answer())


FAULTS: Mapping[str, Callable[[Run], None]] = {
    one.__name__: one
    for one in (
        nothing,
        network_lost_before,
        network_lost_during,
        network_lost_after,
        no_network_at_all,
        unavailable,
        server_killed,
        server_killed_while_taking,
        browser_killed_with_a_queue,
        browser_killed_while_sending,
        two_tabs_flushing,
        five_times_at_once,
        storage_full,
        database_closed,
        clock_wrong,
        republished,
        closed_in_the_middle,
    )
}


def _lost(run: Run, mode: Mode) -> None:
    run.network.mode = mode
    run.send(run.answer())


def _post(port: int, sealed: str) -> int:
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("POST", "/sealed", json.dumps({"sealed": sealed, "queued": True}), {"Content-Type": "application/json"})
    status = connection.getresponse().status
    connection.close()
    return status
