"""A byte-level vocabulary of a few hundred tokens, learnt from three lines."""

from collections import Counter
from itertools import pairwise

SPECIAL = (
    "<|endoftext|>",
    "<|im_start|>",
    "<|im_end|>",
    "<|vision_start|>",
    "<|vision_end|>",
    "<|image_pad|>",
)
END = "<|im_end|>"
PADDING = "<|endoftext|>"
_CORPUS = """the page of the document shows a table with the total amount and the date
of the invoice the answer is on page one and the figure on page two summarize the report
extract the name of the company and the number of the order in the section on results
"""
_PRINTED = (*range(33, 127), *range(161, 173), *range(174, 256))
_MERGES = 120

Pair = tuple[str, str]


def letters() -> list[str]:
    """A printable letter for each byte, as GPT-2 writes bytes."""
    found: list[str] = []
    extra = 256
    for byte in range(256):
        if byte in _PRINTED:
            found.append(chr(byte))
        else:
            found.append(chr(extra))
            extra += 1
    return found


def learn_merges() -> list[Pair]:
    """Byte-pair encoding: the most frequent pair becomes a token, again and again."""
    alphabet = letters()
    words = Counter(
        tuple(alphabet[byte] for byte in f" {word}".encode()) for word in _CORPUS.split()
    )
    merges: list[Pair] = []
    while len(merges) < _MERGES:
        pairs: Counter[Pair] = Counter()
        for word, count in words.items():
            for pair in pairwise(word):
                pairs[pair] += count
        if not pairs:
            break
        best = max(pairs, key=lambda pair: (pairs[pair], pair))
        merges.append(best)
        joined: Counter[tuple[str, ...]] = Counter()
        for word, count in words.items():
            joined[_join(word, best)] += count
        words = joined
    return merges


def _join(word: tuple[str, ...], pair: Pair) -> tuple[str, ...]:
    joined: list[str] = []
    at = 0
    while at < len(word):
        is_pair = word[at : at + 2] == pair
        joined.append("".join(pair) if is_pair else word[at])
        at += 2 if is_pair else 1
    return tuple(joined)
