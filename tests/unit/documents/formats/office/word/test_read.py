import pytest

from tests.make.office import W, docx, paragraph, styles
from tests.unit.documents.formats.reading import read, read_blocks, read_texts
from wasat.documents.document import Block, BlockKind
from wasat.documents.export.html import export_page
from wasat.documents.formats.office.word.read import read_docx
from wasat.documents.looks import Alignment, Mark, Style

STYLES = styles(
    H1="heading 1", H3="heading 3", T="Title", C="caption", Code="Source Code", N="Normal"
)
NUMBERING = (
    "numbering",
    "numbering.xml",
    f"""<w:numbering {W}><w:abstractNum w:abstractNumId="0">
    <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/>
    </w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/></w:lvl>
    <w:lvl w:ilvl="2"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl>
    </w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
    <w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">
    <w:startOverride w:val="1"/></w:lvlOverride></w:num></w:numbering>""",
)


def _item(text: str, level: int = 0, list_id: int = 1, more: str = "") -> str:
    return paragraph(
        text,
        f'{more}<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>',
    )


def _blocks(body: str, *parts: tuple[str, str, str], links: tuple[str, ...] = ()) -> list[Block]:
    return read_blocks(read_docx, docx(body, *parts, links=links))


def _html(body: str, *parts: tuple[str, str, str]) -> str:
    (page,) = read(read_docx, docx(body, *parts)).pages
    return export_page(page).replace("\n", "")


@pytest.mark.parametrize(
    ("style", "kind", "level"),
    [
        ("H1", BlockKind.HEADING, 1),
        ("H3", BlockKind.HEADING, 3),
        ("T", BlockKind.HEADING, 1),
        ("C", BlockKind.CAPTION, 0),
        ("Code", BlockKind.CODE, 0),
        ("N", BlockKind.PARAGRAPH, 0),
        ("unknown", BlockKind.PARAGRAPH, 0),
    ],
)
def test_a_paragraph_is_what_its_style_says(style: str, kind: BlockKind, level: int) -> None:
    (block,) = _blocks(paragraph("a", f'<w:pStyle w:val="{style}"/>'), STYLES)
    assert (block.kind, block.level, block.text) == (kind, level, "a")


def test_an_outline_level_makes_a_heading() -> None:
    (block,) = _blocks(paragraph("a", '<w:outlineLvl w:val="1"/>'))
    assert (block.kind, block.level) == (BlockKind.HEADING, 2)


def test_characters_look_as_they_are_set() -> None:
    body = (
        "<w:p><w:r><w:t>H</w:t></w:r><w:r><w:rPr><w:vertAlign w:val='subscript'/></w:rPr><w:t>2"
        "</w:t></w:r><w:r><w:t xml:space='preserve'>O is </w:t></w:r><w:r><w:rPr><w:b/>"
        "<w:i w:val='0'/></w:rPr><w:t>wet</w:t></w:r></w:p>"
    )
    (block,) = _blocks(body)
    assert block.text == "H2O is wet"
    assert block.lines[0].marks == (Mark(1, 2, Style.SUBSCRIPT), Mark(7, 10, Style.BOLD))


def test_lines_stand_where_they_are_put() -> None:
    (block,) = _blocks(paragraph("a", '<w:jc w:val="center"/>'))
    assert block.alignment is Alignment.CENTER


def test_items_are_counted_as_they_are_shown() -> None:
    body = (
        _item("a") + _item("b", 1) + _item("c", 1) + _item("d", 2) + _item("e") + _item("f", 1)
        + _item("g", 0, 2)
    )  # fmt: skip
    found = _blocks(body, NUMBERING)
    assert [(b.marker, b.level) for b in found] == [
        ("1.", 1), ("1.a)", 2), ("1.b)", 2), ("•", 3), ("2.", 1), ("2.a)", 2), ("1.", 1),
    ]  # fmt: skip


def test_a_numbered_heading_begins_with_its_number() -> None:
    (block,) = _blocks(_item("Scope", more='<w:pStyle w:val="H1"/>'), STYLES, NUMBERING)
    assert (block.kind, block.text) == (BlockKind.HEADING, "1. Scope")


def test_a_link_keeps_where_it_leads() -> None:
    body = (
        '<w:p><w:hyperlink r:id="r1"><w:r><w:t>here</w:t></w:r></w:hyperlink>'
        '<w:hyperlink r:id="r2"><w:r><w:t>there</w:t></w:r></w:hyperlink></w:p>'
    )
    (block,) = _blocks(body, links=("https://a.b/c", "javascript:alert(1)"))
    assert block.lines[0].marks == (Mark(0, 4, Style.LINK, "https://a.b/c"),)


def test_what_was_deleted_is_gone_and_what_was_inserted_is_there() -> None:
    body = (
        "<w:p><w:del><w:r><w:delText>old</w:delText></w:r></w:del><w:ins><w:r><w:t>new</w:t></w:r>"
        "</w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r></w:p>"
    )
    assert [block.text for block in _blocks(body)] == ["new"]


def test_wrappers_are_looked_into() -> None:
    body = f"<w:sdt><w:sdtContent>{paragraph('a')}</w:sdtContent></w:sdt>{paragraph('b')}"
    assert read_texts(read_docx, docx(body)) == ["a", "b"]


def _cell(text: str, properties: str = "", look: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text, look=look)}</w:tc>"


def test_merged_cells_are_spans() -> None:
    restart, below = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    table = (
        "<w:tbl><w:tr>"
        + _cell("a", "<w:gridSpan w:val='2'/>")
        + _cell("b")
        + "</w:tr><w:tr>"
        + _cell("c", restart)
        + _cell("d")
        + _cell("e")
        + "</w:tr><w:tr>"
        + _cell("", below)
        + _cell("f")
        + _cell("g")
        + "</w:tr></w:tbl>"
    )
    assert _html(table) == (
        '<table><tbody><tr><td colspan="2">a</td><td>b</td></tr>'
        '<tr><td rowspan="2">c</td><td>d</td><td>e</td></tr>'
        "<tr><td>f</td><td>g</td></tr></tbody></table>"
    )


def test_header_rows_are_those_marked_or_bold_throughout() -> None:
    rest = f"<w:tr>{_cell('c')}{_cell('d')}</w:tr></w:tbl>"
    marked = f"<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>{_cell('a')}{_cell('b')}</w:tr>{rest}"
    bold = f"<w:tbl><w:tr>{_cell('a', look='<w:b/>')}{_cell('b', look='<w:b/>')}</w:tr>{rest}"
    plain = f"<w:tbl><w:tr>{_cell('a')}{_cell('b', look='<w:b/>')}</w:tr>{rest}"
    assert ["<th>" in _html(table) for table in (marked, bold, plain)] == [True, True, False]


def test_a_note_follows_the_paragraph_that_mentions_it() -> None:
    body = '<w:p><w:r><w:t>a</w:t><w:footnoteReference w:id="5"/></w:r></w:p>' + paragraph("b")
    notes = ("footnotes", "n.xml", f'<w:footnotes {W}><w:footnote w:id="5">{paragraph("n")}'
             "</w:footnote></w:footnotes>")  # fmt: skip
    first, note, _ = _blocks(body, notes)
    assert (first.text, first.lines[0].marks) == ("a1", (Mark(1, 2, Style.SUPERSCRIPT),))
    assert (note.kind, note.marker, note.text) == (BlockKind.FOOTNOTE, "1", "n")


def test_a_comment_names_who_wrote_it() -> None:
    body = '<w:p><w:r><w:t>a</w:t><w:commentReference w:id="0"/></w:r></w:p>'
    comments = ("comments", "c.xml", f'<w:comments {W}><w:comment w:id="0" w:author="Ann">'
                f"{paragraph('why?')}</w:comment></w:comments>")  # fmt: skip
    assert [(b.marker, b.text) for b in _blocks(body, comments)] == [
        ("", "a"),
        ("Comment (Ann):", "why?"),
    ]


def test_running_lines_are_kept_apart() -> None:
    header = ("header", "h.xml", f"<w:hdr {W}>{paragraph('top')}</w:hdr>")
    footer = ("footer", "f.xml", f"<w:ftr {W}>{paragraph('end')}</w:ftr>")
    found = _blocks(paragraph("a"), header, footer)
    assert [(b.kind, b.text) for b in found] == [
        (BlockKind.HEADER, "top"),
        (BlockKind.PARAGRAPH, "a"),
        (BlockKind.FOOTER, "end"),
    ]


def test_a_picture_is_what_its_words_say() -> None:
    body = (
        '<w:p><w:r><w:drawing><docPr descr="A red boat"/><blip/></w:drawing></w:r></w:p>'
        "<w:p><w:r><w:drawing><blip/></w:drawing></w:r></w:p>"
    )
    assert [(b.kind, b.text) for b in _blocks(body)] == [
        (BlockKind.FIGURE, "A red boat"),
        (BlockKind.FIGURE, ""),
    ]


def test_the_text_of_a_box_is_read_once() -> None:
    box = f"<w:txbxContent>{paragraph('in the box')}</w:txbxContent>"
    choice = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>"
    )
    found = _blocks(f"<w:p><w:r><w:t>a</w:t>{choice}</w:r></w:p>")
    assert [block.text for block in found] == ["a", "in the box"]


def test_a_formula_is_one_line() -> None:
    body = (
        "<w:p><m:oMath><m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r>"
        "</m:den></m:f><m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>3</m:t></m:r>"
        "</m:sup></m:sSup></m:oMath></w:p>"
    )
    (block,) = _blocks(body)
    assert (block.kind, block.text) == (BlockKind.FORMULA, "(a+b)/2x3")
    assert block.lines[0].marks == (Mark(8, 9, Style.SUPERSCRIPT),)


def test_places_are_counted_below_their_heading() -> None:
    heading = paragraph("Scope", '<w:pStyle w:val="H1"/>')
    found = _blocks(paragraph("a") + heading + paragraph("b") + paragraph("c"), STYLES)
    assert [b.place for b in found] == [
        "paragraph 1",
        "Scope",
        "Scope, paragraph 1",
        "Scope, paragraph 2",
    ]


def test_tokens_are_counted_by_text_and_not_by_the_size_of_the_archive() -> None:
    assert read(read_docx, docx(paragraph("Straße"))).summary.text_bytes == 8
