"""What values give away: whether one looks like something that is never kept. Pure; it errs towards saying so."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

from feedback.asking.cohort import dates

SEPARATORS = re.compile(r"[\s().\-/_+]")
POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}", re.IGNORECASE)
TEN_DIGITS = re.compile(r"\d{10}")
PHONE = re.compile(r"0[1-9]\d{8,9}|(?:00)?44\d{9,10}|447\d{9}|7\d{9}")
ABROAD = re.compile(r"\s*(?:\+|00)[\d\s().\-/]{7,20}")
POSTCODE_INSIDE = re.compile(r"(?<![A-Z\d])[A-Z]{1,2}\d[A-Z\d]?[\s._/-]?\d[A-Z]{2}(?![A-Z\d])", re.IGNORECASE)
MOBILE_INSIDE = re.compile(r"(?<!\d)(?:0|(?:00)?44)7\d{9}(?!\d)")
PERSON_NUMBERS = re.compile(
    r"""[A-Z]\d{11}[A-Z\d]  # a pupil's number
    | [A-Z]{2}\d{6}[A-D]  # National Insurance
    | (?:19|20)?\d{2}/\d{1,7}[A-Z]  # Police National Computer""",
    re.IGNORECASE | re.VERBOSE,
)
OFFENCE = re.compile(
    r"""\b(?:assault|abh|gbh|affray|wounding|murder|manslaughter|homicide|kidnap|robber|burglar|theft|thie[fv]|shoplift|twoc|fraud
    |arson|criminal\ damage|harass|stalking|threats\ to|rape|indecent|sexual|weapon|bladed|kni(?:fe|ves)(?!\ crime)|firearm
    |drugs?\ (?:offence|dealing|supply)|class\ [abc]\b|cannabis|cocaine|heroin|pwits|poss(?:ession)?\b\.?\ of|intent\ to
    |violence\ against|violent|public\ order|handling\ stolen|drunk|driving)""",
    re.IGNORECASE | re.VERBOSE,
)
"""How the names of offences begin or what stands in them."""
PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
SHORTEST_IN_CAPITALS = 4
"""Three capitals before a number are more often a team or a system, such as LEE-1042, than a forename."""
WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’.-])*")
MOST_WORDS = 5
LONGEST = 60
MOST_DIFFERENT = 30
"""A column of more different words than this is no column of bands."""

NAMES = frozenset(Path(__file__).with_name("forenames.txt").read_text(encoding="utf-8").split())
"""Common forenames: alone in a cell one of these looks like any other word."""


def kind_of(text: str) -> str | None:
    """What a value is or holds, with its article ("a phone number"), if it is something that leads to a person. None for anything else."""
    if "@" in text:
        return "an e-mail address"
    bare = SEPARATORS.sub("", text)
    if dates.looks_like_one(text):
        return "a date"
    if POSTCODE.fullmatch(bare) or POSTCODE_INSIDE.search(text):
        return "a postcode"
    if TEN_DIGITS.fullmatch(bare):
        return "a number of ten digits, such as an NHS or a phone number"
    if PHONE.fullmatch(bare) or ABROAD.fullmatch(text) or any(map(MOBILE_INSIDE.search, (text, bare))):
        return "a phone number"
    if OFFENCE.search(text):
        return "an offence"
    return "a number that other services know a person by" if PERSON_NUMBERS.fullmatch(text.replace(" ", "")) else None


def is_text(value: str) -> bool:
    """Whether a value is written text and no code or label."""
    return len(value) > LONGEST or len(value.split()) > MOST_WORDS


def is_name(value: str) -> bool:
    """Whether a value looks like somebody's name: a common forename, or two to four capitalised words."""
    words = value.replace(",", " ").split()
    if not 0 < len(words) <= 4 or not all(WORD.fullmatch(word) for word in words):
        return False
    if any(word.lower() in NAMES for word in words):
        return True
    return len(words) > 1 and all(word[0].isupper() for word in words)


def holds_a_name(reference: str) -> bool:
    """Whether a part of a reference is a common forename: kayden.price1, KaydenP07."""
    parts = (part for part in PART.findall(reference) if len(part) >= SHORTEST_IN_CAPITALS or not part.isupper())
    return any(part.lower() in NAMES for part in parts)


def of_column(values: Collection[str], filled: int) -> str | None:
    """Why a column that nobody knows is not taken: what its values look like. None when it may be kept.

    `values`: its different values, those left out that are known words of ours; `filled`: how many cells they fill.
    """
    for value in values:
        if kind := kind_of(value):
            return f"holds what looks like {kind}"
        if is_text(value):
            return "holds free text"
        if is_name(value):
            return "holds what looks like names"
    wordy = [value for value in values if not any(sign.isdigit() for sign in value)]
    if len(wordy) > MOST_DIFFERENT or (wordy and len(wordy) > filled / 2):
        # Words that hardly repeat are names, or as telling as names.
        return "holds words that hardly repeat, as names do"
    return None
