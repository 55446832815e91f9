"""A tiny vision-language model with random weights: half a megabyte, the same on every machine.

The text half is of Qwen2-VL's architecture (pictures cost more tokens the larger they are), the
seeing half its projector. Weights come from one seed and are steered: dimension 0 of what flows
through the layers is a constant that no layer writes to, so that its column of the output matrix is
a bias towards printable words, quotation marks that close, and answers that end.
"""

import math
import random
from dataclasses import dataclass
from pathlib import Path

from tests.models.gguf import Gguf, Kind, Tensor, blank, column, constant
from tests.models.vocabulary import END, PADDING, SPECIAL, learn_merges, letters

WINDOW = 8_192
_ARCHITECTURE = "qwen2vl"
_SIZE, _LAYERS, _HEADS, _INNER = 64, 2, 4, 128
_SEEN_SIZE, _SEEN_LAYERS, _SEEN_HEADS, _SEEN_INNER, _PATCH = 32, 2, 2, 64, 14
_ANCHOR = 8.0  # of dimension 0; after the norm it is about 4 to 6
_TEMPLATE = "".join(
    (
        "{%- if tools %}{{- '<|im_start|>system\\n# Tools\\n<tools>\\n' }}"
        "{%- for t in tools %}{{- t | tojson }}{{- '\\n' }}{%- endfor %}"
        "{{- '</tools><|im_end|>\\n' }}{%- endif %}",
        "{%- for m in messages %}{%- if m.role == 'tool' %}"
        "{{- '<|im_start|>user\\n<tool_response>\\n' + m.content + '\\n</tool_response>"
        "<|im_end|>\\n' }}{%- else %}",
        "{{- '<|im_start|>' + m.role + '\\n' }}",
        "{%- if m.content is string %}{{- m.content }}{%- else %}"
        "{%- for p in m.content or [] %}{%- if p.type == 'text' %}{{- p.text }}{%- else %}"
        "{{- '<|vision_start|><|image_pad|><|vision_end|>' }}{%- endif %}"
        "{%- endfor %}{%- endif %}",
        "{%- if m.tool_calls %}{%- for c in m.tool_calls %}"
        '{{- \'<tool_call>\\n{"name": "\' + c.function.name + \'", "arguments": \' }}'
        "{{- c.function.arguments | tojson }}{{- '}\\n</tool_call>' }}"
        "{%- endfor %}{%- endif %}{{- '<|im_end|>\\n' }}{%- endif %}{%- endfor %}",
        "{%- if add_generation_prompt %}{{- '<|im_start|>assistant\\n' }}{%- endif %}",
    )
)


@dataclass(frozen=True, kw_only=True)
class TinyModel:
    """The two files."""

    gguf: Path
    mmproj: Path


def make_tiny_model(folder: Path, seed: int = 7) -> TinyModel:
    """Write the two files into a folder; a fifth of a second."""
    weights = _Weights(seed)
    model = TinyModel(gguf=folder / "tiny-vl.gguf", mmproj=folder / "tiny-vl.mmproj.gguf")
    model.gguf.write_bytes(_write_text_half(weights))
    model.mmproj.write_bytes(_write_seeing_half(weights))
    return model


class _Weights:
    """Random numbers, uniform: exact on every mathematical library."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311 - weights, not secrets

    def draw(self, *sides: int, spread: float | None = None) -> Tensor:
        spread = spread if spread is not None else 1 / math.sqrt(sides[0])
        span = 2 * spread * math.sqrt(3.0)
        return sides, [(self._random.random() - 0.5) * span for _ in range(math.prod(sides))]


def _write_text_half(weights: _Weights) -> bytes:
    file = Gguf()
    merges = learn_merges()
    words = [*letters(), *(first + second for first, second in merges), *SPECIAL]
    _describe_text_half(file, words, merges)
    embedded = weights.draw(_SIZE, len(words), spread=1.0)
    file.add("token_embd.weight", column(embedded, _SIZE, _ANCHOR))
    output = weights.draw(_SIZE, len(words), spread=2.0 / math.sqrt(_SIZE))
    file.add("output.weight", column(output, _SIZE, [bias / 4.0 for bias in _biases(words)]))
    file.add("output_norm.weight", constant(_SIZE, 1.0))
    for layer in range(_LAYERS):
        name = f"blk.{layer}."
        file.add(f"{name}attn_norm.weight", constant(_SIZE, 1.0))
        for part in "qkv":
            file.add(f"{name}attn_{part}.weight", weights.draw(_SIZE, _SIZE))
            file.add(f"{name}attn_{part}.bias", constant(_SIZE, 0.0))
        file.add(f"{name}attn_output.weight", blank(weights.draw(_SIZE, _SIZE)))
        file.add(f"{name}ffn_norm.weight", constant(_SIZE, 1.0))
        file.add(f"{name}ffn_gate.weight", weights.draw(_SIZE, _INNER))
        file.add(f"{name}ffn_up.weight", weights.draw(_SIZE, _INNER))
        file.add(f"{name}ffn_down.weight", blank(weights.draw(_INNER, _SIZE)))
    return file.to_bytes()


def _describe_text_half(file: Gguf, words: list[str], merges: list[tuple[str, str]]) -> None:
    file.put("general.architecture", Kind.TEXT, _ARCHITECTURE)
    file.put("general.name", Kind.TEXT, "wasat-tiny-vl")
    file.put("general.file_type", Kind.UINT, 0)
    sizes = {
        "block_count": _LAYERS,
        "context_length": WINDOW,
        "embedding_length": _SIZE,
        "feed_forward_length": _INNER,
        "attention.head_count": _HEADS,
        "attention.head_count_kv": _HEADS,
    }
    file.put_all(_ARCHITECTURE, Kind.UINT, dict(sizes))
    file.put(f"{_ARCHITECTURE}.attention.layer_norm_rms_epsilon", Kind.FLOAT, 1e-6)
    file.put(f"{_ARCHITECTURE}.rope.freq_base", Kind.FLOAT, 10_000.0)
    turns = _SIZE // _HEADS // 2
    sections = [turns - 2 * (turns // 3), turns // 3, turns // 3, 0]
    file.put_list(f"{_ARCHITECTURE}.rope.dimension_sections", Kind.INT, sections)
    file.put("tokenizer.ggml.model", Kind.TEXT, "gpt2")
    file.put("tokenizer.ggml.pre", Kind.TEXT, "qwen2")
    file.put_list("tokenizer.ggml.tokens", Kind.TEXT, words)
    kinds = [3 if word in SPECIAL else 1 for word in words]
    file.put_list("tokenizer.ggml.token_type", Kind.INT, kinds)
    file.put_list("tokenizer.ggml.merges", Kind.TEXT, [" ".join(pair) for pair in merges])
    file.put("tokenizer.ggml.eos_token_id", Kind.UINT, words.index(END))
    file.put("tokenizer.ggml.padding_token_id", Kind.UINT, words.index(PADDING))
    file.put("tokenizer.ggml.add_bos_token", Kind.BOOL, value=False)
    file.put("tokenizer.chat_template", Kind.TEXT, _TEMPLATE)


def _biases(words: list[str]) -> list[float]:
    """How much each word is wanted: ends a little, closing quotes more, what is unprintable not."""
    biases: list[float] = []
    for index, word in enumerate(words):
        if word == END:
            biases.append(1.0)
        elif word in SPECIAL or (index < 256 and not 32 <= index < 127):
            biases.append(-40.0)
        else:
            biases.append(2.0 if word == '"' else 0.0)
    return biases


def _write_seeing_half(weights: _Weights) -> bytes:
    file = Gguf()
    _describe_seeing_half(file)
    for name in ("v.patch_embd.weight", "v.patch_embd.weight.1"):
        file.add(name, weights.draw(_PATCH, _PATCH, 3, _SEEN_SIZE, spread=1 / _PATCH))
    for layer in range(_SEEN_LAYERS):
        name = f"v.blk.{layer}."
        for norm in ("ln1", "ln2"):
            file.add(f"{name}{norm}.weight", constant(_SEEN_SIZE, 1.0))
            file.add(f"{name}{norm}.bias", constant(_SEEN_SIZE, 0.0))
        for part in ("attn_q", "attn_k", "attn_v", "attn_out"):
            file.add(f"{name}{part}.weight", weights.draw(_SEEN_SIZE, _SEEN_SIZE))
            file.add(f"{name}{part}.bias", constant(_SEEN_SIZE, 0.0))
        file.add(f"{name}ffn_up.weight", weights.draw(_SEEN_SIZE, _SEEN_INNER))
        file.add(f"{name}ffn_up.bias", constant(_SEEN_INNER, 0.0))
        file.add(f"{name}ffn_down.weight", weights.draw(_SEEN_INNER, _SEEN_SIZE))
        file.add(f"{name}ffn_down.bias", constant(_SEEN_SIZE, 0.0))
    merged = 4 * _SEEN_SIZE
    file.add("v.post_ln.weight", constant(_SEEN_SIZE, 1.0))
    file.add("v.post_ln.bias", constant(_SEEN_SIZE, 0.0))
    file.add("mm.0.weight", weights.draw(merged, merged))
    file.add("mm.0.bias", constant(merged, 0.0))
    file.add("mm.2.weight", blank(weights.draw(merged, _SIZE)))
    file.add("mm.2.bias", ((_SIZE,), [_ANCHOR] + [0.0] * (_SIZE - 1)))
    return file.to_bytes()


def _describe_seeing_half(file: Gguf) -> None:
    file.put("general.architecture", Kind.TEXT, "clip")
    file.put("general.name", Kind.TEXT, "wasat-tiny-vl-mmproj")
    file.put("general.file_type", Kind.UINT, 0)
    file.put("clip.has_vision_encoder", Kind.BOOL, value=True)
    file.put("clip.projector_type", Kind.TEXT, "qwen2vl_merger")
    file.put("clip.use_gelu", Kind.BOOL, value=True)
    sizes = {
        "image_size": 560,
        "patch_size": _PATCH,
        "embedding_length": _SEEN_SIZE,
        "feed_forward_length": _SEEN_INNER,
        "block_count": _SEEN_LAYERS,
        "projection_dim": _SIZE,
        "attention.head_count": _SEEN_HEADS,
    }
    file.put_all("clip.vision", Kind.UINT, dict(sizes))
    file.put("clip.vision.attention.layer_norm_epsilon", Kind.FLOAT, 1e-6)
    file.put_list("clip.vision.image_mean", Kind.FLOAT, [0.5, 0.5, 0.5])
    file.put_list("clip.vision.image_std", Kind.FLOAT, [0.5, 0.5, 0.5])
