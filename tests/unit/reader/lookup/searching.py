"""Questions put to pages by hand."""

from tests.unit.evidence.pages import make_heading, make_page, make_source, make_table
from tests.unit.evidence.prepared import make_prepared
from wasat.documents.document import Page
from wasat.evidence.find import find
from wasat.evidence.inquiry import study
from wasat.reader.lookup.finding import Finding, Search
from wasat.reader.lookup.wanted import read_wants
from wasat.reader.reading import Reading


def make_search(question: str, *pages: Page) -> Search:
    """Search pages already numbered, as `reader/answer.py` does."""
    prepared = make_prepared(*pages)
    inquiry = study(question, prepared.index.language)
    reading = Reading(
        source=make_source(), document=prepared.document, numbers=range(1, len(pages) + 1)
    )
    return Search(
        question=question,
        inquiry=inquiry,
        wants=read_wants(inquiry.topic, prepared.index.language.code),
        reading=reading,
        prepared=prepared,
        ranked=find(inquiry, prepared, pages=reading.numbers, limit=8),
    )


def text_of(finding: Finding | None) -> str:
    """All statements of a finding, one a line; empty without one."""
    return "\n".join(text for text, _ in finding.statements) if finding else ""


def quotes_of(finding: Finding | None) -> list[str]:
    """All words a finding rests on, in order."""
    statements = finding.statements if finding else ()
    return [citation.quote for _, citations in statements for citation in citations]


def make_income_statement(number: int = 1) -> Page:
    """An income statement of three years."""
    return make_page(
        make_heading("Consolidated Statements of Income of Acme (in millions)"),
        make_table(
            ("", "2019", "2018", "2017"),
            ("Net sales", "1,000", "800", "640"),
            ("Cost of sales", "600", "500", "400"),
            ("General and administrative", "150", "140", "130"),
            ("Operating income", "250", "160", "110"),
            ("Interest expense", "(10)", "(10)", "(10)"),
            ("Income before income taxes", "240", "150", "100"),
            ("Income taxes", "48", "30", "20"),
            ("Net income", "192", "120", "80"),
            ("Basic earnings per share", "1.92", "1.20", "0.80"),
            ("Diluted earnings per share", "1.90", "1.19", "0.79"),
        ),
        number=number,
    )


def make_balance_sheet(number: int = 2) -> Page:
    """A balance sheet of two years."""
    return make_page(
        make_heading("Consolidated Balance Sheets of Acme (in millions)"),
        make_table(
            ("", "2019", "2018"),
            ("Cash and cash equivalents", "90", "80"),
            ("Accounts receivable", "70", "60"),
            ("Inventories", "50", "30"),
            ("Total current assets", "210", "170"),
            ("Goodwill", "40", "40"),
            ("Total assets", "900", "700"),
            ("Accounts payable", "45", "35"),
            ("Total current liabilities", "100", "90"),
            ("Total liabilities", "400", "300"),
            ("Retained earnings", "300", "200"),
            ("Total equity", "500", "400"),
            *((f"Other item {letter}", "1", "1") for letter in "abcdef"),
        ),
        number=number,
    )
