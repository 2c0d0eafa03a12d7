"""How asking goes: of those asked in one quarter, how many were reached, began and answered, by way, team and touchpoint.

These are counts of whom was asked and who answered, so they are live: who has answered is known to whoever asks, what they answered is not.
Groups of few are held back all the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from feedback import clock
from feedback.figures import words
from feedback.figures.crossed import Line, crossed
from feedback.figures.disclosure import release
from feedback.figures.ledger import EmptyLedger
from feedback.figures.quarter import Quarter
from feedback.figures.released import NOT_APPLICABLE, Audience, ReleasedTable
from feedback.figures.rounding import percent_text
from feedback.figures.spreads import Count
from feedback.figures.tables import Asked, GroupRates, People
from feedback.reporting.standing import is_open, standing
from feedback.store import asked, samples
from feedback.store.surveys import Survey

CHANNELS: Mapping[str, str] = {
    "list": "From the list: a card, a letter or a tablet",
    "sms": "By text",
    "email": "By email",
    "": "Nothing sent",
}
TOUCHPOINTS: Mapping[str, str] = {
    "start": "Start",
    "review": "Review",
    "exit": "Exit",
    "follow_up": "Follow-up",
    "census": "Census",
    "": "No touchpoint",
}
NO_TEAM = "No team"
BY_MESSAGE = ("sms", "email")
LINES: Mapping[str, str] = {
    "above": "Above the line",
    "on": "On the line",
    "below": "Below the line",
    "far below": "Far below the line",
}


@dataclass(frozen=True)
class Stage:
    """One bar of the funnel. `people` is None where it does not apply; `share_text` and `share` (0 to 100) are of those asked."""

    label: str
    people: int | None
    asked: int

    @property
    def text(self) -> str:
        """What is printed beside the bar."""
        if self.people is None:
            return NOT_APPLICABLE
        return f"{self.people} ({percent_text(self.people, self.asked)})" if self.asked else str(self.people)

    @property
    def share(self) -> float:
        """How long the bar is, in per cents."""
        return min(100 * (self.people or 0) / self.asked, 100) if self.asked else 0


@dataclass(frozen=True)
class Ended:
    """How else an ask ended, or where it stands."""

    label: str
    people: int
    hint: str


@dataclass(frozen=True)
class Monitoring:
    """A survey's asks in one quarter.

    `drawn` people were asked. `alike`: those asked alike, with how many of them answered; of an open survey nobody knows that.
    `reached` is {(channel, what became of the message): people}, `offers` {outcome: offers made to nobody on the list}. `answers`
    that count came in the quarter, `unlinked` of them from nobody who was asked by a personal link.
    """

    survey: Survey
    quarter: Quarter
    drawn: int
    alike: Sequence[asked.Invited]
    reached: Mapping[tuple[str, str], int]
    offers: Mapping[str, int]
    answers: int
    unlinked: int

    @property
    def people(self) -> str:
        """What those asked are called in a sentence."""
        return words.PEOPLE[self.survey.audience]  # type: ignore[index]  # a CHECK holds the column to these codes

    @property
    def linked(self) -> bool:
        """Whether it is known who answered."""
        return self.survey.privacy == "confidential"

    @property
    def running(self) -> bool:
        """Whether the quarter still runs."""
        return is_open(self.quarter)

    @cached_property
    def answered(self) -> int:
        """How many of those asked answered; of an open survey, how many answers came."""
        return sum(one.answered for one in self.alike) if self.linked else self.answers

    @property
    def sentence(self) -> str:
        """The answer first."""
        told = words.asked_sentence if self.linked else words.at_most_sentence
        return told(self.answered, self.drawn, self.people)

    @property
    def line(self) -> str:
        """Where the rate stands, in a few words; empty where there is none."""
        if not self.drawn or self.answered > self.drawn:
            return ""
        return LINES[words.response_side(self.answered, self.drawn)]

    @property
    def stages(self) -> Sequence[Stage]:
        """The funnel. What cannot be known does not apply: messages where none were sent, a start in an open survey."""
        sent = self._messages("accepted") + self._messages("delivered")
        by_message = any(channel in BY_MESSAGE for channel, _ in self.reached)
        return [
            Stage("Asked", self.drawn, self.drawn),
            Stage("Asked from the list", self._by("list") if any(channel for channel, _ in self.reached) else None, self.drawn),
            Stage("Text or email sent", sent if by_message else None, self.drawn),
            Stage("Known to be delivered", self._messages("delivered") if by_message else None, self.drawn),
            Stage("Started", sum(one.started for one in self.alike) if self.linked else None, self.drawn),
            Stage("Answered" if self.linked else "Answered, at most", self.answered, self.drawn),
        ]

    @property
    def endings(self) -> Sequence[Ended]:
        """What else became of asks, those that never happened left out."""
        found = (
            Ended("Said no", self.said_no, "On a tablet, or by the link."),
            Ended("Could not be asked", self.offers.get("could_not_be_asked", 0), "A worker said why on the tablet."),
            Ended("Stopped half-way", self.offers.get("stopped", 0), "On a tablet. What they had chosen is not kept."),
            Ended("Message waits", self._messages("waiting"), "It is sent outside quiet hours, or tried again."),
            Ended("Message failed", self._messages("failed"), "The number or address does not work, or the provider refused it."),
            Ended("Message stopped", self._messages("stopped"), "They had answered or wanted no messages, or the survey had closed."),
        )
        return [one for one in found if one.people]

    @property
    def said_no(self) -> int:
        """How many said no. Who says so by their own link or code counts once; on a tablet without a code nobody can know."""
        return self.offers.get("said_no", 0) + sum(one.declined for one in self.alike)

    @cached_property
    def groups(self) -> Sequence[ReleasedTable]:
        """By how they were asked, by team, by touchpoint."""
        made = (
            self._grouped("How they were asked", CHANNELS, [(one.channel, one) for one in self.alike]),
            self._grouped("Team", {"": NO_TEAM}, sorted(((one.team, one) for one in self.alike), key=lambda pair: (not pair[0], pair[0]))),
            self._grouped("Touchpoint", TOUCHPOINTS, [(one.touchpoint, one) for one in self.alike]),
        )
        return release(made, Audience.OFFICERS, EmptyLedger())

    @cached_property
    def crossed(self) -> ReleasedTable:
        """How many were asked by each team at each touchpoint; no row while they are too few."""
        codes = [code for code in TOUCHPOINTS if any(one.touchpoint == code for one in self.alike)]
        counts = Counter[tuple[str, str]]()
        for one in self.alike:
            counts[one.team or NO_TEAM, one.touchpoint] += one.people
        teams = sorted({one.team or NO_TEAM for one in self.alike}, key=lambda team: (team == NO_TEAM, team))
        rows = [Line(team, tuple(counts[team, code] for code in codes)) for team in teams]
        columns = [TOUCHPOINTS[code] for code in codes]
        table = crossed("Asked by team and touchpoint", self.people, rows, columns, Audience.OFFICERS.threshold)
        return release([table], Audience.OFFICERS, EmptyLedger())[0]

    def _grouped(self, title: str, labels: Mapping[str, str], alike: Iterable[tuple[str, asked.Invited]]) -> GroupRates | People:
        people, answered = Counter[str](), Counter[str]()
        for code, one in alike:
            people[code] += one.people
            answered[code] += one.answered
        total = max(self.drawn, people.total())
        codes = [*(code for code in labels if people[code] and code), *(code for code in people if code not in labels), *[""][: people[""]]]
        if self.linked:
            rates = tuple(Asked(code, labels.get(code, code), answered[code], people[code]) for code in codes)
            return GroupRates(title, self.people, rates, total)
        counts = tuple(Count(code, labels.get(code, code), people[code]) for code in codes)
        return People(title, self.survey.slug, (self.quarter,), f"asked {title}", self.people, counts, total)

    def _by(self, way: str) -> int:
        return sum(people for (channel, _), people in self.reached.items() if channel == way)

    def _messages(self, state: str) -> int:
        return sum(people for (channel, found), people in self.reached.items() if found == state and channel in BY_MESSAGE)


def monitoring(survey: Survey, quarter: Quarter) -> Monitoring:
    """A survey's asks in a quarter, as they stand now."""
    name, linked = str(quarter), survey.privacy == "confidential"
    return Monitoring(
        survey=survey,
        quarter=quarter,
        drawn=samples.invited(survey.id).get(name, 0),
        alike=(asked.invited if linked else asked.members)(survey.id, name),
        reached=asked.reached(survey.id, name),
        offers=asked.offers(survey.id, name),
        answers=standing(survey.id).responses.get(quarter, 0),
        unlinked=asked.unlinked(survey.id, name) if linked else 0,
    )


def quarters(survey_id: int) -> Sequence[Quarter]:
    """What may be looked at, newest first: quarters in which people were asked or answered, and the one that runs."""
    known = {Quarter.parse(quarter) for quarter in samples.invited(survey_id)} | set(standing(survey_id).responses)
    return sorted(known | {Quarter.of(clock.today())}, reverse=True)
