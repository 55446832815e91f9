"""A table of settings to a client: which protocol, which servers, which corrections."""

from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from typing import Protocol

from wasat.adapters.models.child import LocalModel
from wasat.adapters.models.local import LocalClient
from wasat.adapters.models.ollama import OllamaClient
from wasat.adapters.models.openai import OpenAiClient
from wasat.adapters.models.replicas import Replicas
from wasat.adapters.models.session import ModelSession, Patience
from wasat.chat.abilities import Overrides
from wasat.chat.client import ChatClient
from wasat.chat.dialects import DIALECTS


class Place(Protocol):
    """Where a model is; a table of settings is of this shape, and has the fields of Overrides."""

    @property
    def engine(self) -> str:
        """`openai`, `ollama` or `local`."""
        ...

    @property
    def base_urls(self) -> Sequence[str]:
        """Of its servers, all the same."""
        ...

    @property
    def model(self) -> str:
        """Its name there; empty takes the first."""
        ...

    @property
    def dialect(self) -> str:
        """How the server differs; empty recognises it."""
        ...

    @property
    def api_key(self) -> str:
        """Sent as a bearer token; empty sends none."""
        ...

    @property
    def timeout_seconds(self) -> float:
        """How long the server may be silent."""
        ...

    @property
    def gguf(self) -> str:
        """A model's file."""
        ...

    @property
    def mmproj(self) -> str:
        """The file by which it sees; empty if there is none."""
        ...

    @property
    def threads(self) -> int:
        """That it computes with."""
        ...


def connect(place: Place) -> ChatClient:
    """Return a client; nothing is connected or started before it is asked."""
    corrections = {each.name: getattr(place, each.name, None) for each in fields(Overrides)}
    overrides = Overrides(**corrections)
    if place.engine == "local":
        return _run(place, overrides)
    if place.engine == "ollama":
        return OllamaClient(_open(place), model=place.model, overrides=overrides)
    dialect = DIALECTS.get(place.dialect)
    return OpenAiClient(_open(place), model=place.model, dialect=dialect, overrides=overrides)


def _open(place: Place) -> ModelSession:
    headers = {"authorization": f"Bearer {place.api_key}"} if place.api_key else None
    return ModelSession(
        Replicas([_root(place, url) for url in place.base_urls]),
        headers=headers,
        patience=Patience(silence_seconds=place.timeout_seconds),
    )


def _root(place: Place, url: str) -> str:
    """Return the base of a server; of Ollama whichever of its bases is named."""
    url = url.rstrip("/")
    if place.engine == "ollama":
        return url.removesuffix("/v1").removesuffix("/api")
    return url


def _run(place: Place, overrides: Overrides) -> ChatClient:
    model = LocalModel(
        gguf=Path(place.gguf),
        mmproj=Path(place.mmproj) if place.mmproj else None,
        threads=place.threads,
        context_tokens=overrides.context_tokens,
    )
    return LocalClient(model, overrides=overrides)
