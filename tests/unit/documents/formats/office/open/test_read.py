import pytest

from tests.make.office import ODF, odt
from tests.unit.documents.formats.reading import read, read_blocks
from wasat.documents.document import Block, BlockKind
from wasat.documents.export.html import export_page
from wasat.documents.formats.office.open.read import read_odt
from wasat.documents.looks import Alignment, Mark, Style
from wasat.status import UnreadableDocumentError

LISTS = (
    '<text:list-style style:name="L"><text:list-level-style-number text:level="1" '
    'style:num-format="1" style:num-suffix="."/><text:list-level-style-number text:level="2" '
    'style:num-format="a" style:num-suffix=")" text:display-levels="2"/></text:list-style>'
)


def _blocks(body: str, automatic: str = "", **parts: str) -> list[Block]:
    return read_blocks(read_odt, odt(body, automatic, **parts))


def test_headings_have_their_level() -> None:
    (block,) = _blocks('<text:h text:outline-level="2">a</text:h>')
    assert (block.kind, block.level, block.text) == (BlockKind.HEADING, 2, "a")


def test_characters_look_as_their_style_says() -> None:
    automatic = (
        '<style:style style:name="T1"><style:text-properties fo:font-weight="bold"/></style:style>'
        '<style:style style:name="T2" style:parent-style-name="T1"><style:text-properties '
        'style:text-position="super 58%"/></style:style><style:style style:name="P1">'
        '<style:paragraph-properties fo:text-align="end"/></style:style>'
    )
    body = (
        '<text:p text:style-name="P1">a <text:span text:style-name="T1">b</text:span>'
        '<text:span text:style-name="T2">2</text:span><text:s text:c="2"/>c<text:line-break/>'
        '<text:a xlink:href="https://d.e">d</text:a></text:p>'
    )
    (block,) = _blocks(body, automatic)
    assert block.text == "a b2 c\nd"
    assert block.alignment is Alignment.END
    assert [line.marks for line in block.lines] == [
        (Mark(2, 4, Style.BOLD), Mark(3, 4, Style.SUPERSCRIPT)),
        (Mark(0, 1, Style.LINK, "https://d.e"),),
    ]


def test_items_are_counted_as_they_are_shown() -> None:
    inner = "<text:list><text:list-item><text:p>b</text:p></text:list-item></text:list>"
    body = (
        f'<text:list text:style-name="L"><text:list-item><text:p>a</text:p>{inner}</text:list-item>'
        "<text:list-item><text:p>c</text:p><text:p>d</text:p></text:list-item></text:list>"
    )
    assert [(b.marker, b.level, b.text) for b in _blocks(body, LISTS)] == [
        ("1.", 1, "a"), ("1.a)", 2, "b"), ("2.", 1, "c"), ("", 0, "d"),
    ]  # fmt: skip


def test_tables_have_spans_and_header_rows() -> None:
    cell = "<table:table-cell{}><text:p>{}</text:p></table:table-cell>"
    body = (
        "<table:table><table:table-header-rows><table:table-row>"
        + cell.format(' table:number-columns-spanned="2"', "a")
        + "<table:covered-table-cell/></table:table-row></table:table-header-rows><table:table-row>"
        + cell.format("", "b") + cell.format("", "c") + "</table:table-row></table:table>"
    )  # fmt: skip
    (page,) = read(read_odt, odt(body)).pages
    assert export_page(page).replace("\n", "") == (
        '<table><thead><tr><th colspan="2">a</th></tr></thead>'
        "<tbody><tr><td>b</td><td>c</td></tr></tbody></table>"
    )


def test_notes_follow_and_deleted_text_is_gone() -> None:
    body = (
        "<text:tracked-changes><text:p>old</text:p></text:tracked-changes><text:p>a<text:note>"
        "<text:note-citation>1</text:note-citation><text:note-body><text:p>n</text:p></text:note-body>"
        "</text:note></text:p><text:p>b<office:annotation><dc:creator>Ann</dc:creator><text:p>why?"
        "</text:p></office:annotation></text:p>"
    )
    assert [(b.kind, b.marker, b.text) for b in _blocks(body)] == [
        (BlockKind.PARAGRAPH, "", "a1"),
        (BlockKind.FOOTNOTE, "1", "n"),
        (BlockKind.PARAGRAPH, "", "b"),
        (BlockKind.FOOTNOTE, "Comment (Ann):", "why?"),
    ]


def test_pictures_and_text_boxes_are_read() -> None:
    body = (
        "<text:p>a<draw:frame><draw:image/><svg:desc>A boat</svg:desc></draw:frame></text:p>"
        "<text:section><text:p><draw:frame><draw:text-box><text:p>in the box</text:p>"
        "</draw:text-box></draw:frame></text:p></text:section>"
    )
    assert [(b.kind, b.text) for b in _blocks(body)] == [
        (BlockKind.PARAGRAPH, "a"),
        (BlockKind.FIGURE, "A boat"),
        (BlockKind.PARAGRAPH, "in the box"),
    ]


def test_running_lines_are_kept_apart() -> None:
    styles = (
        f"<office:document-styles {ODF}><office:master-styles><style:header><text:p>top</text:p>"
        "</style:header></office:master-styles></office:document-styles>"
    )
    found = _blocks("<text:p>a</text:p>", styles_xml=styles)
    assert [(b.kind, b.text) for b in found] == [
        (BlockKind.HEADER, "top"),
        (BlockKind.PARAGRAPH, "a"),
    ]


def test_an_encrypted_text_is_refused() -> None:
    manifest = "<manifest><file-entry><encryption-data/></file-entry></manifest>"
    with pytest.raises(UnreadableDocumentError, match="encrypted"):
        read(read_odt, odt("<text:p>a</text:p>", **{"META-INF/manifest_xml": manifest}))
