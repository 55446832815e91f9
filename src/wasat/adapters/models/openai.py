"""Servers that speak OpenAI's chat completions, each in its dialect."""

from collections.abc import AsyncGenerator, Mapping
from dataclasses import replace

import msgspec
import structlog
from msgspec import structs

from wasat.adapters.models.completions import write_body
from wasat.adapters.models.events import Calls, Event, iter_deltas, read_event
from wasat.adapters.models.failures import lost, to_error
from wasat.adapters.models.joining import join
from wasat.adapters.models.lines import Lines, pick_data
from wasat.adapters.models.session import ModelSession, Reply
from wasat.chat.abilities import Abilities, Overrides, guess
from wasat.chat.client import ChatClient, ChatRequest, Delta, SystemRefusedError
from wasat.chat.dialects import Counting, Dialect, Window, recognise
from wasat.chat.mapping import without_system
from wasat.status import InternalError, StatusError

_CHAT = "chat/completions"
_DONE = b"[DONE]"
_OLLAMA_OWNER = "library"

_log = structlog.get_logger(__name__)
Json = Mapping[str, object]


class OpenAiClient(ChatClient):
    """Speaks with one model by chat completions.

    Args:
        session: To its servers.
        model: Its name there; empty takes the first that the server lists.
        dialect: How the server differs; None recognises it.
        overrides: Corrections by settings.
    """

    def __init__(
        self,
        session: ModelSession,
        *,
        model: str = "",
        dialect: Dialect | None = None,
        overrides: Overrides | None = None,
    ) -> None:
        self._session = session
        self._wanted = model
        self._model = model
        self._dialect = dialect
        self._overrides = overrides or Overrides()
        self._takes_system = True

    async def learn(self) -> Abilities:
        """Ask the server which models it has, and what it tells of this one.

        Raises:
            UnavailableError: It does not answer, or has no such model.
        """
        card = self._choose(await self._session.ask("models"))
        self._model = str(card["id"])
        self._dialect = self._dialect or self._recognise(card)
        abilities = await self._learn_window(guess(self._model), card)
        known = replace(abilities, has_chances=self._dialect.has_chances, is_known=True)
        return self._overrides.apply(known)

    async def stream(self, request: ChatRequest) -> AsyncGenerator[Delta, None]:
        """Ask, and yield the answer as it comes; words that come together are one piece.

        Raises:
            StatusError: As the port says.
        """
        if self._dialect is None or not self._model:
            await self.learn()
        lines, calls, has_ended = Lines(), Calls(), False
        reply = await self._open(request)
        try:
            is_over = False
            while not is_over:
                part = await reply.read()
                events = pick_data(lines.push(part))
                is_over = not part or _DONE in events
                read = map(_read, [data for data in events if data != _DONE])
                for delta in join(iter_deltas(read, calls)):
                    has_ended = has_ended or delta.finish_reason is not None
                    yield delta
            await reply.finish()
        finally:
            reply.close()
        if not has_ended:
            raise lost("The model's server ended in the middle of an answer.")

    async def _open(self, request: ChatRequest) -> Reply:
        """Ask; where the model's template takes no system, once more without one."""
        try:
            return await self._session.open(_CHAT, self._write(request), affinity=request.affinity)
        except SystemRefusedError:
            if not self._takes_system:
                raise
        self._takes_system = False
        return await self._open(request)

    async def count(self, request: ChatRequest) -> int | None:
        """Return the prompt's length in the model's own tokens; None if the server cannot tell."""
        if self._spoken.counting is Counting.NOWHERE:
            return None
        body = self._write(request)
        asked = {name: body[name] for name in ("model", "messages", "tools") if name in body}
        is_tokenize = self._spoken.counting is Counting.TOKENIZE
        path = f"/{Counting.TOKENIZE}" if is_tokenize else self._spoken.counting.value
        told = await self._session.ask(path, asked, affinity=request.affinity)
        tokens = _get(told, "count" if is_tokenize else "input_tokens")
        return tokens if isinstance(tokens, int) else None

    async def close(self) -> None:
        """Release connections."""
        await self._session.close()

    def _write(self, request: ChatRequest) -> Json:
        if not self._takes_system:
            request = structs.replace(request, messages=without_system(request.messages))
        return write_body(request, self._model, self._spoken)

    @property
    def _spoken(self) -> Dialect:
        return self._dialect or recognise("")

    def _choose(self, listed: object) -> Json:
        """Return the card of the model that was named, or the first.

        Raises:
            UnavailableError: The server has none such.
        """
        cards = _get(listed, "data")
        known = (
            [card for card in cards if isinstance(card, dict) and "id" in card]
            if isinstance(cards, list)
            else []
        )
        for card in known:
            if self._wanted in ("", card["id"]):
                return card
        names = ", ".join(str(card["id"]) for card in known[:10]) or "none"
        raise lost(f"The model's server has no model {self._wanted or 'at all'}, but {names}.")

    def _recognise(self, card: Json) -> Dialect:
        owner = str(card.get("owned_by", ""))
        if owner == _OLLAMA_OWNER:
            _log.warning("this is Ollama, whose /v1 cuts long prompts silently: use engine ollama")
        return recognise(owner)

    async def _learn_window(self, abilities: Abilities, card: Json) -> Abilities:
        """Add what the dialect says where to ask for; what cannot be had stays a guess."""
        window = self._spoken.window
        if window is Window.MODEL_CARD:
            return _with_window(abilities, card.get("max_model_len"))
        try:
            if window is Window.PROPERTIES:
                return _read_properties(abilities, await self._session.ask("/props"))
            if window is Window.NATIVE_LIST:
                listed = await self._session.ask("/api/v0/models")
                return _read_native(abilities, listed)
        except StatusError as error:
            _log.warning("model server tells no window", reason=error.message)
        return abilities


def _read(data: bytes) -> Event:
    """Read one event.

    Raises:
        StatusError: It tells a failure, or cannot be understood.
    """
    try:
        event = read_event(data)
    except msgspec.MsgspecError as error:
        raise InternalError("The model's server sent an event that is none.") from error
    if event.error is not None:
        code = _get(msgspec.json.decode(event.error), "code")
        raise to_error(code if isinstance(code, int) else 500, bytes(event.error))
    return event


def _read_properties(abilities: Abilities, told: object) -> Abilities:
    """Read llama.cpp's properties: the window of one slot, sight, tools."""
    settings, sight = _get(told, "default_generation_settings"), _get(told, "modalities")
    tools = _get(_get(told, "chat_template_caps"), "supports_tools")
    abilities = _with_window(abilities, _get(settings, "n_ctx"))
    return replace(
        abilities, has_vision=_get(sight, "vision") is True, has_tools=tools is not False
    )


def _read_native(abilities: Abilities, listed: object) -> Abilities:
    """Read LM Studio's own list. Source: its REST documentation; not tried on a real one."""
    cards = _get(listed, "data")
    for card in cards if isinstance(cards, list) else ():
        if _get(card, "id") == abilities.model:
            length = _get(card, "loaded_context_length") or _get(card, "max_context_length")
            sees = _get(card, "type") == "vlm"
            return replace(_with_window(abilities, length), has_vision=sees)
    return abilities


def _with_window(abilities: Abilities, tokens: object) -> Abilities:
    if not isinstance(tokens, int) or tokens <= 0:
        return abilities
    return replace(abilities, context_tokens=tokens, output_tokens=tokens // 2)


def _get(value: object, name: str) -> object:
    return value.get(name) if isinstance(value, dict) else None
