"""The virtual environment and the pinned Python packages in it."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

from setup.debian import install
from setup.steps import BIN, TOP, VENV, Step, Stopped, run

VERSION = f"{sys.version_info.major}.{sys.version_info.minor}"


def make_environment() -> None:
    """A virtual environment of this Python. One made by another Python version is emptied first."""
    if not importlib.util.find_spec("ensurepip"):
        _install_venv_module()
    run([sys.executable, "-m", "venv", *_empty_if_of_another_version(), VENV], "Python could not make a virtual environment in .venv.")


def _install_venv_module() -> None:
    package = f"python{VERSION}-venv"
    if not install([package]):
        raise Stopped(f"Python's venv module is missing. On Debian or Ubuntu: sudo apt-get install {package}")


def _empty_if_of_another_version() -> list[str]:
    settings = VENV / "pyvenv.cfg"
    return ["--clear"] if settings.exists() and f"version = {VERSION}." not in settings.read_text() else []


def install_service() -> None:
    """What the service runs on."""
    pip(TOP / "requirements.txt")


def install_tests() -> None:
    """What tests and checks need beside it."""
    pip(TOP / "requirements-dev.txt")


def pip(requirements: Path) -> None:
    """Install exactly what a pinned file names. Every package is named in it, so nothing is left to resolve."""
    quietly = ["--disable-pip-version-check", "--no-input", "--progress-bar=off"]
    command: list[str | Path] = [BIN / "python", "-m", "pip", "install", *quietly, "--no-deps", "-r", requirements]
    run(command, f"the packages of {requirements.relative_to(TOP)} could not be installed. Is the package index within reach?")


ENVIRONMENT = Step("environment", f"Making .venv with Python {VERSION}", make_environment, (), BIN / "pip")
SERVICE = Step("service", "Installing the service's Python packages", install_service, (TOP / "requirements.txt",), BIN / "flask")
TESTS = Step("tests", "Installing the Python packages of the tests", install_tests, (TOP / "requirements-dev.txt",), BIN / "pytest")
