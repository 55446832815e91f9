"""Schemas of answers, as pydantic classes and plain ones, from one field to a hundred."""

from datetime import date, datetime
from enum import Enum
from typing import Literal, Optional
from uuid import UUID

from pydantic import BaseModel, Field, create_model


class Colour(Enum):
    RED = "red"
    GREEN = "green"
    DARK_BLUE = "dark blue"


class Name(BaseModel):
    first: str = Field(max_length=10)
    last: str = Field(max_length=10)


class Count(BaseModel):
    count: int


class Bounded(BaseModel):
    number: int = Field(ge=3, le=17)


class Ratio(BaseModel):
    share: float


class Switch(BaseModel):
    is_on: bool


class Painted(BaseModel):
    colour: Colour


class Chosen(BaseModel):
    size: Literal["small", "large"]


class Maybe(BaseModel):
    note: Optional[str] = Field(max_length=12)  # noqa: UP045 - as callers still write it


class MaybeNumber(BaseModel):
    amount: int | None


class Words(BaseModel):
    words: list[str] = Field(max_length=4)


class Numbers(BaseModel):
    numbers: list[int] = Field(min_length=1, max_length=5)


class People(BaseModel):
    people: list[Name] = Field(max_length=3)


class Day(BaseModel):
    day: date


class Moment(BaseModel):
    at: datetime


class Marked(BaseModel):
    key: UUID


class Address(BaseModel):
    street: str = Field(max_length=12)
    number: int = Field(ge=1, le=999)


class Person(BaseModel):
    name: Name
    address: Address
    colours: list[Colour] = Field(max_length=3)


class Company(BaseModel):
    title: str = Field(max_length=20)
    staff: list[Person] = Field(max_length=2)


class Either(BaseModel):
    value: int | bool


class Short(BaseModel):
    code: str = Field(min_length=2, max_length=5)


class Invoice(BaseModel):
    number: str = Field(max_length=8)
    issued: date
    lines: list[Address] = Field(min_length=1, max_length=3)
    total: float
    is_paid: bool
    note: str | None = Field(max_length=10)


class Grid(BaseModel):
    rows: list[list[int]] = Field(max_length=3)


class Deep(BaseModel):
    inner: Person
    outer: Company


class Tagged(BaseModel):
    kind: Literal["a", "b", "c"]
    tags: list[Colour] = Field(min_length=2, max_length=2)


class Flags(BaseModel):
    one: bool
    two: bool
    three: bool
    four: bool | None


class Pair(BaseModel):
    left: Name
    right: Name | None


class Tree(BaseModel):
    label: str = Field(max_length=6)
    branches: list["Tree"] = Field(max_length=1)


class Chain(BaseModel):
    link: int = Field(ge=0, le=9)
    next: Optional["Chain"] = None


Ten = create_model("Ten", **{f"field_{n}": (int, ...) for n in range(10)})
Hundred = create_model("Hundred", **{f"field_{n}": (bool, ...) for n in range(100)})
Mixed = create_model(
    "Mixed", **{f"m{n}": ((int, str, bool, float)[n % 4] | None, ...) for n in range(12)}
)

SCHEMAS: tuple[type[BaseModel], ...] = (
    Name, Count, Bounded, Ratio, Switch, Painted, Chosen, Maybe, MaybeNumber, Words,
    Numbers, People, Day, Moment, Marked, Address, Person, Company, Either, Short,
    Invoice, Grid, Deep, Tagged, Flags, Ten, Hundred, Mixed, Pair, Tree, Chain,
)  # fmt: skip

RECURSIVE = (Tree, Chain)  # asked for by their JSON Schema: the SDK cannot write them otherwise
