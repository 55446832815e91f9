"""Each row of the service's table of errors, provoked: its status, its words and its details."""

import pytest

from tests.api.details import PREFIX, find_faults
from tests.api.error_rows import ROWS, Row


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
async def test_every_row_of_the_services_table_is_answered_so(row: Row) -> None:
    asking = row.make()
    sent = {"content": row.body} if isinstance(row.body, str) else {"json": row.body}
    async with asking.serve() as client:
        if row.before is not None:
            await row.before(asking, client)
        answer = await client.request(row.verb, row.path, headers=row.headers, **sent)

    error = answer.json()["error"]
    assert (answer.status_code, error["code"], error["status"]) == (
        row.status,
        row.status,
        row.code,
    )
    assert error["message"].startswith(row.starts)
    kinds = {detail["@type"].removeprefix(PREFIX) for detail in error.get("details", ())}
    assert kinds == {*row.kinds}
    assert row.status >= 500 or find_faults(error) == []
    assert answer.headers["content-type"] == "application/json; charset=UTF-8"
    assert "vary" in answer.headers
