"""Somebody who answers at random and fast: fields are filled by script, everything else goes through the page's own buttons."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

Pairs = Sequence[tuple[str, str]]
COMMENTS = (
    "my worker is sound she actually listens 💯",
    "idk",
    "appointments clash with college every week",
    "مرحبا",
    "its alright i spose",
    "x" * 900,
)

FIELDS = """() => [...document.querySelectorAll("#answers .step[data-type]")].map((step) => ({
    code: step.dataset.step, type: step.dataset.type,
    values: [...step.querySelectorAll("input[type=radio]")].map((one) => one.value).filter(Boolean),
}))"""
FILL = """(pairs) => {
    document.querySelector("[data-do=start]").click();
    for (const [name, value] of pairs) {
        const radio = document.querySelector(`#answers input[type=radio][name="${name}"][value="${value}"]`);
        if (radio) radio.checked = true;
        else document.querySelector(`#answers textarea[name="${name}"]`).value = value;
    }
    for (let step = 0; step < 60 && document.querySelector(".step.now").dataset.step !== "check"; step += 1) {
        const now = document.querySelector(".step.now");
        const chosen = now.querySelector("input:checked, textarea");
        document.querySelector(chosen || now.dataset.type === "statement" ? "[data-do=continue]" : "[data-do=skip]").click();
    }
    if (document.querySelector(".step.now").dataset.step !== "check") throw new Error("the last page was not reached");
    return document.querySelector("#answers").elements.response_id.value;
}"""


@dataclass(frozen=True)
class Finished:
    """What one person sent: the id of the response and {question: answer}."""

    response_id: str
    answers: Mapping[str, str]


def fill(page: Page, rng: random.Random) -> Finished:
    """Answer the questionnaire on the page up to its last page, some questions skipped."""
    answers = dict(_chosen(page.evaluate(FIELDS), rng))
    response_id = page.evaluate(FILL, list(answers.items()))
    return Finished(response_id, answers)


def press_send(page: Page) -> None:
    """As a finger would."""
    page.locator("#answers [name=start]").click()


def _chosen(fields: Sequence[Mapping[str, Any]], rng: random.Random) -> Pairs:
    asked = [field for field in fields if field["type"] in {"scale", "choice", "comment"} and rng.random() < 0.8]
    return [(field["code"], rng.choice(COMMENTS if field["type"] == "comment" else field["values"])) for field in asked]
