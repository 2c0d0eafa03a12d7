"""What the scripts of a page say, by a short key. A page carries them as data, in the language of our own words on it.

Words in braces are filled by the script. No sentence is made of pieces, and none stands here that a template can say.
"""

from __future__ import annotations

from flask_babel import lazy_gettext as _

WORDS = {
    "choose_one": _("Choose one answer, or skip this one."),
    "choose_what_fits": _("Choose what fits, or skip this one."),
    "choose_number": _("Choose a number, or skip this one."),
    "choose_goal": _("Choose a goal, or skip this one."),
    "too_many_goals": _("Choose {most} goals at most."),
    "write_number": _("Write a number from {least} to {most}, or skip this one."),
    "too_long": _("This is too long. You can use {longest} letters. You have {length}."),
    "look_again": _("Please look at this again"),
    "out_of_10": _("{number} out of 10"),
    "goal_out_of_10": _("{goal}: {number} out of 10"),
    "question_of": _("Question {number} of {count}"),
    "before_you_go_on": _("Before you go on"),
    "nearly_done": _("Nearly done"),
    "skipped": _("Skipped"),
    "change": _("Change"),
    "change_this": _("Change: {question}"),
    "offline": _("We could not send your answers. They are still here. Check that you are online. Then press Send again."),
    "not_saved": _("We could not save your answers. Nothing is lost: press Send again."),
    "still_here": _("{heading}. Your answers are still here."),
    "unsent": _("We could not send them yet. This device has no room for them. Keep this page open."),
    "seconds_left": _("{seconds} seconds left"),
    "page_closes": _("This page closes in {seconds} seconds."),
    "read_aloud": _("Read aloud"),
    "stop_reading": _("Stop reading"),
}
START_WORDS = {
    "sent_all": _("Everything is sent"),
    "waiting_one": _("1 waiting to send"),
    "waiting_many": _("{count} waiting to send"),
    "choose_survey": _("Choose a survey."),
    "wrong_code": _("A code has 10 letters and numbers. Check it, or leave it empty."),
    "not_here_yet": _("This survey is not on the tablet yet. Go online once and try again."),
    "no_room": _("The tablet has no room left. Go online and wait until everything is sent."),
    "saved": _("Saved: {outcome}"),
    "wrong_pin": _("That is not the PIN. Try again."),
    "wait": _("Too many tries. Wait {seconds} seconds."),
    "no_camera": _("The camera cannot be used here. Type the code."),
}
"""For the page on which a tablet starts."""


def words() -> dict[str, str]:
    """What a page of questions says, in the language of the page being made."""
    return {key: str(said) for key, said in WORDS.items()}


def start_words() -> dict[str, str]:
    """What the page says on which a tablet starts."""
    return {key: str(said) for key, said in START_WORDS.items()}
