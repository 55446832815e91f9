"""What every message shares: camelCase or snake_case in, camelCase out, unknown names refused."""

from typing import Annotated, Any, Protocol, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, model_validator
from pydantic.alias_generators import to_camel

Item = TypeVar("Item")


def as_list(value: object) -> object:
    """Take a lone value for a list of one, as the proto-JSON parser of the service does."""
    return value if isinstance(value, list | tuple) else [value]


Many = Annotated[tuple[Item, ...], BeforeValidator(as_list)]


class Wire(BaseModel):
    """A message as the published JSON has it; class names are those of the proto messages.

    Error paths come out in snake_case (`loc_by_alias`), because that is how the service prints
    them.
    """

    model_config = ConfigDict(
        alias_generator=to_camel,
        validate_by_name=True,
        validate_by_alias=True,
        loc_by_alias=False,
        serialize_by_alias=True,
        extra="forbid",
        frozen=True,
        hide_input_in_errors=True,
        allow_inf_nan=False,
        protected_namespaces=(),
    )

    @model_validator(mode="before")
    @classmethod
    def _drop_nulls(cls, value: Any) -> Any:  # noqa: ANN401 - whatever JSON came
        """Take null for unset. Source: proto3 JSON mapping."""
        if isinstance(value, dict) and None in value.values():
            return {name: item for name, item in value.items() if item is not None}
        return value

    def to_json(self, *, indent: int | None = None) -> str:
        """Write the message; what holds its default is left out, as the service does."""
        return self.model_dump_json(exclude_defaults=True, indent=indent)


class Message(Protocol):
    """What can be written as JSON."""

    def to_json(self, *, indent: int | None = None) -> str:
        """Write the message; what holds its default is left out."""
        ...


class Empty(Wire):
    """The answer of a method that has nothing to say: `{}`."""
