"""What is proposed for redaction, and what is left of a text without it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedback.language.redaction import KINDS, Names, Span, propose, redacted
from training.marked import COMMENTS, marked, unmarked
from training.measuring_marks import CONTACTS_AND_NAMES, redaction_counts

NOBODY = Names()
GIVEN = Names(staff=("Kelechi Osei-Bonsu", "Hope Marsh", "Zbyszka"), places=("The Hub", "Quarry Mount"), schools=("Park View", "Nova"))
PIECES = (
    "kel ",
    "mr okafor",
    "07700 900123",
    "@lil_tay",
    "a@b.example",
    "st bedes",
    "marsh lane",
    "on the 14th",
    "for shoplifting",
    "will ",
    "J told me ",
)
ANY_TEXT = st.text() | st.lists(st.sampled_from([*PIECES, "\u200b", "İ", "ﬀ", "½", "\n", "’s ", "!", "🙂", "\x00"])).map("".join)


def hidden(text: str, names: Names = NOBODY) -> str:
    return redacted(text, propose(text, names))


@pytest.mark.parametrize(
    "written",
    [
        "[name:kel] explained it",
        "i was scared but [name:shaz] n [name:jonno] came with me",
        "[name:mr okafor] at [school:st bedes] rang mum [date:on 3rd march]",
        "my worker [name:bluebird] gets it",
        "[name:will] helped me",
        "[name:mark] explained it",
        "i was with [name:hope]",
        "[name:grace]'s group is good",
        "[name:J] told me to come",
        "[name:miss p] is nice",
        "They sent [name:Sarah Whitcombe] instead",
        "i will see [name:jaydn]",
        "i live in [place:burngreave]",
        "the office on [place:marsh lane] stinks",
        "we moved from [place:reading]",
        "my address is [place:14 ashdown close], [place:LS9 7QT]",
        "excluded from [school:oasis]",
        "got a place at [school:kirklees college]",
        "his shifts at [school:Nando's]",
        "ring [phone:07700 900123]",
        "ring [phone:+44 (0)7700-900.123]",
        "its [phone:oh seven seven double oh nine double oh one two three]",
        "my number is [phone:496 0234]",
        "write to [email:kel.m@example.org]",
        "its [email:kel dot m at gmail dot com]",
        "snap me [email:lil_tay09]",
        "find me, [email:@lil.tayy]",
        "the letter of [date:03/04/26]",
        "since [date:2 Sept 2025] it is better",
        "came [date:on the 14th]",
        "it was [date:my 16th birthday]",
        "he [offence:got done for affray]",
        "[offence:my 12 month yro] is nearly over",
        "[offence:breached my tag] once",
        "i go [school:wellspring] now",
        "boxing at [school:first bell] is good",
        "meet at [school:the old tannery] not here",
        "[school:mill wheel] want me in",
        "[school:dobson and sons] took him on",
        "moved from [place:ware] to [place:hatfield]",
        "do it in [place:sale] not [place:bury]",
        "[name:biscuit] told me",
        "thanks to [name:suze]",
        "so [name:fitzy] wears his coat",
        "it was [offence:me setting the bin on fire]",
        "got [offence:120 hours unpaid]",
        "about [offence:the phone snatch]",
        "he said [offence:a phone was taken]",
        "i was [offence:carrying for someone else]",
    ],
)
def test_what_must_not_be_read_is_covered(written: str) -> None:
    text, marks = unmarked(written)
    assert [(span.start, span.end, span.kind) for span in propose(text, NOBODY)] == [tuple(mark) for mark in marks]


@pytest.mark.parametrize(
    "text",
    [
        "will do the rest later",
        "mark my words",
        "i hope it lasts",
        "it may as well be shut",
        "they chase me up",
        "the grace period was ok",
        "i was there in march",
        "mondays are bad, i train at the gym",
        "they rob u of ur time",
        "the main road is busy",
        "after school i go to my nans house",
        "see you in 10 mins, 24/7",
        "my 3rd worker in a year",
        "leeds lost again",
        "my worker listens and explains",
        "help with reading and maths",
        "i miss appointments cos of the bus",
        "Thank you to everyone at the Youth Justice Service",
        "EVERYBODY LISTENS HERE AND IT IS GREAT",
        "its @ the office",
        "at the bus stop",
        "he went mad at home",
        "i go gym and then go college",
        "they chucked me out at school",
        "the letter told me",
        "",
        "🙂👍",
    ],
)
def test_ordinary_words_are_left(text: str) -> None:
    assert propose(text, NOBODY) == ()


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("kelechi was kind", "[name] was kind"),
        ("KELECHI'S nice", "[name]'S nice"),
        ("kelehci was kind", "[name] was kind"),
        ("zbyszka osei bonsu", "[name]"),
        ("i hope so", "i hope so"),
        ("i saw hope", "i saw [name]"),
        ("i like the Hub", "i like [place]"),
        ("we meet at the hub", "we meet at [place]"),
        ("it is the hub of it", "it is the hub of it"),
        ("quarry mount is cold", "[place] is cold"),
        ("back at park view", "back at [school]"),
        ("nova sent him home", "[school] sent him home"),
    ],
)
def test_names_of_the_council_are_known(text: str, left: str) -> None:
    assert hidden(text, GIVEN) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("k\u200bel said", "[name] said"),
        ("ке\u0301l said", "[name] said"),
        ("Ｋｅｌ said", "[name] said"),
        ("0770\u200b0 900\u2060123 ok", "[phone] ok"),
        ("０７７００ ９００１２３", "[phone]"),
        ("٠٧٧٠٠ ٩٠٠١٢٣", "[phone]"),
        ("kel\u200b\u200b", "[name]"),
    ],
)
def test_hidden_letters_and_look_alikes_hide_nothing(text: str, left: str) -> None:
    assert hidden(text) == left


def test_neighbours_of_one_kind_share_a_label() -> None:
    text = "kel osei rang kel"
    assert redacted(text, [Span(0, 3, "name"), Span(4, 8, "name"), Span(14, 17, "name")]) == "[name] rang [name]"
    assert redacted("kel leeds", [Span(0, 3, "name"), Span(4, 9, "place")]) == "[name] [place]"


def test_what_overlaps_is_one_span_of_the_longest_kind() -> None:
    assert redacted("abcdefgh", [Span(4, 8, "name"), Span(0, 5, "place")]) == "[place]"


@given(ANY_TEXT)
@settings(max_examples=100, deadline=None)
def test_spans_are_sorted_apart_and_inside(text: str) -> None:
    spans = propose(text, GIVEN)
    ends = [0, *(span.end for span in spans)]
    assert all(end <= span.start < span.end <= len(text) for end, span in zip(ends, spans, strict=False))
    assert {span.kind for span in spans} <= set(KINDS)


@given(st.text("abc \n", max_size=40), st.data())
@settings(max_examples=100, deadline=None)
def test_nothing_of_a_span_is_left(text: str, data: st.DataObject) -> None:
    place = st.integers(0, len(text))
    spans = data.draw(
        st.lists(st.builds(lambda one, two, kind: Span(min(one, two), max(one, two), kind), place, place, st.sampled_from(KINDS)))
    )
    covered = {spot for span in spans for spot in range(span.start, span.end)}
    secret = "".join("X" if spot in covered else letter for spot, letter in enumerate(text))
    left = redacted(secret, spans)
    assert "X" not in left
    assert [letter for letter in left if letter in "\n"] == [
        letter for spot, letter in enumerate(text) if letter == "\n" and spot not in covered
    ]


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "1 ",
        "kel ",
        "@",
        "a@",
        "one ",
        "dot at ",
        "st ",
        "the ",
        "A",
        " ",
        "٣",
        "ab.",
        "mr ",
        "snap ",
        "\u200b",
        "14th ",
        "got done for ",
        "marsh lane ",
        "at the ",
        "i robbed the ",
        "took my ",
        "said they would have ",
        "dobson and ",
    ],
)
def test_time_grows_in_step_with_length(piece: str) -> None:
    def once(text: str) -> float:
        start = time.process_time()
        propose(text, GIVEN)
        return time.process_time() - start

    def seconds(length: int) -> float:
        """The least of three: on a busy machine the same work may take half as long again."""
        return min(once((piece * length)[:length]) for _ in range(3))

    seconds(1_000)
    assert seconds(40_000) < 25 * seconds(4_000) + 0.3


@pytest.mark.parametrize(("kinds", "recall"), [(CONTACTS_AND_NAMES, 0.95), (("place", "school", "date"), 0.85)])
@pytest.mark.parametrize("name", ["marked_own.csv", "marked_three.csv", "marked_held_back.csv", "marked_five.csv"])
def test_marked_comments_are_redacted_as_wanted(name: str, kinds: tuple[str, ...], recall: float) -> None:
    counts = redaction_counts(marked(COMMENTS / name))
    wanted = sum(counts.wanted[kind] for kind in kinds)
    assert wanted >= 25
    assert sum(counts.found[kind] for kind in kinds) >= recall * wanted
    assert counts.right.total() >= 0.85 * counts.proposed.total()
