from dataclasses import replace

import pytest

from wasat.evidence.quote import Located
from wasat.reader.prose.budget import Budget, count_words
from wasat.reader.prose.rank import weigh
from wasat.reader.prose.select import find_abstract, select
from wasat.reader.prose.sentences import Sentence
from wasat.reader.prose.structure import Section
from wasat.reader.prose.survey import Candidate, Survey


def write(count: int, section: Section, heading: int, word: str = "word") -> list[Sentence]:
    return [
        Sentence(
            text=f"Sentence {word} number{at} {word} tells something else about {word} again.",
            places=((1, Located(0, 0, 0)),),
            section=section,
            heading=heading,
            position=at,
        )
        for at in range(count)
    ]


def budget(words: int = 150, sentences: int = 1_000, *, is_fixed: bool = True) -> Budget:
    return Budget(words=words, sentences=sentences, is_fixed=is_fixed)


def look(sentences: list[Sentence]) -> Survey:
    """All of a text, of which every sentence is kept."""
    starts = [count_words(sentences[:at]) for at in range(len(sentences))]
    found = [
        Candidate(each, start, weigh(each)) for each, start in zip(sentences, starts, strict=True)
    ]
    words = count_words(sentences)
    return Survey(candidates=found, count=len(found), words=words, marks=[], pages={1: 0})


ABSTRACT = write(14, Section.ABSTRACT, 1)
BODY = write(100, Section.BODY, 2, "body")


def test_the_abstract_is_taken_whole() -> None:
    chosen, way = select(look([*ABSTRACT, *BODY]), budget())

    assert (chosen, way) == (ABSTRACT, "abstract")


def test_a_long_abstract_is_cut_at_the_length_asked_for() -> None:
    chosen, _ = select(look([*ABSTRACT, *BODY]), budget(50))

    assert chosen == ABSTRACT[:6]


def test_so_many_sentences_as_asked_for_are_taken() -> None:
    chosen, _ = select(look([*ABSTRACT, *BODY]), budget(10_000, 3))

    assert chosen == ABSTRACT[:3]


def test_a_short_abstract_is_completed_from_the_text() -> None:
    chosen, way = select(look([*ABSTRACT[:2], *BODY]), budget())

    assert way == "abstract and structure"
    assert chosen[:2] == ABSTRACT[:2]
    assert count_words(chosen) >= 60


def test_without_an_abstract_the_best_sentences_are_taken_in_order() -> None:
    chosen, way = select(look(BODY), budget(60))

    assert way == "structure"
    assert chosen == sorted(chosen, key=BODY.index)
    assert 0 < count_words(chosen) <= 60


def test_a_summary_far_behind_the_beginning_is_of_a_part_only() -> None:
    assert find_abstract([*BODY, *ABSTRACT], 114) == []


def test_the_abstract_ends_at_the_next_heading() -> None:
    sentences = [*ABSTRACT[:2], *write(3, Section.ABSTRACT, 2), *BODY]

    assert find_abstract(sentences, len(sentences)) == ABSTRACT[:2]


@pytest.mark.parametrize(("count", "expected"), [(200, 3), (2_000, 0)])
def test_an_overview_sums_up_a_short_text_and_a_chapter_of_a_long_one(
    count: int, expected: int
) -> None:
    overview = write(3, Section.OVERVIEW, 1)

    assert find_abstract([*overview, *BODY], count) == overview[:expected]


LONG = [sentence for at in range(20) for sentence in write(50, Section.BODY, at, f"topic{at}")]


def test_a_long_text_is_told_from_beginning_to_end() -> None:
    chosen, way = select(look(LONG), budget(10_000, 10))

    assert way == "parts"
    assert [LONG.index(sentence) // 100 for sentence in chosen] == list(range(10))


def test_in_few_sentences_a_long_text_is_told_by_its_opening() -> None:
    chosen, way = select(look(LONG), budget(10_000, 3))

    assert way == "opening"
    assert [LONG.index(sentence) // 101 for sentence in chosen] == [0, 0, 0]


def test_a_long_text_with_a_short_abstract_is_completed_with_its_parts() -> None:
    chosen, way = select(look([*ABSTRACT[:2], *LONG]), budget())

    assert way == "abstract and parts"
    assert chosen[:2] == ABSTRACT[:2]
    assert LONG.index(chosen[-1]) >= len(LONG) // 2


def test_nothing_is_chosen_from_scraps() -> None:
    scraps = [Sentence(text=f"scrap {at}", places=()) for at in range(10)]

    assert select(look(scraps), budget(6))[0] == []


def test_nothing_gives_nothing() -> None:
    assert select(look([]), budget())[0] == []


def test_what_stands_above_an_introduction_is_an_abstract_without_a_heading() -> None:
    above = write(6, Section.BODY, 1, "above")
    introduction = write(30, Section.INTRODUCTION, 2, "begin")

    chosen, way = select(look([*above, *introduction, *BODY]), budget(100))

    assert (chosen, way) == (above, "abstract")


@pytest.mark.parametrize("count", [2, 60])
def test_a_few_words_or_many_pages_above_an_introduction_are_none(count: int) -> None:
    above = write(count, Section.BODY, 1, "above")

    assert find_abstract([*above, *write(30, Section.INTRODUCTION, 2)], 100) == []


def test_an_introduction_on_a_later_page_has_no_abstract_above_it() -> None:
    above = write(6, Section.BODY, 1, "above")
    later = [
        replace(it, places=((2, Located(0, 0, 0)),)) for it in write(9, Section.INTRODUCTION, 2)
    ]

    assert find_abstract([*above, *later], 15) == []
