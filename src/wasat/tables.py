"""`[[models]]` tables: names that can be asked, and what answers to each.

Source of names and defaults: design of the settings. A server given by `engines` or a file given by
`gguf` becomes a table too, so that there is one kind of thing to serve.
"""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final, Literal, Self
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, model_validator

READER: Final = "reader"  # always a model's name, and always the built-in engine
FAMILY = "gemini-"  # how names begin that are answered without a table of their own
OLLAMA_URL = "http://127.0.0.1:11434"

EngineKind = Literal["reader", "openai", "ollama", "local"]
DialectName = Literal["", "vllm", "llamacpp", "sglang", "lmstudio", "generic"]

_ENTRY = re.compile(
    r"(?:(?P<name>[A-Za-z0-9][A-Za-z0-9._-]*)=)?"
    r"(?:(?P<url>https?://\S+)|ollama(?::(?P<model>\S+))?)"
)


class ModelTable(BaseModel):
    """One `[[models]]` table: a name that can be asked, and what answers to it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(
        pattern=r"^([A-Za-z0-9][A-Za-z0-9._-]*|gemini-\*)$",
        description="As asked, without `models/`. `gemini-*` is every other name of the family.",
    )
    engine: EngineKind = Field(
        default=READER,
        description="What answers: `reader`, the built-in one; `openai`, a server of chat"
        " completions; `ollama`; `local`, a model file in a process of ours.",
    )
    base_url: str = Field(
        default="",
        description="`openai`: its base, with `/v1`; several by spaces are replicas. `ollama`: its"
        f" root, else `{OLLAMA_URL}`.",
    )
    model: str = Field(default="", description="Its name at the server; empty takes the first.")
    dialect: DialectName = Field(
        default="",
        description="How an `openai` server differs: `vllm`, `llamacpp`, `sglang`, `lmstudio`,"
        " `generic`; empty recognises it.",
    )
    api_key: str = Field(
        default="",
        pattern=r"^[ -~]*$",
        repr=False,
        description="Sent to the server as a bearer token.",
    )
    gguf: str = Field(default="", description="`local`: the model's file.")
    mmproj: str = Field(default="", description="`local`: the file by which it sees.")
    threads: int = Field(
        default=1,
        ge=1,
        description="`local`: threads; one too many makes it spin beside other load.",
    )
    timeout_seconds: float = Field(
        default=600,
        gt=0,
        description="How long the server may be silent; it reads prompts in silence.",
    )
    context_tokens: int | None = Field(
        default=None, ge=512, description="Its window, where the server tells none or too much."
    )
    output_tokens: int | None = Field(default=None, ge=1, description="Its longest answer.")
    has_vision: bool | None = Field(default=None, description="Whether it sees pictures.")
    most_pictures: int | None = Field(default=None, ge=0, description="Pictures in one request.")
    picture_cell_pixels: int | None = Field(
        default=None, ge=1, description="Side of the square of a picture that one token stands for."
    )
    picture_tokens: int | None = Field(
        default=None, ge=1, description="Tokens of every picture, where the size does not matter."
    )
    has_schemas: bool | None = Field(
        default=None, description="Whether answers can be held to a schema."
    )
    has_tools: bool | None = Field(default=None, description="Whether it calls functions.")
    has_thoughts: bool | None = Field(default=None, description="Whether it thinks in words.")

    @model_validator(mode="after")
    def check_address(self) -> Self:
        """Refuse a table whose engine cannot be found."""
        if self.engine == "openai" and not self.base_url:
            raise ValueError(f"expected base_url for the model {self.name}, found none")
        for url in self.base_urls:
            if not _is_address(url):
                raise ValueError(f"expected base_url as http://HOST:PORT/v1, found {url}")
        if self.engine == "local" and not self.gguf:
            raise ValueError(f"expected gguf for the model {self.name}, found none")
        return self

    @property
    def base_urls(self) -> tuple[str, ...]:
        """Where its servers are."""
        return tuple(self.base_url.split()) or ((OLLAMA_URL,) if self.engine == "ollama" else ())

    @property
    def is_chat(self) -> bool:
        """Whether a chat model answers."""
        return self.engine != READER


def _is_address(url: str) -> bool:
    """Return whether a URL says which server to connect to, and how."""
    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


DEFAULT_MODELS = tuple(
    ModelTable(name=FAMILY + name)
    for name in ("2.0-flash", "2.5-flash", "2.5-flash-lite", "2.5-pro", "3.5-flash", "flash-latest")
)


def parse_engines(entries: str) -> tuple[ModelTable, ...]:
    """Read `[name=]URL` and `[name=]ollama[:MODEL]`, separated by spaces.

    Raises:
        ValueError: An entry is neither.
    """
    tables: list[ModelTable] = []
    for entry in entries.split():
        match = _ENTRY.fullmatch(entry)
        if match is None:
            raise ValueError(f"expected [name=]http://HOST/v1 or [name=]ollama, found {entry}")
        is_ollama = match["url"] is None
        name = match["name"] or ("ollama" if is_ollama else "chat")
        tables.append(
            ModelTable(
                name=_free(name, tables),
                engine="ollama" if is_ollama else "openai",
                base_url=match["url"] or "",
                model=match["model"] or "",
            )
        )
    return tuple(tables)


def make_local(gguf: str, mmproj: str) -> tuple[ModelTable, ...]:
    """Return the table of a model file, named for it; none without one."""
    if not gguf:
        return ()
    name = re.sub(r"[^A-Za-z0-9._-]+", "-", Path(gguf).stem).strip("._-") or "local"
    return (ModelTable(name=name, engine="local", gguf=gguf, mmproj=mmproj),)


def give_family(models: Sequence[ModelTable], first: str) -> dict[str, str]:
    """Return the engine behind each name, a chat model's own name being its engine.

    Args:
        models: All tables.
        first: Engine of the names that are ours by default.
    """
    return {
        table.name: table.name if table.is_chat else first if table in DEFAULT_MODELS else READER
        for table in models
    }


def find_writer(tables: Sequence[ModelTable]) -> str | None:
    """Return the chat model that answers the family's prompts without documents; None without one.

    The first there is, unless one has the rest of the family's names.
    """
    chats = [table.name for table in tables if table.is_chat]
    rest = f"{FAMILY}*"
    return rest if rest in chats else next(iter(chats), None)


def _free(name: str, tables: Iterable[ModelTable]) -> str:
    """Return a name that no table has yet."""
    taken = {table.name for table in tables}
    names = [name, *(f"{name}-{number}" for number in range(2, len(taken) + 3))]
    return next(each for each in names if each not in taken)
