from tests.make.office import P, line, pptx, relate, shape
from tests.unit.documents.formats.reading import read, read_blocks
from wasat.documents.document import Block, BlockKind, OutlineEntry
from wasat.documents.formats.office.slide.read import read_pptx
from wasat.documents.looks import Mark, Style


def _blocks(*shapes: str, **related: str) -> list[Block]:
    return read_blocks(read_pptx, pptx("".join(shapes), related=related))


def test_a_slide_is_a_page_even_if_it_is_empty() -> None:
    document = read(read_pptx, pptx(shape(line("a")), "", shape(line("c"), kind="title")))
    assert [[b.text for b in page.blocks] for page in document.pages] == [["a"], [], ["c"]]
    assert [b.place for page in document.pages for b in page.blocks] == ["slide 1", "slide 3"]
    assert document.summary.outline == (OutlineEntry(title="c", level=1, page=3),)


def test_the_title_comes_first() -> None:
    found = _blocks(shape(line("body")), shape(line("Title"), kind="ctrTitle"))
    assert [(b.kind, b.text) for b in found] == [
        (BlockKind.HEADING, "Title"),
        (BlockKind.PARAGRAPH, "body"),
    ]


def test_bullets_are_those_that_are_shown() -> None:
    number = '<a:pPr><a:buAutoNum type="arabicPeriod"/></a:pPr>'
    found = _blocks(
        shape(
            line("a", '<a:pPr><a:buChar char="•"/></a:pPr>'),
            line("b", number),
            line("c", number),
            line("d", '<a:pPr lvl="1"><a:buAutoNum type="alphaLcParenR"/></a:pPr>'),
            line("e"),
        )
    )
    assert [(b.marker, b.level) for b in found] == [
        ("•", 1), ("1.", 1), ("2.", 1), ("a)", 2), ("", 0),
    ]  # fmt: skip


def test_bullets_are_inherited_from_layout_and_master() -> None:
    master = (
        f"<p:m {P}><p:txStyles><p:bodyStyle><a:lvl1pPr><a:buChar char='•'/></a:lvl1pPr>"
        "</p:bodyStyle></p:txStyles></p:m>"
    )
    layout = (
        f"<p:l {P}><p:sp><p:ph type='subTitle' idx='1'/><p:txBody><a:lstStyle><a:lvl1pPr>"
        "<a:buNone/></a:lvl1pPr></a:lstStyle></p:txBody></p:sp></p:l>"
    )
    related = {
        "ppt/_rels/slide1.xml.rels": relate(("slideLayout", "l.xml")),
        "ppt/l.xml": layout,
        "ppt/_rels/l.xml.rels": relate(("slideMaster", "m.xml")),
        "ppt/m.xml": master,
    }
    found = _blocks(
        shape(line("a"), kind="body", index="7"), shape(line("b"), kind="subTitle", index="1"),
        shape(line("c")), **related,
    )  # fmt: skip
    assert [b.marker for b in found] == ["•", "", ""]


def test_characters_look_as_they_are_set_and_links_lead_where_they_may() -> None:
    related = {
        "ppt/_rels/slide1.xml.rels": relate(("hyperlink", "https://a.b")).replace(
            "Target=", 'TargetMode="External" Target='
        )
    }
    link = "<a:p><a:r><a:rPr b='1'><a:hlinkClick r:id='r1'/></a:rPr><a:t>go</a:t></a:r></a:p>"
    power = line("2", look="baseline='30000'")
    found = _blocks(shape(link, power), **related)
    assert found[0].lines[0].marks == (
        Mark(0, 2, Style.LINK, "https://a.b"),
        Mark(0, 2, Style.BOLD),
    )
    assert found[1].lines[0].marks == (Mark(0, 1, Style.SUPERSCRIPT),)


def test_a_table_has_its_spans_and_its_head() -> None:
    def cell(text: str, more: str = "") -> str:
        return f"<a:tc {more}><a:txBody>{line(text)}</a:txBody></a:tc>"

    table = (
        "<p:graphicFrame><a:tbl><a:tblPr firstRow='1'/><a:tr>"
        + cell("a", "gridSpan='2'") + cell("", "hMerge='1'") + "</a:tr><a:tr>"
        + cell("b") + cell("c") + "</a:tr></a:tbl></p:graphicFrame>"
    )  # fmt: skip
    (block,) = _blocks(table)
    assert block.table is not None
    assert [(c.text, c.column_span, c.is_header) for c in block.table.cells] == [
        ("a", 2, True), ("b", 1, False), ("c", 1, False),
    ]  # fmt: skip


def test_groups_pictures_and_notes_are_read() -> None:
    number = shape(line("7"), kind="sldNum")
    notes = f"<p:notes {P}>{shape(line('say this'), kind='body')}{number}</p:notes>"
    related = {
        "ppt/_rels/slide1.xml.rels": relate(("notesSlide", "n.xml")),
        "ppt/n.xml": notes,
    }
    picture = "<p:pic><p:nvPicPr><p:cNvPr descr='A boat'/></p:nvPicPr><a:blip/></p:pic>"
    found = _blocks(f"<p:grpSp>{shape(line('in a group'))}{picture}</p:grpSp>", **related)
    assert [(b.kind, b.marker, b.text, b.place) for b in found] == [
        (BlockKind.PARAGRAPH, "", "in a group", "slide 1"),
        (BlockKind.FIGURE, "", "A boat", "slide 1"),
        (BlockKind.FOOTNOTE, "Notes:", "say this", "slide 1, notes"),
    ]


def test_slide_numbers_are_no_part_of_the_text() -> None:
    found = _blocks(shape(line("a")), shape(line("7"), kind="sldNum"))
    assert found[1].kind is BlockKind.FOOTER
