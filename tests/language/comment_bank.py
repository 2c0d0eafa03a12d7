"""The comments of the demo council, with what a person takes them to mean. A suggestion is a theme: its mood is neutral."""

from __future__ import annotations

from pathlib import Path

from feedback.language.labelled import read_labelled

FILE = Path(__file__).resolve().parent.parent.parent / "training" / "data" / "comments" / "bank.csv"
BANK: list[tuple[str, str]] = [(comment.text, comment.label) for comment in read_labelled(FILE)]
