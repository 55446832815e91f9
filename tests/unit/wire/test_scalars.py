"""Values that JSON has no type for."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Annotated

import pytest
from pydantic import TypeAdapter, ValidationError

from wasat.wire.base import Wire
from wasat.wire.scalars import (
    Base64,
    Duration,
    Flag,
    Float,
    Int32,
    Int64,
    Positive,
    ProtoEnum,
    Timestamp,
    choice,
    standard_base64,
    within,
)


class Colour_Shade(ProtoEnum):  # noqa: N801 - the dot of the nested proto name
    UNSPECIFIED = "UNSPECIFIED"
    DARK = "DARK"


class Values(Wire):
    data: Base64 | None = None
    small: Int32 = 0
    large: Int64 = 0
    moment: Timestamp | None = None
    span: Duration | None = None
    shade: Annotated[Colour_Shade, choice(Colour_Shade)] = Colour_Shade.UNSPECIFIED
    share: Annotated[float, within(0.0, 1.0)] = 0.0
    count: Annotated[Int32, Positive] = 1


def refusal(**fields: object) -> tuple[str, dict]:
    with pytest.raises(ValidationError) as caught:
        Values.model_validate(fields)
    fault = caught.value.errors()[0]
    return fault["type"], fault["ctx"]


@pytest.mark.parametrize("text", ["-__-", "+//+", "+__-"])
def test_both_alphabets_of_base64_are_taken(text: str) -> None:
    assert Values(data=text).data == b"\xfb\xff\xfe"


@pytest.mark.parametrize("text", ["QQ==", "QQ=", "QQ"])
def test_padding_may_be_missing(text: str) -> None:
    assert Values(data=text).data == b"A"


def test_bytes_go_out_as_standard_base64() -> None:
    assert Values(data=b"\xfb\xff\xfe").to_json() == '{"data":"+//+"}'


def test_standard_base64_is_padded() -> None:
    assert standard_base64("-_8") == "+/8="


@pytest.mark.parametrize(
    ("value", "kind"), [("a*", "BASE64"), ("é", "BASE64"), ("a", "BASE64"), (5, "TYPE_BYTES")]
)
def test_what_is_not_base64_is_refused(value: object, kind: str) -> None:
    assert refusal(data=value) == ("proto_value", {"proto_type": kind})


@pytest.mark.parametrize("value", [5, 5.0, "5", "5.0", "+5"])
@pytest.mark.parametrize("name", ["small", "large"])
def test_whole_numbers_come_in_many_forms(value: object, name: str) -> None:
    assert getattr(Values.model_validate({name: value}), name) == 5


def test_64_bits_keep_every_digit() -> None:
    assert Values(large="9007199254740993").to_json() == '{"large":"9007199254740993"}'


def test_32_bits_go_out_as_a_number() -> None:
    assert Values(small=-5).to_json() == '{"small":-5}'


@pytest.mark.parametrize(
    "value", [5.5, "x", "", True, [], 2**31, "1e999", -(2**31) - 1, {}, "1_0_0_0_0_0_0_0_0_0_0"]
)
def test_what_is_no_whole_number_of_32_bits_is_refused(value: object) -> None:
    assert refusal(small=value) == ("proto_value", {"proto_type": "TYPE_INT32"})


def test_what_is_no_whole_number_of_64_bits_is_refused() -> None:
    assert refusal(large=2**63) == ("proto_value", {"proto_type": "TYPE_INT64"})


def test_times_go_out_in_utc_ending_in_z() -> None:
    noon = datetime(2026, 1, 1, 12, tzinfo=timezone(timedelta(hours=1)))

    assert Values(moment=noon).to_json() == '{"moment":"2026-01-01T11:00:00Z"}'


def test_times_come_in_as_rfc_3339() -> None:
    noon = datetime(2026, 1, 1, 12, 0, 0, 5, tzinfo=UTC)

    assert Values(moment="2026-01-01T12:00:00.000005Z").moment == noon


@pytest.mark.parametrize(("text", "seconds"), [("3.5s", 3.5), ("7200s", 7200), (1.5, 1.5)])
def test_durations_are_seconds(text: object, seconds: float) -> None:
    assert Values(span=text).span == timedelta(seconds=seconds)


def test_durations_go_out_without_needless_digits() -> None:
    assert Values(span=timedelta(seconds=3.5)).to_json() == '{"span":"3.5s"}'


@pytest.mark.parametrize("value", ["soon", "1e300s"])
def test_what_is_no_duration_is_refused(value: str) -> None:
    kind, context = refusal(span=value)

    assert (kind, context["proto_type"].rpartition(".")[2]) == ("proto_value", "Duration")


@pytest.mark.parametrize("value", ["DARK", "dark", "Dark", 1, Colour_Shade.DARK])
def test_enumerations_are_taken_by_name_in_any_case_and_by_number(value: object) -> None:
    assert Values(shade=value).shade is Colour_Shade.DARK


@pytest.mark.parametrize("value", ["dim", "1", 2, -1, True, None.__class__])
def test_other_names_and_numbers_are_refused_by_their_proto_type(value: object) -> None:
    _, context = refusal(shade=value)

    assert context["proto_type"] == (
        "type.googleapis.com/google.ai.generativelanguage.v1beta.Colour.Shade"
    )


@pytest.mark.parametrize("value", [-0.1, 1.1])
def test_a_number_out_of_range_breaks_a_rule(value: float) -> None:
    assert refusal(share=value) == ("proto_rule", {"rule": "must be in the range [0.0, 1.0]."})


@pytest.mark.parametrize("value", [0, -1])
def test_a_count_is_positive(value: int) -> None:
    assert refusal(count=value) == ("proto_rule", {"rule": "must be positive."})


def test_bounds_are_included() -> None:
    assert (Values(share=0).share, Values(share=1).share) == (0.0, 1.0)


@pytest.mark.parametrize(("sent", "read"), [(True, True), ("true", True), ("false", False)])
def test_a_flag_is_true_or_false_bare_or_quoted(sent: object, read: bool) -> None:  # noqa: FBT001 - a case
    assert TypeAdapter(Flag).validate_python(sent) is read


@pytest.mark.parametrize("sent", [1, "yes", "True", None, []])
def test_nothing_else_is_a_flag(sent: object) -> None:
    with pytest.raises(ValidationError, match="TYPE_BOOL"):
        TypeAdapter(Flag).validate_python(sent)


@pytest.mark.parametrize(("sent", "read"), [(1, 1.0), (0.5, 0.5), ("0.5", 0.5), ("1e-1", 0.1)])
def test_a_number_may_be_quoted(sent: object, read: float) -> None:
    assert TypeAdapter(Float).validate_python(sent) == read


@pytest.mark.parametrize("sent", [True, "NaN", "Infinity", "", "1,5", None, 10**400])
def test_nothing_else_is_a_number(sent: object) -> None:
    with pytest.raises(ValidationError, match="TYPE_FLOAT"):
        TypeAdapter(Float).validate_python(sent)
