"""Office documents from a few elements, for tests of what reads them."""

from wasat.documents.formats.office.samples import pack, relate

O = "http://schemas.openxmlformats.org"  # noqa: E741 - as short as a namespace should be
R = f'xmlns:r="{O}/officeDocument/2006/relationships"'
W = f'xmlns:w="{O}/wordprocessingml/2006/main"'
S = f'xmlns="{O}/spreadsheetml/2006/main"'
P = f'xmlns:p="{O}/presentationml/2006/main" xmlns:a="{O}/drawingml/2006/main" {R}'
M = f'xmlns:m="{O}/officeDocument/2006/math"'
_OTHERS = 'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'
ODF = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"),
        ("style", "style"),
        ("text", "text"),
        ("table", "table"),
        ("draw", "drawing"),
        ("fo", "xsl-fo-compatible"),
        ("svg", "svg-compatible"),
    )
)
ODF = f"{ODF} {_OTHERS}"

Related = tuple[tuple[str, str, str], ...]  # kind, name of the part, its XML


def package(main: str, parts: dict[str, str]) -> bytes:
    """An Office Open XML package with this main part."""
    return pack(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": relate(("officeDocument", main)),
            **parts,
        }
    )


def docx(body: str, *related: tuple[str, str, str], links: tuple[str, ...] = ()) -> bytes:
    """A text document; its parts are related as `r1`, `r2` and so on, links after them."""
    kinds = [(kind, name) for kind, name, _ in related]
    relations = relate(*kinds, *(("hyperlink", link) for link in links))
    relations = relations.replace(
        'relationships/hyperlink"', 'relationships/hyperlink" TargetMode="External"'
    )
    return package(
        "word/document.xml",
        {
            "word/document.xml": f"<w:document {W} {R} {M}><w:body>{body}</w:body></w:document>",
            "word/_rels/document.xml.rels": relations,
            **{f"word/{name}": text for _, name, text in related},
        },
    )


def paragraph(text: str, properties: str = "", look: str = "") -> str:
    """A paragraph of one run."""
    return (
        f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{look}</w:rPr>"
        f'<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )


def styles(**names: str) -> tuple[str, str, str]:
    """A styles part: ids and names of paragraph styles."""
    each = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
        for key, name in names.items()
    )
    return "styles", "styles.xml", f"<w:styles {W}>{each}</w:styles>"


def xlsx(sheets: dict[str, str], *, styles: str = "", texts: str = "", states: str = "") -> bytes:
    """A workbook of sheets by name, each the XML of its rows and what follows them.

    What follows the rows stands behind a `|`. `states` are the names of hidden sheets.
    """
    hidden = "state='hidden'"
    listed = "".join(
        f'<sheet name="{name}" r:id="r{number}" {hidden if name in states.split() else ""}/>'
        for number, name in enumerate(sheets, 1)
    )
    kinds = [("worksheet", f"sheet{number}.xml") for number in range(1, len(sheets) + 1)]
    parts = {
        f"xl/sheet{number}.xml": (
            f"<worksheet {S} {R}><sheetData>{rows.partition('|')[0]}</sheetData>"
            f"{rows.partition('|')[2]}</worksheet>"
        )
        for number, rows in enumerate(sheets.values(), 1)
    }
    return package(
        "xl/workbook.xml",
        {
            "xl/workbook.xml": f"<workbook {S} {R}><sheets>{listed}</sheets></workbook>",
            "xl/_rels/workbook.xml.rels": relate(
                *kinds, ("styles", "styles.xml"), ("sharedStrings", "texts.xml")
            ),
            "xl/styles.xml": f"<styleSheet {S}>{styles}</styleSheet>",
            "xl/texts.xml": f"<sst {S}>{texts}</sst>",
            **parts,
        },
    )


def pptx(*slides: str, related: dict[str, str] | None = None) -> bytes:
    """A presentation of slides, each the XML of its shapes; `related` are further parts."""
    listed = "".join(f"<p:sldId r:id='r{number}'/>" for number in range(1, len(slides) + 1))
    parts = {
        f"ppt/slide{number}.xml": (
            f"<p:sld {P}><p:cSld><p:spTree>{shapes}</p:spTree></p:cSld></p:sld>"
        )
        for number, shapes in enumerate(slides, 1)
    }
    kinds = [("slide", f"slide{number}.xml") for number in range(1, len(slides) + 1)]
    return package(
        "ppt/presentation.xml",
        {
            "ppt/presentation.xml": (
                f"<p:presentation {P}><p:sldIdLst>{listed}</p:sldIdLst></p:presentation>"
            ),
            "ppt/_rels/presentation.xml.rels": relate(*kinds),
            **parts,
            **(related or {}),
        },
    )


def shape(*paragraphs: str, kind: str = "", index: str = "") -> str:
    """A shape of paragraphs; a placeholder if it has a kind."""
    place = f"<p:ph type='{kind}' idx='{index}'/>" if kind else ""
    return (
        f"<p:sp><p:nvSpPr><p:nvPr>{place}</p:nvPr></p:nvSpPr>"
        f"<p:txBody>{''.join(paragraphs)}</p:txBody></p:sp>"
    )


def line(text: str, properties: str = "", look: str = "") -> str:
    """A paragraph of a shape."""
    return f"<a:p>{properties}<a:r><a:rPr {look}/><a:t>{text}</a:t></a:r></a:p>"


def odt(body: str, automatic: str = "", **parts: str) -> bytes:
    """An OpenDocument text; `parts` are further ones by name."""
    content = (
        f"<office:document-content {ODF}><office:automatic-styles>{automatic}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    named = {name.replace("_", "."): text for name, text in parts.items()}
    return pack(
        {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content, **named}
    )
