"""One cell as a value of a field, or what would be accepted instead. Pure. No message repeats what stands in the cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

from feedback.asking.cohort import dates, personal, words
from feedback.asking.cohort.headings import DATES, WORDED

Value = str | date | None
Read = Callable[[str], Value]

REFERENCE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._/-]{0,62}[A-Za-z0-9])?", re.ASCII)
MOBILE = re.compile(r"(?:0044|44|0)?(7[1-57-9]\d{8}|7624\d{6})")
ABROAD = re.compile(r"(?:\+|00)([1-9]\d{6,14})")
SIGNS = re.compile(r"[\s().\-/]")
EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}", re.ASCII)
LONGEST_EMAIL = 254
TRUNK = re.compile(r"\(0\)")


class Unfit(Exception):
    """A cell cannot be taken. The message says what would be."""


def reference(cell: str) -> str:
    """The pseudonymous reference of the case system: it must not be anything that leads to a person by itself. Raises Unfit."""
    if not cell:
        raise Unfit("it is empty. Each person needs the number that the case system gives them.")
    if kind := personal.kind_of(cell) or ("a name" if personal.holds_a_name(cell) else None):
        raise Unfit(f"it looks like {kind}. Use the number that the case system gives the person.")
    if not REFERENCE.fullmatch(cell) or not any(sign.isdigit() for sign in cell):
        raise Unfit("use letters and digits, at least one digit, 64 at most and no spaces, such as YP-1042.")
    return cell


def day(cell: str, today: date) -> date | None:
    """A day of somebody's time with the service. Raises Unfit."""
    if not cell:
        return None
    found = dates.read(cell)
    if found is None:
        raise Unfit("it is no date. Write 31/05/2026 or 2026-05-31.")
    if not dates.sane(found, today):
        raise Unfit(
            f"the date is more than {dates.TOO_FAR_BACK} years ago or more than {dates.TOO_FAR_AHEAD} years ahead. Check the year: "
            "it may be a birth date."
        )
    return found


def phone(cell: str) -> str | None:
    """A mobile number that can be sent a text, as +447700900123. Raises Unfit."""
    if not cell:
        return None
    bare = SIGNS.sub("", TRUNK.sub("", cell))
    if found := MOBILE.fullmatch(bare.removeprefix("+")):
        return f"+44{found[1]}"
    if (found := ABROAD.fullmatch(bare)) and not found[1].startswith("44"):
        return f"+{found[1]}"
    raise Unfit("use a mobile number of the United Kingdom, or one that begins with + and the country’s code. A landline gets no texts.")


def email(cell: str) -> str | None:
    """An e-mail address. Raises Unfit."""
    if not cell:
        return None
    if len(cell) > LONGEST_EMAIL or not EMAIL.fullmatch(cell) or ".." in cell or cell.startswith(".") or ".@" in cell:
        raise Unfit("use one e-mail address, with an @ and nothing around it.")
    return cell


def team(cell: str, teams: Mapping[str, str]) -> str | None:
    """One of the council's teams, whatever the case of its letters: {name in small letters: name}. Raises Unfit."""
    if not cell:
        return None
    name = teams.get(" ".join(cell.lower().split()))
    if name is None:
        raise Unfit("it is none of the council’s teams. Add the team under Council, or write it as it stands there.")
    return name


def word(field: str, cell: str, mapped: Mapping[str, str]) -> str | None:
    """The code of a word: one that we know, or that an officer has mapped ({word: code}, "" for not known). Raises Unfit."""
    if not cell:
        return "en" if field == "language" else None
    understood, code = words.code(field, cell)
    if understood:
        return code
    if words.plain(cell) in mapped:
        return mapped[words.plain(cell)] or ("en" if field == "language" else None)
    raise Unfit(_accepted(field))


def readers(today: date, teams: Mapping[str, str], mapped: Mapping[str, Mapping[str, str]]) -> Mapping[str, Read]:
    """How the cells of each field are read. Each raises Unfit."""
    found: dict[str, Read] = {"reference": reference, "phone": phone, "email": email, "team": lambda cell: team(cell, teams)}
    found |= {field: lambda cell: day(cell, today) for field in DATES}
    return found | {field: _worded(field, mapped.get(field, {})) for field in WORDED}


def _worded(field: str, mapped: Mapping[str, str]) -> Read:
    return lambda cell: word(field, cell, mapped)


def _accepted(field: str) -> str:
    if field == "language":
        return "it is no language that we know. Write a code such as pl, or a name such as Polish."
    return f"it is not understood. Use one of {', '.join(words.codes(field))}, or say on the page “Words” what it means."
