"""Rules of every method: addresses, keys, JSON, HTTP."""

from tests.api.conformance.row import FAITHFUL, IGNORED, REFUSED, Row, row

ADDRESSES: tuple[Row, ...] = (
    row(
        "every path",
        "`/v1`, `/v1beta` and `/v1alpha` are one surface, uploads included.",
        FAITHFUL,
        "generate_content:every_version_and_spelling_of_the_path_is_one",
        "upload_start:the_upload_url_is_the_path_that_was_asked",
    ),
    row(
        "key",
        "Taken from `x-goog-api-key`, `?key=` or `Authorization: Bearer`.",
        FAITHFUL,
        "keys:a_key_is_taken_wherever_clients_put_it",
    ),
    row(
        "key",
        "None is 403, a wrong one 400 with reason API_KEY_INVALID.",
        FAITHFUL,
        "keys:no_key_is_403_in_the_services_words",
        "keys:a_wrong_key_is_400_with_the_reason_that_clients_look_for",
    ),
    row(
        "URLs handed out",
        "Stand on the caller's Host, forwarding headers and path prefix.",
        FAITHFUL,
        "upload_start:the_upload_url_stands_behind_the_callers_proxy",
        "files_get:the_uri_stands_on_the_address_in_force",
    ),
    row(
        "success",
        "Is 200 and nothing else, but for ranges (206) and legacy uploads (308).",
        FAITHFUL,
        "fuzzing:every_answer_is_as_documented_and_none_is_a_fault_of_ours",
    ),
)

JSON: tuple[Row, ...] = (
    row(
        "names",
        "camelCase and snake_case, mixed at every level; free JSON is left alone.",
        FAITHFUL,
        "json_rules:any_mixture_of_spellings_is_the_same_request",
    ),
    row(
        "integers",
        '`5`, `5.0`, `"5"`; int64 is text in answers.',
        FAITHFUL,
        "json_rules:any_mixture_of_spellings_is_the_same_request",
        "files_get:a_file_stands_bare_without_a_wrapper",
    ),
    row(
        "enumerations",
        "By name in any case or by number; unknown ones are refused.",
        FAITHFUL,
        "json_rules:any_mixture_of_spellings_is_the_same_request",
        "scalars:enumerations_are_taken_by_name_in_any_case_and_by_number",
        "generate_content_refused:what_does_not_parse_is_refused_by_its_place",
    ),
    row(
        "bytes",
        "Standard or URL-safe base64, padded or not; standard in answers.",
        FAITHFUL,
        "inline:every_writing_of_base64_is_decoded",
        "json_rules:any_mixture_of_spellings_is_the_same_request",
    ),
    row(
        "null",
        "Means unset.",
        FAITHFUL,
        "json_rules:any_mixture_of_spellings_is_the_same_request",
    ),
    row(
        "lone values",
        "One object stands for a list of one.",
        FAITHFUL,
        "json_rules:any_mixture_of_spellings_is_the_same_request",
    ),
    row(
        "lenient JSON",
        "Single quotes, bare names and trailing commas are taken.",
        FAITHFUL,
        "json_rules:lenient_json_is_what_strict_json_would_be",
    ),
    row(
        "unknown fields",
        "Refused in the service's words, with a violation for each.",
        FAITHFUL,
        "json_rules:an_unknown_field_is_refused_with_a_path_that_exists",
    ),
    row(
        "unknown query parameters",
        "Refused in the service's words.",
        FAITHFUL,
        "files_list:an_unknown_parameter_is_refused_by_name",
        "upload_start:an_unknown_parameter_is_refused_by_name",
    ),
    row(
        "defaults",
        "Are left out of answers.",
        FAITHFUL,
        "json_rules:an_answer_never_holds_a_default_and_reads_back_as_itself",
    ),
    row(
        "layout",
        "Two spaces and a newline; `prettyPrint=false` for one line.",
        FAITHFUL,
        "generate_content:an_answer_is_pretty_and_ends_with_a_newline",
        "generate_content:an_answer_may_be_one_line",
    ),
    row(
        "`fields`, `x-goog-fieldmask`",
        "Partial answers; not on uploads.",
        FAITHFUL,
        "partial_answers:an_answer_has_the_fields_that_were_asked_for",
        "partial_answers:every_event_of_a_stream_has_them",
    ),
    row(
        "gzip",
        "For those who take it; streams are not packed.",
        FAITHFUL,
        "reply:gzip_is_sent_to_those_who_take_it",
    ),
    row(
        "headers",
        "In lower case, with those that official tests look for.",
        FAITHFUL,
        "surface:headers_are_in_lower_case_and_on_failures_too",
        "generate_content:official_tests_find_the_headers_they_look_for",
    ),
    row(
        "`$alt`, `alt=proto`",
        "Answers are JSON whatever is asked, enumerations by name.",
        IGNORED,
        "surface:parameters_of_every_method_are_taken",
    ),
)

HTTP: tuple[Row, ...] = (
    row(
        "paths",
        "Slashes, colons and letters may be percent-encoded; a doubled slash is another path.",
        FAITHFUL,
        "http:a_path_may_be_written_with_percents",
        "http:so_may_the_path_of_a_method",
        "http:a_file_is_found_by_the_end_of_its_path",
        "http:another_path_is_not_routed",
    ),
    row(
        "whole URLs as targets",
        "Are read as their path, and their host counts for `Host`.",
        FAITHFUL,
        "framing:the_host_of_a_whole_url_counts",
        "connection:a_target_without_a_path_is_refused",
    ),
    row(
        "HEAD",
        "Is GET without a body.",
        FAITHFUL,
        "http:head_is_get_without_a_body",
    ),
    row(
        "other methods",
        "Of a path that does not know them are answered as an unknown path.",
        FAITHFUL,
        "http:a_method_that_a_path_does_not_know_is_as_an_unknown_path",
    ),
    row(
        "HTTP/1.0",
        "A stream ends with the connection, without chunks.",
        FAITHFUL,
        "connection:an_older_client_is_sent_no_chunks",
    ),
    row(
        "`Expect: 100-continue`",
        "A body is asked for once it may come; refused unread, the connection ends.",
        FAITHFUL,
        "expect:a_body_refused_unread_ends_the_connection",
    ),
    row(
        "packed bodies of requests",
        "Content-Encoding, and Transfer-Encoding beside `chunked`, are refused.",
        REFUSED,
        "http:a_body_that_is_packed_is_refused",
        "connection:a_body_that_is_packed_for_its_way_is_refused",
    ),
)
