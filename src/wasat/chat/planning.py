"""Which pages are shown for a question, and by which route."""

import asyncio
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from wasat.chat.abilities import Abilities
from wasat.chat.budget import Budget, Layout, Route, Ruler, Sheet
from wasat.chat.constrain import Constraint, Want
from wasat.chat.names import Names
from wasat.chat.pages.outline import write_outline
from wasat.chat.pages.shelf import Leaf, Opened, group_by_page, look, place
from wasat.chat.pages.sight import choose_picture_tokens
from wasat.evidence.find import find
from wasat.evidence.scope.asked_pages import AskedPages
from wasat.evidence.task import Task, TaskKind
from wasat.generation.prompt import (
    Code,
    FunctionCall,
    FunctionResult,
    Prompt,
    Text,
)
from wasat.generation.traces import Trace
from wasat.status import InvalidArgumentError

_INSTRUCTION_BYTES = 400  # ours, besides a schema
_FOUND_PAGES = 60  # of each document that are ranked for a question
_KEPT_DOCUMENTS = 16  # whose pages are known by size
_SHARE_OF_ANSWER = 4  # an answer is left this part of the window, unless less is asked for
_WHOLE_TASKS = (TaskKind.SUMMARISE, TaskKind.TRANSCRIBE, TaskKind.LIST, TaskKind.EXTRACT)


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """A prompt as it is worked on.

    Attributes:
        prompt: What is asked.
        constraint: What the answer must be.
        names: Of functions.
        opened: All documents and pictures, in the prompt's order.
        abilities: Of the model.
        task: What the question wants.
    """

    prompt: Prompt
    constraint: Constraint
    names: Names
    opened: Sequence[Opened]
    abilities: Abilities
    task: Task = Task(kind=TaskKind.ANSWER)

    @property
    def documents(self) -> list[Opened]:
        """Those that have pages; pictures are always shown."""
        return [each for each in self.opened if not each.is_picture]

    @property
    def own_pictures(self) -> int:
        """How many pictures the prompt has itself, each page of one counted."""
        return sum(len(each.numbers) for each in self.opened if each.is_picture)

    @property
    def is_transcription(self) -> bool:
        """Whether the answer repeats the documents in words."""
        return self.task.aim is TaskKind.TRANSCRIBE and not self.constraint.is_json

    @property
    def text_bytes(self) -> int:
        """Of everything but the documents, our own instruction included."""
        parts = [*self.prompt.system, *(p for turn in self.prompt.turns for p in turn.parts)]
        told = sum(len(_words(part).encode()) for part in parts)
        functions = sum(len(f"{each.schema}{each.description}") for each in self.prompt.functions)
        return told + functions + len(self.constraint.instruction.encode()) + _INSTRUCTION_BYTES

    @property
    def answer_tokens(self) -> int:
        """What is kept free for the answer; one that repeats pages takes room with each of them."""
        if self.is_transcription:
            return 0
        wanted = self.prompt.options.max_output_tokens or self.abilities.output_tokens
        share = self.abilities.context_tokens // _SHARE_OF_ANSWER
        return min(wanted, self.abilities.output_tokens, share)


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """What is shown.

    Attributes:
        route: How it was chosen.
        layouts: Pages of each request; several only on the route MAP.
        outlines: Of each document, above its pages; only on the route FIND.
    """

    route: Route
    layouts: tuple[Layout, ...] = ((),)
    outlines: tuple[str, ...] = ()


class Planner:
    """Chooses."""

    def __init__(self) -> None:
        self._looked: OrderedDict[tuple[str, str, range], list[Leaf]] = OrderedDict()

    async def plan(self, asked: Asked, ruler: Ruler, trace: Trace) -> Plan:
        """Choose pages that fit the model's window, and note what was chosen.

        Raises:
            InvalidArgumentError: Not one page fits, or the prompt itself has too many pictures.
        """
        documents = asked.documents
        _check_pictures(asked)
        if not documents:
            trace.note("route", route=Route.DIRECT.value)
            return Plan(route=Route.DIRECT)
        leaves = [await self._look(each) for each in documents]
        budget = Budget(
            asked.abilities,
            ruler,
            _taken(asked, ruler),
            pictures=asked.own_pictures,
            repeats=asked.is_transcription,
        )
        plan = await asyncio.to_thread(_choose, asked, budget, leaves)
        _check(asked, plan, budget, leaves)
        _note(plan, asked, trace)
        return plan

    async def _look(self, opened: Opened) -> list[Leaf]:
        """Tell what all pages of a document are; a second for a thousand, so some are kept."""
        key = (opened.source.blob.project, opened.source.blob.sha256, opened.numbers)
        if key not in self._looked:
            self._looked[key] = await asyncio.to_thread(look, opened, opened.numbers)
        self._looked.move_to_end(key)
        while len(self._looked) > _KEPT_DOCUMENTS:
            self._looked.popitem(last=False)
        return self._looked[key]


def _choose(asked: Asked, budget: Budget, leaves: Sequence[Sequence[Leaf]]) -> Plan:
    documents = asked.documents
    whole = budget.lay_out(documents, leaves)
    if whole is not None:
        route, layout = whole
        return Plan(route=route, layouts=(layout,))
    if _wants_all(asked):
        return _show_all(asked, budget, _limit(asked, leaves))
    outlines = _outline(asked, budget, leaves)
    ranked = _rank(asked, budget, leaves)
    return Plan(route=Route.FIND, layouts=(budget.choose(ranked),), outlines=outlines)


def _show_all(asked: Asked, budget: Budget, leaves: Sequence[Sequence[Leaf]]) -> Plan:
    """Show the pages that the question is limited to, at once if they fit, else in portions."""
    some = budget.lay_out(asked.documents, leaves)
    if some is not None and some[1]:
        return Plan(route=Route.FIND, layouts=(some[1],))
    sheets = budget.frugal_all(asked.documents, leaves)
    return Plan(route=Route.MAP, layouts=tuple(budget.portion(sheets)))


def _limit(asked: Asked, leaves: Sequence[Sequence[Leaf]]) -> Sequence[Sequence[Leaf]]:
    """Leave the pages that the question names, "pages 3 to 7"; all where it names none."""
    limited = [
        [leaf for leaf in pages if leaf.number in _named(asked, each)]
        for each, pages in zip(asked.documents, leaves, strict=True)
    ]
    return limited if any(limited) else leaves


def _named(asked: Asked, opened: Opened) -> Sequence[int]:
    return asked.task.pages.resolve(len(opened.prepared.document.pages))


def _outline(asked: Asked, budget: Budget, leaves: Sequence[Sequence[Leaf]]) -> tuple[str, ...]:
    """Write an outline of each document, and take its room from that of the pages."""
    most_bytes = budget.outline_bytes(len(leaves))
    outlines = tuple(
        write_outline(each, pages, most_bytes)
        for each, pages in zip(asked.documents, leaves, strict=True)
    )
    budget.take(sum(len(outline.encode()) for outline in outlines))
    return outlines


def _wants_all(asked: Asked) -> bool:
    """Whether the whole document is wanted rather than an answer that stands on some page."""
    if asked.constraint.want in (Want.CHOICE, Want.CALL):
        return False
    if asked.constraint.want is Want.JSON and _has_list(asked.constraint.schema):
        return True
    return asked.task.aim in _WHOLE_TASKS or asked.task.kind in _WHOLE_TASKS[:3]


def _has_list(schema: object) -> bool:
    """Whether a schema asks for a list anywhere: all of its members may stand anywhere."""
    if isinstance(schema, dict):
        return schema.get("type") == "array" or any(map(_has_list, schema.values()))
    return isinstance(schema, list) and any(map(_has_list, schema))


def _rank(asked: Asked, budget: Budget, leaves: Sequence[Sequence[Leaf]]) -> Iterator[Sheet]:
    """Yield pages by how well they bear on the question, documents taking turns, then neighbours.

    Pages that the question names come before all others. Each page comes once.
    """
    question = " ".join([asked.task.question, *_keys(asked.constraint.schema)])
    is_limited = asked.task.pages != AskedPages()
    found: list[list[Sheet]] = []
    for document, (each, pages) in enumerate(zip(asked.documents, leaves, strict=True)):
        ranked = find(question, each.prepared, pages=each.numbers, limit=_FOUND_PAGES)
        parts = group_by_page(pages)
        best = [place(each, parts[r.passage.page], r.passage) for r in ranked]
        at = {leaf: number for number, leaf in enumerate(pages)}
        named = _named(asked, each)[:_FOUND_PAGES] if is_limited else ()
        first = [leaf for number in named for leaf in parts.get(number, ())]
        near = [pages[n] for leaf in best for n in (at[leaf] + 1, at[leaf] - 1) if 0 <= n < len(at)]
        chosen = dict.fromkeys([*first, *best, *near, *pages])
        found.append([budget.frugal(each, document, leaf) for leaf in chosen])
    for turn in range(max(map(len, found), default=0)):
        yield from (sheets[turn] for sheets in found if turn < len(sheets))


def _keys(schema: object) -> Iterator[str]:
    """Yield the names of a schema's properties: they say what is looked for."""
    if not isinstance(schema, Mapping):
        return
    properties = schema.get("properties")
    for name, inner in properties.items() if isinstance(properties, Mapping) else ():
        yield str(name).replace("_", " ")
        yield from _keys(inner)


def _taken(asked: Asked, ruler: Ruler) -> int:
    """Return the tokens of everything but the documents."""
    messages = len(asked.prompt.turns) + 2
    pictures, least = 0, asked.abilities.grid.least_tokens
    if asked.abilities.has_vision:
        pictures = sum(
            len(each.numbers) * max(choose_picture_tokens(each.source), least)
            for each in asked.opened
            if each.is_picture
        )
    text = ruler.measure(asked.text_bytes)
    return asked.answer_tokens + text + ruler.frame(messages) + pictures


def _check_pictures(asked: Asked) -> None:
    """Refuse what the server would refuse, in words that say what to change."""
    most = asked.abilities.most_pictures
    if asked.abilities.has_vision and most is not None and asked.own_pictures > most:
        raise InvalidArgumentError(
            f"models/{asked.abilities.model} sees at most {most} pictures in one request,"
            f" not {asked.own_pictures}."
        )


def _check(asked: Asked, plan: Plan, budget: Budget, leaves: Sequence[Sequence[Leaf]]) -> None:
    """Refuse where a page that must be shown does not fit, by the limit that it does not fit."""
    shown = [sheet for layout in plan.layouts for sheet in layout]
    if not shown:
        sheets = budget.frugal_all(asked.documents, leaves)
        if not any(budget.takes_pictures(budget.weigh(sheet).pictures) for sheet in sheets):
            raise _refuse_pictures(asked, "Not one page of the documents can")
        raise InvalidArgumentError("Not one page of the documents fits the model's window.")
    for sheet in shown if plan.route is Route.MAP else ():
        page, load = f"Page {sheet.leaf.number}", budget.weigh(sheet)
        if not budget.takes_pictures(load.pictures):
            raise _refuse_pictures(asked, f"{page} cannot")
        if load.shown > budget.room:
            raise InvalidArgumentError(f"{page} alone does not fit the model's window.")


def _refuse_pictures(asked: Asked, pages: str) -> InvalidArgumentError:
    """Return the refusal of pages that are pictures alone, beside those of the prompt."""
    known = asked.abilities
    return InvalidArgumentError(
        f"{pages} be shown: models/{known.model} sees at most {known.most_pictures} pictures"
        f" in one request, and the prompt has {asked.own_pictures} of its own."
    )


def _note(plan: Plan, asked: Asked, trace: Trace) -> None:
    trace.note("route", route=plan.route.value, requests=len(plan.layouts))
    for number, layout in enumerate(plan.layouts):
        for document, each in enumerate(asked.documents):
            pages = dict.fromkeys(s.leaf.number for s in layout if s.document == document)
            name = each.source.name or each.source.uri
            trace.note("shown", document=name, request=number, pages=[*pages])


def _words(part: object) -> str:
    if isinstance(part, FunctionCall):
        return part.name + str(part.arguments)
    if isinstance(part, FunctionResult):
        return part.name + str(part.response)
    return part.text if isinstance(part, Text | Code) else ""
