"""What holds for the whole house, whoever builds in it."""

from __future__ import annotations

import ast
import re
import statistics
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import flask_security
import pytest
from flask import Flask
from jinja2 import meta

from feedback.permissions import PERMISSIONS

TOP = Path(__file__).resolve().parent.parent
LONGEST_FUNCTION = 50
MEDIAN_FUNCTION = 8
LONGEST_FILE = 350
# What anybody may open: those who answer, machines that ask whether the service lives, and officers who are not signed in.
PUBLIC = re.compile(
    r"/(healthz|readyz|[si]/<(slug|token)>(/<variant>)?|i/<token>/answers-so-far|[si]/|s/worker\.js|s/manifest\.webmanifest"
    r"|recording/<slug>/<int:version>/<variant>/<question>|sealed|sealing-key|kiosk|withdraw|stop/<token>|messages/receipt"
    r"|static/.*|govuk/.*|theme\.css|logo|privacy(/law)?|accessibility|)"
)
PUBLIC_VIEWS = {"security.login", "security.logout", "officer.theme", "officer.logo", "officer.nothing_here"}
KEBAB = re.compile(r"[a-z0-9]+([-.][a-z0-9]+)*")
MACHINE_PATH = re.compile(r"(?<![\w.:/])/(?:work|tmp|root|home|Users|opt)/[\w.-]+|pkgs\.|://[\w.-]*(?:artifactory|nexus|registry)")


@cache
def kept(suffixes: tuple[str, ...]) -> list[Path]:
    """Files of the repository with these endings."""
    names = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=TOP, capture_output=True, text=True, check=True).stdout
    return [TOP / name for name in names.splitlines() if name.endswith(suffixes) and (TOP / name).exists()]


def functions() -> Iterator[tuple[str, int]]:
    """Each function of the repository, migrations apart: where it stands, and its lines."""
    for path in kept((".py",)):
        if "migrations" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef):
                yield f"{path.relative_to(TOP)}:{node.lineno} {node.name}", (node.end_lineno or node.lineno) - node.lineno + 1


def test_functions_are_short() -> None:
    lengths = dict(functions())
    assert {where: lines for where, lines in lengths.items() if lines > LONGEST_FUNCTION} == {}
    assert statistics.median(lines for where, lines in lengths.items() if where.startswith("feedback/")) <= MEDIAN_FUNCTION


def test_files_are_short() -> None:
    long = {str(path.relative_to(TOP)): lines for path in kept((".py",)) if (lines := len(path.read_text().splitlines())) > LONGEST_FILE}
    assert {path: lines for path, lines in long.items() if not path.startswith("migrations/")} == {}


def test_no_file_names_a_machine_it_was_made_on() -> None:
    text = (".py", ".md", ".txt", ".in", ".toml", ".json", ".html", ".js", ".css", ".ini", ".mako", "Makefile", "run", ".npmrc", ".csv")
    found = [
        f"{path.relative_to(TOP)}: {match[0]}" for path in kept(text) for match in MACHINE_PATH.finditer(path.read_text(errors="replace"))
    ]
    assert found == []


def test_requirements_are_pinned_and_name_no_address() -> None:
    for path in TOP.glob("requirements*.txt"):
        lines = [line for line in path.read_text().splitlines() if line and not line.lstrip().startswith("#")]
        assert [line for line in lines if not re.fullmatch(r"[\w.-]+(\[\w+\])?==[\w.]+", line)] == [], path.name


def test_every_address_says_who_may_use_it(app: Flask) -> None:
    undeclared = []
    for rule in app.url_map.iter_rules():
        restricted = getattr(app.view_functions[rule.endpoint], "permission", None) in PERMISSIONS
        public = bool(PUBLIC.fullmatch(rule.rule)) or rule.endpoint in PUBLIC_VIEWS
        if restricted == public:
            undeclared.append((rule.rule, rule.endpoint))
    assert undeclared == []


def test_addresses_are_kebab_case(app: Flask) -> None:
    written = {part for rule in app.url_map.iter_rules() for part in re.sub("<[^>]*>", "0", rule.rule).split("/") if part}
    assert {part for part in written if not KEBAB.fullmatch(part)} == set()


def test_every_template_is_used(app: Flask) -> None:
    folder = TOP / "templates"
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*.html")}
    assert there, "no templates were found"
    assert there - _named_in_code(there) - _named_in_templates(app, there) - _libraries_templates() == set()


def _named_in_code(names: set[str]) -> set[str]:
    """Named in full, or without the folder, which a room may add itself."""
    strings = (node.value for path in kept((".py",)) for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Constant))
    named = {value for value in strings if isinstance(value, str) and value.endswith(".html")}
    return {name for name in names if name in named or Path(name).name in named}


def _named_in_templates(app: Flask, names: set[str]) -> set[str]:
    texts = ((TOP / "templates" / name).read_text() for name in names)
    return {found for text in texts for found in meta.find_referenced_templates(app.jinja_env.parse(text)) if found}


def _libraries_templates() -> set[str]:
    # Flask-Security looks for its own names first among ours.
    folder = Path(flask_security.__file__).parent / "templates"
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*.html")}


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_a_machine_can_ask_whether_the_service_lives(app: Flask, path: str) -> None:
    assert app.test_client().get(path).status_code == 200
