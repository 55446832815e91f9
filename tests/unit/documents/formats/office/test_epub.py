import pytest

from tests.unit.documents.formats.reading import read, read_blocks
from wasat.documents.formats.office.epub import read_epub
from wasat.documents.formats.office.samples import pack
from wasat.status import UnreadableDocumentError

CONTAINER = '<container><rootfiles><rootfile full-path="OPS/p.opf"/></rootfiles></container>'
PACKAGE = """<package xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>
<dc:title>The Sea</dc:title><dc:creator>Ann</dc:creator></metadata><manifest>
<item id="b" href="text/b%20c.xhtml" media-type="application/xhtml+xml"/>
<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>
<item id="s" href="s.css" media-type="text/css"/></manifest>
<spine><itemref idref="a"/><itemref idref="b"/><itemref idref="s"/><itemref idref="none"/></spine>
</package>"""


def _book(**more: str) -> bytes:
    return pack(
        {
            "META-INF/container.xml": CONTAINER,
            "OPS/p.opf": PACKAGE,
            "OPS/a.xhtml": '<?xml version="1.0"?><!DOCTYPE html><html><body><h1>One</h1>'
            "<p>a&nbsp;b</p><script>x</script></body></html>",
            "OPS/text/b c.xhtml": "<html><body><p>c</p></body></html>",
            **more,
        }
    )


def test_chapters_come_in_the_order_of_the_spine() -> None:
    document = read(read_epub, _book())
    assert [[b.text for b in page.blocks] for page in document.pages] == [["One", "a b"], ["c"]]
    assert (document.summary.title, document.summary.author) == ("The Sea", "Ann")
    assert [entry.title for entry in document.summary.outline] == ["One"]


def test_places_are_named_by_heading_or_chapter() -> None:
    places = [block.place for block in read_blocks(read_epub, _book())]
    assert places == ["One", "One, paragraph 1", "chapter 2, paragraph 1"]


@pytest.mark.parametrize(("uri", "is_readable"), [("OPS/a.xhtml", False), ("OPS/f.otf", True)])
def test_a_protected_book_is_refused_and_one_with_protected_fonts_is_not(
    uri: str, *, is_readable: bool
) -> None:
    protection = f'<encryption><CipherReference URI="{uri}"/></encryption>'
    data = _book(**{"META-INF/encryption.xml": protection})
    if is_readable:
        assert read_blocks(read_epub, data)
    else:
        with pytest.raises(UnreadableDocumentError, match="encrypted"):
            read(read_epub, data)


def test_a_book_without_its_container_is_damaged() -> None:
    with pytest.raises(UnreadableDocumentError, match=r"container\.xml' is missing"):
        read(read_epub, pack({"a": "b"}))
