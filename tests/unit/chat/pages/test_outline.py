from dataclasses import replace
from itertools import pairwise

from tests.unit.chat.fakes import make_pages
from tests.unit.evidence.pages import make_document, make_heading, make_page
from tests.unit.reader.asking import make_sources
from wasat.chat.pages.outline import write_outline
from wasat.chat.pages.shelf import Leaf, Opened, look, open_source
from wasat.documents.document import Document, OutlineEntry
from wasat.evidence.prepare import index_document


def opened(document: Document) -> Opened:
    (source,) = make_sources([document])
    return open_source(source, index_document(source.blob, document))


def headed(count: int) -> tuple[Opened, list[Leaf]]:
    pages = (make_page(make_heading(f"Part {n}"), number=n) for n in range(1, count + 1))
    each = opened(make_document(*pages))
    return each, look(each, each.numbers)


def test_headings_of_pages_are_an_outline() -> None:
    each, leaves = headed(3)

    assert write_outline(each, leaves, 1_000) == (
        "[a.pdf, outline of all 3 pages]\nPart 1 (p. 1)\nPart 2 (p. 2)\nPart 3 (p. 3)\n\n"
    )


def test_bookmarks_come_before_headings_and_deep_ones_go_first() -> None:
    document = make_pages("one", "two", "three", "four")
    entries = [OutlineEntry(title=f"Chapter {n}", level=1, page=n) for n in range(1, 5)]
    deep = OutlineEntry(title="Deep", level=2, page=2)
    summary = replace(document.summary, outline=(*entries[:2], deep, *entries[2:]))
    each = opened(replace(document, summary=summary))
    leaves = look(each, each.numbers)

    assert "\n  Deep (p. 2)\n" in write_outline(each, leaves, 1_000)
    assert "Deep" not in write_outline(each, leaves, 80)
    assert "Chapter 4 (p. 4)" in write_outline(each, leaves, 80)


def test_an_outline_too_long_tells_of_all_parts_alike() -> None:
    each, leaves = headed(200)

    lines = write_outline(each, leaves, 500).strip().splitlines()[1:]

    assert sum(len(line) + 1 for line in lines) <= 500
    pages = [int(line.split()[1]) for line in lines]
    assert pages[0] == 1
    assert pages[-1] > 180
    assert len({after - before for before, after in pairwise(pages)}) == 1


def test_what_has_hardly_any_headings_has_no_outline() -> None:
    assert write_outline(*headed(2), 1_000) == ""
    each = opened(make_pages("one", "two", "three"))
    assert write_outline(each, look(each, each.numbers), 1_000) == ""
    assert write_outline(*headed(9), 3) == ""
