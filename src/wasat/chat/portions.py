"""An answer made from many requests: one a portion of the pages, a few of them ahead."""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Callable, Coroutine, Iterable
from contextlib import aclosing
from typing import TypeVar

from msgspec.structs import replace

from wasat.chat.asking import Asker, Whole
from wasat.chat.budget import Layout
from wasat.chat.client import ChatRequest
from wasat.chat.planning import Asked
from wasat.chat.words.folding import fold
from wasat.chat.words.tally import Tally
from wasat.generation.chunk import FinishReason

Part = TypeVar("Part")

_AT_ONCE = 4
_PORTION = (
    "The pages above are a portion of longer documents. Answer for these pages alone; other"
    " portions are asked about in the same way."
)
_BRIEF = " Be brief: these are notes from which the answer will be made."
_COMBINE_SOME = (
    "Above are notes on some portions of the documents, in order. Make one note of them."
)
_NOTES_IN_WINDOW = 8  # a note takes at most this part of the window
_FOLDED_IN_WINDOW = 2  # and all notes together, once they are folded, at most this


class Portions:
    """Asks about portions; offers no functions, since nobody would hear of a part's calls.

    Args:
        asker: Asks the model.
        asked: The prompt.
        layouts: The pages of each portion.
        instruct: Returns what stands at the very end of a request, with words about the portion.
        tally: Takes counts, and why parts ended.
    """

    def __init__(
        self,
        asker: Asker,
        asked: Asked,
        layouts: tuple[Layout, ...],
        instruct: Callable[[str], str],
        tally: Tally,
    ) -> None:
        self._asker = asker
        self._asked = asked
        self._layouts = layouts
        self._instruct = instruct
        self._tally = tally

    async def answers(self) -> AsyncGenerator[Whole, None]:
        """Yield what the model answers, in the order of the pages, each part whole.

        Where an answer about one page has no room for its end it is cut, and the tally told.

        Raises:
            StatusError: As `Asker.gather_json`.
        """
        async with aclosing(_ahead(map(self._answer, self._layouts))) as parts:
            async for part in parts:
                for whole in part:
                    yield whole

    async def notes(self) -> tuple[str, ...]:
        """Return notes on all portions, folded until there is room for an answer beside them.

        Raises:
            StatusError: As `Asker.gather`.
        """
        async with aclosing(_ahead(map(self._note, self._layouts))) as parts:
            notes = [note async for note in parts]
        return await fold(
            notes,
            room_tokens=self._asker.window // _FOLDED_IN_WINDOW,
            measure=self._asker.measure,
            combine=self._combine,
        )

    async def _answer(self, layout: Layout) -> list[Whole]:
        """Ask about some pages; where the answer has no room for its end, about each half."""
        request = await self._asker.prepare(layout, self._instruct(_PORTION))
        ask = self._asker.gather_json if self._asked.constraint.is_json else self._asker.gather
        whole = await ask(replace(request, functions=()))
        self._tally.count(whole.usage)
        if whole.reason is FinishReason.MAX_TOKENS and len(layout) > 1:
            middle = len(layout) // 2
            first = await self._answer(layout[:middle])
            if self._asked.constraint.is_json and self._tally.reason is not None:
                return first  # without which there is no JSON
            return first + await self._answer(layout[middle:])
        self._tally.end_part(whole.reason)
        return [whole]

    async def _note(self, layout: Layout) -> str:
        instruction = self._instruct(_PORTION + _BRIEF)
        return await self._take_note(
            await self._asker.prepare(layout, instruction, most_tokens=self._note_tokens)
        )

    async def _combine(self, notes: tuple[str, ...]) -> str:
        """Have some notes made into one."""
        instruction, most = self._instruct(_COMBINE_SOME + _BRIEF), self._note_tokens
        return await self._take_note(
            await self._asker.prepare((), instruction, notes=notes, most_tokens=most)
        )

    @property
    def _note_tokens(self) -> int:
        return self._asker.window // _NOTES_IN_WINDOW

    async def _take_note(self, request: ChatRequest) -> str:
        """Have a note made without thinking, which would take the little room it has.

        A note may be cut for its length; one without a word leaves the whole answer cut.
        """
        options = request.options
        if self._asked.abilities.has_thoughts:
            options = replace(options, thinking_budget=0, thinking_level="")
        whole = await self._asker.gather(replace(request, functions=(), options=options))
        self._tally.count(whole.usage)
        if whole.reason is not FinishReason.MAX_TOKENS or not whole.text.strip():
            self._tally.end_part(whole.reason)
        return whole.text


async def _ahead(work: Iterable[Coroutine[None, None, Part]]) -> AsyncGenerator[Part, None]:
    """Yield what all work returns, in its order, some of it done ahead; leaving ends the rest."""
    doing: deque[asyncio.Task[Part]] = deque()
    try:
        for each in work:
            doing.append(asyncio.create_task(each))
            if len(doing) == _AT_ONCE:
                yield await doing[0]
                doing.popleft()
        while doing:
            yield await doing[0]
            doing.popleft()
    finally:
        for task in doing:
            task.cancel()
        await asyncio.gather(*doing, return_exceptions=True)
