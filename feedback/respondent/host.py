"""What the people who answer are shown of the council: a copy of its settings that can be compared and remembered."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from datetime import date

from feedback.store import council

_DIALLED = re.compile(r"[0-9][0-9 ]{1,}[0-9]|[0-9]{3}")


@dataclass(frozen=True)
class HelpLine:
    """Somebody to turn to: "Childline", "0800 1111", "Anyone under 19"."""

    name: str
    how: str
    who: str

    @property
    def dialled(self) -> str:
        """The digits to dial, or "" when it is not reached by dialling."""
        return self.how.replace(" ", "") if _DIALLED.fullmatch(self.how) else ""


IN_DANGER = HelpLine("In danger now?", "999", "Anyone")


@dataclass(frozen=True)
class Host:
    """The council as respondents see it. `public_name` is neutral: it alone stands in titles and at the top of pages."""

    name: str = ""
    service_name: str = ""
    public_name: str = "Council feedback"
    accent: str = "#0b6b6b"
    logo: bytes | None = None
    logo_type: str = ""
    contact_email: str = ""
    contact_phone: str = ""
    data_protection_email: str = ""
    help_lines: tuple[HelpLine, ...] = (IN_DANGER,)
    help_checked_on: date | None = None
    privacy_extra: str = ""
    demo: bool = False

    @property
    def help_checked(self) -> str:
        """The day the help lines were last checked, as "3 October 2026", or ""."""
        day = self.help_checked_on
        return f"{day.day} {day:%B %Y}" if day else ""

    @property
    def stamp(self) -> str:
        """Changes when anything here does; for addresses that may be kept for a year."""
        return hashlib.sha256(repr(astuple(self)).encode()).hexdigest()[:12]


def current() -> Host:
    """The council's settings as they are kept now."""
    kept = council.current()
    return Host(
        name=kept.name,
        service_name=kept.service_name,
        public_name=kept.public_name,
        accent=kept.accent,
        logo=kept.logo,
        logo_type=kept.logo_type or "",
        contact_email=kept.contact_email,
        contact_phone=kept.contact_phone,
        data_protection_email=kept.data_protection_email,
        help_lines=_help_lines(kept.help_lines) or (IN_DANGER,),
        help_checked_on=kept.help_checked_on,
        privacy_extra=kept.privacy_extra,
        demo=kept.demo,
    )


def _help_lines(lines: Sequence[Mapping[str, str]]) -> tuple[HelpLine, ...]:
    return tuple(HelpLine(line.get("name", ""), line.get("how", ""), line.get("who", "")) for line in lines)
