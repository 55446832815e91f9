"""The port for whatever answers: the built-in reader, or a model behind a server."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from typing import Protocol

from wasat.generation.chunk import Chunk
from wasat.generation.prompt import Prompt
from wasat.generation.traces import Trace


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What an engine can do, as models.get tells it.

    Attributes:
        display_name: For people.
        description: One or two sentences.
        version: Of the engine, or of the model behind it.
        input_tokens: Public tokens it takes at most.
        output_tokens: Public tokens it answers with at most.
        has_vision: Whether it sees pictures.
        has_tools: Whether it calls functions of its own accord.
        calls_on_demand: Whether it calls functions where it must.
        has_thoughts: Whether it can show thoughts.
        has_chances: Whether it tells how likely its tokens were.
        is_deterministic: Whether the same prompt always gets the same answer.
    """

    display_name: str
    description: str
    version: str
    input_tokens: int
    output_tokens: int
    has_vision: bool = False
    has_tools: bool = False
    calls_on_demand: bool = False
    has_thoughts: bool = False
    has_chances: bool = False
    is_deterministic: bool = False


class Engine(Protocol):
    """Answers prompts. Always streams; who wants it whole folds the stream."""

    @property
    def profile(self) -> Profile:
        """What it can do."""
        ...

    def run(self, prompt: Prompt, trace: Trace) -> AsyncGenerator[Chunk, None]:
        """Answer once, as candidate 0, and note in `trace` what was considered.

        Chunks carry text and citations; finish reason, usage, stop sequences and limits on length
        are the Generator's, unless the engine ends for a reason of its own. Closing the iterator
        ends the work. An engine with chance is run several times at once for several candidates.

        Raises:
            InvalidArgumentError: The prompt asks what this engine cannot do, or a document in it
                cannot be read; says which.
            UnavailableError: What the engine depends on does not answer.
        """
        ...

    async def close(self) -> None:
        """Release connections and processes."""
        ...
