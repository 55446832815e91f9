"""A handbook of machines, page after page alike, and questions that one of its pages answers.

Each page describes one machine of one station. Every station, every kind of machine and every word
of a question stands on dozens of pages; only the two names together lead to one of them, and pages
refer to the machines of other stations, too. Questions are put in other words than the page.
"""

import random
from dataclasses import dataclass

STATIONS = (
    "Arlen", "Birkdale", "Corvey", "Dunmore", "Elsworth", "Farnby", "Grafton", "Holloway", "Ingham",
    "Jesmond", "Kelso", "Lorne", "Marwick", "Norwell", "Oakham", "Penrith", "Quorn", "Romsey",
    "Selby", "Thirsk", "Ulverston", "Ventnor", "Wexcombe", "Yarm", "Alston", "Brough", "Cawood",
    "Denby", "Egton", "Flaxton", "Garton", "Helmsley", "Ilkley", "Kilham", "Lund", "Malton",
    "Nafferton", "Otley", "Pickering", "Rudston",
)  # fmt: skip
MACHINES = (
    "air compressor", "ash conveyor", "ballast pump", "belt filter", "boiler feed pump",
    "bucket elevator", "cable winch", "cooling tower", "crane hoist", "dewatering screw",
    "diesel generator", "dosing pump", "drum screen", "dust collector", "emergency valve",
    "exhaust fan", "fire pump", "flow meter", "fuel heater", "gas scrubber", "grit separator",
    "heat exchanger", "hydraulic press", "induction motor", "lift gate", "lime mixer",
    "lubrication unit", "mud agitator", "oil separator", "ozone generator", "pressure vessel",
    "relief valve", "roller gate", "sand filter", "sludge pump", "sluice gate", "steam trap",
    "storage tank", "surge chamber", "switchgear cabinet", "tide gate", "transformer", "turbine",
    "vacuum pump", "vent stack", "vibration damper", "water softener", "weir plate",
    "wind turbine", "zinc bath",
)  # fmt: skip
# What a page says, and how it is asked for.
FACTS = (
    ("It weighs {value} kg.", "How heavy is the {machine} in {station}?", 40, 9_000),
    ("It was installed in {value}.", "When was the {machine} at {station} installed?", 1950, 2024),
    ("Its rated power is {value} kW.", "Which power has {station}'s {machine}?", 3, 4_000),
    (
        "The price paid was {value} euros.",
        "What was the price of the {machine} of the {station} station?",
        900,
        800_000,
    ),
    (
        "It must be inspected every {value} days.",
        "How often is an inspection of the {machine} at {station} due?",
        7,
        700,
    ),
)
_FILLER = (
    "Before work begins the machine is isolated, locked and tagged by the person in charge.",
    "Spare parts are ordered from the central store with the number on the plate.",
    "Noise at one metre stays below the limit of the works agreement.",
    "The foundation was checked for cracks, and none were found that matter.",
    "Oil is changed when it darkens; used oil goes into the marked container.",
    "All bolts are tightened crosswise with the torque that the table in the annex gives.",
    "The operator notes temperature, pressure and hours in the log of the shift.",
    "In frost the line is drained through the cock at its lowest point.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A question, and the page that answers it."""

    question: str
    page: int
    value: int


def handbook(
    pages: int, cases: int, *, seed: int = 7, lines: int = 40
) -> tuple[list[list[str]], list[Case]]:
    """Return the lines of all pages, and questions about some of them.

    Args:
        pages: At most one for each station and machine.
        cases: At most one a page.
        seed: The same seed makes the same handbook.
        lines: Of filler on each page.
    """
    chance = random.Random(seed)  # noqa: S311 - a made document
    pairs = [(station, machine) for station in STATIONS for machine in MACHINES]
    chosen = chance.sample(pairs, pages)
    values = [[chance.randint(low, high) for *_, low, high in FACTS] for _ in chosen]
    texts: list[list[str]] = []
    for (station, machine), told in zip(chosen, values, strict=True):
        other_station, other_machine = chance.choice(chosen)
        facts = [said.format(value=value) for (said, *_), value in zip(FACTS, told, strict=True)]
        filler = [chance.choice(_FILLER) for _ in range(lines)]
        middle = [*facts, f"It is of the same make as the {other_machine} of {other_station}."]
        chance.shuffle(middle)
        at = lines // 2
        texts.append([
            f"{machine.capitalize()}, {station} station", *filler[:at],
            f"This page describes the {machine} of {station}.", *middle, *filler[at:],
        ])  # fmt: skip
    asked = [
        Case(
            question=FACTS[fact][1].format(machine=chosen[index][1], station=chosen[index][0]),
            page=index + 1,
            value=values[index][fact],
        )
        for number, index in enumerate(chance.sample(range(pages), cases))
        for fact in [number % len(FACTS)]
    ]
    return texts, asked
