"""Rules of models, and of what they are asked."""

from tests.api.conformance.row import ABSENT, DIFFERENT, FAITHFUL, REFUSED, Row, row

MODELS: tuple[Row, ...] = (
    row(
        "models.list",
        "The reader and the aliases of the family; 50 a page, at most 1000.",
        FAITHFUL,
        "models:models_are_listed_the_engines_own_name_first",
        "models:a_page_too_large_is_the_largest_there_is",
    ),
    row(
        "models.get",
        "Limits and methods of what really answers.",
        FAITHFUL,
        "models:a_model_tells_what_it_is",
    ),
    row(
        "unknown models",
        "Names of the family are answered as the `[[models]]` tables say; others are 404.",
        DIFFERENT,
        "app:a_table_of_models_names_what_is_shown",
        "generate_content_refused:an_unknown_model_or_what_it_cannot_do_is_not_found",
    ),
    row(
        "unknown models",
        "With `strict_models`, names without a table are the service's 404.",
        FAITHFUL,
        "app:a_strict_server_knows_the_tables_alone",
        "generate_content_refused:strict_naming_knows_no_aliases",
    ),
    row(
        "tunedModels, dynamic",
        "An empty list; to ask one is 404.",
        FAITHFUL,
        "surface:no_model_of_another_collection_can_be_asked",
        "models:no_model_is_tuned",
    ),
    row(
        "embedContent, batchGenerateContent, predict",
        "404, as for a model that cannot.",
        REFUSED,
        "generate_content_refused:an_unknown_model_or_what_it_cannot_do_is_not_found",
    ),
)

GENERATE: tuple[Row, ...] = (
    row(
        "contents",
        "Roles user, model and function; the last word is the user's.",
        FAITHFUL,
        "checks:the_last_word_is_the_users",
        "generate_content_refused:contents_that_say_nothing_are_refused",
    ),
    row(
        "systemInstruction",
        "Object, text in parts, any role.",
        FAITHFUL,
        "prompt:a_system_instruction_may_bear_any_role",
    ),
    row(
        "fileUri",
        "Own, canonical and bare names.",
        FAITHFUL,
        "generate_content:any_uri_that_ends_in_a_files_name_is_that_file",
    ),
    row(
        "fileData.mimeType",
        "May be left out of an uploaded file, whose own type counts, whatever the request says.",
        DIFFERENT,
        "generate_content:a_files_own_type_counts",
    ),
    row(
        "fileData.mimeType",
        "Left out of an address that is not fetched, it is refused in the service's words.",
        FAITHFUL,
        "generate_content_refused:documents_that_cannot_be_had_are_refused",
    ),
    row(
        "fileUri",
        "`gs://`, `http://`, `data:` and foreign `https://` are refused.",
        REFUSED,
        "generate_content_refused:documents_that_cannot_be_had_are_refused",
    ),
    row(
        "documentMetadata, spreadsheetMetadata",
        "Reach the document they stand beside.",
        FAITHFUL,
        "generate_content:modifiers_of_parts_reach_the_source",
        "generate_content:cells_of_a_sheet_reach_the_source",
    ),
    row(
        "documentMetadata",
        "Pages behind the last one are refused, with how many there are.",
        DIFFERENT,
        "prepare:pages_behind_the_last_one_are_refused_wherever_they_are_asked_for",
    ),
    row(
        "contentLayers",
        "PAGE_TEXT alone hides recognised words, PAGE_IMAGE alone those of the text layer; a"
        " page left without words is told as unread. Each costs 258 tokens all the same.",
        FAITHFUL,
        "layers:the_text_layer_alone_has_no_recognised_words",
        "layers:the_picture_alone_has_no_words_of_the_text_layer",
    ),
    row(
        "contentLayers",
        "None named is all there is, not the picture alone: the reader sees no pictures.",
        DIFFERENT,
        "layers:who_names_no_layer_or_both_sees_all",
    ),
    row(
        "visibleCells, sheetIndex",
        "Only these cells are read and counted; a sheet that is not there is refused.",
        FAITHFUL,
        "cells:of_values_only_the_visible_cells_are_seen",
        "cells:of_a_workbook_only_the_chosen_sheet_is_seen",
        "prepare:of_a_sheet_the_visible_cells_are_counted",
        "sheets:a_sheet_that_is_not_there_is_told",
    ),
    row(
        "contentLayers of a sheet",
        "DATA, FORMULAS and VISUAL are seen as named; formulas alone stand in place of values.",
        FAITHFUL,
        "sheets:the_reader_sees_what_is_chosen_of_a_workbook",
        "sheets:a_chat_model_is_shown_what_is_chosen_of_a_workbook",
    ),
    row(
        "contentLayers of a sheet",
        "None named is values and what is drawn; formulas are seen where they are asked for.",
        DIFFERENT,
        "sheet_layers:who_names_no_layer_sees_values_and_what_is_drawn",
    ),
    row(
        "ranges",
        "Settings out of their documented range are refused, all at once.",
        FAITHFUL,
        "generate_content_refused:settings_out_of_range_are_refused",
        "generate_content_refused:several_broken_rules_are_told_at_once",
    ),
    row(
        "responseSchema",
        "Faults are told in the service's words.",
        FAITHFUL,
        "answer_schema:faults_of_a_schema_are_told_in_the_services_words",
    ),
    row(
        "responseJsonSchema",
        "`$ref` by path, `$anchor`, `$id` or `$dynamicAnchor`, inside the schema; others are"
        " refused, and nothing is fetched.",
        FAITHFUL,
        "references:a_reference_becomes_a_path",
        "answer_schema:a_json_schema_that_cannot_be_checked_is_refused",
    ),
    row(
        "responseJsonSchema",
        "`pattern` is enforced unless it looks around or refers back; `unevaluatedProperties`"
        " and `unevaluatedItems` are not enforced.",
        DIFFERENT,
        "checking:a_pattern_that_takes_more_than_one_look_is_not_enforced",
        "checking:what_the_service_does_not_know_is_not_enforced",
    ),
    row(
        "responseSchema, responseJsonSchema",
        "Of any size: the reader looks for 1,000 fields, and leaves the rest as small as the"
        " schema allows.",
        DIFFERENT,
        "allowance:whatever_a_schema_leads_to_no_more_is_looked_for_than_there_is_allowed",
    ),
    row(
        "`text/x.enum`",
        "One bare value; a list is refused.",
        FAITHFUL,
        "answer_schema:an_enumeration_is_answered_bare",
        "answer_schema:an_enumeration_is_one_of_named_values",
    ),
    row(
        "responseSchema, responseJsonSchema",
        "One that nothing fits, as its bounds exclude one another, is refused before any work.",
        FAITHFUL,
        "contradictions:what_nothing_fits_is_told_with_both_numbers",
    ),
    row(
        "responseSchema",
        "One that no answer of the model fits is refused, not answered amiss.",
        DIFFERENT,
        "answer_schema:a_schema_that_no_answer_fits_is_the_callers_fault",
    ),
    row(
        "tools",
        "Those of a model without them are refused, in JSON mode in the service's words.",
        REFUSED,
        "generate_content_refused:tools_that_are_not_there_are_refused_by_name",
        "generate_content_refused:tools_in_json_mode_are_refused_in_the_services_words",
    ),
    row(
        "cachedContent",
        "A missing one is 403; beside what a cache would hold it is 400, in the service's words.",
        FAITHFUL,
        "generate_content_refused:a_cache_is_not_found",
        "generate_content_refused:what_a_cache_would_hold_may_not_stand_beside_it",
    ),
    row(
        "text without documents",
        "The reader says that it answers from documents and how to configure a model; with any"
        " chat model configured, that answers, under the names of the family too.",
        DIFFERENT,
        "engine:without_documents_it_says_what_it_answers_from",
        "engine:without_documents_words_come_as_they_are_said",
        "settings:names_of_the_family_lead_to_a_model_once_one_is_given",
        "writer:without_documents_a_name_of_the_family_is_answered_by_the_model",
    ),
    row(
        "JSON without documents",
        "The reader fills a schema from nothing; without a schema it says why, as a string.",
        DIFFERENT,
        "engine:a_schema_is_filled_from_nothing_where_nothing_can_be_read",
        "engine:where_json_is_asked_for_a_refusal_is_json",
    ),
    row(
        "groundingMetadata",
        "Page, box and words of every statement; offsets in UTF-8 bytes.",
        FAITHFUL,
        "generate_content:evidence_comes_as_grounding_metadata",
        "streams:every_segment_holds_the_bytes_it_points_at",
    ),
    row(
        "usageMetadata",
        "By modality; pages are DOCUMENT at 258 tokens under every model name.",
        DIFFERENT,
        "answer:the_ledger_adds_up",
        "models:counting_agrees_with_the_answers_usage",
    ),
    row(
        "modelVersion",
        "What really answered, not the name that was asked.",
        DIFFERENT,
        "generate_content:an_answer_has_the_shape_of_the_services",
    ),
    row(
        "promptFeedback, avgLogprobs, citationMetadata, modelStatus",
        "Are not sent.",
        ABSENT,
        "generate_content:an_answer_has_the_shape_of_the_services",
    ),
    row(
        "`x-wasat-unread-pages`",
        "Ours: pages that could not be read.",
        DIFFERENT,
        "generate_content:unread_pages_are_told_in_a_header",
    ),
)

STREAM: tuple[Row, ...] = (
    row(
        "alt=sse",
        "One line an event, CRLF twice, no comments and no end mark.",
        FAITHFUL,
        "streams:events_are_one_line_each_and_a_failure_is_the_last",
        "stream_generate_content:official_tests_find_the_headers_they_look_for",
    ),
    row(
        "events",
        "Three or more; usage in each, reason and evidence in the last.",
        FAITHFUL,
        "stream_generate_content:a_story_comes_in_three_events_or_more",
        "stream_generate_content:every_event_has_usage_version_and_id_but_only_the_last_a_reason",
    ),
    row(
        "without alt",
        "One array, element by element.",
        FAITHFUL,
        "streams:the_array_holds_what_the_events_hold",
    ),
    row(
        "errors on the way",
        "The envelope on one line, without `data:`.",
        FAITHFUL,
        "stream_generate_content:what_fails_on_the_way_is_the_last_line",
    ),
    row(
        "errors before the first event",
        "By status; as `application/json`, which every"
        " client parses, where the service says `text/event-stream`.",
        DIFFERENT,
        "stream_generate_content:a_refusal_of_events_is_the_bare_envelope",
    ),
)

COUNT: tuple[Row, ...] = (
    row(
        "contents, generateContentRequest",
        "Either; both or neither is refused.",
        FAITHFUL,
        "count_tokens:neither_form_is_refused",
        "count_tokens:both_forms_are_refused",
    ),
    row(
        "contents",
        "May end with the model's word, as the history of a chat does.",
        FAITHFUL,
        "count_tokens:the_history_of_a_chat_is_counted_though_the_model_spoke_last",
    ),
    row(
        "systemInstruction",
        "Beside contents it is an unknown field.",
        FAITHFUL,
        "count_tokens:a_system_instruction_beside_contents_is_unknown",
    ),
    row(
        "totalTokens",
        "Agrees with `usageMetadata` of the same request, by modality.",
        FAITHFUL,
        "count_tokens:a_whole_request_counts_what_its_answer_says",
        "token_ledger:a_prompt_costs_what_its_answer_says",
        "token_ledger:all_that_surrounds_a_prompt_costs_the_same_both_times",
    ),
)
