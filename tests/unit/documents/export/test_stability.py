"""An export that is read and exported again is the same: nothing is lost, nothing is added."""

from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.documents.making import BLOCKS, WORDS
from wasat.box import NOWHERE
from wasat.documents.document import (
    Block,
    BlockKind,
    Cell,
    Document,
    Line,
    Page,
    Summary,
    Table,
    Word,
)
from wasat.documents.export.html import export_document
from wasat.documents.formats.flow.inline import Run, styled
from wasat.documents.formats.flow.words import running
from wasat.documents.formats.html.read import read_html
from wasat.documents.limits import STANDARD
from wasat.documents.looks import Alignment, Style

SUMMARY = Summary(mime_type="text/html", is_paged=False, page_count=1)
STYLES = st.frozensets(st.sampled_from([s for s in Style if s is not Style.LINK]), max_size=2)
TARGETS = st.sampled_from(["", "https://a.b/c?d=e&f", "mailto:a@b.c"])
RUNS = st.lists(
    st.builds(Run, WORDS.map(lambda w: f"{w} "), STYLES, TARGETS), min_size=1, max_size=4
)


def _look(block: Block, runs: list[Run], alignment: Alignment) -> Block:
    """The block with words that look different, if it is of a kind that shows it."""
    if block.table is not None:
        cells = tuple(replace(cell, lines=running(cell.text)) for cell in block.table.cells)
        return replace(block, table=replace(block.table, cells=cells))
    if block.kind is BlockKind.CODE:
        return block
    is_placed = block.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING)
    lines = styled(runs)
    return replace(
        block, lines=lines or block.lines, alignment=alignment if is_placed else Alignment.START
    )


LOOKING = st.builds(_look, BLOCKS, RUNS, st.sampled_from(Alignment))


def _export(document: Document) -> str:
    return "".join(export_document(document))


def _again(html: str) -> str:
    *pages, summary = read_html(BytesIO(html.encode()), STANDARD)
    assert isinstance(summary, Summary)
    return _export(Document(summary=summary, pages=[p for p in pages if isinstance(p, Page)]))


@given(st.lists(LOOKING, min_size=1, max_size=8))
def test_html_is_stable(blocks: list[Block]) -> None:
    html = _export(Document(summary=SUMMARY, pages=[Page(number=1, blocks=tuple(blocks))]))
    if "<body>\n</body>" not in html:
        assert _again(html) == html


@pytest.mark.parametrize(
    "html",
    [
        "<ul><li>a<ol><li>b</ol><li>c</ul>",
        "<table><tr><th rowspan=2>a<th colspan=2>b<tr><td>c<td align=right>d</table>",
        "<figure><img alt='a boat'><figcaption>Figure 1</figcaption></figure>",
        "<figure><table><caption>T</caption><tr><td>a<td>b</table></figure>",
        "<dl><dt>term<dd>what it is<dt>other<dd>more</dl>",
        "<pre>a\n  b</pre><p align=center>c<br>d</p>",
        "<p>a<aside role=doc-footnote><p>1 note</aside>",
        "<p class=formula>E = mc<sup>2</sup></p>",
        "<img alt='alone'><form><input name=n value=v><input type=checkbox name=c checked></form>",
        "<blockquote><p>a<p>b</blockquote><p>x <code>y</code> <a href=https://a.b>z</a>",
    ],
)
def test_pages_of_others_are_stable_once_they_are_ours(html: str) -> None:
    ours = _again(html)
    assert _again(ours) == ours
    assert ours.count("<body>") == 1


def test_notes_of_the_page_join_those_below_a_last_table() -> None:
    def make(kind: BlockKind, text: str) -> Block:
        word = Word(text=text, box=NOWHERE)
        lines = (Line(words=(word,)),)
        cells = tuple(Cell(row=row, column=0, lines=lines) for row in (0, 1))
        table = Table(row_count=2, column_count=1, cells=cells)
        return Block(
            kind=kind, box=NOWHERE, lines=lines, table=table if kind is BlockKind.TABLE else None
        )

    blocks = (
        make(BlockKind.FOOTNOTE, "one"),
        make(BlockKind.TABLE, "cell"),
        make(BlockKind.FOOTNOTE, "two"),
    )
    html = _export(Document(summary=SUMMARY, pages=[Page(number=1, blocks=blocks)]))

    assert html.count("<aside") == 1
    assert _again(html) == html
