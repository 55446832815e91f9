"""Notes on the portions of a long document, folded until all of them fit one request."""

from collections.abc import Awaitable, Callable, Iterator, Sequence

Measure = Callable[[str], int]
Combine = Callable[[tuple[str, ...]], Awaitable[str]]

_NOTE = "[notes on portion {number} of {count}]\n{text}\n"
_FEWEST = 2  # notes that are folded into one, or their number would never fall


def write_notes(texts: Sequence[str]) -> tuple[str, ...]:
    """Return notes as the model is shown them, each under its number."""
    count = len(texts)
    return tuple(
        _NOTE.format(number=number, count=count, text=text) for number, text in enumerate(texts, 1)
    )


async def fold(
    texts: Sequence[str], *, room_tokens: int, measure: Measure, combine: Combine
) -> tuple[str, ...]:
    """Have neighbouring notes combined, again and again, until all fit.

    Args:
        texts: Notes in the order of the pages; empty ones are left out.
        room_tokens: What all notes together may take.
        measure: Returns the tokens of a text.
        combine: Has a few notes made into one.

    Returns:
        Notes as the model is shown them, in the same order.
    """
    most = room_tokens // _FEWEST
    left = [_cut(text, most, measure) for text in texts if text.strip()]
    while len(left) > 1 and sum(map(measure, write_notes(left))) > room_tokens:
        groups = list(_group(left, room_tokens, measure))
        left = [_cut(await combine(write_notes(group)), most, measure) for group in groups]
    return write_notes(left)


def _group(texts: Sequence[str], room_tokens: int, measure: Measure) -> Iterator[list[str]]:
    """Cut notes into runs that fit, at least two in each but the last."""
    group: list[str] = []
    for text in texts:
        is_full = sum(map(measure, write_notes([*group, text]))) > room_tokens
        if is_full and len(group) >= _FEWEST:
            yield group
            group = []
        group.append(text)
    yield group


def _cut(text: str, most_tokens: int, measure: Measure) -> str:
    """Cut a note that a model wrote too long, with room for what stands around it."""
    while measure(write_notes([text])[0]) > most_tokens and len(text) > 1:
        text = text[: len(text) * 9 // 10]
    return text
