from tests.make.office import O, package, relate, xlsx
from tests.unit.documents.formats.reading import read, read_blocks
from wasat.documents.document import Block, BlockKind, Cell, OutlineEntry, Page
from wasat.documents.export.html import export_page
from wasat.documents.formats.office.sheet.read import read_xlsx
from wasat.documents.looks import Alignment, Mark, Style

STYLES = (
    '<numFmts><numFmt numFmtId="170" formatCode="0.00%"/></numFmts><fonts><font/><font><b/></font>'
    '</fonts><cellXfs><xf/><xf numFmtId="170"/><xf fontId="1"/>'
    '<xf numFmtId="14"><alignment horizontal="center"/></xf></cellXfs>'
)


def _text(name: str, text: str) -> str:
    return f'<c r="{name}" t="str"><v>{text}</v></c>'


def _rows(*rows: str) -> str:
    """Rows of cells between bars, from A1 on; an empty row is none."""
    return "".join(
        f'<row r="{number}">'
        + "".join(
            _text(f"{chr(65 + column)}{number}", text)
            if not text.replace(".", "").isdigit()
            else f'<c r="{chr(65 + column)}{number}"><v>{text}</v></c>'
            for column, text in enumerate(row.split("|"))
            if text
        )
        + "</row>"
        for number, row in enumerate(rows, 1)
    )


def _blocks(rows: str, **parts: str) -> list[Block]:
    return read_blocks(read_xlsx, xlsx({"S": rows}, **parts))[1:]


def _cells(rows: str, **parts: str) -> list[Cell]:
    return [c for block in _blocks(rows, **parts) if block.table for c in block.table.cells]


def test_a_sheet_is_headed_by_its_name_and_labels_its_pages() -> None:
    document = read(read_xlsx, xlsx({"Costs": _rows("a|b", "c|1"), "None": ""}))
    (page,) = document.pages
    assert page.label == "Costs"
    assert (page.blocks[0].kind, page.blocks[0].text) == (BlockKind.HEADING, "Costs")
    assert document.summary.outline == (
        OutlineEntry(title="Costs", level=1, page=1),
        OutlineEntry(title="None", level=1, page=0),
    )


def test_a_hidden_sheet_is_marked() -> None:
    document = read(read_xlsx, xlsx({"A": _rows("a"), "B": _rows("b")}, states="B"))
    assert [page.label for page in document.pages] == ["A", "B (hidden)"]
    assert document.pages[1].blocks[1].place == "B!A1"


def test_values_are_as_their_cells_show_them() -> None:
    rows = '<row r="1"><c r="A1" s="1"><v>0.125</v></c><c r="B1" s="3"><v>45000</v></c></row>'
    rows += '<row r="2"><c r="A2" t="b"><v>1</v></c><c r="B2" t="e"><v>#REF!</v></c></row>'
    found = _cells(rows, styles=STYLES)
    assert [cell.text for cell in found] == ["12.50%", "2023-03-15", "TRUE", "#REF!"]
    assert found[1].alignment is Alignment.CENTER


def test_texts_that_sheets_share_keep_their_looks() -> None:
    texts = "<si><t>plain</t></si><si><r><t>a</t></r><r><rPr><b/></rPr><t>b</t></r></si>"
    rows = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
    first, second = _cells(rows, texts=texts)
    assert (first.text, second.text) == ("plain", "ab")
    assert second.lines[0].marks == (Mark(1, 2, Style.BOLD),)


def test_each_cell_says_where_it_stands_and_what_computes_it() -> None:
    rows = (
        '<row r="3"><c r="B3"><v>1</v></c><c r="C3"><f t="shared" si="0" ref="C3:C4">B3*2</f>'
        '<v>2</v></c></row><row r="4"><c r="B4"><v>2</v></c><c r="C4"><f t="shared" si="0"/>'
        "<v>4</v></c></row>"
    )
    found = _cells(rows)
    assert [(cell.place, cell.formula) for cell in found] == [
        ("S!B3", ""),
        ("S!C3", "=B3*2"),
        ("S!B4", ""),
        ("S!C4", "=B4*2"),
    ]
    assert [(cell.row, cell.column) for cell in found] == [(0, 0), (0, 1), (1, 0), (1, 1)]


def test_what_stands_together_is_a_table_and_a_lone_cell_above_it_its_caption() -> None:
    found = _blocks(_rows("Costs", "Item|Cost", "Rope|12", "", "Paid|2", "Due|10", "", "as agreed"))
    assert [(b.kind, b.text, b.place) for b in found] == [
        (BlockKind.CAPTION, "Costs", "S!A1"),
        (BlockKind.TABLE, "Item\tCost\nRope\t12", "S!A2:B3"),
        (BlockKind.TABLE, "Paid\t2\nDue\t10", "S!A5:B6"),
        (BlockKind.PARAGRAPH, "as agreed", "S!A8"),
    ]


def test_words_above_numbers_are_the_head() -> None:
    heads = [cell.text for cell in _cells(_rows("Item|Cost", "Rope|12")) if cell.is_header]
    assert heads == ["Item", "Cost"]
    assert not any(cell.is_header for cell in _cells(_rows("1|2", "3|4")))


def test_merged_cells_are_spans() -> None:
    rows = _rows("Costs||Gains", "old|new|all", "1|2|3") + (
        '|<mergeCells><mergeCell ref="A1:B1"/></mergeCells>'
    )
    (page,) = read(read_xlsx, xlsx({"S": rows})).pages
    assert export_page(page).replace("\n", "") == (
        '<h1>S</h1><table><thead><tr><th colspan="2">Costs</th><th>Gains</th></tr>'
        "<tr><th>old</th><th>new</th><th>all</th></tr></thead>"
        "<tbody><tr><td>1</td><td>2</td><td>3</td></tr></tbody></table>"
    )


def test_cells_hidden_below_a_merged_one_are_left_out() -> None:
    rows = _rows(*(f"{number}|x" for number in range(2_000))) + (
        '|<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    )
    assert [block.text for block in _blocks(rows)] == ["0"]


def test_a_long_table_goes_on_under_the_same_head() -> None:
    rows = _rows("Item|Cost", *(f"{'word ' * 20}|{number}" for number in range(120)))
    pages: list[Page] = list(read(read_xlsx, xlsx({"S": rows})).pages)
    tables = [b.table for page in pages for b in page.blocks if b.table]
    assert [table.is_continued for table in tables] == [False, True, True]
    assert all(table.cells[1].text == "Cost" for table in tables)
    numbers = [c.text for t in tables for c in t.cells if c.column == 1 and not c.is_header]
    assert numbers == [str(number) for number in range(120)]


def test_a_comment_is_a_note_with_the_place_of_its_cell() -> None:
    sheet = xlsx({"S": _rows("a")})
    assert read_blocks(read_xlsx, sheet)[-1].kind is BlockKind.PARAGRAPH
    made = package(
        "xl/workbook.xml",
        {
            "xl/workbook.xml": f'<workbook xmlns="{O}/spreadsheetml/2006/main" xmlns:r="{O}/office'
            'Document/2006/relationships"><sheets><sheet name="S" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": relate(("worksheet", "s.xml")),
            "xl/s.xml": f'<worksheet xmlns="{O}/spreadsheetml/2006/main"><sheetData/></worksheet>',
            "xl/_rels/s.xml.rels": relate(("comments", "c.xml"), ("drawing", "d.xml")),
            "xl/c.xml": f'<comments xmlns="{O}/spreadsheetml/2006/main"><commentList><comment '
            'ref="B4"><text><t>why?</t></text></comment></commentList></comments>',
            "xl/d.xml": f'<d><a><chart xmlns:r="{O}/officeDocument/2006/relationships" r:id="r1"/>'
            "</a></d>",
            "xl/_rels/d.xml.rels": relate(("chart", "h.xml")),
            "xl/h.xml": f'<c:chartSpace xmlns:c="{O}/drawingml/2006/chart"><c:ser><c:tx><c:v>Cost'
            '</c:v></c:tx><c:cat><c:pt idx="0"><c:v>2023</c:v></c:pt></c:cat><c:val><c:pt idx="0">'
            "<c:v>12</c:v></c:pt></c:val></c:ser></c:chartSpace>",
        },
    )
    _, chart, comment = read_blocks(read_xlsx, made)
    assert (chart.text, chart.origin.value) == ("\tCost\n2023\t12", "derived")
    assert (comment.marker, comment.text, comment.place) == ("Comment B4:", "why?", "S!B4")
