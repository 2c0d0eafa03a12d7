"""`python -m training.nhs_answers OUT.csv`: the patients' comments as answers that `flask response import` takes, one row each.

The columns are the questions of nhs_comments.json. Labels are left out: what is imported is read like any other comment.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

SOURCE = Path(__file__).with_name("data") / "nhs_fft_train.csv"
QUESTIONS = ("why_general", "what_good", "could_improve")


def main(target: Path) -> None:
    """Write the file."""
    with SOURCE.open(encoding="utf-8", newline="") as source, target.open("w", encoding="utf-8-sig", newline="") as file:
        answers = csv.DictWriter(file, QUESTIONS)
        answers.writeheader()
        answers.writerows({row["question"]: row["text"]} for row in csv.DictReader(source))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Say where to write: python -m training.nhs_answers answers.csv")
    main(Path(sys.argv[1]))
