"""How likely tokens were."""

from wasat.api.convert.chances import average, to_logprobs
from wasat.generation.chunk import Chance

RIVALS = (Chance(text="b", log_probability=0.0, token_id=2),)
CHANCES = [
    Chance(text="a", log_probability=-1.0, token_id=1, rivals=RIVALS),
    Chance(text="c", log_probability=-2.0),
]


def test_each_token_is_told_with_its_rivals() -> None:
    told = to_logprobs(CHANCES)

    assert told is not None
    assert told.model_dump(exclude_defaults=True) == {
        "topCandidates": (
            {"candidates": ({"token": "b", "tokenId": 2, "logProbability": 0.0},)},
            {},
        ),
        "chosenCandidates": (
            {"token": "a", "tokenId": 1, "logProbability": -1.0},
            {"token": "c", "logProbability": -2.0},
        ),
        "logProbabilitySum": -3.0,
    }
    assert average(CHANCES) == -1.5


def test_without_chances_nothing_is_told() -> None:
    assert (to_logprobs([]), average([])) == (None, None)
