"""Pages that could not be read, as a header tells them."""

from collections.abc import Iterator, Mapping

from wasat.generation.traces import Fact, Trace

UNREAD_PAGES = "x-wasat-unread-pages"
STEP = "unread"  # what an engine notes for each document: `document`, its name or uri, and `pages`
_MOST_NUMBERS = 500  # a header has its limits; the trace tells all


def unread_headers(trace: Trace | None) -> dict[str, str]:
    """Return the header that tells which pages of which documents were not read.

    Args:
        trace: Of the answer, once it has begun.

    Returns:
        Nothing if all were; `files/a=3,5; inline:0.1=2` if not.
    """
    told = "; ".join(_documents(trace)) if trace else ""
    return {UNREAD_PAGES: told} if told else {}


def _documents(trace: Trace) -> Iterator[str]:
    for step, facts in list(trace.steps):
        numbers = _numbers(facts) if step == STEP else []
        if numbers:
            more = ",..." if len(numbers) > _MOST_NUMBERS else ""
            yield f"{facts.get('document', '')}={','.join(numbers[:_MOST_NUMBERS])}{more}"


def _numbers(facts: Mapping[str, Fact]) -> list[str]:
    pages = facts.get("pages")
    return [str(page) for page in pages] if isinstance(pages, list) else []
