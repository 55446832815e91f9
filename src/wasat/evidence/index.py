"""A full-text index over the passages of one document, in memory or in a folder."""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import tantivy
from tantivy import (
    Occur,
    Query,
    Schema,
    SchemaBuilder,
    Searcher,
    TextAnalyzer,
    TextAnalyzerBuilder,
    Tokenizer,
)

from wasat.evidence.language import Language
from wasat.evidence.passage import Passage, PassageKind

_HEAP_BYTES = 15_000_000  # the least tantivy takes for one thread; no document needs more
_MOST_OPENED = 2_000  # passages kept, some two megabytes
_ANALYZER = "terms"  # of passages and of questions: they are terms already, cut at spaces


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Where a passage stands and how well it fits.

    Attributes:
        page: Number of its page.
        score: Cannot be compared with those of other indexes.
        fetch: Reads the passage from the index, which at first costs as much as finding it.
    """

    page: int
    score: float
    fetch: Callable[[], Passage]

    @property
    def passage(self) -> Passage:
        """The passage, read when it is asked for."""
        return self.fetch()


class Index:
    """Ranks passages by BM25, each kind by its own statistics of words.

    A 300-page report takes a second at most to build and a few milliseconds to search. Building
    and searching release the GIL.

    Args:
        passages: Taken one by one; only the index keeps them.
        language: How words were made terms, in passages and questions alike.
        folder: Where its files are written; without it they are kept in memory.
    """

    def __init__(
        self, passages: Iterable[Passage], language: Language, folder: Path | None = None
    ) -> None:
        path = None if folder is None else str(folder)
        index = tantivy.Index(_make_schema(), path=path)
        index.register_tokenizer(_ANALYZER, _cut_at_spaces())
        writer = index.writer(_HEAP_BYTES, 1)
        counts = dict.fromkeys(PassageKind, 0)
        for passage in passages:
            counts[passage.kind] += 1
            writer.add_document(_to_document(passage))
        writer.commit()
        writer.wait_merging_threads()
        self._search(index, language, counts)

    def _search(
        self, index: tantivy.Index, language: Language, counts: Mapping[PassageKind, int]
    ) -> None:
        """Take a finished index; nothing watches its files from here on."""
        index.config_reader(reload_policy="manual")
        index.register_tokenizer(_ANALYZER, _cut_at_spaces())
        index.reload()
        self.language = language
        self.counts = dict(counts)
        self._opened: dict[tuple[int, int], Passage] = {}
        self._schema = index.schema
        self._searcher: Searcher = index.searcher()

    def count(self, kind: PassageKind) -> int:
        """Return how many passages of a kind there are."""
        return self.counts[kind]

    def weigh(self, term: str) -> float:
        """Return how much a term tells: its inverse frequency among the windows of prose.

        A term that does not occur weighs most.
        """
        total = self.counts[PassageKind.PROSE]
        return math.log(1 + (total + 0.5) / (self.frequency(term) + 0.5))

    def frequency(self, term: str) -> int:
        """Return how many windows of prose hold a term."""
        return self._searcher.doc_freq(PassageKind.PROSE.value, term)

    def search(
        self, terms: Mapping[str, float], kind: PassageKind, *, pages: Sequence[int], limit: int
    ) -> list[Hit]:
        """Return the passages of a kind on the given pages that fit best, best first.

        Args:
            terms: As `Language.terms` makes them, each with its weight, above 0.
            kind: Which passages.
            pages: Numbers that count, ascending.
            limit: At most so many.
        """
        wanted = [
            (Occur.Should, Query.boost_query(self._term(kind, term), weight))
            for term, weight in terms.items()
        ]
        if not wanted or not pages:
            return []
        query = Query.boolean_query(
            [(Occur.Must, Query.boolean_query(wanted)), (Occur.Must, self._within(pages))]
        )
        hits = self._searcher.search(query, limit, count=False).hits
        numbers = self._searcher.fast_field_values("page", [address for _, address in hits])
        return [
            Hit(page=int(page or 0), score=float(score), fetch=partial(self._open, address))
            for (score, address), page in zip(hits, numbers, strict=True)
        ]

    def _open(self, address: tantivy.DocAddress) -> Passage:
        """Return a stored passage, the same one again: a large schema asks for each many times."""
        key = (address.segment_ord, address.doc)
        passage = self._opened.get(key)
        if passage is None:
            if len(self._opened) >= _MOST_OPENED:
                self._opened.clear()
            passage = self._opened[key] = _to_passage(self._searcher.doc(address))
        return passage

    def _term(self, kind: PassageKind, term: str) -> Query:
        return Query.term_query(self._schema, kind.value, term, "freq")

    def _within(self, pages: Sequence[int]) -> Query:
        runs = [pages] if isinstance(pages, range) else _iter_runs(pages)
        within = [
            Query.range_query(
                self._schema,
                "page",
                tantivy.FieldType.Unsigned,
                lower_bound=run[0],
                upper_bound=run[-1],
            )
            for run in runs
        ]
        either = Query.boolean_query([(Occur.Should, query) for query in within])
        return Query.const_score_query(either if len(within) > 1 else within[0], 0.0)


def _iter_runs(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    """Cut ascending numbers where one is left out."""
    start = 0
    for at in range(1, len(numbers) + 1):
        if at == len(numbers) or numbers[at] != numbers[at - 1] + 1:
            yield numbers[start:at]
            start = at


class OpenedIndex(Index):
    """An index whose files were written before.

    Args:
        folder: Where they are; it may be removed afterwards.
        language: How words were stemmed.
        counts: Passages of each kind.

    Raises:
        ValueError: The files are not those of an index.
    """

    def __init__(self, folder: Path, language: Language, counts: Mapping[PassageKind, int]) -> None:
        self._search(tantivy.Index.open(str(folder)), language, counts)


def _cut_at_spaces() -> TextAnalyzer:
    return TextAnalyzerBuilder(Tokenizer.whitespace()).build()


def _make_schema() -> Schema:
    builder = SchemaBuilder()
    for kind in PassageKind:
        builder.add_text_field(
            kind.value, stored=True, tokenizer_name=_ANALYZER, index_option="freq"
        )
    builder.add_unsigned_field("page", stored=True, indexed=True, fast=True)
    for name in ("number", "first_block", "last_block"):
        builder.add_unsigned_field(name, stored=True)
    builder.add_integer_field("table_row", stored=True)
    return builder.build()


def _to_document(passage: Passage) -> tantivy.Document:
    document = tantivy.Document()
    document.add_text(passage.kind.value, passage.terms)
    document.add_unsigned("page", passage.page)
    document.add_unsigned("number", passage.number)
    document.add_unsigned("first_block", passage.first_block)
    document.add_unsigned("last_block", passage.last_block)
    document.add_integer("table_row", passage.row)
    return document


def _to_passage(document: tantivy.Document) -> Passage:
    stored = document.to_dict()
    kind = next(kind for kind in PassageKind if kind.value in stored)
    return Passage(
        number=stored["number"][0],
        page=stored["page"][0],
        kind=kind,
        first_block=stored["first_block"][0],
        last_block=stored["last_block"][0],
        row=stored["table_row"][0],
        terms=stored[kind.value][0],
    )
