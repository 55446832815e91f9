"""The way an answer took, as a header tells it."""

from wasat.generation.traces import Trace

ROUTE = "x-wasat-route"
STEP = "route"  # what an engine notes before its first word: `route`, a word of ours


def route_headers(trace: Trace | None) -> dict[str, str]:
    """Return the header that tells how documents were brought before a model.

    Where the first way did not fit after all, the last one counts.

    Args:
        trace: Of the answer, once it has begun.

    Returns:
        Nothing where the engine notes no route.
    """
    steps = list(trace.steps) if trace else []
    routes = [str(facts.get("route", "")) for step, facts in steps if step == STEP]
    return {ROUTE: routes[-1]} if routes else {}
