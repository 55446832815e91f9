import pikepdf
from reportlab.pdfgen.canvas import Canvas

from tests.documents.make import edit, make_pdf, write
from tests.unit.documents.pdf.made import pages_of
from wasat.documents.document import OutlineEntry


def _titled(canvas: Canvas) -> None:
    canvas.setTitle("  The\n report ")
    canvas.setAuthor("Ada L.")
    canvas.bookmarkPage("one")
    canvas.bookmarkPage("two")
    canvas.addOutlineEntry("Chapter", "one", level=0)
    canvas.addOutlineEntry("Section", "two", level=1)
    write(canvas, 72, 100, "words")


def test_a_document_says_its_title_author_and_outline() -> None:
    _, summary = pages_of(make_pdf(_titled))

    assert (summary.title, summary.author) == ("The report", "Ada L.")
    assert summary.outline == (
        OutlineEntry(title="Chapter", level=1, page=1),
        OutlineEntry(title="Section", level=2, page=1),
    )


def test_a_bookmark_without_a_target_leads_nowhere() -> None:
    def add(pdf: pikepdf.Pdf) -> None:
        with pdf.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem("Nowhere"))

    _, summary = pages_of(edit(make_pdf(_titled), add))

    assert summary.outline[-1] == OutlineEntry(title="Nowhere", level=1, page=0)


def test_attached_files_are_named() -> None:
    def attach(pdf: pikepdf.Pdf) -> None:
        pdf.attachments["data.csv"] = b"a,b"

    _, summary = pages_of(edit(make_pdf(_titled), attach))

    assert summary.attachments == ("data.csv",)


def test_a_bare_document_says_nothing() -> None:
    def strip(pdf: pikepdf.Pdf) -> None:
        del pdf.trailer.Info

    _, summary = pages_of(edit(make_pdf(lambda canvas: write(canvas, 72, 100, "x")), strip))

    assert (summary.title, summary.author, summary.outline, summary.attachments) == ("", "", (), ())
    assert (summary.mime_type, summary.is_paged, summary.page_count) == ("application/pdf", True, 1)


def test_pages_have_the_labels_the_document_gives_them() -> None:
    def label(pdf: pikepdf.Pdf) -> None:
        pdf.Root.PageLabels = pikepdf.Dictionary(
            Nums=[0, pikepdf.Dictionary(S=pikepdf.Name.r), 1, pikepdf.Dictionary(S=pikepdf.Name.D)]
        )

    pages, _ = pages_of(edit(make_pdf(_titled, _titled), label))

    assert [page.label for page in pages] == ["i", "1"]
