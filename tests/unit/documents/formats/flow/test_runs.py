from dataclasses import replace

import pytest

from tests.unit.documents.making import paragraph, table
from wasat.documents.document import Block, BlockKind, Page, Summary
from wasat.documents.formats.flow import runs
from wasat.documents.formats.flow.runs import Made, Opening, paginate
from wasat.documents.formats.flow.words import running
from wasat.documents.limits import STANDARD, Limits
from wasat.status import UnreadableDocumentError

MADE = Made(mime_type="text/x-test", title="T", author="A")
LONG = paragraph("word " * 20)


def _paginate(*blocks: Block | Opening, limits: Limits = STANDARD) -> tuple[list[Page], Summary]:
    *pages, summary = paginate(blocks, MADE, limits)
    assert isinstance(summary, Summary)
    return [page for page in pages if isinstance(page, Page)], summary


def test_the_summary_comes_last_and_counts() -> None:
    pages, summary = _paginate(LONG)
    assert summary == Summary(
        mime_type="text/x-test", is_paged=False, page_count=1, title="T", author="A"
    )
    assert [page.number for page in pages] == [1]


def test_a_run_holds_about_fifty_blocks() -> None:
    pages, _ = _paginate(*[LONG] * 120)
    assert [len(page.blocks) for page in pages] == [50, 50, 20]


def test_tiny_blocks_do_not_make_tiny_runs() -> None:
    pages, _ = _paginate(*[paragraph("a")] * 2_000)
    assert [len(page.blocks) for page in pages] == [1_000, 1_000]


def test_long_blocks_end_a_run_early() -> None:
    pages, _ = _paginate(*[paragraph("word " * 3_000)] * 10)
    assert [len(page.blocks) for page in pages] == [7, 3]


def test_a_block_without_end_goes_on_in_others() -> None:
    endless = Block(kind=BlockKind.PARAGRAPH, lines=running("x" * 100_000), place="line 1")
    pages, _ = _paginate(endless)
    blocks = [block for page in pages for block in page.blocks]
    assert max(len(block.text) for block in blocks) <= runs.BLOCK_CHARACTERS + 1_000
    assert {block.place for block in blocks} == {"line 1"}
    assert sum(block.text.count("x") for block in blocks) == 100_000


def test_a_continued_table_begins_a_run() -> None:
    pages, _ = _paginate(LONG, table("a"), table("b", is_continued=True), LONG)
    assert [len(page.blocks) for page in pages] == [2, 2]


def test_past_the_limit_on_characters_the_rest_is_said_to_be_left_out() -> None:
    limits = replace(STANDARD, document_characters=6_000)
    pages, summary = _paginate(*[LONG] * 500, limits=limits)
    assert pages[-1].blocks == ()
    assert pages[-1].unread == ("The rest is left out: the document has more than 6000 characters.")
    assert summary.unread == (summary.page_count,) == (len(pages),)


def test_past_the_limit_on_runs_the_rest_is_said_to_be_left_out() -> None:
    pages, summary = _paginate(*[LONG] * 500, limits=replace(STANDARD, runs=2))
    assert summary.unread == (3,)
    assert "longer than 2 runs" in pages[-1].unread


def test_a_document_without_a_block_has_no_pages() -> None:
    with pytest.raises(UnreadableDocumentError, match="The document has no pages"):
        _paginate()


def test_what_opens_begins_a_run_of_its_own() -> None:
    pages, _ = _paginate(paragraph("a"), Opening(label="S"), paragraph("b"), paragraph("c"))
    found = [(page.label, [block.text for block in page.blocks]) for page in pages]
    assert found == [("", ["a"]), ("S", ["b", "c"])]


def test_a_page_of_its_own_is_there_even_if_it_is_empty() -> None:
    pages, _ = _paginate(Opening(is_page=True), Opening(is_page=True), paragraph("a"))
    assert [len(page.blocks) for page in pages] == [0, 1]


def test_a_page_of_its_own_is_never_cut() -> None:
    pages, _ = _paginate(Opening(is_page=True), *[paragraph("word " * 100)] * 200)
    assert len(pages) == 1


def test_titles_lead_to_their_first_run() -> None:
    _, summary = _paginate(
        Opening(title="A"), paragraph("a"), Opening(title="B"), Opening(title="C"), paragraph("c")
    )
    assert [(entry.title, entry.page) for entry in summary.outline] == [
        ("A", 1), ("B", 0), ("C", 2),
    ]  # fmt: skip


def test_the_text_of_what_is_packed_is_weighed() -> None:
    *_, summary = paginate([paragraph("ä b")], Made(mime_type="x/y", is_packed=True), STANDARD)
    assert isinstance(summary, Summary)
    assert summary.text_bytes == 5
