"""Our own OpenAPI document against the application: whatever fits it, or does not, is answered."""

import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.api.asking import Asking
from tests.api.details import find_faults
from tests.api.service import KEY
from tests.api.test_pages import View

CHECKS = [
    not_a_server_error,
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
]
# Its list of cases made by rule takes half a minute to draw up, whichever tests are to run.
CONFIG = SchemathesisConfig.from_dict({"phases": {"coverage": {"enabled": False}}})
SCHEMA = schemathesis.openapi.from_asgi(
    "/openapi.json", Asking(settings={"page_view": View()}).app, config=CONFIG
)


@SCHEMA.parametrize()
@settings(
    max_examples=100,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_every_answer_is_as_documented_and_none_is_a_fault_of_ours(
    case: schemathesis.Case,
) -> None:
    answer = case.call_and_validate(headers=KEY, checks=CHECKS)

    if answer.status_code >= 400 and "json" in answer.headers["content-type"][0]:
        body = answer.json()
        assert find_faults((body[0] if isinstance(body, list) else body)["error"]) == []
