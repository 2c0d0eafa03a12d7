"""What the demo's respondents may write: invented for this project, with what a person takes each to mean.

The labels are for tests and for whoever reads this file; they are never kept with a response.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from typing import Literal

from feedback.figures.quarter import Quarter

Label = Literal["positive", "negative", "mixed", "neutral", "unclear"]

TURNOVER = Quarter(2025, 4)
"""The quarter in which many workers left."""
LATE_SLOTS = Quarter(2026, 1)
"""The quarter in which late appointments begin."""


@dataclass(frozen=True)
class Line:
    """One comment, and the quarters in which somebody could write it."""

    text: str
    label: Label
    since: Quarter | None = None
    until: Quarter | None = None

    def fits(self, quarter: Quarter) -> bool:
        """Whether it could be written in this quarter."""
        return (self.since is None or quarter >= self.since) and (self.until is None or quarter <= self.until)


YOUNG_GOOD = (
    Line("my worker is sound she actually listens 💯", "positive"),
    Line("jordan is safe fam, proper helped me get bk in college", "positive"),
    Line("its sick in here tbh the music studio is mad", "positive"),
    Line("boxing sessions r bare good", "positive"),
    Line("not bad", "positive"),
    Line("cant complain", "positive"),
    Line("she dont judge me. first person who hasnt", "positive"),
    Line("i aint been in trouble since xmas so must be working", "positive"),
    Line("helped me with anger n that, mum says im calmer", "positive"),
    Line("🙂", "positive"),
    Line("👍", "positive"),
    Line("at first i thought it was dumb but it got better", "positive"),
    Line("i was scared of going court but kel explained it", "positive"),
    Line("stopped me doing mad stuff, killed it on my reparation", "positive"),
    Line("its fucking brilliant here no cap", "positive"),
    Line("fire", "positive"),
    Line("wicked", "positive"),
    Line("the gym sessions and the food after", "positive"),
    Line("they get me. dont talk down to u", "positive"),
    Line("got my cscs card through them, start work soon", "positive"),
    Line("she came to my school meeting n stuck up for me", "positive"),
    Line("i can talk to him about anything", "positive"),
    Line("they explain stuff slow so i get it", "positive"),
    Line("being able to do art instead of just talking", "positive"),
    Line("my worker text me before so i dont forget", "positive"),
    Line("love the cooking group, made jollof last week", "positive"),
    Line("they helped me say sorry to the shop man. glad i did it", "positive"),
    Line("nice people, warm building, hot chocolate", "positive"),
    Line("he gave me a second chance when i missed one", "positive"),
    Line("can come after college now so i dont miss lessons", "positive", since=LATE_SLOTS),
    Line("the late slot on thursdays is perfect for me", "positive", since=LATE_SLOTS),
    Line("new worker is really nice and remembers what i said", "positive", since=LATE_SLOTS),
    Line("the building smells like feet but ppl r nice", "mixed"),
    Line("worker is alright, just wish it was shorter", "mixed"),
    Line("its ok when its activities, boring when its talking", "mixed"),
)
YOUNG_GOOD_UNHAPPY = (
    Line("its alright i spose", "neutral"),
    Line("idk", "unclear"),
    Line("n/a", "unclear"),
    Line("nothing", "unclear"),
    Line("nothing really", "unclear"),
    Line("the biscuits", "neutral"),
    Line("my old worker was good before she left", "mixed", since=TURNOVER),
    Line("only the bus pass", "mixed"),
    Line("peak", "negative"),
    Line("😡", "negative"),
    Line("great another form", "negative"),
)
YOUNG_CHANGE = (
    Line("nun really its calm", "positive"),
    Line("no comment", "unclear"),
    Line("nothing its all good", "positive"),
    Line("more stuff to do less talking plz", "neutral"),
    Line("let me do it on my phone instead of coming in", "neutral"),
    Line("more trips out", "neutral"),
    Line("better wifi", "neutral"),
    Line("dont understand half the letters they send me", "negative"),
    Line("the letters are too long, just text me", "negative"),
    Line("would of been nice to know what breach ment before i got breached", "negative"),
    Line("i didnt know u could complain", "neutral"),
    Line("tell us who to talk to if somethings wrong", "neutral"),
    Line("make the waiting room less grim", "negative"),
    Line("start later in the morning", "neutral", until=LATE_SLOTS),
    Line("evenings would be better cos of college", "neutral", until=LATE_SLOTS),
    Line("meet in town instead, its nearer", "neutral"),
    Line("keep the same worker please", "neutral", since=TURNOVER),
    Line("let me bring my mate", "neutral"),
    Line("💀💀 this place", "unclear"),
    Line("idk maybe more football", "neutral"),
)
YOUNG_CHANGE_UNHAPPY = (
    Line("appointments clash with college every week n i get warned if im late. pointless", "negative", until=LATE_SLOTS),
    Line("always in the middle of my lessons", "negative", until=LATE_SLOTS),
    Line("had 4 workers in a year. got to tell ur story every time", "negative", since=TURNOVER),
    Line("my worker left n nobody told me who was next", "negative", since=TURNOVER, until=LATE_SLOTS),
    Line("third worker since summer. whats the point telling them anything", "negative", since=TURNOVER, until=LATE_SLOTS),
    Line("different person every time i come in", "negative", since=TURNOVER),
    Line("oh yeah amazing, love getting 2 buses to sit in a room for 20 mins 🙄", "negative"),
    Line("nobody tells me nothing", "negative"),
    Line("they dont listen they just tick boxes", "negative"),
    Line("dont understand half the letters they send me", "negative"),
    Line("my social worker and yot worker say diffrent things so i dont know who to listen to", "negative"),
    Line("fuck this", "negative"),
    Line("bare long", "negative"),
    Line("they made my plan without asking me", "negative"),
    Line("i said i couldnt do mondays n they still put me mondays", "negative"),
    Line("no one explained what happens if u miss one", "negative"),
    Line("feels like being told off every week", "negative"),
    Line("dont know how to complain, feels like nobody would care", "negative"),
)
YOUNG_NEWS = (
    Line("got into college 🎉", "positive"),
    Line("passed my maths", "positive"),
    Line("im an uncle now", "positive"),
    Line("got a job at the car wash", "positive"),
    Line("my order finishes next month", "positive"),
    Line("team won 4-1 and i scored", "positive"),
    Line("me n mum talking again", "positive"),
    Line("nah", "unclear"),
    Line("not really", "unclear"),
    Line("got a dog called tyson", "positive"),
    Line("stopped smoking for 3 weeks", "positive"),
    Line("first time i went to all my appointments", "positive"),
    Line("my social worker said im doing well", "positive"),
    Line("i made a beat in the studio and they put it on the speakers", "positive"),
)
PARENT_GOOD = (
    Line("Very supportive and kept me informed throughout. I can't thank them enough.", "positive"),
    Line("I have no complaints at all.", "positive"),
    Line("Could not have asked for more.", "positive"),
    Line("I was worried and angry at first but they never judged us.", "positive"),
    Line("He has been less aggressive at home and is back in school part time.", "positive"),
    Line("Nothing would have changed without them", "positive"),
    Line("She always rings when she says she will.", "positive"),
    Line("They spoke to my son like a person, not a problem.", "positive"),
    Line("Someone finally explained what the order means.", "positive"),
    Line("Late appointments mean I do not lose a shift.", "positive", since=LATE_SLOTS),
    Line("The parenting group was the first time I did not feel alone.", "positive"),
    Line("Friendly and on time.", "positive"),
    Line("Difficult to get through on the phone but the worker herself is excellent", "mixed"),
    Line("The first worker was very good. We have had two more since.", "mixed", since=TURNOVER),
)
PARENT_GOOD_UNHAPPY = (
    Line("Not much.", "negative"),
    Line("The receptionist is polite.", "neutral"),
    Line("N/A", "unclear"),
    Line("Hard to say so far.", "neutral"),
)
PARENT_CHANGE = (
    Line("Nothing, thank you.", "positive"),
    Line("A text would be easier than a letter.", "neutral"),
    Line("Please send letters that a child can read.", "neutral"),
    Line("my english not good, letter only english", "negative"),
    Line("It would help to know who to call when she is on leave.", "neutral"),
    Line("Evening times for those of us who work.", "neutral", until=LATE_SLOTS),
    Line("A leaflet about how to complain. I had to look it up.", "neutral"),
    Line("More for them to do in the holidays.", "neutral"),
    Line("N/A", "unclear"),
)
PARENT_CHANGE_UNHAPPY = (
    Line("Worker did not return my calls for three weeks and I only heard about the court date from my son.", "negative"),
    Line("I felt blamed.", "negative"),
    Line("Nobody told us that his worker had left.", "negative", since=TURNOVER, until=LATE_SLOTS),
    Line("We are on our third worker and have to start again each time.", "negative", since=TURNOVER, until=LATE_SLOTS),
    Line("Meetings are in school hours and then we are told off about attendance.", "negative", until=LATE_SLOTS),
    Line("I ask questions and get leaflets.", "negative"),
    Line("Two buses each way for half an hour.", "negative"),
    Line("My calls go to voicemail.", "negative"),
)


@dataclass(frozen=True)
class Planted:
    """A comment that the screen for harm is tried with: it stands in one quarter, in one box, of one kind of respondent."""

    quarter: Quarter
    audience: str
    question: str
    text: str
    in_care: bool = False


_YOUNG, _PARENT = "young_people", "parents_and_carers"
DISCLOSURES = (
    Planted(Quarter(2025, 2), _YOUNG, "change", "sometimes i think everyone would be better off without me"),
    Planted(Quarter(2026, 1), _YOUNG, "news", "been cutting again but dont tell my mum"),
    Planted(Quarter(2025, 4), _YOUNG, "change", "the olders got me holding for them n i cant get out"),
    Planted(Quarter(2025, 3), _PARENT, "change", "he strangled me again last night"),
    Planted(Quarter(2026, 2), _YOUNG, "change", "my worker touched my leg in the car"),
    Planted(Quarter(2026, 3), _YOUNG, "news", "cant sleep at home no more he comes in my room"),
    Planted(Quarter(2026, 2), _YOUNG, "change", "i dnt feel safe in my placement", in_care=True),
    Planted(Quarter(2026, 3), _YOUNG, "change", "been sofa surfin since feb"),
)
"""What somebody must see. One of them holds no word that a list could know."""
TRAPS = (
    Planted(Quarter(2025, 1), _YOUNG, "change", "this survey is killing me lol"),
    Planted(Quarter(2025, 3), _YOUNG, "news", "stabbed in the back by my old school"),
    Planted(Quarter(2026, 1), _YOUNG, "change", "we did a session about county lines n it was boring"),
    Planted(Quarter(2026, 2), _YOUNG, "good", "trap music in the studio is sick"),
    Planted(Quarter(2025, 4), _YOUNG, "good", "debt advice was useful"),
    Planted(Quarter(2026, 3), _YOUNG, "news", "dad used to hit me but thats done now, worker helped"),
)
"""What looks like harm and is not, but for the last, which is over and still deserves a look."""
CONTACTS = (
    (Quarter(2026, 2), "Jay", "text 07700 900123"),
    (Quarter(2026, 3), "", ""),
)
"""Young people who tick that somebody should talk to them: (quarter, name, how). The number is one kept for fiction."""
WAITING = (("news", "cant sleep at home no more he comes in my room", time(16, 40)), ("talk", "yes", time(16, 10)))
"""What came in the open quarter and waits for the safeguarding lead: (question, what is in it, when it was sent)."""
