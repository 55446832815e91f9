from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wasat.evidence.quote import Located
from wasat.reader.prose.budget import Budget, count_words
from wasat.reader.prose.parts import Part
from wasat.reader.prose.sentences import Sentence
from wasat.reader.prose.spread import allot, spread
from wasat.reader.prose.survey import Candidate

SIZE = 10  # words of each sentence


def write(count: int) -> list[Candidate]:
    """Sentences of ten words each, all of one weight and with words of their own."""
    return [
        Candidate(
            Sentence(
                text=f"Number{at} says a thing called matter{at} of kind{at % 7} today.",
                places=((1, Located(0, 0, 0)),),
            ),
            SIZE * at,
            1.0,
        )
        for at in range(count)
    ]


def divide(*sizes: int) -> list[Part]:
    """Parts of so many sentences each."""
    starts = [SIZE * sum(sizes[:at]) for at in range(len(sizes) + 1)]
    return [Part(title="", start=start, end=end) for start, end in pairwise(starts)]


def numbers(candidates: list[Candidate], chosen: list[Sentence]) -> list[int]:
    return [[each.sentence for each in candidates].index(sentence) for sentence in chosen]


def by_count(sentences: int) -> Budget:
    return Budget(words=10_000, sentences=sentences, is_fixed=True)


def by_words(words: int) -> Budget:
    return Budget(words=words, sentences=1_000, is_fixed=True)


def test_each_part_is_told_by_its_length() -> None:
    text = write(100)

    found = numbers(text, spread(text, divide(20, 60, 20), by_count(5)))

    assert [sum(a <= at < b for at in found) for a, b in [(0, 20), (20, 80), (80, 100)]] == [
        1,
        3,
        1,
    ]


def test_more_parts_than_sentences_are_told_together_from_end_to_end() -> None:
    text = write(120)

    found = numbers(text, spread(text, divide(*[1] * 120), by_count(4)))

    assert [at // 30 for at in found] == [0, 1, 2, 3]


def test_as_many_words_as_asked_for_are_not_exceeded() -> None:
    text = write(200)

    chosen = spread(text, divide(100, 100), by_words(100))

    assert 76 <= count_words(chosen) <= 100


def test_one_sentence_is_told_however_few_words_are_asked_for() -> None:
    text = write(50)

    assert len(spread(text, divide(50), by_words(3))) == 1


def test_where_a_stretch_says_nothing_another_says_more() -> None:
    text = write(90)
    silent = [Candidate(c.sentence, c.start, 0.0) if c.start < 300 else c for c in text]

    assert len(spread(silent, divide(30, 30, 30), by_count(6))) == 6


def test_nothing_is_said_of_nothing() -> None:
    assert spread([], divide(0), by_count(3)) == []


@pytest.mark.parametrize(
    ("weights", "seats", "expected"),
    [([6, 1, 1], 8, [6, 1, 1]), ([97, 1, 1, 1], 4, [1, 1, 1, 1]), ([90, 5, 5], 5, [3, 1, 1])],
)
def test_seats_go_by_weight_and_at_least_one_to_each(
    weights: list[float], seats: int, expected: list[int]
) -> None:
    assert allot(weights, seats) == expected


@given(st.lists(st.integers(0, 1_000), min_size=1, max_size=20), st.integers(0, 40))
def test_all_seats_are_given(weights: list[float], more: int) -> None:
    given_out = allot(weights, len(weights) + more)

    assert sum(given_out) == len(weights) + more
    assert min(given_out) >= 1
