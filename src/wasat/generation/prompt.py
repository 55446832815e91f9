"""What is asked: turns of parts, and the options that shape the answer.

What every request makes anew is a struct of msgspec, as in `generation/chunk`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import msgspec

from wasat.blob import Blob

JsonValue = None | bool | int | float | str | list["JsonValue"] | dict[str, "JsonValue"]


class Role(StrEnum):
    """Who speaks."""

    USER = "user"
    MODEL = "model"


class Text(msgspec.Struct, frozen=True, kw_only=True):
    """Words of a turn; `is_thought` marks those a model only thought."""

    text: str
    is_thought: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document or picture that is part of a turn.

    Attributes:
        blob: Its bytes.
        place: Where the request holds it, as a refusal of it says: `contents[0].parts[1]`.
        title: How answers name it: display name, else the upload's file name, else its id.
        name: `files/ID`; empty for inline bytes.
        uri: Where answers point, without fragment; `inline:CONTENT.PART` for inline bytes.
        first_page: First page that counts, from 1.
        last_page: Last page that counts, inclusive; None is to the end.
        cells: Visible cells of a sheet, `A1:D10`; empty is all.
        sheet: Which sheet, from 1; 0 is all.
        layers: Which of PAGE_IMAGE, PAGE_TEXT, DATA, FORMULAS, VISUAL to look at; empty is all.
        resolution: MEDIA_RESOLUTION_LOW, _MEDIUM, _HIGH, _ULTRA_HIGH; empty is the default.
    """

    blob: Blob
    title: str
    place: str = ""
    name: str = ""
    uri: str = ""
    first_page: int = 1
    last_page: int | None = None
    cells: str = ""
    sheet: int = 0
    layers: tuple[str, ...] = ()
    resolution: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FunctionCall:
    """A call the model asked for."""

    name: str
    arguments: Mapping[str, JsonValue] = field(default_factory=dict[str, JsonValue])
    call_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FunctionResult:
    """What the caller's function returned."""

    name: str
    response: Mapping[str, JsonValue] = field(default_factory=dict[str, JsonValue])
    call_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A program in the history, or what it printed (`is_result`)."""

    text: str
    language: str = ""
    is_result: bool = False


Part = Text | Source | FunctionCall | FunctionResult | Code


@dataclass(frozen=True, slots=True, kw_only=True)
class Function:
    """A function of the caller's that the model may ask to call.

    Attributes:
        name: Unique in the prompt.
        description: What it is for.
        schema: JSON Schema of its arguments; None takes none.
    """

    name: str
    description: str = ""
    schema: Mapping[str, JsonValue] | None = None


class Calling(StrEnum):
    """Whether functions may or must be called; where they must not, a prompt has none."""

    AUTO = "AUTO"
    ANY = "ANY"


class Turn(msgspec.Struct, frozen=True, kw_only=True):
    """What one side said at once."""

    role: Role
    parts: tuple[Part, ...]


class AnswerForm(StrEnum):
    """The MIME type of the answer."""

    TEXT = "text/plain"
    JSON = "application/json"
    ENUM = "text/x.enum"


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """How to answer. What an engine cannot honour it ignores only if `docs` says so.

    Attributes:
        form: What the answer must be.
        schema: JSON Schema of the answer; keys of `properties` stand in the order of the answer.
            Only with form JSON or ENUM.
        candidate_count: Answers wanted, at least 1.
        max_output_tokens: Public tokens at most; None is the model's own limit.
        stop_sequences: At most five; the answer ends before the first that occurs.
        temperature: 0 to 2, None is the model's own.
        top_p: 0 to 1.
        top_k: At least 1.
        seed: For engines that sample.
        presence_penalty: -2 to 2.
        frequency_penalty: -2 to 2.
        has_thoughts: Whether the caller wants to see thought parts.
        thinking_budget: Tokens; 0 is off, -1 lets the model choose.
        thinking_level: `minimal`, `low`, `medium`, `high` or `xhigh`; empty is the model's own.
        rivals: Tokens whose chances are told beside each chosen one; None tells no chances.
    """

    form: AnswerForm = AnswerForm.TEXT
    schema: Mapping[str, JsonValue] | None = None
    candidate_count: int = 1
    max_output_tokens: int | None = None
    stop_sequences: tuple[str, ...] = ()
    temperature: float | None = None
    top_p: float | None = None
    top_k: int | None = None
    seed: int | None = None
    presence_penalty: float | None = None
    frequency_penalty: float | None = None
    has_thoughts: bool = False
    thinking_budget: int | None = None
    thinking_level: str = ""
    rivals: int | None = None


class Prompt(msgspec.Struct, frozen=True, kw_only=True):
    """Everything one request asks.

    Attributes:
        turns: In order, at least one; the last is the user's.
        system: Parts of the system instruction.
        functions: What the model may call.
        calling: Whether it must.
        options: How to answer.
    """

    turns: tuple[Turn, ...]
    system: tuple[Part, ...] = ()
    functions: tuple[Function, ...] = ()
    calling: Calling = Calling.AUTO
    options: Options = Options()

    @property
    def sources(self) -> tuple[Source, ...]:
        """All documents of all turns, in order."""
        parts = (*self.system, *(part for turn in self.turns for part in turn.parts))
        return tuple(part for part in parts if isinstance(part, Source))
