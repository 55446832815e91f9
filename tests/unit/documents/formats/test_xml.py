import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.documents.formats.reading import read, read_blocks, read_texts
from wasat.documents.document import BlockKind
from wasat.documents.formats.xml import read_xml
from wasat.status import UnreadableDocumentError


def test_text_of_elements_is_paragraphs_with_paths() -> None:
    blocks = read_blocks(read_xml, "<r><a>one</a><a>two</a><b><c> three\n four </c></b></r>")
    assert [(block.text, block.place) for block in blocks] == [
        ("one", "/r/a"),
        ("two", "/r/a[2]"),
        ("three four", "/r/b/c"),
    ]


def test_elements_inside_text_are_part_of_it() -> None:
    assert read_texts(read_xml, "<p>some <b>bold</b> and <i>x<u>y</u></i> end</p>") == [
        "some bold and xy end"
    ]


def test_attributes_are_fields() -> None:
    blocks = read_blocks(read_xml, "<r xmlns:x='u'><a price='5' x:y='6'>b</a></r>")
    assert [(b.kind, b.marker, b.text, b.place) for b in blocks] == [
        (BlockKind.FIELD, "price", "5", "/r/a/@price"),
        (BlockKind.FIELD, "x:y", "6", "/r/a/@x:y"),
        (BlockKind.PARAGRAPH, "", "b", "/r/a"),
    ]


def test_cdata_and_characters_by_number_are_text() -> None:
    assert read_texts(read_xml, "<r><![CDATA[<a> & b]]> &#65;&lt;</r>") == ["<a> & b A<"]


@pytest.mark.parametrize(
    "declaration",
    [
        "<!ENTITY e 'x'>",
        "<!ENTITY e SYSTEM 'file:///etc/hostname'>",
        "<!ENTITY % p SYSTEM 'http://127.0.0.1:9/'> %p;",
    ],
)
def test_a_document_that_declares_entities_is_refused(declaration: str) -> None:
    with pytest.raises(UnreadableDocumentError, match="entities"):
        read(read_xml, f"<!DOCTYPE r [{declaration}]><r>a &e;</r>")


def test_an_outer_subset_is_not_fetched_and_its_names_stay() -> None:
    data = "<!DOCTYPE r SYSTEM 'http://127.0.0.1:9/a.dtd'><r>a&nbsp;b &eacute; &own;</r>"
    assert read_texts(read_xml, data) == ["a b é &own;"]


def test_an_outer_declaration_is_no_text() -> None:
    assert read_texts(read_xml, "<!DOCTYPE r SYSTEM 'a' [%b;]><r>c</r>") == ["c"]


def test_an_inclusion_is_left_alone() -> None:
    data = (
        "<r xmlns:xi='http://www.w3.org/2001/XInclude'>"
        "<xi:include href='file:///etc/hostname' parse='text'/>a</r>"
    )
    assert read_texts(read_xml, data) == ["file:///etc/hostname", "text", "a"]


def test_what_is_not_well_formed_is_read_as_text() -> None:
    document = read(read_xml, "<r><b>words</r>")
    assert document.summary.mime_type == "text/plain"
    assert document.pages[0].blocks[0].text == "<r><b>words</r>"


@pytest.mark.parametrize("encoding", ["iso-8859-1", "windows-1251", "utf-16"])
def test_the_encoding_it_declares_is_believed(encoding: str) -> None:
    text = "Straße" if encoding == "iso-8859-1" else "Привет"
    data = f"<?xml version='1.0' encoding='{encoding}'?><r>{text}</r>".encode(encoding)
    assert read_texts(read_xml, data) == [text]


def test_below_the_deepest_level_text_is_still_read() -> None:
    data = "<a>" * 10_000 + "deep" + "</a>" * 10_000
    (block,) = read_blocks(read_xml, data)
    assert block.text == "deep"
    assert len(block.place) <= 201


def test_text_below_the_deepest_level_does_not_run_together() -> None:
    data = "<a>" * 200 + "<b>one</b><b>two</b>" + "</a>" * 200
    assert read_texts(read_xml, data) == ["one two"]


def test_long_documents_come_in_pieces() -> None:
    data = "<r>" + "<a>some words</a>" * 10_000 + "</r>"
    document = read(read_xml, data)
    assert sum(len(page.blocks) for page in document.pages) == 10_000
    assert document.pages[-1].blocks[-1].place == "/r/a[10000]"


@given(st.binary(min_size=1) | st.text("<>/a='&; ![]", min_size=1).map(str.encode))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with contextlib.suppress(UnreadableDocumentError):
        read(read_xml, data)


FEED = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE catalogue>
<!-- spring -->
<?xml-stylesheet href="http://127.0.0.1:9/a.xsl"?>
<catalogue year="2024">
  <berth id="A1">
    <length unit="m">8</length>
    <note>Mind the <b>low</b> bridge.</note>
  </berth>
  <berth id="A2">
    <length unit="m">12</length>
    <note/>
  </berth>
</catalogue>
"""


def test_a_whole_document_is_read_element_by_element() -> None:
    assert [
        (block.kind.value, block.marker, block.text, block.place)
        for block in read_blocks(read_xml, FEED)
    ] == [
        ("field", "year", "2024", "/catalogue/@year"),
        ("field", "id", "A1", "/catalogue/berth/@id"),
        ("field", "unit", "m", "/catalogue/berth/length/@unit"),
        ("paragraph", "", "8", "/catalogue/berth/length"),
        ("paragraph", "", "Mind the low bridge.", "/catalogue/berth/note"),
        ("field", "id", "A2", "/catalogue/berth[2]/@id"),
        ("field", "unit", "m", "/catalogue/berth[2]/length/@unit"),
        ("paragraph", "", "12", "/catalogue/berth[2]/length"),
    ]


def test_a_name_without_end_is_cut() -> None:
    (block,) = read_blocks(read_xml, f"<{'a' * 5_000}>b</{'a' * 5_000}>")
    assert block.place == "/" + "a" * 80
