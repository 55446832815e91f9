import asyncio

from hypothesis import given
from hypothesis import strategies as st

from wasat.chat.words.folding import fold, write_notes

ROOM = 200


def measure(text: str) -> int:
    return len(text)


def folded(texts: list[str]) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    asked: list[tuple[str, ...]] = []

    async def combine(notes: tuple[str, ...]) -> str:
        asked.append(notes)
        return f"{len(asked)} made of {len(notes)}"

    return asyncio.run(fold(texts, room_tokens=ROOM, measure=measure, combine=combine)), asked


def test_notes_that_fit_are_shown_as_they_are() -> None:
    notes, asked = folded(["one", "", "two"])

    assert notes == write_notes(["one", "two"])
    assert notes[0] == "[notes on portion 1 of 2]\none\n"
    assert asked == []


def test_notes_that_do_not_fit_are_combined_in_their_order() -> None:
    notes, asked = folded([f"note {n} " + "x" * 60 for n in range(1, 9)])

    told = " ".join(note for group in asked[:4] for note in group)
    assert [f"note {n} " in told for n in range(1, 9)] == [True] * 8
    assert told.index("note 1 ") < told.index("note 8 ")
    assert sum(map(len, notes)) <= ROOM


@given(st.lists(st.text(max_size=400), max_size=30))
def test_what_is_left_always_fits_and_so_does_every_question(texts: list[str]) -> None:
    notes, asked = folded(texts)

    assert all(sum(map(len, group)) <= ROOM for group in (notes, *asked))
