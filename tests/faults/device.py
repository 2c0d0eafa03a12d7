"""One tablet: a browser with a profile on disk, which can be killed in the middle of anything and opened again."""

from __future__ import annotations

import os
import shutil
import signal
from contextlib import suppress
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Error, Page, Playwright

from tests.browser.chromium import SWITCHES

WAITING = """async () => {
    const open = indexedDB.open("feedback");
    const db = await new Promise((done, failed) => { open.onsuccess = () => done(open.result); open.onerror = () => failed(open.error); });
    if (!db.objectStoreNames.contains("queue")) { db.close(); return []; }
    const all = db.transaction("queue").objectStore("queue").getAll();
    const items = await new Promise((done, failed) => { all.onsuccess = () => done(all.result); all.onerror = () => failed(all.error); });
    db.close();
    return items;
}"""
READY = "() => navigator.serviceWorker.controller !== null"


class Device:
    """A Chromium that visits `address`. It knows only what its profile keeps."""

    def __init__(self, playwright: Playwright, profile: Path, address: str) -> None:
        self._playwright = playwright
        self._profile = profile
        self.address = address
        self.context = self._open()
        self.page = self._first_page()

    def visit(self, path: str, page: Page | None = None) -> None:
        """Open an address of the service, from the device's own memory where it has it."""
        (page or self.page).goto(self.address + path, wait_until="load")

    def waiting(self) -> list[dict[str, Any]]:
        """What has still to be sent, as it stands in the browser's database."""
        return list(self.page.evaluate(WAITING))

    def flush(self) -> None:
        """Tell every page that the network is back: a flush begins at once, whatever the back-off."""
        for page in self.context.pages:
            page.evaluate("() => window.dispatchEvent(new Event('online'))")

    def kill(self) -> None:
        """End the browser as an empty battery would, and open it again."""
        os.kill(self._main_process(), signal.SIGKILL)
        with suppress(Error):
            self.context.close()
        self.context = self._open()
        self.page = self._first_page()

    def close(self) -> None:
        """End it in good order."""
        self.context.close()

    def _open(self) -> BrowserContext:
        for lock in self._profile.glob("Singleton*"):
            lock.unlink()
        switches = [*SWITCHES, "--no-sandbox"] if os.geteuid() == 0 else SWITCHES
        return self._playwright.chromium.launch_persistent_context(
            self._profile, executable_path=shutil.which("chromium"), args=switches, viewport={"width": 1024, "height": 768}
        )

    def _first_page(self) -> Page:
        pages = self.context.pages
        return pages[0] if pages else self.context.new_page()

    def _main_process(self) -> int:
        """The process that has our profile on its command line and is no child of another such."""
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                words = (folder / "cmdline").read_bytes().decode(errors="replace").split("\0")
            except OSError:
                continue
            if f"--user-data-dir={self._profile}" in words and not any(word.startswith("--type=") for word in words):
                return int(folder.name)
        raise LookupError(f"no browser has the profile {self._profile}")
