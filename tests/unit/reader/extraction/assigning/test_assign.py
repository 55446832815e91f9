"""One place in a document serves one field, unless two fields mean the same."""

import pytest

from wasat.evidence.quote import Located
from wasat.generation.prompt import JsonValue
from wasat.reader.extraction.assigning.assign import Wish, assign, may_share
from wasat.reader.extraction.families import Field, describe
from wasat.reader.recognise.found import Found, Where


def field(name: str, kind: str = "string", parent: str = "", **more: JsonValue) -> Field:
    return describe(name, {"type": kind, **more}, parent)


def found(value: str, start: int, score: float = 1.0, block: int = 0) -> Found:
    where = (Where("a", 1, Located(block, start, start + len(value))),)
    return Found(value=value, printed=value, citations=(), score=score, where=where)


def give(*wishes: tuple[Field, list[Found]]) -> list[JsonValue]:
    given = assign([Wish(asked, options) for asked, options in wishes])
    return [None if entry is None else entry.value for entry in given]


ISSUED = field("issue_date", format="date")
DUE = field("due_date", format="date")
ORDERED = field("order_date", format="date")


def test_a_place_goes_to_the_field_that_is_surer_of_it() -> None:
    place = found("1 May", 0, 0.7)

    assert give((ISSUED, [place]), (DUE, [found("1 May", 0, 0.9)])) == [None, "1 May"]
    assert give((ISSUED, [place]), (DUE, [place])) == ["1 May", None]


def test_words_within_others_are_the_same_place() -> None:
    assert give((ISSUED, [found("1 May 2023", 0)]), (DUE, [found("May", 2)])) == [
        "1 May 2023",
        None,
    ]
    assert give((ISSUED, [found("1 May", 0)]), (DUE, [found("1 May", 9)])) == ["1 May", "1 May"]
    assert give((ISSUED, [found("1 May", 0)]), (DUE, [found("1 May", 0, block=1)])) == [
        "1 May",
        "1 May",
    ]


def test_who_loses_a_place_takes_the_next_best() -> None:
    options = [found("1 May", 0, 0.8), found("2 May", 9, 0.5)]

    assert give((ISSUED, options), (DUE, [found("1 May", 0, 0.9)])) == ["2 May", "1 May"]


def test_who_can_move_makes_room_for_who_has_nothing() -> None:
    first, second = found("1 May", 0), found("2 May", 9, 0.95)

    assert give((ISSUED, [first, second]), (DUE, [first])) == ["2 May", "1 May"]


def test_nobody_moves_to_something_much_worse() -> None:
    first, second = found("1 May", 0), found("2 May", 9, 0.5)

    assert give((ISSUED, [first, second]), (DUE, [first])) == ["1 May", None]


def test_nobody_moves_where_another_one_is() -> None:
    first, second = found("1 May", 0), found("2 May", 9, 0.95)
    three = (ISSUED, [first, second]), (DUE, [first]), (ORDERED, [found("2 May", 9, 0.96)])

    assert give(*three) == ["1 May", None, "2 May"]


def test_namesakes_share_a_place_where_there_is_but_one() -> None:
    total, due = field("total", "number"), field("amount_due", "number")
    one, two = found("10.00", 0), found("4.00", 9)

    assert give((total, [one]), (due, [one])) == ["10.00", "10.00"]
    assert give((total, [one, two]), (due, [one, two])) == ["10.00", "4.00"]
    assert give((total, [one]), (due, [one, found("4.00", 9, 0.8)])) == ["10.00", "10.00"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (field("total", "number"), field("amount_due", "number")),
        (field("invoice_date"), field("issue_date")),
        (field("email"), field("contact_email")),
        (field("provider_name"), field("company")),
        (field("currency"), field("total", "number")),
        (field("document_type", enum=["invoice"]), field("title_of_it")),
    ],
)
def test_what_means_the_same_may_share(one: Field, other: Field) -> None:
    assert may_share(one, other)
    assert may_share(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (field("total", "number"), field("subtotal", "number")),
        (ISSUED, DUE),
        (field("supplier_email"), field("customer_email")),
        (field("billing_address"), field("shipping_address")),
        (field("vat_id", parent="seller"), field("vat_id", parent="buyer")),
        (field("term"), field("confidentiality_survival")),
        (field("home_phone"), field("work_phone")),
        (field("batch"), field("lot")),
    ],
)
def test_what_means_something_else_may_not(one: Field, other: Field) -> None:
    assert not may_share(one, other)
    assert not may_share(other, one)


def test_who_has_no_words_of_its_own_is_in_nobodys_way() -> None:
    derived = Found(value=3, printed="3", citations=())

    assert give((field("pages", "integer"), [derived]), (ISSUED, [derived])) == [3, 3]
    assert give((ISSUED, []), (DUE, [])) == [None, None]
