"""A small version of `benchmarks/long_window.py`: the whole one is among the long tests."""

from tests.make.handbook import handbook
from tests.unit.chat.fakes import MemoryChatClient, ask, make_engine, make_pages, text_of
from tests.unit.reader.asking import make_trace

PAGES, CASES = 150, 30
SHARE = 0.95


async def test_the_right_page_of_a_long_document_is_among_those_sent() -> None:
    texts, cases = handbook(PAGES, CASES)
    client = MemoryChatClient("Well.", counts=True)
    engine, sources = make_engine(client, make_pages(*(" ".join(lines) for lines in texts)))
    sent: list[list[int]] = []

    for case in cases:
        trace = make_trace()
        _ = [chunk async for chunk in engine.run(ask(*sources, case.question), trace)]
        sent.append([facts["pages"] for step, facts in trace.steps if step == "shown"][-1])

    right = [case for case, pages in zip(cases, sent, strict=True) if case.page in pages]
    assert len(right) >= SHARE * CASES
    assert max(map(len, sent)) < PAGES // 5
    assert all(len(text_of(request)) // 2 <= 8_192 for request in client.requests)


def test_no_name_of_a_question_leads_to_a_page_by_itself() -> None:
    texts, cases = handbook(PAGES, CASES)
    told = [" ".join(lines).lower() for lines in texts]

    for case in cases:
        words = [word.strip("?").lower() for word in case.question.split() if len(word) > 3]
        for word in words:
            holders = [number for number, text in enumerate(told, 1) if word in text]
            assert holders != [case.page], f"{word} stands on one page only"
