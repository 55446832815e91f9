"""The engine behind a chat model: what is shown, what is asked, and what is made of the answer."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing, suppress
from dataclasses import replace
from pathlib import PurePosixPath

from wasat.chat.abilities import Abilities, guess
from wasat.chat.answering import Answering
from wasat.chat.asking import Asker
from wasat.chat.budget import Ruler
from wasat.chat.client import ChatClient, WindowExceededError
from wasat.chat.constrain import constrain
from wasat.chat.mapping import name_functions
from wasat.chat.pages.shelf import Opened, open_source
from wasat.chat.pages.sight import Sight
from wasat.chat.planning import Asked, Planner
from wasat.chat.present import Presenter
from wasat.evidence.prepare import Preparer, note_unread, refuse
from wasat.evidence.task import Task, TaskKind, understand
from wasat.generation.chunk import Chunk
from wasat.generation.engine import Engine, Profile
from wasat.generation.prompt import Prompt, Source
from wasat.generation.tokens import PAGE_TOKENS
from wasat.generation.traces import Trace
from wasat.status import (
    FailedPreconditionError,
    RetryInfo,
    StatusError,
    UnavailableError,
    UnreadableDocumentError,
)

_TRIES = 3  # to fit the window: after each the ruler knows better
_PAGES = 3_600  # of the longest document; a model takes several, whatever its window
_NO_TASK = Task(kind=TaskKind.NONE)  # where there are no documents

LOADING_SECONDS = 30.0  # that a prompt waits for a model that is loaded; then it may come again


class ChatEngine(Engine):
    """Answers by a chat model.

    Args:
        client: Speaks with it.
        name: As callers ask for it.
        preparer: Reads and indexes documents.
        sight: Draws their pages.
        loading_seconds: How long a prompt waits for a model that is still being loaded.
    """

    def __init__(
        self,
        client: ChatClient,
        *,
        name: str,
        preparer: Preparer,
        sight: Sight,
        loading_seconds: float = LOADING_SECONDS,
    ) -> None:
        self._client = client
        self._name = name
        self._preparer = preparer
        self._sight = sight
        self._loading_seconds = loading_seconds
        self._planner = Planner()
        self._ruler = Ruler()
        self._abilities = guess(name)
        self._profile = _describe(self._abilities)
        self._learning = asyncio.Lock()
        self._is_reached = False
        self._doubt = asyncio.Event()

    @property
    def profile(self) -> Profile:
        """What it can do, as far as its server has told; documents may be longer still."""
        return self._profile

    @property
    def is_known(self) -> bool:
        """Whether the server has told what the model can do."""
        return self._abilities.is_known

    @property
    def is_reached(self) -> bool:
        """Whether the server answered when it was spoken with last."""
        return self._is_reached

    @property
    def is_loading(self) -> bool:
        """Whether its server is being asked, or its file loaded, right now."""
        return self._learning.locked() and not self.is_known

    async def learn(self) -> Abilities:
        """Return what the model can do, asking its server until it has answered once.

        Raises:
            UnavailableError: It does not answer.
        """
        if not self._abilities.is_known:
            async with self._learning:
                if not self._abilities.is_known:
                    await self._learn()
        return self._abilities

    async def check(self) -> None:
        """Ask the server anew: it may be gone, or have another model by now.

        Raises:
            UnavailableError: It does not answer.
        """
        async with self._learning:
            await self._learn()

    async def wait_for_doubt(self, seconds: float) -> None:
        """Return when the server failed to answer a prompt, or when the time is over."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._doubt.wait(), seconds)
        self._doubt.clear()

    async def _learn(self) -> None:
        try:
            self._abilities = await self._client.learn()
        except StatusError:
            self._is_reached = False
            raise
        self._profile = _describe(self._abilities)
        self._is_reached = True

    async def run(self, prompt: Prompt, trace: Trace) -> AsyncGenerator[Chunk, None]:
        """Show the model what fits its window, ask, and find what its answer rests on.

        Raises:
            InvalidArgumentError: A document cannot be read, or not one page of it fits.
            UnavailableError: The model is still being loaded; says when to come again. Or it
                cannot be.
            StatusError: As `ChatClient.stream`.
        """
        abilities = await self._learn_soon()
        opened = [await self._open(source) for source in prompt.sources]
        _note_unread(opened, abilities, trace)
        names = name_functions(prompt)
        asked = Asked(
            prompt=prompt,
            constraint=constrain(prompt, names, is_enforced=abilities.has_schemas),
            names=names,
            opened=opened,
            abilities=abilities,
            task=understand(prompt) if opened else _NO_TASK,
        )
        presenter = Presenter(self._sight, abilities.grid)
        asker = Asker(self._client, asked, presenter, self._ruler, trace)
        for last_try in (False,) * (_TRIES - 1) + (True,):
            plan = await self._planner.plan(asked, self._ruler, trace)
            answering, has_begun = Answering(asker, asked, plan), False
            try:
                async with aclosing(answering.stream()) as chunks:
                    async for chunk in chunks:
                        has_begun = True
                        yield chunk
            except WindowExceededError as error:
                if last_try or has_begun:
                    raise
                asker.learn_overflow(error.prompt_tokens)
            except (UnavailableError, FailedPreconditionError) as error:
                self._is_reached = False
                self._doubt.set()
                raise _for_callers(error) from error
            else:
                yield answering.end()
                return

    async def close(self) -> None:
        """Release the connections to the server."""
        await self._client.close()

    async def _learn_soon(self) -> Abilities:
        if self.is_known:
            return self._abilities
        try:
            return await asyncio.wait_for(self.learn(), self._loading_seconds)
        except TimeoutError as error:
            wait = RetryInfo(delay_seconds=self._loading_seconds)
            raise UnavailableError("The model is still being loaded.", details=[wait]) from error
        except FailedPreconditionError as error:
            raise _for_callers(error) from error

    async def _open(self, source: Source) -> Opened:
        # Layers of pages are what is shown of them; hidden words still bear evidence.
        layers = tuple(layer for layer in source.layers if not layer.startswith("PAGE_"))
        try:
            prepared = await self._preparer.prepare_source(replace(source, layers=layers))
            return open_source(source, prepared)
        except UnreadableDocumentError as error:
            raise refuse(source, error) from error


def _for_callers(error: StatusError) -> StatusError:
    """Leave out what is the operator's matter, and names a file of theirs."""
    if isinstance(error, FailedPreconditionError):
        return UnavailableError("The model cannot be served; the server's log says why.")
    return error


def _note_unread(opened: Sequence[Opened], abilities: Abilities, trace: Trace) -> None:
    """Note what could not be read; a model that sees is shown scans as they are."""
    for each in opened:
        seen = each.prepared.document.summary.scans if abilities.has_vision else ()
        note_unread(each.source, each.prepared, trace, seen=seen)


def _describe(known: Abilities) -> Profile:
    """Tell what a model can do."""
    sees = "sees pages and pictures" if known.has_vision else "reads text"
    tells = f"its window is {known.context_tokens} tokens"
    state = f"it {sees}, {tells}" if known.is_known else "not reached yet"
    name = PurePosixPath(known.model).name if known.model.startswith("/") else known.model
    return Profile(
        display_name=name,
        description=f"A model behind a server of its own: {state}. Longer documents are read"
        " by the pages that bear on the question, or portion by portion.",
        version=name,
        input_tokens=max(known.context_tokens, 10 * _PAGES * PAGE_TOKENS),
        output_tokens=known.output_tokens,
        has_vision=known.has_vision,
        has_tools=known.has_tools,
        calls_on_demand=True,  # held to a schema, which any model can be
        has_thoughts=known.has_thoughts,
        has_chances=known.has_chances,
    )
