"""What a browser fetches for the first view of a survey, compressed. `python -m benchmarks.weight`."""

from __future__ import annotations

from benchmarks import report
from benchmarks.prepared import SLUG, service
from benchmarks.serving import serving
from tests.browser.chromium import launched, new_context

TARGET_KB = 60


def measure() -> list[report.Finding]:
    """Bytes over the wire, headers included, of everything that Chromium asks for."""
    with service() as made, serving("app:app", made.environment) as ours:
        sizes = fetched(f"http://127.0.0.1:{ours.port}/s/{SLUG}")
    parts = ", ".join(f"{path} {size / 1000:.1f}" for path, size in sizes.items())
    return [report.at_most("First view of a survey", sum(sizes.values()) / 1000, TARGET_KB, "KB", f"compressed, headers included: {parts}")]


def fetched(address: str) -> dict[str, int]:
    """Bytes that each address cost, by its path."""
    paths: dict[str, str] = {}
    sizes: dict[str, int] = {}
    with launched() as browser:
        context = new_context(browser, "phone")
        page = context.new_page()
        watch = context.new_cdp_session(page)
        watch.on("Network.requestWillBeSent", lambda sent: paths.update({sent["requestId"]: sent["request"]["url"].split("/", 3)[3]}))
        watch.on("Network.loadingFinished", lambda done: sizes.update({paths[done["requestId"]]: int(done["encodedDataLength"])}))
        watch.send("Network.enable")
        answer = page.goto(address, wait_until="networkidle")
        if answer is None or not answer.ok:
            raise RuntimeError(f"{address} did not open")
        context.close()
    return sizes


if __name__ == "__main__":
    report.show(measure())
