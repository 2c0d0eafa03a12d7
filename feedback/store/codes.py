"""The closed lists of codes that the tables accept, and the CHECK that holds a column to one of them."""

from __future__ import annotations

from sqlalchemy import CheckConstraint

from feedback.questionnaire import definition

AUDIENCES = ("young_people", "parents_and_carers", "people_harmed")
PRIVACY = ("confidential", "open")
WAYS = ("link", "invitation", "kiosk", "paper", "import")
HELPERS = ("", "none", "near", "read", "family", "interpreter")
TOUCHPOINTS = ("", "start", "review", "exit", "follow_up", "census")
ASIDE = ("test", "duplicate", "not_genuine", "late", "withdrawn")
"""The first three are an officer's word. late: its quarter was frozen before it came. withdrawn: taken back by the person."""

TIMINGS = ("", "queued", "not_believed")
"""queued: sent later than finished, the day is that of finishing. not_believed: the clock cannot be right, the day is that of arrival."""

SENTIMENTS = ("positive", "negative", "mixed", "neutral", "unclear")
LEVELS = ("red", "amber", "blue")
KINDS = ("praise", "improve", "general")
PLACES = ("first", "second", "agreed")
"""Whose word on a comment it is: the first reader's, the second's, or that of both where they differed."""

QUOTING = ("approved", "kept_back")
STEPS = ("opened", "decided", "handed_over", "shut_out", "handed_back", "identity", "level")
"""What is done about a concern. handed_back: its comment goes to the desk. identity: who the person is was opened."""

DECISIONS = ("", "emergency", "social_care", "lado", "mash", "case_manager", "reply", "no_action", "not_identified", "mistaken")
"""What a lead decides. lado: about staff. reply: somebody answers the complaint or the wish. mistaken: the list raised it for nothing."""

ALERTS = ("first", "head", "on_call", "identity", "handed_over", "test")
REGIONS = ("ENG", "WLS", "SCT", "NIR")
OUTCOMES = ("took_part", "said_no", "could_not_be_asked", "stopped")
OFFER_REASONS = {
    "said_no": ("no_time", "not_interested", "does_not_trust", "too_hard", "no_reason_given"),
    "could_not_be_asked": ("not_present", "upset", "no_interpreter", "not_safe", "tablet_problem"),
}
"""Outcome → the reasons that a worker may give for it."""

CHANNELS = ("", "sms", "email", "list")
"""How somebody of a sample is asked: by text, by e-mail, or from the sample list: a card, a letter, a tablet in hand."""

REACHED = ("", "waiting", "accepted", "delivered", "failed", "stopped")
"""What became of a first message. accepted: the provider has it. stopped: it was not sent, for a good reason."""

BANDS: tuple[str, ...] = tuple(definition.BANDS)


def one_of(column: str, codes: tuple[str, ...]) -> CheckConstraint:
    """CHECK that `column` (when not NULL) holds one of `codes`."""
    listed = ", ".join(f"'{code}'" for code in codes)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


def a_quarter(column: str = "quarter") -> CheckConstraint:
    """CHECK that `column` reads like '2026/27 Q2'."""
    return CheckConstraint(f"{column} LIKE '20__/__ Q_' AND substr({column}, 10, 1) IN ('1', '2', '3', '4')", name=column)


def a_day(column: str) -> CheckConstraint:
    """CHECK that `column` holds nothing finer than a day: SQLite would take a time for a date."""
    return CheckConstraint(f"length(CAST({column} AS TEXT)) = 10", name=column)


def bands() -> tuple[CheckConstraint, ...]:
    """CHECKs that each band is one of its codes or "rather not say": never an age or a birth date."""
    return tuple(one_of(band, (*codes, definition.RATHER_NOT_SAY)) for band, codes in definition.BANDS.items())
