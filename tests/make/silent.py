"""PDFs in a font that does not say what its glyphs mean, as some programs write them."""

import io
from pathlib import Path

import pikepdf
import reportlab
from pikepdf import Array, Dictionary, Name
from reportlab.pdfbase.ttfonts import TTFontFile

_FONT = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"
_NAME = Name("/AAAAAA+Vera")


def silent_page(lines: list[str], size: int = 12) -> bytes:
    """Write lines from the top of a page by the numbers of their glyphs alone."""
    face = TTFontFile(str(_FONT))
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(595, 842))
    widths = Array()
    for code in range(32, 127):
        widths.append(face.charToGlyph[code])
        widths.append(Array([int(face.charWidths[code])]))
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=_NAME,
        Flags=4,
        FontBBox=[-183, -236, 1287, 928],
        ItalicAngle=0,
        Ascent=928,
        Descent=-236,
        CapHeight=730,
        StemV=80,
        FontFile2=pdf.make_stream(_FONT.read_bytes()),
    )
    glyphs = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=_NAME,
        CIDSystemInfo=Dictionary(
            Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("Identity"), Supplement=0
        ),
        FontDescriptor=pdf.make_indirect(descriptor),
        W=widths,
        CIDToGIDMap=Name.Identity,
    )
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=_NAME,
        Encoding=Name("/Identity-H"),
        DescendantFonts=Array([pdf.make_indirect(glyphs)]),
    )
    page.Resources = Dictionary(Font=Dictionary(F1=pdf.make_indirect(font)))
    written = "".join(
        "<" + "".join(f"{face.charToGlyph[ord(letter)]:04x}" for letter in line) + "> Tj T*\n"
        for line in lines
    )
    start = f"BT /F1 {size} Tf {round(1.5 * size)} TL 72 760 Td\n"
    page.Contents = pdf.make_stream(f"{start}{written}ET".encode())
    target = io.BytesIO()
    pdf.save(target)
    return target.getvalue()
