"""Rules of what is kept nowhere here."""

from tests.api.conformance.row import ABSENT, Row, row

ELSEWHERE: tuple[Row, ...] = (
    row(
        "cachedContents.list, batches.list, fileSearchStores.list",
        "Empty, since nothing is kept there.",
        ABSENT,
        "absent:of_what_is_not_kept_lists_are_empty",
    ),
    row(
        "cachedContents, batches, fileSearchStores, operations",
        "Got, used or deleted they are missing, each in the service's words; none can be made.",
        ABSENT,
        "absent:what_is_not_kept_is_refused_as_the_service_does",
        "absent:to_cache_contents_is_no_method_of_a_model",
    ),
    row(
        "corpora, interactions, auth_tokens, live",
        "Unrouted.",
        ABSENT,
        "surface:an_unrouted_path_is_the_services_page_and_not_json",
    ),
    row(
        "`/v1beta/openai/`",
        "Unrouted.",
        ABSENT,
        "surface:an_unrouted_path_is_the_services_page_and_not_json",
    ),
)
