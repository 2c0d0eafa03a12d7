"""Writes feedback/language/screening_words.txt: ordinary words, so that a misspelt comment is put into words that the screen knows.

    python -m training.screening_words

Words of TextBlob's list of English spellings that are common, without those that are a spelling of another word in screening.json,
and those of screening_words_more.txt: what people write today (phones, drugs, school) and the list lacks.
"""

from __future__ import annotations

from pathlib import Path

import textblob

from feedback.language.plain import COMMON_WORDS
from feedback.language.sign_list import shipped

ENGLISH = Path(textblob.__file__).parent / "en" / "en-spelling.txt"
MORE = Path(__file__).with_name("screening_words_more.txt")
LEAST_SEEN, SHORTEST = 5, 2
"""Times that the makers of TextBlob's list saw a word, and its letters."""


def common_words() -> list[str]:
    """The words, sorted."""
    lines = (line.split() for line in ENGLISH.read_text(encoding="utf-8").splitlines() if line and not line.startswith(";"))
    seen = {line[0] for line in lines if len(line) == 2 and int(line[1]) >= LEAST_SEEN and len(line[0]) >= SHORTEST}
    ordinary = {word for word in seen if word.isascii() and word.isalpha() and word.islower()}
    return sorted((ordinary | {*MORE.read_text(encoding="utf-8").split()}) - shipped()["spellings"].keys())


def main() -> None:
    """Replaces the file."""
    words = common_words()
    COMMON_WORDS.write_text("\n".join(words) + "\n", encoding="utf-8")
    print(f"Wrote {len(words):,} words.")


if __name__ == "__main__":
    main()
