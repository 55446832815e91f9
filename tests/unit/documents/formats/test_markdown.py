import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.documents.formats.reading import read, read_blocks, read_texts
from wasat.documents.document import BlockKind
from wasat.documents.formats import markdown
from wasat.documents.formats.markdown import read_markdown, split_sections
from wasat.documents.looks import Alignment, Mark, Style
from wasat.status import UnreadableDocumentError


def test_headings_have_levels_and_lines() -> None:
    blocks = read_blocks(read_markdown, "# One\n\n### *Two*\n\nThree\n---\n")
    assert [(block.kind, block.level, block.text, block.place) for block in blocks] == [
        (BlockKind.HEADING, 1, "One", "line 1"),
        (BlockKind.HEADING, 3, "Two", "line 3"),
        (BlockKind.HEADING, 2, "Three", "lines 5-6"),
    ]


def test_markup_inside_lines_is_left_out_and_its_words_stay() -> None:
    text = "a **b** `c d` [e](http://f) ![g](h.png) <i>i</i> &amp; \\* <http://j.org>"
    assert read_texts(read_markdown, text) == ["a b c d e g i & * http://j.org"]


def test_line_ends_are_spaces_unless_they_are_breaks() -> None:
    assert read_texts(read_markdown, "a\nb  \nc<br>d") == ["a b\nc\nd"]


def test_lists_have_levels_and_markers() -> None:
    blocks = read_blocks(read_markdown, "- a\n  1. b\n  2. c\n- d\n\n7) e\n")
    assert [(block.level, block.marker, block.text) for block in blocks] == [
        (1, "•", "a"),
        (2, "1.", "b"),
        (2, "2.", "c"),
        (1, "•", "d"),
        (1, "7.", "e"),
    ]


def test_a_second_paragraph_of_an_item_is_a_paragraph() -> None:
    blocks = read_blocks(read_markdown, "- a\n\n  b\n")
    assert [block.kind for block in blocks] == [BlockKind.LIST_ITEM, BlockKind.PARAGRAPH]


def test_an_empty_item_gives_its_marker_to_nobody() -> None:
    blocks = read_blocks(read_markdown, "-\n\nb\n")
    assert [(block.kind, block.text) for block in blocks] == [(BlockKind.PARAGRAPH, "b")]


def test_tables_have_headers_and_lines_as_places() -> None:
    (block,) = read_blocks(read_markdown, "| a | b |\n|---|---|\n| 1 | 2\\|3 |\n")
    assert block.table is not None
    assert block.place == "lines 1-3"
    cells = [(cell.text, cell.is_header, cell.place) for cell in block.table.cells]
    assert cells == [
        ("a", True, "line 1"),
        ("b", True, "line 1"),
        ("1", False, "line 3"),
        ("2|3", False, "line 3"),
    ]


def test_code_keeps_its_form() -> None:
    blocks = read_blocks(read_markdown, "```py\nif a:\n    b\n\nc\n```\n\n    d\n\n```\n```\n")
    assert [(block.kind, block.text, block.place) for block in blocks] == [
        (BlockKind.CODE, "if a:\n    b\n\nc", "lines 2-5"),
        (BlockKind.CODE, "d", "line 8"),
    ]


def test_html_inside_is_read_as_html() -> None:
    blocks = read_blocks(
        read_markdown, "<table><tr><td>a<td>b</table>\n\n<script>alert(1)</script>\n\nend\n"
    )
    assert [(block.kind, block.place) for block in blocks] == [
        (BlockKind.TABLE, "line 1"),
        (BlockKind.PARAGRAPH, "line 5"),
    ]


def test_front_matter_is_kept_as_it_stands() -> None:
    blocks = read_blocks(read_markdown, "---\ntitle: x\n---\n# Head\n")
    assert [(block.kind, block.text, block.place) for block in blocks] == [
        (BlockKind.CODE, "title: x", "line 2"),
        (BlockKind.HEADING, "Head", "line 4"),
    ]


def test_links_by_reference_are_words() -> None:
    assert read_texts(read_markdown, "a [b][c]\n\n[c]: http://d\n") == ["a b"]


def test_what_nests_too_deep_is_read_as_text() -> None:
    blocks = read_blocks(read_markdown, "> " * 300 + "deep\n")
    assert [block.kind for block in blocks] == [BlockKind.PARAGRAPH]
    assert blocks[0].text.endswith("deep")


def test_a_long_text_is_cut_before_headings_outside_of_code() -> None:
    filler = "words\n" * (markdown._SECTION_CHARACTERS // 6 + 1)
    text = f"{filler}```\n# no heading\n```\n# Head\nend\n"
    sections = list(split_sections(text))
    assert "".join(f"{section}\n" for _, section in sections) == f"{text}\n"
    assert [section.split("\n")[0] for _, section in sections] == ["words", "# Head"]


def test_lines_and_references_are_known_across_sections() -> None:
    filler = "```\n" + f"{'x' * 999}\n" * (markdown._SECTION_CHARACTERS // 1_000 + 1) + "```\n\n"
    text = f"{filler}# Head [b][c]\n\n[c]: http://d\n\n{filler}# Next [b][c]\n"
    heads = [b for b in read_blocks(read_markdown, text) if b.kind is BlockKind.HEADING]
    lines = filler.count("\n")
    assert [(block.text, block.place) for block in heads] == [
        ("Head b", f"line {lines + 1}"),
        ("Next b", f"line {2 * lines + 5}"),
    ]


@given(st.binary(min_size=1) | st.text("ab #*_`[]()<>|-+1.\n\t~", min_size=1).map(str.encode))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with contextlib.suppress(UnreadableDocumentError):
        read(read_markdown, data)


README = """\
---
title: Harbour
---

# Harbour dues [![build](b.svg)](http://b)

Dues are paid **per berth** and
per night; see [the table](#rates).

## Rates

| Length  | Low | High |
|:--------|----:|-----:|
| to 8 m  |  12 |   18 |
| to 12 m |  25 |      |

1. Pay at the office.
2. Keep the receipt:
   - paper
   - `pdf`

     A copy will do.

> No refunds.

```python
rate = 12
if high:
    rate = 18
```

<details><summary>More</summary><p>Quay 1</p></details>
"""


def test_a_whole_readme_is_read_line_by_line() -> None:
    assert [
        (block.kind.value, block.level, block.marker, block.text, block.place)
        for block in read_blocks(read_markdown, README)
    ] == [
        ("code", 0, "", "title: Harbour", "line 2"),
        ("heading", 1, "", "Harbour dues build", "line 5"),
        (
            "paragraph",
            0,
            "",
            "Dues are paid per berth and per night; see the table.",
            "lines 7-8",
        ),
        ("heading", 2, "", "Rates", "line 10"),
        (
            "table",
            0,
            "",
            "Length\tLow\tHigh\nto 8 m\t12\t18\nto 12 m\t25\t",
            "lines 12-15",
        ),
        ("list_item", 1, "1.", "Pay at the office.", "line 17"),
        ("list_item", 1, "2.", "Keep the receipt:", "line 18"),
        ("list_item", 2, "•", "paper", "line 19"),
        ("list_item", 2, "•", "pdf", "line 20"),
        ("paragraph", 0, "", "A copy will do.", "line 22"),
        ("paragraph", 0, "", "No refunds.", "line 24"),
        ("code", 0, "", "rate = 12\nif high:\n    rate = 18", "lines 27-29"),
        ("paragraph", 0, "", "More", "line 32"),
        ("paragraph", 0, "", "Quay 1", "line 32"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "[" * 3_000,
        "*a " * 3_000,
        "a`" * 3_000,
        "> " * 3_000 + "a",
        "- " * 3_000 + "a",
        "".join("  " * depth + "- a\n" for depth in range(200)),
        "[a]: b\n" * 1_000 + "[a]",
        "|a" * 500 + "|\n" + "|-" * 500 + "|\n" + "|b" * 500 + "|\n",
    ],
)
def test_no_construct_takes_the_parser_down(text: str) -> None:
    assert read_blocks(read_markdown, text)


def test_looks_and_links_are_kept() -> None:
    (block,) = read_blocks(
        read_markdown, "a **b** *c* `d` [e](https://f.g) x<sup>2</sup> [h](ftp://i.j)\n"
    )
    assert block.text == "a b c d e x2 h"
    assert block.lines[0].marks == (
        Mark(2, 3, Style.BOLD),
        Mark(4, 5, Style.ITALIC),
        Mark(6, 7, Style.CODE),
        Mark(8, 9, Style.LINK, "https://f.g"),
        Mark(11, 12, Style.SUPERSCRIPT),
    )


def test_columns_are_aligned_as_their_rule_says() -> None:
    (block,) = read_blocks(read_markdown, "| a | b | c |\n|---|:-:|--:|\n| d | e | f |\n")
    assert block.table is not None
    assert [cell.alignment for cell in block.table.cells[3:]] == [
        Alignment.START,
        Alignment.CENTER,
        Alignment.END,
    ]


def test_notes_are_kept_with_their_markers() -> None:
    found = read_blocks(read_markdown, "a[^1] b[^x]\n\n[^1]: One\nmore\n[^x]: two **words**\n")
    assert [(b.kind, b.marker, b.text) for b in found] == [
        (BlockKind.PARAGRAPH, "", "a1 bx"),
        (BlockKind.FOOTNOTE, "1", "One more"),
        (BlockKind.FOOTNOTE, "x", "two words"),
    ]
    assert found[0].lines[0].marks[0] == Mark(1, 2, Style.SUPERSCRIPT)


def test_code_that_looks_like_a_note_is_code() -> None:
    (block,) = read_blocks(read_markdown, "```\n[^1]: a\n```\n")
    assert block.text == "[^1]: a"
