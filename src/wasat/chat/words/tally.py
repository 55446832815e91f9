"""What all requests for one answer took together, and why it ended."""

from dataclasses import dataclass

from wasat.chat.client import EngineUsage
from wasat.generation.chunk import Chunk, FinishReason


@dataclass(slots=True)
class Tally:
    """Counts of the server over all requests.

    Attributes:
        prompt_tokens: Of all prompts.
        cached_tokens: Of those, what the server had read before.
        reason: Why the answer ended; None if it simply did. One part that was cut for its length
            leaves the whole cut.
    """

    prompt_tokens: int = 0
    cached_tokens: int = 0
    reason: FinishReason | None = None

    def count(self, usage: EngineUsage | None) -> None:
        """Add what one request took."""
        if usage is not None:
            self.prompt_tokens += usage.prompt_tokens
            self.cached_tokens += usage.cached_tokens

    def end_part(self, reason: FinishReason | None) -> None:
        """Note why one part of the answer ended."""
        if reason not in (None, FinishReason.STOP):
            self.reason = reason

    def end(self) -> Chunk:
        """Return the last chunk of the answer."""
        share = self.cached_tokens / self.prompt_tokens if self.prompt_tokens else None
        return Chunk(finish_reason=self.reason, cached_share=share)
