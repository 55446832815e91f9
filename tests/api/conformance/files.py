"""Rules of uploads and files."""

from tests.api.conformance.row import ABSENT, DIFFERENT, FAITHFUL, IGNORED, REFUSED, Row, row

UPLOADS: tuple[Row, ...] = (
    row(
        "resumable",
        "start, upload, finalize, query, cancel; alone or together.",
        FAITHFUL,
        "upload_start:a_start_is_answered_with_headers_alone",
        "upload_chunk:a_chunk_is_acknowledged_with_what_was_received",
        "upload_machine:TestUploads",
    ),
    row(
        "resumable",
        "Unknown length; a last chunk of no bytes; an empty file.",
        FAITHFUL,
        "upload_chunk:an_upload_of_unknown_length_ends_with_no_bytes",
        "upload_chunk:an_empty_file_is_a_file",
    ),
    row(
        "resumable",
        "A chunk sent again is taken if its bytes are the same.",
        FAITHFUL,
        "upload_chunk:a_chunk_sent_again_is_acknowledged_again",
        "upload_truth:received_is_what_was_accepted_and_the_file_is_what_was_sent",
    ),
    row(
        "resumable",
        "A session lasts a day, over restarts of the server too.",
        FAITHFUL,
        "upload:an_upload_starts_empty_and_active_for_a_day",
        "upload_machine:TestUploads",
    ),
    row(
        "legacy resumable",
        "More bytes than Content-Range tells are refused.",
        FAITHFUL,
        "upload_legacy:more_bytes_than_the_range_says_are_refused",
    ),
    row(
        "resumable",
        "Other bytes, a gap, too many or too few are 400; the upload stays open.",
        FAITHFUL,
        "upload_chunk:bytes_that_do_not_fit_are_refused_and_the_upload_stays_open",
        "upload_chunk:too_few_bytes_are_no_file_yet",
    ),
    row(
        "upload URL",
        "Cannot be guessed, and needs no key.",
        FAITHFUL,
        "upload_start:the_upload_url_cannot_be_guessed",
        "upload_chunk:an_upload_url_needs_no_key_and_minds_none_that_opens_nothing",
    ),
    row(
        "`x-goog-upload-status`",
        "On every answer; never `active` on a failure.",
        FAITHFUL,
        "upload_start:even_what_is_not_there_tells_the_uploads_status",
        "upload_start:a_refused_start_says_why_and_is_final",
    ),
    row(
        "multipart",
        "`multipart/related` by query or header.",
        FAITHFUL,
        "upload_multipart:both_parts_make_a_file",
    ),
    row(
        "raw",
        "The body is the file.",
        FAITHFUL,
        "upload_multipart:raw_media_is_a_file_without_description",
    ),
    row(
        "legacy resumable",
        "`PUT` with `Content-Range`, 308 until done, `DELETE` gives up.",
        FAITHFUL,
        "upload_legacy:a_chunk_is_answered_with_308_and_what_is_there",
        "upload_legacy:an_upload_is_given_up_by_delete",
    ),
    row(
        "file.sizeBytes",
        "In what opens an upload: the header's length counts, not this.",
        IGNORED,
        "upload_start:the_description_may_be_empty_or_lenient",
    ),
    row(
        "chunk granularity",
        "Told as 8 MiB; chunks of any size are taken.",
        DIFFERENT,
        "upload_truth:any_cut_into_chunks_makes_the_same_file",
    ),
    row(
        "media.uploadToFileSearchStore",
        "There are no file search stores; refused as the service refuses a missing one.",
        ABSENT,
        "absent:an_upload_to_a_store_is_refused_and_final",
        "absent:an_upload_to_a_store_says_first_that_its_type_is_none",
    ),
)

FILES: tuple[Row, ...] = (
    row(
        "files.create",
        "Metadata alone makes a file that is FAILED with code 3.",
        FAITHFUL,
        "files_create:a_file_without_bytes_is_there_and_says_that_it_cannot_be_read",
    ),
    row(
        "files.get",
        "By `x`, `files/x` or a whole URI.",
        FAITHFUL,
        "files_get:any_form_of_its_name_finds_a_file",
    ),
    row(
        "files.get",
        "Missing, foreign and expired are one 403.",
        FAITHFUL,
        "files_get:what_is_not_there_is_403_and_named",
        "files_get:an_expired_file_is_as_if_it_were_not_there",
    ),
    row(
        "sha256Hash",
        "Base64 of the digest's hexadecimal text.",
        FAITHFUL,
        "files_get:the_hash_is_base64_of_hexadecimal_text",
    ),
    row(
        "files.list",
        "Newest first, 10 a page, at most 100; `{}` if there are none.",
        FAITHFUL,
        "files_list:a_page_has_ten_files_unless_told",
        "files_list:no_files_are_an_empty_object",
        "files_list:a_page_size_out_of_bounds_is_refused",
    ),
    row(
        "files.delete",
        "200 with `{}`; the second time 403.",
        FAITHFUL,
        "files_delete:a_deletion_is_an_empty_object",
        "files_delete:a_file_is_gone_once_deleted",
    ),
    row(
        "files.download",
        "Generated files, whole or in ranges; uploaded ones are refused.",
        FAITHFUL,
        "files_download:a_part_of_it_is_206",
        "files_download:an_uploaded_file_is_refused_as_the_service_does",
    ),
    row(
        "files.register",
        "Files of an object store are not fetched.",
        REFUSED,
        "files_create:registering_files_of_an_object_store_is_refused_by_name",
    ),
    row(
        "generatedFiles.list",
        "`{}`: there are none.",
        FAITHFUL,
        "files_list:generated_files_are_none",
    ),
)
