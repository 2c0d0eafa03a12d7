"""Figures as sentences: the one place where a number becomes words, so that every page and paper says the same.

How much is said depends on how many answered: under 5 nothing, 5 to 9 words without a number, 10 to 29 a percentage
with its interval and a caution, from 30 a percentage with its interval.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import floor

from feedback.figures.change import Change, Difference
from feedback.figures.intervals import Interval
from feedback.figures.measures import Figure
from feedback.figures.rounding import half_up, joined, percent_text
from feedback.figures.spreads import Spread
from feedback.questionnaire.definition import Audience

FEWEST = 5
"""Below this many answers nothing is said about them."""
FEWEST_FOR_A_RATE = 10
"""Below this many answers no percentage is given."""
ENOUGH = 30
"""Below this many answers a percentage carries a caution."""
RESPONSE_LINE = 30
"""The share of those asked, in per cents, that should answer."""
FAR_BELOW = 15
"""Below this share, in per cents, a response rate is far below the line."""

PEOPLE: Mapping[Audience, str] = {
    "young_people": "young people",
    "parents_and_carers": "parents and carers",
    "people_harmed": "people who were harmed",
}
"""What the people of a survey's audience are called in a sentence."""

CAUTION = "Few people answered, so treat this with care."
MOST = "most"
HALF_OR_FEWER = "half or fewer"
NEARLY_ALL = "all or nearly all"
NEARLY_NONE = "few or none"


def sentence(figure: Figure, people: str) -> str:
    """What a figure of a whole audience says; `people` is what its members are called (see PEOPLE).

    "40 of 46 young people said the help was good or very good (87 %, likely between 74 % and 94 %)."
    """
    if figure.n == 0 or figure.interval is None:
        return f"No {people} answered “{figure.text.removesuffix('.')}”."
    if figure.n < FEWEST:
        return f"Too few {people} answered to show what they said."
    if figure.n < FEWEST_FOR_A_RATE:
        return f"{share_in_a_word(figure.k, figure.n).capitalize()} of the {people} who answered said {figure.said}."
    rate = f"{percent_text(figure.k, figure.n)}, {interval_text(figure.interval)}"
    said = f"{figure.k} of {figure.n} {people} said {figure.said} ({rate})."
    return said if figure.n >= ENOUGH else f"{said} {CAUTION}"


def group_sentence(group: str, share: str, said: str, base: str) -> str:
    """What a figure of one group says, from what is released of it: its share in words and the band of its base."""
    return f"{group}: {share} said {said} ({base} people answered)."


def change_sentence(change: Change | None, since: str) -> str:
    """What changed since an earlier period, such as "2026/27 Q1"."""
    if change is None:
        return f"There is nothing to compare with in {since}."
    if change.base < FEWEST:
        return too_few_to_compare(since)
    word = f"{change.word.capitalize()} since {since}"
    if change.base < FEWEST_FOR_A_RATE:
        return f"{word}."
    return f"{word} ({_moved(change.points, ' points', ' point')}, likely between {_moved(change.low)} and {_moved(change.high)})."


def too_few_to_compare(since: str) -> str:
    """Said where one side of a change stands on too few answers."""
    return f"Too few people answered to compare with {since}."


def difference_sentence(found: Difference, people: str, others: str) -> str:
    """How an audience lies beside another: "No clear difference (young people 5 points higher, likely between …)"."""
    told = f"{_moved(found.points, ' points', ' point')}, likely between {_moved(found.low)} and {_moved(found.high)}"
    if found.side == "no clear difference":
        return f"No clear difference between {people} and {others} ({people} {told})."
    return f"Clearly {found.side} among {people} than among {others} ({told})."


def too_few_beside() -> str:
    """Said where an audience is too small for a difference, or its figure is held back."""
    return "Too few answered on one side to compare."


def other_answers_beside() -> str:
    """Said where two audiences were offered different answers."""
    return "They were offered different answers, so no difference is worked out."


def beside_sentence(clear: int, matched: int, people: str, others: str) -> str:
    """The answer of a comparison of two audiences."""
    if matched == 0:
        return f"No question could be compared between {people} and {others}."
    questions = "question" if matched == 1 else "questions"
    told = "no clear difference" if clear == 0 else f"a clear difference in {clear}"
    return f"Of {matched} {questions} that can be compared between {people} and {others}, there is {told}."


def least_sentence(count: int, base: int, labels: Sequence[str], people: str) -> str:
    """How many gave the least wanted answers."""
    quoted = joined([f"“{label}”" for label in labels], "or")
    return f"{count} of {base} {people} chose {quoted} ({percent_text(count, base)})."


def furthest_sentence(found: Change, share: str, period: str) -> str:
    """How the newest quarter lies beside the one that differs most from it."""
    return f"The quarter that differs most is {period}, with {share}. {change_sentence(found, period)}"


def always_lowest(label: str, quarters: int) -> str:
    """Said of the question that is the weakest whenever one looks."""
    return f"“{label.removesuffix('.')}” was the lowest in each of these {quarters} quarters."


def lowest_quarter(period: str, count: int, total: int) -> str:
    """Said of the quarter in which most questions were at their lowest."""
    return f"In {period} {count} of {total} questions were at their lowest."


def corrected_interval(population: int, people: str) -> str:
    """Which interval it is, where everybody who answered is another one of those asked."""
    return (
        f"Everybody who answered is a different one of the {population} {people} asked, so intervals carry the finite population "
        "correction: the more of them answer, the narrower the interval."
    )


def plain_interval(*, linked: bool) -> str:
    """Which interval it is otherwise, and why."""
    if not linked:
        return "Intervals are Wilson’s, without a correction for how many were asked: not every answer is known to be another person’s."
    return "Intervals are Wilson’s, without a correction for how many were asked: some answers are not of people asked in this period."


def several_versions(count: int) -> str:
    """Said where more than one version was answered in a period."""
    return f"{count} versions of the questionnaire were answered in this period. Questions are told in the words of the newest."


def other_options(label: str) -> str:
    """Said of a question whose answers changed between versions that were answered."""
    return (
        f"The answers that “{label.removesuffix('.')}” offers changed between versions. An answer that the newest version does not offer "
        "is counted apart, so compare periods with care."
    )


def response_rate_sentence(answered: int, invited: int, people: str) -> str:
    """How many of those invited answered, and on which side of RESPONSE_LINE that is."""
    if invited == 0:
        return f"No {people} were invited, so there is no response rate."
    if answered > invited:
        return f"{answered} answered and only {invited} were invited: others had the link too, so there is no response rate."
    side = "below" if 100 * answered < RESPONSE_LINE * invited else "at or above"
    return f"{answered} of {invited} invited {people} answered ({percent_text(answered, invited)}), {side} the {RESPONSE_LINE} % line."


def asked_sentence(answered: int, asked: int, people: str) -> str:
    """How many of those who were asked have answered by now, and where that stands: "46 of 72 young people asked have answered (64 %)." """
    if asked == 0:
        return f"No {people} were asked, so there is no response rate."
    told = f"{answered} of {asked} {people} asked {'has' if answered == 1 else 'have'} answered ({percent_text(answered, asked)})."
    return f"{told} That is {response_side(answered, asked)} the {RESPONSE_LINE} % line."


def at_most_sentence(answers: int, asked: int, people: str) -> str:
    """The same of an open survey, where nobody knows who answered."""
    came = f"{answers} answer{' has' if answers == 1 else 's have'} come in, and {asked} {people} were asked."
    if answers > asked or asked == 0:
        return f"{came} Others had the link too, so there is no response rate."
    told = f"{came} So at most {percent_text(answers, asked)} of those asked have answered,"
    return f"{told} {response_side(answers, asked)} the {RESPONSE_LINE} % line. Nobody knows how many."


def response_side(answered: int, asked: int) -> str:
    """On which side of RESPONSE_LINE a rate lies: "above", "on", "below" or "far below"."""
    share = 100 * answered
    if share < FAR_BELOW * asked:
        return "far below"
    return "below" if share < RESPONSE_LINE * asked else "on" if share == RESPONSE_LINE * asked else "above"


def nothing_collected(period: str) -> str:
    """Said loudly where a period brought no response."""
    return f"Nothing was collected in {period}."


def not_asked_sentence(people: str) -> str:
    """Said where a question was not put to anybody."""
    return f"No {people} were asked this."


def count_sentence(label: str, count: int, total: int, people: str) -> str:
    """How many people one count is about."""
    return f"{label}: {count} of {total} {people} ({percent_text(count, total)})."


def band_sentence(label: str, size: str, total: int, people: str) -> str:
    """How many people a group is, as a band: "Female: 10–19 of 126 young people." """
    return f"{label}: {size} of {total} {people}."


def theme_count(count: int, threshold: int) -> str:
    """How many people raised a theme, in the words that go back to them."""
    if count == 0:
        return "nobody"
    return f"{count} of you" if count >= threshold else "a few of you"


def mean_sentence(spread: Spread, people: str) -> str:
    """The average of numbers, to be shown beside their distribution; without one, why."""
    if spread.mean is None or spread.mean_interval is None:
        return f"Too few {people} answered for an average."
    low, high = (_one_decimal(value) for value in spread.mean_interval)
    return f"The average of {spread.n} {people} was {_one_decimal(spread.mean)} (likely between {low} and {high})."


def too_few_to_spread(people: str) -> str:
    """Said where numbers were given by too few people to show how they are spread."""
    return f"Too few {people} answered to show how their answers are spread."


def hidden_sentence(label: str) -> str:
    """Said in place of a figure that is held back."""
    return f"{label}: held back so that nobody can be recognised."


def left_out(spread: Spread) -> str:
    """Who is outside the base of a question, and why; empty when nobody is."""
    reasons = [
        (spread.skipped, "skipped it"),
        (spread.not_sure, "answered “not sure”"),
        (spread.rather_not_say, "would rather not say"),
        (spread.not_asked, "not asked"),
        (spread.other, "gave an answer that is not counted here"),
    ]
    told = [f"{count} {reason}" for count, reason in reasons if count]
    return f"{joined(told, 'and')}." if told else ""


def share_in_a_word(k: int, n: int) -> str:
    """A share of few people, wide enough that no count can be worked back from it, even by somebody who knows n."""
    return MOST if 2 * k > n else HALF_OR_FEWER


def interval_text(interval: Interval) -> str:
    """An interval of a rate: "likely between 74 % and 94 %"."""
    low, high = half_up(100 * interval.low), half_up(100 * interval.high)
    return f"likely {low} %" if low == high else f"likely between {low} % and {high} %"


def _moved(points: float, several: str = "", one: str = "") -> str:
    size = half_up(abs(points))
    if size == 0:
        return "level"
    return f"{size}{one if size == 1 else several} {'higher' if points > 0 else 'lower'}"


def _one_decimal(value: float) -> str:
    return f"{floor(value * 10 + 0.5) / 10:.1f}"
