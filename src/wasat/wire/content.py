"""A message of a conversation, and every kind of part it may hold.

Source: Content and Part of the v1beta discovery document; document and spreadsheet metadata as the
official SDKs send them.
"""

from typing import Annotated, Any

from wasat.wire.base import Many, Wire
from wasat.wire.scalars import Base64, Duration, Flag, Float, Int32, Positive, ProtoEnum, choice

Struct = dict[str, Any]


class ExecutableCode_Language(ProtoEnum):  # noqa: N801 - the dot of the nested proto name
    """Programming languages."""

    LANGUAGE_UNSPECIFIED = "LANGUAGE_UNSPECIFIED"
    PYTHON = "PYTHON"


class CodeExecutionResult_Outcome(ProtoEnum):  # noqa: N801 - the dot of the nested proto name
    """How a program ended."""

    OUTCOME_UNSPECIFIED = "OUTCOME_UNSPECIFIED"
    OUTCOME_OK = "OUTCOME_OK"
    OUTCOME_FAILED = "OUTCOME_FAILED"
    OUTCOME_DEADLINE_EXCEEDED = "OUTCOME_DEADLINE_EXCEEDED"


class FunctionResponse_Scheduling(ProtoEnum):  # noqa: N801 - the dot of the nested proto name
    """When a late result is to be told; for live sessions only."""

    SCHEDULING_UNSPECIFIED = "SCHEDULING_UNSPECIFIED"
    SILENT = "SILENT"
    WHEN_IDLE = "WHEN_IDLE"
    INTERRUPT = "INTERRUPT"


class MediaResolution_Level(ProtoEnum):  # noqa: N801 - the dot of the nested proto name
    """How finely a picture is looked at."""

    MEDIA_RESOLUTION_UNSPECIFIED = "MEDIA_RESOLUTION_UNSPECIFIED"
    MEDIA_RESOLUTION_LOW = "MEDIA_RESOLUTION_LOW"
    MEDIA_RESOLUTION_MEDIUM = "MEDIA_RESOLUTION_MEDIUM"
    MEDIA_RESOLUTION_HIGH = "MEDIA_RESOLUTION_HIGH"
    MEDIA_RESOLUTION_ULTRA_HIGH = "MEDIA_RESOLUTION_ULTRA_HIGH"


class DocumentMetadata_ContentLayer(ProtoEnum):  # noqa: N801 - the dot of the nested proto name
    """What of a page is looked at."""

    CONTENT_LAYER_UNSPECIFIED = "CONTENT_LAYER_UNSPECIFIED"
    PAGE_IMAGE = "PAGE_IMAGE"
    PAGE_TEXT = "PAGE_TEXT"


class SpreadsheetMetadata_ContentLayer(ProtoEnum):  # noqa: N801 - the dot of the nested proto name
    """What of a sheet is looked at."""

    CONTENT_LAYER_UNSPECIFIED = "CONTENT_LAYER_UNSPECIFIED"
    DATA = "DATA"
    FORMULAS = "FORMULAS"
    VISUAL = "VISUAL"


PageLayer = Annotated[DocumentMetadata_ContentLayer, choice(DocumentMetadata_ContentLayer)]
SheetLayer = Annotated[SpreadsheetMetadata_ContentLayer, choice(SpreadsheetMetadata_ContentLayer)]


class Blob(Wire):
    """Bytes inside the request; `data` stays base64, since decoding much of it takes a while."""

    mime_type: str = ""
    data: str = ""
    display_name: str = ""


class FileData(Wire):
    """Bytes that are elsewhere."""

    mime_type: str = ""
    file_uri: str = ""
    display_name: str = ""


class FunctionCall(Wire):
    """A call the model asked for."""

    id: str = ""
    name: str = ""
    args: Struct | None = None


class ExecutableCode(Wire):
    """A program that a model wrote."""

    id: str = ""
    language: Annotated[ExecutableCode_Language, choice(ExecutableCode_Language)] = (
        ExecutableCode_Language.LANGUAGE_UNSPECIFIED
    )
    code: str = ""


class CodeExecutionResult(Wire):
    """What that program printed."""

    id: str = ""
    outcome: Annotated[CodeExecutionResult_Outcome, choice(CodeExecutionResult_Outcome)] = (
        CodeExecutionResult_Outcome.OUTCOME_UNSPECIFIED
    )
    output: str = ""


class ToolCall(Wire):
    """A call of a tool of the service, in the history."""

    id: str = ""
    tool_type: str = ""
    args: Struct | None = None


class ToolResponse(Wire):
    """What a tool of the service returned, in the history."""

    id: str = ""
    tool_type: str = ""
    response: Struct | None = None


class VideoMetadata(Wire):
    """Which stretch of a video counts."""

    start_offset: Duration | None = None
    end_offset: Duration | None = None
    fps: Float | None = None
    content_layers: Many[str] = ()


class MediaResolution(Wire):
    """How finely this part is looked at."""

    level: Annotated[MediaResolution_Level, choice(MediaResolution_Level)] = (
        MediaResolution_Level.MEDIA_RESOLUTION_UNSPECIFIED
    )
    num_tokens: Int32 = 0


class MediaProcessing(ProtoEnum):
    """How a video is watched."""

    MEDIA_PROCESSING_UNSPECIFIED = "MEDIA_PROCESSING_UNSPECIFIED"
    STATIC = "STATIC"
    AGENTIC = "AGENTIC"


Processing = Annotated[MediaProcessing, choice(MediaProcessing)]


class DocumentMetadata(Wire):
    """Which pages of a document count, from 1 and inclusive, and which of their layers."""

    start_page: Annotated[Int32, Positive] | None = None
    end_page: Annotated[Int32, Positive] | None = None
    content_layers: Many[PageLayer] = ()


class SpreadsheetMetadata(Wire):
    """Which cells of which sheet count, from 1, and which of their layers."""

    visible_cells: str = ""
    sheet_index: Annotated[Int32, Positive] | None = None
    content_layers: Many[SheetLayer] = ()


class FunctionResponsePart(Wire):
    """Media that a function returned, and what modifies it."""

    inline_data: Blob | None = None
    file_data: FileData | None = None
    media_resolution: MediaResolution | None = None
    document_metadata: DocumentMetadata | None = None
    spreadsheet_metadata: SpreadsheetMetadata | None = None
    video_metadata: VideoMetadata | None = None
    audio_metadata: Struct | None = None
    media_processing: Processing | None = None


class FunctionResponse(Wire):
    """What the caller's function returned."""

    id: str = ""
    name: str = ""
    response: Struct | None = None
    parts: Many[FunctionResponsePart] = ()
    will_continue: Flag = False
    scheduling: Annotated[FunctionResponse_Scheduling, choice(FunctionResponse_Scheduling)] = (
        FunctionResponse_Scheduling.SCHEDULING_UNSPECIFIED
    )


class Part(Wire):
    """One kind of data, and what modifies it."""

    text: str | None = None
    inline_data: Blob | None = None
    file_data: FileData | None = None
    function_call: FunctionCall | None = None
    function_response: FunctionResponse | None = None
    executable_code: ExecutableCode | None = None
    code_execution_result: CodeExecutionResult | None = None
    tool_call: ToolCall | None = None
    tool_response: ToolResponse | None = None
    thought: Flag = False
    thought_signature: Base64 | None = None
    media_resolution: MediaResolution | None = None
    document_metadata: DocumentMetadata | None = None
    spreadsheet_metadata: SpreadsheetMetadata | None = None
    video_metadata: VideoMetadata | None = None
    part_metadata: Struct | None = None
    audio_transcription: Struct | None = None
    audio_metadata: Struct | None = None
    media_processing: Processing | None = None
    speech_metadata: Struct | None = None


class Content(Wire):
    """What one side said at once."""

    parts: Many[Part] = ()
    role: str = ""
