"""What servers of models answer, body by body, as the stubs send it.

Shapes: those of llama.cpp, vLLM (0.32.0) and Ollama (0.32.3) were recorded from their own servers;
those of SGLang and LM Studio follow their documentation and issues of 2025 and 2026.
"""

MODEL = "qwen2.5-vl-7b"
WINDOW = 8_192
PROMPT_TOKENS, CACHED_TOKENS = 40, 30
OWNERS = {
    "vllm": "vllm",
    "llamacpp": "llamacpp",
    "sglang": "sglang",
    "lmstudio": "organization_owner",
    "generic": "somebody",
}
OVERFLOWS = {
    "vllm": (
        400,
        {
            "error": {
                "message": "This model's maximum context length is 8192 tokens. However, your"
                " prompt contains at least 8193 input tokens, which exceeds this limit even"
                " without any output tokens. Please reduce the length of the input prompt."
                " (parameter=input_tokens, value=8193)",
                "type": "BadRequestError",
                "param": "input_tokens",
                "code": 400,
            }
        },
    ),
    "llamacpp": (
        400,
        {
            "error": {
                "code": 400,
                "message": "the request exceeds the available context size, try increasing it",
                "type": "exceed_context_size_error",
                "n_prompt_tokens": 9000,
                "n_ctx": 8192,
            }
        },
    ),
    "sglang": (
        400,
        {
            "object": "error",
            "message": "The input (9000 tokens) is longer than the model's context length (8192).",
            "type": "BadRequestError",
            "code": 400,
        },
    ),
    "lmstudio": (400, {"error": "Trying to keep the first 9000 tokens when context the overflows."
                       " However, the model is loaded with context length of only 8192 tokens"}),
    "generic": (
        400,
        {
            "error": {
                "message": "This model's maximum context length is 8192 tokens.",
                "type": "invalid_request_error",
                "code": "context_length_exceeded",
            }
        },
    ),
    "ollama": (
        400,
        {
            "error": '{"error":{"code":400,"message":"request (9000 tokens) exceeds the available'
            ' context size (8192 tokens), try increasing it","type":"exceed_context_size_error",'
            '"n_prompt_tokens":9000,"n_ctx":8192}}'
        },
    ),
}  # fmt: skip


def _models(kind: str) -> dict:
    card = {"id": MODEL, "object": "model", "owned_by": OWNERS[kind]}
    if kind in ("vllm", "sglang"):
        card["max_model_len"] = WINDOW
    return {"object": "list", "data": [card]}


TOLD = {
    "/v1/models": _models,
    "/props": lambda _: {
        "default_generation_settings": {"n_ctx": WINDOW},
        "modalities": {"vision": True, "audio": False},
        "chat_template_caps": {"supports_tools": True},
    },
    "/v1/chat/completions/input_tokens": lambda _: {"input_tokens": PROMPT_TOKENS},
    "/tokenize": lambda _: {"count": PROMPT_TOKENS, "max_model_len": WINDOW, "tokens": []},
    "/api/version": lambda _: {"version": "0.32.3"},
    "/api/tags": lambda _: {"models": [{"name": MODEL, "model": MODEL}]},
    "/api/show": lambda _: {
        "capabilities": ["completion", "vision", "tools"],
        "model_info": {"general.architecture": "qwen25vl", "qwen25vl.context_length": WINDOW},
    },
    "/api/v0/models": lambda _: {
        "data": [{"id": MODEL, "type": "vlm", "loaded_context_length": WINDOW}]
    },
}
