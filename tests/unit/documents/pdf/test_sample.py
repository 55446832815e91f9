from tests.unit.documents.pdf.made import pages_of
from wasat.documents.document import BlockKind
from wasat.documents.pdf.sample import SAMPLE


def test_the_sample_has_a_bit_of_everything() -> None:
    pages, summary = pages_of(SAMPLE)

    assert [block.kind for block in pages[0].blocks] == [
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
        BlockKind.TABLE,
        BlockKind.FIELD,
    ]
    assert summary.outline[0].title == "Warm"
