"""The closed lists of codes that the tables accept, and the CHECK that holds a column to one of them."""

from __future__ import annotations

from sqlalchemy import CheckConstraint

AUDIENCES = ("young_people", "parents_and_carers", "people_harmed")
PRIVACY = ("confidential", "open")
WAYS = ("link", "invitation", "kiosk", "paper", "import")
HELPERS = ("", "none", "near", "read", "family", "interpreter")
TOUCHPOINTS = ("", "start", "review", "exit", "follow_up", "census")
ASIDE = ("test", "duplicate", "not_genuine")
SENTIMENTS = ("positive", "negative", "mixed", "neutral", "unclear")
LEVELS = ("red", "amber", "blue")
KINDS = ("praise", "improve", "general")
OUTCOMES = ("took_part", "said_no", "could_not_be_asked")
BANDS = ("age_band", "sex", "ethnicity", "order_type", "care_experience", "needs")


def one_of(column: str, codes: tuple[str, ...]) -> CheckConstraint:
    """CHECK that `column` (when not NULL) holds one of `codes`."""
    listed = ", ".join(f"'{code}'" for code in codes)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


def a_quarter(column: str = "quarter") -> CheckConstraint:
    """CHECK that `column` reads like '2026/27 Q2'."""
    return CheckConstraint(f"length({column}) = 10 AND substr({column}, 5, 1) = '/' AND substr({column}, 8, 2) = ' Q'", name=column)
