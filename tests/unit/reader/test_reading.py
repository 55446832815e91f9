from dataclasses import replace

from tests.unit.evidence.pages import make_block, make_document, make_page
from tests.unit.reader.asking import join, open_all, prepare
from wasat.documents.document import Document
from wasat.evidence.scope.asked_pages import AskedPages
from wasat.evidence.task import Task, TaskKind
from wasat.generation.chunk import Citation
from wasat.reader.reading import open_readings, tell_unread

DOCUMENT = make_document(*(make_page(make_block(f"page {n}"), number=n) for n in range(1, 6)))


def unread(document: Document, *numbers: int) -> Document:
    pages = [
        replace(page, unread="It is a scan.") if page.number in numbers else page
        for page in document.pages
    ]
    return Document(summary=replace(document.summary, unread=numbers), pages=pages)


def test_all_pages_are_chosen_by_default() -> None:
    (reading,) = open_all(DOCUMENT)

    assert [page.number for page in reading.iter_pages()] == [1, 2, 3, 4, 5]


def test_the_source_and_the_question_both_limit_the_pages() -> None:
    ((source, prepared),) = prepare([DOCUMENT])
    limited = replace(source, first_page=2, last_page=4)
    task = Task(kind=TaskKind.SUMMARISE, pages=AskedPages(((3, 9),)))

    (reading,) = open_readings(task, [(limited, prepared)])

    assert list(reading.numbers) == [3, 4]


def test_marks_name_the_page() -> None:
    (reading,) = open_all(DOCUMENT)

    assert reading.mark(Citation(source=reading.source, quote="x", page=60)) == " [p. 60]"


def test_marks_name_the_document_among_several() -> None:
    first, _ = open_all(DOCUMENT, DOCUMENT)

    assert first.mark(Citation(source=first.source, quote="x", page=2)) == " [a.pdf p. 2]"


def test_marks_name_the_place_where_there_are_no_pages() -> None:
    (reading,) = open_all(DOCUMENT)

    assert reading.mark(Citation(source=reading.source, quote="x", place="line 12")) == " [line 12]"
    assert reading.mark(Citation(source=reading.source, quote="x")) == ""


def test_unread_pages_are_told_once_a_document() -> None:
    readings = open_all(unread(DOCUMENT, 2, 4), DOCUMENT)

    told = join(list(tell_unread(readings, "en")))

    assert told == "\na.pdf: Pages 2, 4 could not be read: it is a scan."


def test_unread_pages_that_were_not_chosen_are_not_told() -> None:
    readings = open_all(unread(DOCUMENT, 5), question="Summarize pages 1-3")

    assert list(tell_unread(readings, "en")) == []
