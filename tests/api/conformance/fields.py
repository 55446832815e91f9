"""Every field of a request: whether it counts, and a sample that shows it where it does not."""

from dataclasses import dataclass

from tests.api.conformance.row import FAITHFUL, IGNORED, REFUSED, State
from wasat.wire.base import Wire
from wasat.wire.content import Part
from wasat.wire.generate import GenerateContentRequest, GenerationConfig, Tool

FREE = {"a": 1}
RESOLUTION = "MEDIA_RESOLUTION_HIGH"


@dataclass(frozen=True, kw_only=True)
class Field:
    """One field.

    Attributes:
        state: How it stands.
        sample: A value that is sent to show it; fields that count have tests of their own.
        note: What else there is to say.
        at: Field that a refusal names, where it is another one.
    """

    state: State = FAITHFUL
    sample: object = None
    note: str = ""
    at: str = ""


def counts(note: str = "") -> Field:
    return Field(note=note)


def ignored(sample: object, note: str = "") -> Field:
    return Field(state=IGNORED, sample=sample, note=note)


def refused(sample: object, note: str = "", at: str = "") -> Field:
    return Field(state=REFUSED, sample=sample, note=note, at=at)


SAMPLING = "The reader answers the same every time."
FIELDS: dict[type[Wire], dict[str, Field]] = {
    GenerateContentRequest: {
        "model": ignored("models/other", "The name in the path counts."),
        "contents": counts("One object or a list of them."),
        "systemInstruction": counts("With any role, or none."),
        "tools": refused([{"googleSearch": {}}], at="tools[0].google_search"),
        "toolConfig": ignored({"functionCallingConfig": {"mode": "AUTO"}}),
        "safetySettings": ignored(
            [{"category": "HARM_CATEGORY_HARASSMENT", "threshold": "BLOCK_NONE"}],
            "`safetyRatings` is an empty list then: no ratings are invented.",
        ),
        "generationConfig": counts(),
        "cachedContent": refused("cachedContents/x", "403, as for a cache that is not there."),
        "serviceTier": ignored("flex"),
        "store": ignored(sample=True),
        "labels": ignored({"team": "a"}),
        "continuationToken": refused("YQ==", "Answers never end with CONTINUATION."),
    },
    GenerationConfig: {
        "candidateCount": counts("1 to 8; each with its index."),
        "stopSequences": counts("At most 5, none empty; cut before the first that occurs."),
        "maxOutputTokens": counts(
            "From 1; an answer cut short ends with MAX_TOKENS, and says what it cites last."
        ),
        "temperature": ignored(0.5, f"0 to 2. {SAMPLING}"),
        "topP": ignored(0.5, f"0 to 1. {SAMPLING}"),
        "topK": ignored(3, f"From 0. {SAMPLING}"),
        "seed": ignored(7, SAMPLING),
        "responseMimeType": counts("`text/plain`, `application/json`, `text/x.enum`."),
        "responseSchema": counts("Answered in `propertyOrdering`."),
        "responseJsonSchema": counts("`$defs` and `$ref` within the schema, by path or name."),
        "responseJsonSchemaOrdered": ignored(FREE, "An internal detail of the service."),
        "presencePenalty": ignored(1, f"-2 to 2. {SAMPLING}"),
        "frequencyPenalty": ignored(1, f"-2 to 2. {SAMPLING}"),
        "responseLogprobs": refused(sample=True),
        "logprobs": refused(3, "0 to 20, and only beside `responseLogprobs`."),
        "enableEnhancedCivicAnswers": ignored(sample=True),
        "responseModalities": counts("`TEXT`; others are refused by name."),
        "speechConfig": refused(FREE),
        "thinkingConfig": ignored(
            {"includeThoughts": True, "thinkingBudget": 5},
            "The reader has no thoughts to show; `thinkingBudget` -1 to 32768, not beside"
            " `thinkingLevel`.",
        ),
        "imageConfig": refused(FREE),
        "audioTranscriptionConfig": refused(FREE),
        "translationConfig": refused(FREE),
        "enableAffectiveDialog": ignored(sample=True),
        "audioTimestamp": ignored(sample=True),
        "mediaResolution": ignored(RESOLUTION, "The public price of a page stays 258 tokens."),
        "responseFormat": refused([FREE]),
    },
    Part: {
        "text": counts(),
        "inlineData": counts("Either alphabet of base64, padded or not."),
        "fileData": counts("Any URI that ends in `files/ID`; others are refused by their kind."),
        "functionCall": counts("In the history."),
        "functionResponse": counts("In the history; documents beside it are read."),
        "executableCode": counts("In the history."),
        "codeExecutionResult": counts("In the history."),
        "toolCall": counts("In the history; says nothing."),
        "toolResponse": counts("In the history; says nothing."),
        "thought": counts("In the history."),
        "thoughtSignature": ignored("YQ=="),
        "mediaResolution": ignored({"level": RESOLUTION}),
        "documentMetadata": counts("Pages from 1, inclusive; layers by name."),
        "spreadsheetMetadata": counts("Sheet from 1, cells in A1 notation; layers by name."),
        "videoMetadata": ignored({"fps": 1, "startOffset": "1s"}, "No video is watched."),
        "partMetadata": ignored(FREE),
        "audioTranscription": ignored(FREE),
        "audioMetadata": ignored(FREE),
        "mediaProcessing": ignored("AGENTIC", "No video is watched."),
        "speechMetadata": ignored(FREE),
    },
    Tool: {
        "functionDeclarations": refused(
            [{"name": "f"}], "Unless mode NONE forbids to call them.", "function_declarations"
        ),
        "googleSearch": refused({}),
        "googleSearchRetrieval": refused({}),
        "codeExecution": refused({}),
        "computerUse": refused({}),
        "urlContext": refused({}),
        "fileSearch": refused({"fileSearchStoreNames": []}),
        "googleMaps": refused({}),
        "mcpServers": refused([FREE]),
    },
}
