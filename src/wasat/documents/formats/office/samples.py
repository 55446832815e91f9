"""The smallest office documents that use every reader, to warm a process before sealing."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from wasat.documents.formats.sniff import DOCX, EPUB, ODT, PPTX, XLSX

_O = "http://schemas.openxmlformats.org"
_RELATIONS = f"{_O}/officeDocument/2006/relationships"
_R = f'xmlns:r="{_RELATIONS}"'
_RELS = f'<Relationships xmlns="{_O}/package/2006/relationships">%s</Relationships>'
_CHART = (
    f'<c:chartSpace xmlns:c="{_O}/drawingml/2006/chart"><c:ser><c:tx><c:v>s</c:v></c:tx>'
    '<c:cat><c:pt idx="0"><c:v>k</c:v></c:pt></c:cat><c:val><c:pt idx="0"><c:v>1</c:v></c:pt>'
    "</c:val></c:ser></c:chartSpace>"
)


def make_samples() -> tuple[tuple[str, bytes], ...]:
    """Return a document of each office format, with its type."""
    return (
        (DOCX, _make_docx()),
        (XLSX, _make_xlsx()),
        (PPTX, _make_pptx()),
        (ODT, _make_odt()),
        (EPUB, _make_epub()),
    )


def pack(parts: dict[str, str]) -> bytes:
    """Return an archive of these parts."""
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return target.getvalue()


def relate(*targets: tuple[str, str]) -> str:
    """Return the relations of a part: `r1`, `r2` and so on, each a kind and a target."""
    return _RELS % "".join(
        f'<Relationship Id="r{number}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )


def _package(main: str, parts: dict[str, str]) -> bytes:
    return pack(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": relate(("officeDocument", main)),
            **parts,
        }
    )


def _make_docx() -> bytes:
    w = f'xmlns:w="{_O}/wordprocessingml/2006/main"'
    body = (
        f'<w:document {w} {_R}><w:body><w:p><w:pPr><w:pStyle w:val="H"/></w:pPr><w:r><w:t>A</w:t>'
        '</w:r></w:p><w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
        "<w:r><w:rPr><w:b/></w:rPr><w:t>b</w:t><w:tab/></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r>"
        "<w:t>c</w:t></w:r></w:p></w:tc><w:tc/></w:tr></w:tbl></w:body></w:document>"
    )
    styles = (
        f'<w:styles {w}><w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 1"/>'
        "</w:style></w:styles>"
    )
    numbering = (
        f'<w:numbering {w}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">'
        '<w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    return _package(
        "word/document.xml",
        {
            "word/document.xml": body,
            "word/styles.xml": styles,
            "word/numbering.xml": numbering,
            "word/_rels/document.xml.rels": relate(
                ("styles", "styles.xml"), ("numbering", "numbering.xml")
            ),
        },
    )


def _make_xlsx() -> bytes:
    s = f'xmlns="{_O}/spreadsheetml/2006/main"'
    sheet = (
        f'<worksheet {s} {_R}><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c>'
        '<c r="B1" t="inlineStr"><is><t>b</t></is></c></row><row r="2"><c r="A2" s="1"><v>45000.5'
        '</v></c><c r="B2" s="2"><f>A2/2</f><v>0.125</v></c></row></sheetData><mergeCells>'
        '<mergeCell ref="A3:B3"/></mergeCells></worksheet>'
    )
    styles = (
        f'<styleSheet {s}><fonts><font><b/></font></fonts><cellXfs><xf/><xf numFmtId="22"/>'
        '<xf numFmtId="12"/></cellXfs></styleSheet>'
    )
    workbook = f'<workbook {s} {_R}><sheets><sheet name="S" r:id="r1"/></sheets></workbook>'
    return _package(
        "xl/workbook.xml",
        {
            "xl/workbook.xml": workbook,
            "xl/styles.xml": styles,
            "xl/sheet1.xml": sheet,
            "xl/_rels/workbook.xml.rels": relate(
                ("worksheet", "sheet1.xml"), ("styles", "styles.xml")
            ),
            "xl/_rels/sheet1.xml.rels": relate(("drawing", "drawing1.xml")),
            "xl/drawing1.xml": f'<d><a {_R}><chart r:id="r1"/></a></d>',
            "xl/_rels/drawing1.xml.rels": relate(("chart", "chart1.xml")),
            "xl/chart1.xml": _CHART,
        },
    )


def _make_pptx() -> bytes:
    p = f'xmlns:p="{_O}/presentationml/2006/main" xmlns:a="{_O}/drawingml/2006/main" {_R}'
    slide = (
        f"<p:sld {p}><p:cSld><p:spTree><p:sp><p:nvSpPr><p:nvPr><p:ph type='title'/></p:nvPr>"
        "</p:nvSpPr><p:txBody><a:p><a:r><a:t>A</a:t></a:r></a:p></p:txBody></p:sp><p:sp><p:txBody>"
        "<a:p><a:pPr><a:buAutoNum type='alphaLcParenR'/></a:pPr><a:r><a:rPr b='1'/><a:t>b</a:t>"
        "</a:r></a:p></p:txBody></p:sp></p:spTree></p:cSld></p:sld>"
    )
    main = f"<p:presentation {p}><p:sldIdLst><p:sldId r:id='r1'/></p:sldIdLst></p:presentation>"
    return _package(
        "ppt/presentation.xml",
        {
            "ppt/presentation.xml": main,
            "ppt/slide1.xml": slide,
            "ppt/_rels/presentation.xml.rels": relate(("slide", "slide1.xml")),
        },
    )


def _make_odt() -> bytes:
    names = " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"'
        for prefix in ("office", "style", "text", "table")
    )
    content = (
        f"<office:document-content {names}><office:body><office:text>"
        '<text:h text:outline-level="1">A</text:h><text:list><text:list-item><text:p>b</text:p>'
        "</text:list-item></text:list><table:table><table:table-row><table:table-cell><text:p>c"
        "</text:p></table:table-cell><table:table-cell/></table:table-row></table:table>"
        "</office:text></office:body></office:document-content>"
    )
    return pack({"mimetype": ODT, "content.xml": content})


def _make_epub() -> bytes:
    package = (
        '<package><metadata><title>T</title></metadata><manifest><item id="c" href="c.xhtml"'
        ' media-type="application/xhtml+xml"/></manifest><spine><itemref idref="c"/></spine>'
        "</package>"
    )
    container = '<container><rootfiles><rootfile full-path="p.opf"/></rootfiles></container>'
    return pack(
        {
            "mimetype": EPUB,
            "META-INF/container.xml": container,
            "p.opf": package,
            "c.xhtml": "<html><body><h1>A</h1><p>b</p></body></html>",
        }
    )
