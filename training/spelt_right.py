"""Writes feedback/language/spelt_right.txt: words that must not be taken for a slip in a strong word ("boxing" is not "boring"),
nor in a word that the first screen looks for.

    python training/spelt_right.py

Two kinds of words: those one slip away from a strong word of the list, and those common in the labelled comments (they save a look-up).
Both only if TextBlob's own list of English spellings has them.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import textblob

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from feedback.language.lexicon import SPELT_RIGHT, lexicon
from feedback.language.sign_list import shipped, sign_words
from feedback.language.spelling import TOKEN, one_slip
from training.rows import rows

ENGLISH = Path(textblob.__file__).parent / "en" / "en-spelling.txt"
LEAST_SEEN, LEAST_COMMENTS = 3, 3
"""Times that an English word was seen by the makers of TextBlob's list, and comments of ours that it stands in."""


def english() -> set[str]:
    """Words of TextBlob's list of spellings that were seen more than by accident."""
    lines = (line.split() for line in ENGLISH.read_text(encoding="utf-8").splitlines() if line and not line.startswith(";"))
    return {line[0] for line in lines if len(line) == 2 and int(line[1]) >= LEAST_SEEN and line[0].isalpha()}


def near(wanted: frozenset[str], known: set[str]) -> set[str]:
    """English words that are one slip away from a wanted one."""
    by_length: dict[tuple[str, int], list[str]] = {}
    for word in sorted(wanted):
        for length in (len(word) - 1, len(word), len(word) + 1):
            by_length.setdefault((word[0], length), []).append(word)
    return {word for word in known if any(one_slip(word, other) for other in by_length.get((word[0], len(word)), ()))}


def common(known: set[str]) -> set[str]:
    """English words of the labelled comments."""
    seen = Counter(word for row in rows() for word in set(TOKEN.findall(row.comment.text.lower())))
    return {word for word, comments in seen.items() if comments >= LEAST_COMMENTS and word in known}


def main() -> None:
    """Replaces the file."""
    known = english()
    matter = lexicon().strong | sign_words(shipped()["signs"], shipped()["forms"])
    words = sorted((near(matter, known) | common(known)) - lexicon().strong - lexicon().misspelt)
    SPELT_RIGHT.write_text("\n".join(words) + "\n", encoding="utf-8")
    print(f"Wrote {len(words)} words.")


if __name__ == "__main__":
    main()
