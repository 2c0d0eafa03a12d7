"""Phone numbers, e-mail addresses and names on social platforms, known by their form. Time grows in step with the length of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from feedback.language.redaction_words import ordinary, words

Found = tuple[int, int]

_DIGITS = re.compile(r"\+?\(?(?:\d|\bo(?=[\s.-]{0,2}7))(?:[\s().\-/–_·•*,]{0,3}(?:\d|o(?![a-np-z]))){5,}")
_SPOKEN_DIGIT = r"(?:(?:double|treble|triple)\s{1,3})?(?:zero|oh|o|nought|one|two|three|four|five|six|seven|eight|nine|\d{1,5})(?![^\W_])"
_SPOKEN = re.compile(rf"(?<![^\W_]){_SPOKEN_DIGIT}(?:[\s,.-]{{1,3}}{_SPOKEN_DIGIT}){{5,}}")
_WANTS_NUMBER = re.compile(r"\b(?:number|num|no|nmbr|phone|ring|call|text|txt|tel|mob|mobile|whatsapp|landline|home)\b[^.!?\n]{0,30}$")
_LEAST, _SURE = 6, 9
"""Digits of a local number, which counts where a number is spoken of, and of one that speaks for itself."""

_LOCAL = re.compile(r"[\w.+-]{1,64}\s?$")
_HOST = re.compile(r"\s?[\w-]{1,63}(?:\s?\.\s?[a-z]{2,10}\b){0,3}")
_HANDLE = re.compile(r"\w{1,40}(?:\.\w{1,40}){0,3}")
_DOT = r"\s?(?:\bdot\b|\.|\(dot\)|\[dot\])\s?"
_AT = r"\s?(?:\bat\b|@|\(at\)|\[at\])\s?"
_NAME = r"(?<![\w.+-])[\w.+-]{1,40}(?:\s(?:dot|underscore|dash|hyphen)\s[\w+-]{1,30}){0,4}"
_PROVIDER = r"(?:gmail|hotmail|outlook|icloud|yahoo|googlemail|live|aol|protonmail|btinternet|sky)\b"
_SPOKEN_ADDRESS = re.compile(
    rf"{_NAME}{_AT}[\w-]{{1,30}}{_DOT}(?:com|co|org|uk|net|ac|gov|sch)\b(?:{_DOT}(?:uk|com)\b)?"
    rf"|{_NAME}\sat\s{_PROVIDER}(?:{_DOT}com?\b)?(?:{_DOT}uk\b)?"
)
_LINK = r"(?:is|its|name|me|on|at|handle|username|user|gamertag|tag|n|and|my|insta|snap|ig|tiktok|under|as|called)"
_PLATFORM = re.compile(
    r"\b(?:snap(?:chat)?|sc|insta(?:gram)?|ig|tik ?tok|discord|twitter|fb|facebook|telegram|xbox|psn|gamertag|username|add"
    r"|handle|roblox|whatsapp)\b"
    rf"(?:\s{{0,2}}[:=@-]\s{{0,2}}|\s{_LINK}\b){{0,5}}\s{{0,2}}[:=@-]?\s{{0,2}}([\w.]{{3,30}})"
)
_SURE_LINK = re.compile(r"[:=@]|\b(?:is|its|me|name|add|under|username|gamertag)\b")


def phones(plain: str) -> Iterator[Found]:
    """Numbers long enough for a phone, in digits or in words; shorter ones where a number is spoken of."""
    for match in _DIGITS.finditer(plain):
        digits = sum(map(str.isdigit, match.group()))
        if digits >= _SURE or (digits >= _LEAST and _WANTS_NUMBER.search(plain[max(0, match.start() - 60) : match.start()])):
            yield match.span()
    yield from (match.span() for match in _SPOKEN.finditer(plain))


def emails(plain: str) -> Iterator[Found]:
    """E-mail addresses, written or spoken, and names on social platforms."""
    for match in re.finditer("@", plain):
        found = _round_at(plain, match.start())
        if found:
            yield found
    if "at" in plain and ("dot" in plain or "." in plain or "mail" in plain or "look" in plain or "cloud" in plain):
        yield from (match.span() for match in _SPOKEN_ADDRESS.finditer(plain))
    yield from _handles(plain)


def _round_at(plain: str, place: int) -> Found | None:
    """The address or the handle round an "@", if it is one."""
    before = _LOCAL.search(plain[max(0, place - 65) : place])
    after = _HOST.match(plain, place + 1)
    if after is None:
        return None
    if before and (not (plain[place - 1].isspace() or plain[place + 1].isspace()) or "." in after.group()):
        return place - len(before.group()), after.end()
    handle = _HANDLE.match(plain, place + 1)
    if handle is None or ordinary(handle.group()) or handle.group() in words("function"):
        return None
    return place, handle.end()


def _handles(plain: str) -> Iterator[Found]:
    for match in _PLATFORM.finditer(plain):
        handle = match[1].strip(".")
        odd = any(mark.isdigit() or mark in "_." for mark in handle)
        sure = _SURE_LINK.search(plain[match.start() : match.start(1)]) and not ordinary(handle)
        if handle and (odd or sure):
            yield match.start(1), match.start(1) + len(match[1].rstrip("."))
