"""How servers that speak chat completions differ, one value a server.

Rows of llama.cpp and vLLM were seen, the generic one of LiteLLM's proxy; SGLang's and LM Studio's
are background knowledge, unchecked, so they ask for nothing that a generic server would refuse.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Thinking(StrEnum):
    """How a server is told whether and how hard to think."""

    NOT_AT_ALL = ""
    TEMPLATE = "chat_template_kwargs.enable_thinking"
    EFFORT = "reasoning_effort"


class Counting(StrEnum):
    """Where a server counts the tokens of a prompt, by path under its base."""

    NOWHERE = ""
    INPUT_TOKENS = "chat/completions/input_tokens"
    TOKENIZE = "tokenize"


class Window(StrEnum):
    """Where a server tells its window."""

    NOWHERE = ""
    MODEL_CARD = "max_model_len"
    PROPERTIES = "props"
    NATIVE_LIST = "api/v0/models"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """What may be asked of a server beyond the common ground.

    Attributes:
        name: As settings call it.
        owner: What its list of models says in `owned_by`.
        window: Where it tells its window.
        counting: Where it counts tokens.
        thinking: How it is told to think.
        has_top_k: Whether it takes `top_k`.
        has_chances: Whether it tells `logprobs`.
        is_checked: Whether a real server was tested.
    """

    name: str
    owner: str = ""
    window: Window = Window.NOWHERE
    counting: Counting = Counting.NOWHERE
    thinking: Thinking = Thinking.NOT_AT_ALL
    has_top_k: bool = False
    has_chances: bool = True
    is_checked: bool = False


_ALL = (
    Dialect(
        name="vllm",
        owner="vllm",
        window=Window.MODEL_CARD,
        counting=Counting.TOKENIZE,
        thinking=Thinking.TEMPLATE,
        has_top_k=True,
        is_checked=True,
    ),
    Dialect(
        name="llamacpp",
        owner="llamacpp",
        window=Window.PROPERTIES,
        counting=Counting.INPUT_TOKENS,
        thinking=Thinking.TEMPLATE,
        has_top_k=True,
        is_checked=True,
    ),
    Dialect(
        name="sglang",
        owner="sglang",
        window=Window.MODEL_CARD,
        thinking=Thinking.TEMPLATE,
        has_top_k=True,
    ),
    Dialect(
        name="lmstudio", owner="organization_owner", window=Window.NATIVE_LIST, has_chances=False
    ),
    Dialect(name="generic", thinking=Thinking.EFFORT, is_checked=True),
)
DIALECTS: Mapping[str, Dialect] = MappingProxyType({each.name: each for each in _ALL})
GENERIC = DIALECTS["generic"]


def recognise(owner: str) -> Dialect:
    """Return the dialect of the server whose list of models names this owner."""
    return next((each for each in _ALL if each.owner and each.owner == owner), GENERIC)
