"""Messages of generateContent and countTokens on their way in: what may be asked.

Source: v1beta discovery document; documented ranges of generationConfig. A field we do not use is
declared all the same, because an unknown one is refused.
"""

from typing import Annotated, Any

from wasat.wire.base import Many, Wire
from wasat.wire.content import Content, Struct
from wasat.wire.scalars import (
    Base64,
    Flag,
    Float,
    Int32,
    Positive,
    ProtoEnum,
    choice,
    within,
)
from wasat.wire.schema import Schema

MOST_THINKING = 32_768  # documented largest thinkingBudget; 0 is off, -1 lets the model choose
MOST_LOGPROBS = 20  # documented


class HarmCategory(ProtoEnum):
    """What may be harmful."""

    HARM_CATEGORY_UNSPECIFIED = "HARM_CATEGORY_UNSPECIFIED"
    HARM_CATEGORY_DEROGATORY = "HARM_CATEGORY_DEROGATORY"
    HARM_CATEGORY_TOXICITY = "HARM_CATEGORY_TOXICITY"
    HARM_CATEGORY_VIOLENCE = "HARM_CATEGORY_VIOLENCE"
    HARM_CATEGORY_SEXUAL = "HARM_CATEGORY_SEXUAL"
    HARM_CATEGORY_MEDICAL = "HARM_CATEGORY_MEDICAL"
    HARM_CATEGORY_DANGEROUS = "HARM_CATEGORY_DANGEROUS"
    HARM_CATEGORY_HARASSMENT = "HARM_CATEGORY_HARASSMENT"
    HARM_CATEGORY_HATE_SPEECH = "HARM_CATEGORY_HATE_SPEECH"
    HARM_CATEGORY_SEXUALLY_EXPLICIT = "HARM_CATEGORY_SEXUALLY_EXPLICIT"
    HARM_CATEGORY_DANGEROUS_CONTENT = "HARM_CATEGORY_DANGEROUS_CONTENT"
    HARM_CATEGORY_CIVIC_INTEGRITY = "HARM_CATEGORY_CIVIC_INTEGRITY"


class SafetySetting_HarmBlockThreshold(ProtoEnum):  # noqa: N801 - the dot of the nested proto name
    """From where on harm is blocked."""

    HARM_BLOCK_THRESHOLD_UNSPECIFIED = "HARM_BLOCK_THRESHOLD_UNSPECIFIED"
    BLOCK_LOW_AND_ABOVE = "BLOCK_LOW_AND_ABOVE"
    BLOCK_MEDIUM_AND_ABOVE = "BLOCK_MEDIUM_AND_ABOVE"
    BLOCK_ONLY_HIGH = "BLOCK_ONLY_HIGH"
    BLOCK_NONE = "BLOCK_NONE"
    OFF = "OFF"


class ThinkingConfig_ThinkingLevel(ProtoEnum):  # noqa: N801 - the dot of the nested proto name
    """How hard to think."""

    THINKING_LEVEL_UNSPECIFIED = "THINKING_LEVEL_UNSPECIFIED"
    MINIMAL = "MINIMAL"
    LOW = "LOW"
    MEDIUM = "MEDIUM"
    HIGH = "HIGH"
    XHIGH = "XHIGH"


class GenerationConfig_MediaResolution(ProtoEnum):  # noqa: N801 - the dot of the nested proto name
    """How finely all pictures are looked at; the finest level is for single parts."""

    MEDIA_RESOLUTION_UNSPECIFIED = "MEDIA_RESOLUTION_UNSPECIFIED"
    MEDIA_RESOLUTION_LOW = "MEDIA_RESOLUTION_LOW"
    MEDIA_RESOLUTION_MEDIUM = "MEDIA_RESOLUTION_MEDIUM"
    MEDIA_RESOLUTION_HIGH = "MEDIA_RESOLUTION_HIGH"


class GenerationConfig_Modality(ProtoEnum):  # noqa: N801 - the dot of the nested proto name
    """What an answer is made of."""

    MODALITY_UNSPECIFIED = "MODALITY_UNSPECIFIED"
    TEXT = "TEXT"
    IMAGE = "IMAGE"
    AUDIO = "AUDIO"
    VIDEO = "VIDEO"


class FunctionDeclaration_Behavior(ProtoEnum):  # noqa: N801 - the dot of the nested proto name
    """Whether a call is waited for; for live sessions only."""

    UNSPECIFIED = "UNSPECIFIED"
    BLOCKING = "BLOCKING"
    NON_BLOCKING = "NON_BLOCKING"


class ServiceTier(ProtoEnum):
    """How soon an answer is wanted; the names are in lower case on the wire."""

    unspecified = "unspecified"
    flex = "flex"
    standard = "standard"
    priority = "priority"


class FunctionCallingConfig_Mode(ProtoEnum):  # noqa: N801 - the dot of the nested proto name
    """Whether functions may, must or must not be called."""

    MODE_UNSPECIFIED = "MODE_UNSPECIFIED"
    AUTO = "AUTO"
    ANY = "ANY"
    NONE = "NONE"
    VALIDATED = "VALIDATED"


class SafetySetting(Wire):
    """A threshold for one category; accepted, without effect."""

    category: Annotated[HarmCategory, choice(HarmCategory)] = HarmCategory.HARM_CATEGORY_UNSPECIFIED
    threshold: Annotated[
        SafetySetting_HarmBlockThreshold, choice(SafetySetting_HarmBlockThreshold)
    ] = SafetySetting_HarmBlockThreshold.HARM_BLOCK_THRESHOLD_UNSPECIFIED
    method: str = ""


class ThinkingConfig(Wire):
    """Whether and how hard to think, and whether to show it."""

    include_thoughts: Flag = False
    thinking_budget: Annotated[Int32, within(-1, MOST_THINKING)] | None = None
    thinking_level: Annotated[
        ThinkingConfig_ThinkingLevel, choice(ThinkingConfig_ThinkingLevel)
    ] = ThinkingConfig_ThinkingLevel.THINKING_LEVEL_UNSPECIFIED


class GenerationConfig(Wire):
    """What shapes the answer."""

    candidate_count: Annotated[Int32, Positive] = 1
    stop_sequences: Many[str] = ()
    max_output_tokens: Annotated[Int32, Positive] | None = None
    temperature: Annotated[Float, within(0.0, 2.0)] | None = None
    top_p: Annotated[Float, within(0.0, 1.0)] | None = None
    top_k: Annotated[Int32, within(0, 1_000_000)] | None = None
    seed: Int32 | None = None
    response_mime_type: str = ""
    response_schema: Schema | None = None
    response_json_schema: Any = None
    response_json_schema_ordered: Any = None
    presence_penalty: Annotated[Float, within(-2.0, 2.0)] | None = None
    frequency_penalty: Annotated[Float, within(-2.0, 2.0)] | None = None
    response_logprobs: Flag = False
    logprobs: Annotated[Int32, within(0, MOST_LOGPROBS)] | None = None
    enable_enhanced_civic_answers: Flag = False
    response_modalities: Many[
        Annotated[GenerationConfig_Modality, choice(GenerationConfig_Modality)]
    ] = ()
    speech_config: Struct | None = None
    thinking_config: ThinkingConfig | None = None
    image_config: Struct | None = None
    audio_transcription_config: Struct | None = None
    translation_config: Struct | None = None
    enable_affective_dialog: Flag = False
    audio_timestamp: Flag = False
    media_resolution: Annotated[
        GenerationConfig_MediaResolution, choice(GenerationConfig_MediaResolution)
    ] = GenerationConfig_MediaResolution.MEDIA_RESOLUTION_UNSPECIFIED
    response_format: Many[Struct] = ()


class FunctionDeclaration(Wire):
    """A function the model may ask to call."""

    name: str = ""
    description: str = ""
    parameters: Schema | None = None
    parameters_json_schema: Any = None
    response: Schema | None = None
    response_json_schema: Any = None
    behavior: Annotated[FunctionDeclaration_Behavior, choice(FunctionDeclaration_Behavior)] = (
        FunctionDeclaration_Behavior.UNSPECIFIED
    )


class Tool(Wire):
    """One kind of tool; of those that the service runs, only the names matter here."""

    function_declarations: Many[FunctionDeclaration] = ()
    google_search: Struct | None = None
    google_search_retrieval: Struct | None = None
    code_execution: Struct | None = None
    computer_use: Struct | None = None
    url_context: Struct | None = None
    file_search: Struct | None = None
    google_maps: Struct | None = None
    mcp_servers: Many[Struct] = ()


class FunctionCallingConfig(Wire):
    """Which functions may, must or must not be called."""

    mode: Annotated[FunctionCallingConfig_Mode, choice(FunctionCallingConfig_Mode)] = (
        FunctionCallingConfig_Mode.MODE_UNSPECIFIED
    )
    allowed_function_names: Many[str] = ()
    stream_function_call_arguments: Flag = False


class ToolConfig(Wire):
    """How the tools are used."""

    function_calling_config: FunctionCallingConfig | None = None
    retrieval_config: Struct | None = None
    include_server_side_tool_invocations: Flag = False


class GenerateContentRequest(Wire):
    """Everything one call of generateContent asks."""

    model: str = ""
    contents: Many[Content] = ()
    system_instruction: Content | None = None
    tools: Many[Tool] = ()
    tool_config: ToolConfig | None = None
    safety_settings: Many[SafetySetting] = ()
    generation_config: GenerationConfig = GenerationConfig()
    cached_content: str = ""
    service_tier: Annotated[ServiceTier, choice(ServiceTier)] = ServiceTier.unspecified
    store: Flag | None = None
    labels: Struct | None = None
    continuation_token: Base64 | None = None


class CountTokensRequest(Wire):
    """Either contents, or a whole request of generateContent; not both."""

    model: str = ""
    contents: Many[Content] = ()
    generate_content_request: GenerateContentRequest | None = None
