"""Rules of errors, and of input that is not what it should be."""

from tests.api.conformance.row import DIFFERENT, FAITHFUL, Row, row

ERRORS: tuple[Row, ...] = (
    row(
        "envelope",
        "code, message, status, details; HTTP status is the code.",
        FAITHFUL,
        "errors:an_envelope_has_code_message_and_status",
    ),
    row(
        "sentences",
        "Those of the service come first, ours after them; each row of its table is provoked.",
        FAITHFUL,
        "error_table:every_row_of_the_services_table_is_answered_so",
    ),
    row(
        "declared types",
        "What is no PDF has no pages; among texts and among pictures the content decides.",
        FAITHFUL,
        "load:a_contradiction_names_both_types",
        "sniff:among_pictures_content_decides",
    ),
    row(
        "details",
        "Typed, on every 4xx: field violations, a reason, quotas, links.",
        FAITHFUL,
        "table:a_callers_error_without_typed_details_is_a_fault",
        "upload_start:a_refused_start_names_its_field",
        "details:a_callers_failure_has_a_reason_in_any_case",
        "fuzzing:every_answer_is_as_documented_and_none_is_a_fault_of_ours",
    ),
    row(
        "unrouted paths",
        "The service's page, not JSON.",
        FAITHFUL,
        "surface:an_unrouted_path_is_the_services_page_and_not_json",
    ),
    row(
        "too large",
        "`Request payload size exceeds the limit: N bytes.`",
        FAITHFUL,
        "generate_content_refused:a_request_that_is_too_large_is_refused",
    ),
    row(
        "too many tokens",
        "`The input token count (N) exceeds the maximum …`",
        FAITHFUL,
        "generate_content_refused:more_tokens_than_the_model_takes_are_refused",
    ),
    row(
        "faults of ours",
        "A fixed sentence; the cause stays in the log.",
        FAITHFUL,
        "generate_content_refused:what_fails_in_an_engine_is_told_or_hidden",
    ),
    row(
        "507, 504",
        "Ours: a full disk, and a deadline passed.",
        DIFFERENT,
        "upload_start:a_full_disk_is_507",
    ),
)

BAD_INPUT: tuple[Row, ...] = (
    row(
        "headers, parameters, paths, bodies",
        "None is a fault of ours, none keeps a caller waiting.",
        FAITHFUL,
        "requests:no_header_is_a_fault_of_ours",
        "requests:no_parameter_is_a_fault_of_ours",
        "requests:no_query_is_a_fault_of_ours",
        "requests:no_path_is_a_fault_of_ours",
        "requests:no_body_is_a_fault_of_ours",
        "bodies:no_fault_within_a_request_is_one_of_ours",
    ),
    row(
        "what is hardly HTTP",
        "Is answered or cut off; what was acknowledged before is kept.",
        FAITHFUL,
        "raw_requests:whatever_comes_is_answered_or_cut_off",
        "raw_requests:nothing_is_lost_by_what_came_before",
        "connection:a_body_that_is_not_http_is_refused_as_an_envelope",
    ),
    row(
        "`Upgrade`, HTTP/2",
        "Answered in HTTP/1.1, where the service speaks HTTP/2.",
        DIFFERENT,
        "connection:who_asks_for_another_protocol_is_answered_in_this_one",
        "staying:however_it_comes_it_is_read_as_if_it_had_not_asked",
    ),
)
