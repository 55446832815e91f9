"""Office documents made to harm: each is refused in one sentence, or read without what harms."""

import io
import socket
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage

import pytest

from tests.make import office
from wasat.documents.export.html import export_html
from wasat.documents.formats.office.samples import make_samples, pack
from wasat.documents.formats.sniff import DOCX, EPUB, MAIL, ODT, PPTX, XLSX
from wasat.documents.limits import Limits
from wasat.documents.load import load_document
from wasat.status import UnreadableDocumentError

SAMPLES = dict(make_samples())
MAIN_PARTS = {
    DOCX: "word/document.xml",
    XLSX: "xl/workbook.xml",
    PPTX: "ppt/presentation.xml",
    ODT: "content.xml",
    EPUB: "META-INF/container.xml",
}
ELSEWHERE = "http://127.0.0.1:9/elsewhere"
LAUGHS = (
    '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><a>&c;&c;&c;</a>'
)
OUTSIDE = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'

_fetched: list[str] = []
_is_watching = [False]


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if _is_watching[0] and event in ("socket.connect", "socket.getaddrinfo", "subprocess.Popen"):
        _fetched.append(f"{event} {arguments}")


sys.addaudithook(_watch)


@contextmanager
def nothing_fetched() -> Iterator[None]:
    """Fail if anything is connected to, looked up or started meanwhile."""
    _fetched.clear()
    _is_watching[0] = True
    try:
        yield
    finally:
        _is_watching[0] = False
    assert _fetched == []


def changed(mime_type: str, name: str, text: str | bytes | None) -> bytes:
    """A sound document with one part replaced, or left out."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(SAMPLES[mime_type])) as sound,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for entry in sound.namelist():
            if entry != name:
                made.writestr(entry, sound.read(entry))
        if text is not None:
            made.writestr(name, text)
    return target.getvalue()


def read(data: bytes, mime_type: str, limits: Limits | None = None) -> str:
    with nothing_fetched():
        document = load_document(io.BytesIO(data), mime_type, limits or Limits())
        return "".join(export_html(document.pages))


def refusal(data: bytes, mime_type: str, limits: Limits | None = None) -> str:
    with pytest.raises(UnreadableDocumentError) as caught:
        read(data, mime_type, limits)
    message = caught.value.message
    assert "\n" not in message
    assert message.endswith(".")
    assert len(message) < 300
    return message


def test_the_guard_sees_what_is_looked_up() -> None:
    with pytest.raises(AssertionError), nothing_fetched(), socket.socket() as client:
        client.connect_ex(("127.0.0.1", 9))


@pytest.mark.parametrize("mime_type", MAIN_PARTS)
def test_a_bomb_is_refused_before_it_is_unpacked(mime_type: str) -> None:
    bomb = changed(mime_type, MAIN_PARTS[mime_type], b" " * 60_000_000)
    assert len(bomb) < 200_000
    assert "expands to 60000000 bytes" in refusal(bomb, mime_type)


@pytest.mark.parametrize("mime_type", MAIN_PARTS)
@pytest.mark.parametrize("xml", [LAUGHS, OUTSIDE])
def test_entities_are_not_expanded(mime_type: str, xml: str) -> None:
    message = refusal(changed(mime_type, MAIN_PARTS[mime_type], xml), mime_type)
    assert message == "The document declares a document type, which office documents never have."


@pytest.mark.parametrize("mime_type", MAIN_PARTS)
def test_elements_nested_without_end_are_refused(mime_type: str) -> None:
    deep = "<a>" * 100_000 + "</a>" * 100_000
    message = refusal(changed(mime_type, MAIN_PARTS[mime_type], deep), mime_type)
    assert message == "The document nests too deep: at most 500 elements in one another."


@pytest.mark.parametrize("mime_type", MAIN_PARTS)
def test_a_missing_main_part_is_said(mime_type: str) -> None:
    # without its main part it is taken for a plain archive where nothing was declared
    message = refusal(changed(mime_type, MAIN_PARTS[mime_type], None), mime_type)
    assert message.startswith("The document is damaged: ")


@pytest.mark.parametrize("mime_type", MAIN_PARTS)
def test_a_cut_off_file_is_said(mime_type: str) -> None:
    data = SAMPLES[mime_type]
    assert refusal(data[: len(data) // 2], mime_type).startswith("The document is damaged: ")


def test_pictures_and_templates_elsewhere_are_not_fetched() -> None:
    relations = "".join(
        f'<Relationship Id="r{number}" Type="{office.O}/officeDocument/2006/relationships/{kind}"'
        f' Target="{ELSEWHERE}" TargetMode="External"/>'
        for number, kind in enumerate(("image", "attachedTemplate", "oleObject", "header"))
    )
    picture = (
        '<w:p><w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
        ' r:link="r0"/></w:drawing></w:r></w:p>'
    )
    data = office.package(
        "word/document.xml",
        {
            "word/document.xml": (
                f"<w:document {office.W} {office.R}><w:body>{office.paragraph('words')}{picture}"
                "</w:body></w:document>"
            ),
            "word/_rels/document.xml.rels": (
                '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                f"{relations}</Relationships>"
            ),
        },
    )
    html = read(data, DOCX)
    assert "words" in html
    assert ELSEWHERE not in html


def test_relations_that_lead_out_of_the_archive_find_nothing() -> None:
    data = office.package(
        "../../../../etc/passwd", {"word/document.xml": f"<w:document {office.W}/>"}
    )
    assert "no main part" in refusal(data, DOCX)


def test_a_chapter_that_loads_and_runs_is_only_text() -> None:
    with zipfile.ZipFile(io.BytesIO(SAMPLES[EPUB])) as sound:
        chapter = next(name for name in sound.namelist() if name.endswith((".xhtml", ".html")))
    live = (
        f'<html><script src="{ELSEWHERE}"></script><img src="{ELSEWHERE}" onerror="x()">'
        f'<iframe src="{ELSEWHERE}"></iframe><p>words</p></html>'
    )
    html = read(changed(EPUB, chapter, live), EPUB)
    assert "words" in html
    assert not any(danger in html for danger in ("<script", "onerror", "<iframe", ELSEWHERE))


def test_a_cell_at_the_far_end_of_a_sheet_costs_a_cell() -> None:
    near = '<row r="1"><c r="A1" t="inlineStr"><is><t>near</t></is></c></row>'
    far = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>far</t></is></c></row>'
    html = read(office.xlsx({"Sheet": near + far}), XLSX)
    assert "near" in html
    assert "far" in html
    assert len(html) < 10_000


def test_cells_merged_over_all_of_a_sheet_are_one() -> None:
    near = '<row r="1"><c r="A1" t="inlineStr"><is><t>near</t></is></c></row>'
    merge = '|<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    html = read(office.xlsx({"Sheet": near + merge}), XLSX)
    assert "near" in html
    assert len(html) < 10_000


@pytest.mark.parametrize("place", ["A99999999999", "ZZZZZZZZ1", "A-1", "", "1A"])
def test_a_cell_that_is_nowhere_does_no_harm(place: str) -> None:
    row = f'<row r="1"><c r="{place}" t="inlineStr"><is><t>lost</t></is></c></row>'
    rest = '<row r="2"><c r="A2" t="inlineStr"><is><t>kept</t></is></c></row>'
    assert "kept" in read(office.xlsx({"Sheet": row + rest}), XLSX)


def test_spans_beyond_reason_are_cut() -> None:
    cell = (
        f'<w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr>{office.paragraph("wide")}</w:tc>'
    )
    html = read(office.docx(f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>"), DOCX)
    assert "wide" in html
    assert "999999999" not in html


def test_macros_are_kept_out_of_everything() -> None:
    data = changed(DOCX, "word/vbaProject.bin", b'Sub AutoOpen()\nShell "calc"\nEnd Sub')
    macro = "application/vnd.ms-word.document.macroEnabled.12"
    assert "AutoOpen" not in read(data, macro)


def test_of_two_parts_of_one_name_the_last_counts() -> None:
    target = io.BytesIO(SAMPLES[DOCX])
    empty = f"<w:document {office.W}><w:body/></w:document>"
    with zipfile.ZipFile(target, "a") as made, pytest.warns(UserWarning, match="Duplicate"):
        made.writestr("word/document.xml", empty)
    assert "no pages" in refusal(target.getvalue(), DOCX)


def test_more_parts_than_a_document_has_are_refused() -> None:
    parts = {f"word/part{number}": "" for number in range(20_000)}
    data = pack({"[Content_Types].xml": "<Types/>", **parts})
    assert "too many parts: at most 20000" in refusal(data, DOCX)


def test_a_mail_in_a_mail_without_end_is_read_at_the_outermost() -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "a@b.c", "innermost"
    message.set_content("words")
    for depth in range(40):
        outer = EmailMessage()
        outer["From"], outer["Subject"] = "a@b.c", f"depth {depth}"
        outer.set_content(f"wrapped {depth}")
        outer.add_attachment(message)
        message = outer
    html = read(message.as_bytes(), MAIL)
    assert "wrapped 39" in html
    assert "wrapped 38" not in html


def test_parts_of_a_mail_are_bounded() -> None:
    lines = ["From: a@b.c", "Subject: s", "MIME-Version: 1.0"]
    for depth in range(5_000):
        lines += [f"Content-Type: multipart/mixed; boundary=b{depth}", "", f"--b{depth}"]
    lines += ["Content-Type: text/plain", "", "words"]
    data = "\n".join(lines).encode()
    try:
        assert read(data, MAIL)
    except UnreadableDocumentError as error:
        assert error.message.startswith("The document")  # noqa: PT017 - either is right
