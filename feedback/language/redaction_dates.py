"""Days of a calendar, birthdays and years, known by their form. "Last week", "on mondays" and "in march" are none."""

from __future__ import annotations

import re
from collections.abc import Iterator

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary|uary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b"
)
_WEEKDAY = r"(?:mon|tues?|wed(?:s|nes)?|thu(?:r|rs)?|fri|sat(?:ur)?|sun)(?:day)?"
_SPELT = (
    r"(?:(?:twenty|thirty)[\s-])?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth"
    r"|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth)"
)
_NUMBER = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH_NUMBER = r"(?:0?[1-9]|1[0-2])"
_ORDINAL = rf"{_NUMBER}\s?(?:st|nd|rd|th)\b"
_DAY = rf"(?:{_NUMBER}(?:\s?(?:st|nd|rd|th)\b)?|{_SPELT})"
_YEAR = r"(?:'\d\d|(?:19|20)\d\d)\b"
_OF_MONTH = rf"(?:\s(?:of\s)?{_MONTH}(?:,?\s{_YEAR})?)"
_COUNTED = (
    r"(?!\s(?:times?|workers?|one|years?|floor|chance|go|sessions?|appointments?|person|meetings?|visits?|warning|strike"
    r"|place|school|half|weeks?|hours?"
    r"|letter|grade|set|goal|game|division|team|try|attempt|order|offence|bus|lesson|door|house|home|baby|child|kid|degree"
    r"|hand|name|party|calls?|class|post|aid|of all)\b)"
)
_ENDED = (
    r"(?=\s?(?:$|[^\w\s])|\s(?:and|n|but|so|at|cos|because|i|my|for|he|she|they|it|was|is|we|nobody|instead|not|or|when"
    r"|till|until|to|with|in|on|of)\b)"
)
_WHOSE = r"(?:(?:my|his|her|our|their|the)\s)?"
_BIRTHDAY = r"(?:birthday|birfday|bday|b-day)"

_HINT = re.compile(r"\d|(?:first|second|third|[a-z]th)\b")
"""What every date holds; looking for it first saves time."""
_DATE = re.compile(
    "|".join(
        (
            rf"\b(?:{_WEEKDAY},?\s(?:the\s)?)?(?:the\s)?{_DAY}\s?(?:of\s)?{_MONTH}(?:,?\s{_YEAR})?",
            rf"\b(?:{_WEEKDAY}\s)?{_MONTH}\s?(?:the\s)?{_DAY}(?![\w:])(?!\s(?:[ap]m|times|weeks|months|years|days|hours|people"
            rf"|of us)\b)(?:,?\s{_YEAR})?",
            rf"\b{_MONTH}\s(?:19|20)\d\d\b",
            rf"\b(?:19|20)\d\d[-/.]{_MONTH_NUMBER}[-/.]{_NUMBER}\b",
            rf"(?<!\d){_NUMBER}\s?[/.\\-]\s?{_MONTH_NUMBER}\s?[/.\\-]\s?(?:19|20)?\d\d(?!\d)",
            rf"\b{_NUMBER}(?:st|nd|rd|th)?\s?(?:and|n|&|or|to|-)\s?{_DAY}\s(?:of\s)?{_MONTH}(?:,?\s{_YEAR})?",
            r"\b(?:christmas|xmas|new years?|boxing|easter)(?:\s(?:eve|day|sunday|monday))?,?\s(?:19|20)\d\d\b",
            rf"\b(?:on|by|since|from|til|till|until|dated|of|started|starts?|due)\s(?:the\s)?{_NUMBER}[/.]{_MONTH_NUMBER}(?![\d/])",
            r"(?<![\d/.])(?!24/0?7)(?:1[3-9]|2\d|3[01])/(?:0?[1-9]|1[0-2])(?![\d/])",
            rf"(?:^|(?<=[.!?,]\s)){_ORDINAL}{_ENDED}",
            rf"\b{_WEEKDAY}\s(?:the\s)?(?:{_ORDINAL}|{_SPELT})(?:{_OF_MONTH}|{_COUNTED})",
            rf"\b(?:on|by|from|till?|until|since|before|after|for|was|is|its|dated)\s(?:the\s)?{_ORDINAL}(?:{_OF_MONTH}|{_COUNTED})",
            rf"\bthe\s{_ORDINAL}(?:{_OF_MONTH}|{_ENDED})",
            rf"\b(?:on|by|until|since)\s(?:the\s)?{_SPELT}\b(?:{_OF_MONTH}|{_COUNTED})",
            rf"\b{_WHOSE}(?:{_ORDINAL}|{_SPELT})\s{_BIRTHDAY}",
            rf"\b{_WHOSE}{_BIRTHDAY}\s?(?:is|was|on|:)?\s(?:on\s)?(?:the\s)?{_NUMBER}(?:st|nd|rd|th)?(?:{_OF_MONTH}|(?:\s?[/.-]\s?\d{{1,2}}){{0,2}})",
            r"\bd\.?o\.?b\.?\s?:?\s?\d{1,2}\s?[/.-]?\s?\d{1,2}\s?[/.-]?\s?\d{2,4}",
            r"\b(?:in|since|from|of|born|year|till?|until|by|during|late|early)\s(?:19[5-9]|20[0-4])\d\b(?!\s(?:people|pounds|quid"
            r"|points|times))",
        )
    )
)


def dates(plain: str) -> Iterator[tuple[int, int]]:
    """Where a date stands, in plain text."""
    if _HINT.search(plain):
        yield from (match.span() for match in _DATE.finditer(plain))
