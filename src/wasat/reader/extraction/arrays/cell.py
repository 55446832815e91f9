"""What a cell below a header says of the field that the header means."""

from wasat.reader.extraction.families import Field, types_of
from wasat.reader.extraction.search import recognise
from wasat.reader.recognise.found import Habits, Match
from wasat.reader.recognise.kinds import Kind

# A header may bear the sign that its cells leave out ("Discount %", "10"), or the other way round.
_OTHERWISE = {Kind.SHARE: Kind.AMOUNT, Kind.AMOUNT: Kind.SHARE, Kind.WHOLE: Kind.SHARE}
_AROUND = " .:-"  # signs around the whole of a cell


def read_cell(text: str, field: Field, habits: Habits) -> Match | None:
    """Recognise the value of a cell; a text that may be anything is taken as it is printed."""
    kinds = [field.kind]
    if field.kind in _OTHERWISE:
        kinds.append(_OTHERWISE[field.kind])
    elif "string" in types_of(field.schema) and "format" not in field.schema:
        kinds.append(Kind.TEXT)
    for kind in kinds:
        for match in recognise(text, kind, habits):
            if kind is field.kind or match.end - match.start >= len(text.strip(_AROUND)):
                return match
    return None
