"""All rules, section by section as they stand on the page; fields of requests are in `fields`."""

from tests.api.conformance.asking import COUNT, GENERATE, MODELS, STREAM
from tests.api.conformance.chat import CHAT
from tests.api.conformance.elsewhere import ELSEWHERE
from tests.api.conformance.everywhere import ADDRESSES, HTTP, JSON
from tests.api.conformance.failures import BAD_INPUT, ERRORS
from tests.api.conformance.files import FILES, UPLOADS
from tests.api.conformance.row import Row

SECTIONS: dict[str, tuple[Row, ...]] = {
    "Keys, versions, addresses": ADDRESSES,
    "JSON": JSON,
    "HTTP": HTTP,
    "media.upload": UPLOADS,
    "files": FILES,
    "models": MODELS,
    "models.generateContent": GENERATE,
    "models.streamGenerateContent": STREAM,
    "models.countTokens": COUNT,
    "Errors": ERRORS,
    "Bad input": BAD_INPUT,
    "Models behind the same door": CHAT,
    "Elsewhere": ELSEWHERE,
}
