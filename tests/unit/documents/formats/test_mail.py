import pytest

from tests.unit.documents.formats.reading import read, read_blocks
from wasat.documents.document import BlockKind
from wasat.documents.formats.mail import read_mail
from wasat.status import UnreadableDocumentError

MAIL = b"""From: =?utf-8?q?J=C3=B6rg?= <j@a.b>
To: Ann <ann@a.b>, Bob <bob@a.b>
Date: Fri, 1 Mar 2024 10:00:00 +0000
Subject: =?utf-8?b?UMOkY2tl?=
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=x

--x
Content-Type: multipart/alternative; boundary=y

--y
Content-Type: text/plain; charset=utf-8

plain words
--y
Content-Type: text/html; charset=iso-8859-1
Content-Transfer-Encoding: quoted-printable

<p>rich w=F6rds</p><table><tr><td>a<td>b</table>
--y--
--x
Content-Type: application/zip; name="../../bomb.zip"
Content-Disposition: attachment

UEs=
--x
Content-Type: message/rfc822

From: x@y.z
Subject: inner

inner words
--x--
"""


def test_a_mail_is_its_subject_its_fields_and_the_richest_text() -> None:
    found = read_blocks(read_mail, MAIL)
    assert [(b.kind, b.marker, b.text) for b in found] == [
        (BlockKind.HEADING, "", "Päcke"),
        (BlockKind.FIELD, "From", "Jörg <j@a.b>"),
        (BlockKind.FIELD, "To", "Ann <ann@a.b>, Bob <bob@a.b>"),
        (BlockKind.FIELD, "Date", "Fri, 1 Mar 2024 10:00:00 +0000"),
        (BlockKind.FIELD, "Attachments", "bomb.zip, message/rfc822"),
        (BlockKind.PARAGRAPH, "", "rich wörds"),
        (BlockKind.TABLE, "", "a\tb"),
    ]


def test_attachments_are_named_and_stay_closed() -> None:
    summary = read(read_mail, MAIL).summary
    assert summary.attachments == ("bomb.zip", "message/rfc822")
    assert (summary.title, summary.author) == ("Päcke", "Jörg <j@a.b>")


def test_a_plain_mail_keeps_its_paragraphs() -> None:
    found = read_blocks(read_mail, b"From: a@b.c\nSubject: s\n\none\ntwo\n\nthree\n")
    assert [b.text for b in found if b.kind is BlockKind.PARAGRAPH] == ["one\ntwo", "three"]


@pytest.mark.parametrize("data", [b"no mail at all", b"\x00\x01\x02" * 50, b"{}"])
def test_what_is_no_mail_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableDocumentError, match="no mail"):
        read(read_mail, data)


def test_parts_in_parts_without_end_do_no_harm() -> None:
    nested = b"From: a@b.c\nSubject: s\nContent-Type: multipart/mixed; boundary=x0\n\n"
    for depth in range(3_000):
        nested += b"--x%d\nContent-Type: multipart/mixed; boundary=x%d\n\n" % (depth, depth + 1)
    try:
        found = read_blocks(read_mail, nested)
    except UnreadableDocumentError:
        return
    assert found[0].text == "s"


@pytest.mark.parametrize(
    "field",
    [b"=?utf-8?b?////?=", b"=?no-such?q?a?=", b"\xff\xfe raw", b"=?utf-8?q?" + b"=00" * 50 + b"?="],
)
def test_fields_that_cannot_be_decoded_do_no_harm(field: bytes) -> None:
    assert read_blocks(read_mail, b"From: a@b.c\nSubject: " + field + b"\n\nwords")
