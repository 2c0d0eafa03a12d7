"""The `flask …` commands: a thin layer that translates a command line into one call."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Flask

from feedback.cli.room import Room

ROOMS: Mapping[str, str] = {
    "survey": "Surveys: bring one in, take its questions out, open and close it.",
    "response": "Responses: bring in answers collected elsewhere, take them out row by row.",
    "comment": "Comments: read or screen a file of them.",
    "cohort": "The people whom the service works with: bring in a list.",
    "officer": "Officers' accounts.",
    "message": "Messages: take in an e-mail that came back.",
    "worker": "The worker: sends messages, writes reminders, takes in cohorts.",
    "key": "Keys: those that comments are encrypted with, those that devices seal answers to.",
    "demo": "The demo: a fictional council to look around in.",
}


def register(app: Flask) -> None:
    """Add the commands."""
    for name, help_text in ROOMS.items():
        app.cli.add_command(Room(name, help=help_text))
