"""What the people who answer are shown of the council: a copy of its settings that can be compared and remembered."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from datetime import date

from flask_babel import lazy_gettext as _

from feedback.intake import sealing
from feedback.store import council
from feedback.store.sealing_keys import PublicKey

_AUDIENCES = {"young_people": _("Young people"), "parents_and_carers": _("Parents and carers"), "people_harmed": _("People harmed")}
_DIALLED = re.compile(r"[0-9][0-9 ]{1,}[0-9]|[0-9]{3}")


@dataclass(frozen=True)
class HelpLine:
    """Somebody to turn to: "Childline", "0800 1111", and for whom: an audience, everybody (""), or words such as "Anyone under 19"."""

    name: str
    how: str
    who: str

    @property
    def dialled(self) -> str:
        """The digits to dial, or "" when it is not reached by dialling."""
        return self.how.replace(" ", "") if _DIALLED.fullmatch(self.how) else ""

    def is_for(self, audience: str) -> bool:
        """Whether it stands on a page for this audience; on a page for anybody ("") all of them do."""
        return not audience or self.who not in _AUDIENCES or self.who == audience

    def whom(self, audience: str) -> str:
        """For whom it is, in words; "" where the page itself is for them."""
        return "" if self.who == audience else str(_AUDIENCES.get(self.who, self.who))


IN_DANGER = HelpLine("In danger now?", "999", "Anyone")


@dataclass(frozen=True)
class Host:
    """The council as respondents see it. `public_name` is neutral: it alone stands in titles and at the top of pages.

    `key` is what a device seals answers to; `idle_seconds` is how long a tablet waits before it wipes them.
    """

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
    languages_checked: tuple[str, ...] = ()
    idle_seconds: int = 60
    key: PublicKey | None = None
    demo: bool = False

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
        languages_checked=tuple(kept.languages_checked),
        idle_seconds=kept.idle_seconds,
        key=sealing.public_key(),
        demo=kept.demo,
    )


def _help_lines(lines: Sequence[Mapping[str, str]]) -> tuple[HelpLine, ...]:
    return tuple(HelpLine(line.get("name", ""), line.get("how", ""), line.get("who", "")) for line in lines)
