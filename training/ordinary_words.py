"""Writes feedback/language/ordinary_words.txt: words of which nobody is thought to be called, when names are looked for.

    python -m training.ordinary_words

They stand in lower case in the labelled comments, or in TextBlob's own list of English spellings. Young people write names in lower case
too, so from their comments a word is taken only when it stands in two, and is in no list of names or places; so it is with TextBlob's
list. Comments that are held back take no part.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator

from feedback.language.redaction_words import ORDINARY, listed, places
from training.rows import DATA
from training.spelt_right import english

LOWER = re.compile(r"(?<![\w'@])[a-z]{2,}(?![\w'])")
LEAST_COMMENTS = 2
SHORTEST_ENGLISH = 3
WRITERS = ("one", "two", "three")


def texts(name: str) -> Iterator[str]:
    """The comments of one file in data/."""
    with (DATA / name).open(encoding="utf-8-sig", newline="") as source:
        yield from (row["text"] for row in csv.DictReader(source))


def words() -> list[str]:
    """The words, in order."""
    careful = Counter(word for text in texts("nhs_fft_train.csv") for word in set(LOWER.findall(text)))
    young = ["young_people.csv", *(f"comments/{part}_{writer}.csv" for part in ("mood", "screen") for writer in WRITERS)]
    loose = Counter(word for name in young for text in texts(name) for word in set(LOWER.findall(text)))
    called = listed("first_names.txt") | listed("surnames.txt") | {word for place in places() for word in place.split()}
    spelt = {word for word in english() if len(word) >= SHORTEST_ENGLISH}
    return sorted(set(careful) | ({word for word, count in loose.items() if count >= LEAST_COMMENTS} | spelt) - called)


def main() -> None:
    """Replaces the file."""
    ORDINARY.write_text("\n".join(words()) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
