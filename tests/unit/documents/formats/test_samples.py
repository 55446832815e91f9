from io import BytesIO

import pytest

from wasat.documents.formats.office.samples import make_samples
from wasat.documents.formats.samples import SAMPLES
from wasat.documents.formats.sniff import PDF
from wasat.documents.load import READERS, load_document
from wasat.documents.pdf.sample import SAMPLE

ALL = (*SAMPLES, *make_samples(), (PDF, SAMPLE))


@pytest.mark.parametrize(("mime_type", "data"), ALL)
def test_every_sample_is_read(mime_type: str, data: bytes) -> None:
    assert load_document(BytesIO(data), mime_type, engines=()).summary.page_count == 1


def test_every_kind_of_reader_has_a_sample() -> None:
    sampled = {getattr(READERS[name], "func", READERS[name]) for name, _ in ALL}
    assert sampled == {getattr(reader, "func", reader) for reader in READERS.values()}
