"""The front-end files: installed by npm as package-lock.json pins them, and made ready to be served."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

from setup import packages
from setup.steps import BIN, TOP, VENV, Step, Stopped, run

FOLDER = VENV / "frontend"
SERVED = VENV / "static" / "govuk"
FONTS = VENV / "fonts"
FAMILIES = (("atkinson-hyperlegible", ("400Regular", "700Bold")), ("noto-sans-arabic", ("400Regular", "700Bold")))
"""What printed papers are set in: legible to people with low vision, and an Arabic script for Urdu."""

DESCRIBED_BY = tuple(TOP / name for name in ("package.json", "package-lock.json", ".npmrc"))
SYSTEM_FONTS = 'system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif'
SOURCE_MAP = re.compile(r"/\*# sourceMappingURL=\S+ \*/|//# sourceMappingURL=\S+")


def install_service() -> None:
    """The pinned packages that pages are made with, the three files of theirs that a browser is sent, and the fonts of printed papers."""
    _npm("--omit=dev")
    package = FOLDER / "node_modules" / "govuk-frontend" / "dist" / "govuk"
    SERVED.mkdir(parents=True, exist_ok=True)
    (SERVED / "govuk-frontend.min.css").write_text(without_crown((package / "govuk-frontend.min.css").read_text()))
    (SERVED / "govuk-frontend.min.js").write_text(without_map((package / "govuk-frontend.min.js").read_text()))
    (SERVED / "idb.js").write_text(without_map((FOLDER / "node_modules" / "idb" / "build" / "umd.js").read_text()))
    _copy_fonts()


def install_tests() -> None:
    """The same, with the packages that only tests use."""
    _npm("--include=dev")


def _copy_fonts() -> None:
    FONTS.mkdir(exist_ok=True)
    for family, cuts in FAMILIES:
        for cut in cuts:
            for font in (FOLDER / "node_modules" / "@expo-google-fonts" / family / cut).glob("*.ttf"):
                shutil.copy(font, FONTS)


def without_crown(css: str) -> str:
    """Without what belongs to GOV.UK alone: its font and the royal crest. Raises Stopped where another file is named: we serve none."""
    start, *rest = css.split("@font-face{")
    css = start + "".join(block.split("}", 1)[1] for block in rest)
    css = css.replace("GDS Transport,arial,sans-serif", SYSTEM_FONTS).replace("url(/assets/images/govuk-crest.svg)", "none")
    if "url(/" in css or "GDS Transport" in css:
        raise Stopped("this govuk-frontend names fonts or pictures in a new way. Teach setup/frontend.py to leave them out.")
    return without_map(css)


def without_map(text: str) -> str:
    """Without the comment that names a source map, which is not served."""
    return SOURCE_MAP.sub("", text)


def _npm(which: str) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for path in DESCRIBED_BY:
        shutil.copy(path, FOLDER)
    command: list[str | Path] = [_npm_here(), "ci", which, "--ignore-scripts"]
    run(command, "npm could not install the packages of package-lock.json. Is its registry within reach?", folder=FOLDER)


def _npm_here() -> Path:
    system = shutil.which("npm")
    if system and _answers(Path(system)):
        return Path(system)
    ours = BIN / "npm"
    if not _answers(ours):
        _install_npm()
    return ours


def _answers(npm: Path) -> bool:
    return npm.exists() and subprocess.run([npm, "--version"], capture_output=True, check=False).returncode == 0


def _install_npm() -> None:
    print("    this machine has no npm: putting one into .venv", flush=True)
    try:
        packages.pip(TOP / "setup" / "node.txt")
    except Stopped:
        raise Stopped("npm is missing and could not be fetched from PyPI either. On Debian or Ubuntu: sudo apt-get install npm") from None


MADE_FROM = (*DESCRIBED_BY, Path(__file__))
SERVICE = Step("frontend", "Installing the front-end files", install_service, MADE_FROM, SERVED / "govuk-frontend.min.js")
TESTS = Step("frontend-tests", "Installing the tests' front-end files", install_tests, MADE_FROM, FOLDER / "node_modules" / "axe-core")
