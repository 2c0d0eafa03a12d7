"""What somebody who answers waits for, in Chromium: the second view, the next question, a long queue. `python -m benchmarks.browsing`."""

from __future__ import annotations

from statistics import median

from playwright.sync_api import Page

from benchmarks import report
from benchmarks.prepared import SLUG, service
from benchmarks.serving import serving
from tests.browser.chromium import launched, new_context
from tests.browser.tablets import ready

PAGE = f"/s/{SLUG}"
SLOWER = 4
LONGEST_NEXT_MILLISECONDS = 50
QUEUED = 200
LONGEST_BLOCK_MILLISECONDS = 50

# From the touch to the frame in which the next question stands there to be painted. The slide after it is drawn by the compositor.
NEXT = """async () => {
    const took = [];
    document.querySelector("[data-do=start]").click();
    while (document.querySelector(".step.now").dataset.step !== "check") {
        const now = document.querySelector(".step.now");
        const option = now.querySelector("input[type=radio]");
        if (option) option.click();
        const how = option || now.dataset.type === "statement" ? "[data-do=continue]" : "[data-do=skip]";
        const begun = performance.now();
        document.querySelector(how).click();
        await new Promise(requestAnimationFrame);
        document.body.getBoundingClientRect();
        took.push(performance.now() - begun);
        await new Promise((done) => setTimeout(done, 150));
    }
    return took;
}"""
FILL_QUEUE = """async (number) => {
    for (let one = 0; one < number; one += 1) {
        const id = Page.freshId();
        const form = new URLSearchParams({ response_id: id, version: "1", variant: "", overall: "good", start: "yes" }).toString();
        const inside = { kind: "response", slug: Page.settings.slug, form, finished: `${new Date().toISOString().slice(0, 16)}:00Z` };
        const text = JSON.stringify({ ...inside, touchpoint: "", helper: "", code: "", kiosk: null });
        const sealed = await Sealing.seal(text, Page.settings.key);
        await Queue.add({ id, slug: Page.settings.slug, sealed });
    }
}"""
# The longest time in which the page could not answer a touch, while the queue empties.
FLUSH = """async () => {
    let longest = 0, last = performance.now(), on = true;
    const tick = () => { const now = performance.now(); longest = Math.max(longest, now - last); last = now; if (on) setTimeout(tick); };
    const begun = performance.now();
    tick();
    window.dispatchEvent(new Event("online"));
    while ((await Queue.items()).length) await new Promise((done) => setTimeout(done, 50));
    on = false;
    return [longest, performance.now() - begun];
}"""


def measure() -> list[report.Finding]:
    """All three, each in a profile of its own."""
    with service() as made, serving("app:app", made.environment) as ours, launched() as browser:
        address = f"http://127.0.0.1:{ours.port}{PAGE}"
        pages = [_visited(new_context(browser, "tablet").new_page(), address) for _ in range(3)]
        findings = [_second_view(pages[0], address), _next_question(pages[1]), _queue(pages[2])]
        for page in pages:
            page.context.close()
    return findings


def _visited(page: Page, address: str) -> Page:
    """The page after a first visit that left it ready to work offline."""
    page.goto(address)
    ready(page)
    return page


def _second_view(page: Page, address: str) -> report.Finding:
    """How many requests of the view after the first fail where there is no network at all."""
    failed: list[str] = []
    page.on("requestfailed", lambda request: failed.append(request.url))
    page.context.set_offline(True)
    page.goto(address, wait_until="networkidle")
    detail = f"that needed a network in the view after the first, with the network cut off: {', '.join(failed) or 'none'}"
    return report.at_most("Second view of a survey", len(failed), 0, "requests", detail)


def _next_question(page: Page) -> report.Finding:
    """The slowest of all questions: nobody sees the median alone."""
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.reload()
    took = page.evaluate(NEXT)
    detail = (
        f"the slowest of {len(took)}, from the touch to the next frame, on a processor {SLOWER} times slower; median {median(took):.0f} ms"
    )
    return report.at_most("Next question", max(took), LONGEST_NEXT_MILLISECONDS, "ms", detail)


def _queue(page: Page) -> report.Finding:
    """The longest time in which a page that sends a long queue could not answer a touch."""
    page.context.set_offline(True)
    page.evaluate(FILL_QUEUE, QUEUED)
    page.context.set_offline(False)
    longest, whole = page.evaluate(FLUSH)
    detail = f"{QUEUED} responses sent in {whole / 1000:.1f} s; the longest time in which the page was not free for a touch"
    return report.at_most(f"A queue of {QUEUED}", longest, LONGEST_BLOCK_MILLISECONDS, "ms", detail)


if __name__ == "__main__":
    report.show(measure())
