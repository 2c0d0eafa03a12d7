"""Reading comments one at a time: which comes next, the word of whoever reads it, and taking one's own word back.

Nobody's word is ever overwritten by somebody else: where two read the same comment at the same time, the second is told, and their
word is kept only where the comment is one that a second officer reads anyway.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from feedback import clock, store
from feedback.desk import clocks, themes
from feedback.desk.questions import as_last_asked
from feedback.desk.raising import OffTheDesk
from feedback.figures.quarter import Quarter
from feedback.store import accounts, comment_themes, comments, council, counts, events, person_readings, redactions, surveys, unread
from feedback.store.accounts import Officer
from feedback.store.codes import SENTIMENTS
from feedback.store.comments import Guess, ReadComment
from feedback.store.person_readings import Place, Words
from feedback.store.surveys import Survey
from feedback.store.unread import Desk, Left
from feedback.working_time import is_working_day

READ = "comment.read"
RECENT = 5
"""Quarters from which comments are given to read: the one that runs and the four before it."""
ONE_DAY = timedelta(days=1)


class NotKept(ValueError):
    """Somebody read the comment meanwhile, so this word was not kept. `who` read it as `word`, empty where that stays hidden."""

    def __init__(self, who: str, word: str) -> None:
        super().__init__(who)
        self.who = who
        self.word = word


class RestedOn(ValueError):
    """A word cannot be changed or taken back: a second reading, an agreement or a quote rests on it, or it is not this officer's."""


@dataclass(frozen=True)
class Ahead:
    """What lies before an officer: the id of the next comment, None when nothing waits, and what is left."""

    comment_id: str | None
    left: Left


@dataclass(frozen=True)
class Ticked:
    """A theme that a reader may find in a comment. `words` of the comment speak for it; `ticked`: it was found, or is proposed."""

    code: str
    name: str
    words: Sequence[str]
    ticked: bool


@dataclass(frozen=True)
class Opened:
    """One comment on the desk, as whoever reads it may see it.

    `place`: the word that this officer may give, None where there is none to give. `mine`: the word they gave, "" where they gave none.
    `guess` is None where it stays hidden: until the reader has chosen, for a second reader, and always where the comment raised a
    concern. A second reader is offered no themes.
    """

    comment: ReadComment
    survey: Survey
    question: str
    late: bool
    place: Place | None
    mine: str
    guess: Guess | None
    themes: Sequence[Ticked]


@dataclass(frozen=True)
class Kept:
    """A word that was kept, in which place. `who` gave the first word meanwhile, and it was `word`; empty else."""

    place: Place
    who: str = ""
    word: str = ""


def ahead(officer: Officer, chosen: Sequence[Survey], question: str | None, skipped: Collection[str]) -> Ahead:
    """What an officer is given to read next of these surveys. What waits for a first reader comes before what waits for a second."""
    desk = _desk(officer, chosen, question)
    found = unread.next_unread(desk, skipped)
    return Ahead(found or unread.next_second(desk, skipped), unread.left(desk))


def left(officer: Officer, chosen: Sequence[Survey]) -> Left:
    """What waits for an officer, of these surveys."""
    return unread.left(_desk(officer, chosen, None))


def look(comment_id: str, officer: Officer) -> Opened:
    """One comment; that this officer looked at it is recorded. Raises OffTheDesk."""
    comment = _comment(comment_id)
    survey = surveys.by_id(comment.survey_id)
    with store.transaction():
        events.record(clock.now(), officer.email, READ, comment_id, slug=survey.slug)
    words = person_readings.of([comment_id]).get(comment_id, {})
    place, own = _place(comment_id, words, officer), _own(words, officer)
    mine = words[own].sentiment if own else ""
    hidden = place == "second" or (council.current().guess_hidden and not mine)
    return Opened(
        comment=comment,
        survey=survey,
        question=as_last_asked(survey.id, comment.question),
        late=not words and unread.is_late(_desk(officer, [survey], None), comment_id),
        place=place,
        mine=mine,
        guess=None if hidden else comment.guess,
        themes=[] if place == "second" else _ticked(comment, read=bool(words)),
    )


def save(comment_id: str, sentiment: str, codes: Collection[str], officer: Officer, shown_as: str) -> Kept:
    """Keep an officer's word on a comment, and with a first word the themes that they found.

    `shown_as`: the place for which the page asked. Whoever gave a word may give another while nothing rests on it.
    Raises OffTheDesk, NotKept and RestedOn; then nothing was kept.
    """
    if sentiment not in SENTIMENTS:
        raise ValueError(f"'{sentiment}' is no reading: use one of {', '.join(SENTIMENTS)}")
    with store.transaction():
        comment = _comment(comment_id)
        kept = _put(comment, sentiment, officer, shown_as)
        if kept.place == "first":
            themes.decide(comment_id, codes, officer)
        counts.outdate_comments(comment.survey_id, comment.quarter)
    return kept


def take_back(comment_id: str, officer: Officer) -> None:
    """Undo an officer's own last word on a comment. Raises OffTheDesk, and RestedOn where something rests on it."""
    with store.transaction():
        comment = _comment(comment_id)
        words = person_readings.held(comment_id)
        own = _own(words, officer)
        if own is None or _rests_on(comment_id, own, words):
            raise RestedOn(comment_id)
        person_readings.leave(comment_id, own, officer.id)
        if own == "first":
            themes.take_back(comment_id)
        counts.outdate_comments(comment.survey_id, comment.quarter)


def shows_guess_afterwards(comment_id: str) -> bool:
    """Whether a reader who has chosen is shown the machine's guess now, because it was hidden before."""
    return council.current().guess_hidden and not comments.flagged([comment_id])


def late_before() -> date:
    """What was sent before this day and is unread waits longer than one working day: the last working day before today."""
    hours, day = clocks.hours(), clock.today() - ONE_DAY
    while not is_working_day(hours, day):
        day -= ONE_DAY
    return day


def name_of(officer_id: int) -> str:
    """What an officer is called beside their word."""
    found = accounts.by_id(officer_id)
    return (found.full_name or found.email) if found else "Somebody"


def _put(comment: ReadComment, sentiment: str, officer: Officer, shown_as: str) -> Kept:
    words = person_readings.held(comment.id)
    own, place = _own(words, officer), _place(comment.id, words, officer)
    if place is None or (own and _rests_on(comment.id, own, words)):
        raise _refused(words, officer, shown_as)
    guess_seen = shown_as == "first" and comment.guess is not None and (own == "first" or not council.current().guess_hidden)
    if own:
        person_readings.change(comment.id, own, officer.id, sentiment, guess_seen=guess_seen)
        return Kept(own)
    row = {"comment_id": comment.id, "place": place, "officer_id": officer.id, "sentiment": sentiment, "guess_seen": guess_seen}
    if not person_readings.take([row | {"read_on": clock.today()}]):
        # Somebody took the place between the look and the word: now they are there to be seen.
        return _put(comment, sentiment, officer, shown_as)
    if place == "second" and shown_as == "first":
        return Kept(place, name_of(words["first"].officer_id), words["first"].sentiment)
    return Kept(place)


def _refused(words: Words, officer: Officer, shown_as: str) -> ValueError:
    if _own(words, officer):
        return RestedOn(officer.email)
    if shown_as == "first":
        return NotKept(name_of(words["first"].officer_id), words["first"].sentiment)
    return NotKept(name_of(words["second"].officer_id) if "second" in words else "Somebody", "")


def _place(comment_id: str, words: Words, officer: Officer) -> Place | None:
    """The place in which an officer may put a word: the one they hold, else one that is free for them."""
    own = _own(words, officer)
    if own == "agreed":
        return None
    if own or not words:
        return own or "first"
    free = "second" not in words and unread.is_chosen(comment_id, council.current().second_share)
    return "second" if free else None


def _own(words: Words, officer: Officer) -> Place | None:
    """The place of an officer's own last word."""
    places: Sequence[Place] = ("agreed", "second", "first")
    return next((place for place in places if place in words and words[place].officer_id == officer.id), None)


def _rests_on(comment_id: str, place: Place, words: Words) -> bool:
    """Whether something rests on the word in a place."""
    later = {"first": ("second", "agreed"), "second": ("agreed",), "agreed": ()}[place]
    return any(one in words for one in later) or (place != "second" and bool(redactions.decided([comment_id])))


def _comment(comment_id: str) -> ReadComment:
    found = comments.by_ids([comment_id])
    if not found:
        raise OffTheDesk(comment_id)
    return found[0]


def _ticked(comment: ReadComment, *, read: bool) -> list[Ticked]:
    """The themes in use, with those ticked that somebody found; before anybody has read the comment, those proposed and not refused too."""
    book = themes.codebook()
    words = {proposal.theme: proposal.words for proposal in book.proposals(comment.text)}
    found = set(comment_themes.of([comment.id]).get(comment.id, ()))
    if not read:
        found |= words.keys() - comment_themes.refused(comment.id)
    return [
        Ticked(theme.code, theme.name, words.get(theme.code, ()), theme.code in found)
        for theme in book.themes
        if not theme.retired or theme.code in found
    ]


def _desk(officer: Officer, chosen: Sequence[Survey], question: str | None) -> Desk:
    quarter = Quarter.of(clock.today())
    quarters = [quarter]
    while len(quarters) < RECENT:
        quarters.append(quarters[-1].previous())
    ids, names = [survey.id for survey in chosen], [str(one) for one in quarters]
    return Desk(officer.id, ids, names, late_before(), council.current().second_share, question)
