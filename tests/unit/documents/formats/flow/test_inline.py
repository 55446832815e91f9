import pytest
from hypothesis import given
from hypothesis import strategies as st

from wasat.documents.document import Break, flow
from wasat.documents.formats.flow.inline import Run, find_target, styled
from wasat.documents.looks import Mark, Style

BOLD = frozenset((Style.BOLD,))


def test_runs_are_joined_as_they_come() -> None:
    (line,) = styled([Run("H"), Run("2", frozenset((Style.SUBSCRIPT,))), Run("O  is ")])
    assert [word.text for word in line.words] == ["H2O", "is"]
    assert line.marks == (Mark(1, 2, Style.SUBSCRIPT),)


def test_neighbours_of_one_style_are_one_mark() -> None:
    (line,) = styled([Run(" a ", BOLD), Run("b", BOLD | {Style.ITALIC}), Run(" c")])
    assert line.marks == (Mark(0, 3, Style.BOLD), Mark(2, 3, Style.ITALIC))


def test_a_mark_is_cut_where_its_line_ends() -> None:
    first, second = styled([Run("a "), Run("b\nc", BOLD), Run(" d")])
    assert (first.marks, second.marks) == ((Mark(2, 3, Style.BOLD),), (Mark(0, 1, Style.BOLD),))
    assert first.ends_with is Break.NEWLINE


def test_links_keep_where_they_lead() -> None:
    (line,) = styled([Run("see "), Run("here", target="https://a.b")])
    assert line.marks == (Mark(4, 8, Style.LINK, "https://a.b"),)


def test_nothing_but_space_bears_no_mark() -> None:
    (line,) = styled([Run("a"), Run("  ", BOLD)])
    assert line.marks == ()


def test_controls_do_not_shift_marks() -> None:
    (line,) = styled([Run("\x01\x02a "), Run("b", BOLD)])
    assert line.marks == (Mark(2, 3, Style.BOLD),)


@pytest.mark.parametrize(
    ("address", "target"),
    [
        (" https://a.b/c?d#e ", "https://a.b/c?d#e"),
        ("MAILTO:a@b.c", "MAILTO:a@b.c"),
        ("javascript:alert(1)", ""),
        ("java\nscript:x", ""),
        ("data:text/html,x", ""),
        ("file:///etc/passwd", ""),
        ("//a.b", ""),
        ("#there", ""),
        ("https://a b", ""),
        ("https://a.b/" + 2_000 * "c", ""),
    ],
)
def test_a_link_leads_only_where_a_reader_may_go(address: str, target: str) -> None:
    assert find_target(address) == target


TEXTS = st.text(st.sampled_from("ab \n\t\x00é"), max_size=8)


STYLES = st.sampled_from([BOLD, frozenset[Style]()])


@given(st.lists(st.builds(Run, TEXTS, STYLES, st.just("")), max_size=5))
def test_marked_characters_are_those_that_were_styled(runs: list[Run]) -> None:
    lines = styled(runs)
    marked = "".join(
        " ".join(word.text for word in line.words)[mark.start : mark.end]
        for line in lines
        for mark in line.marks
    )
    wanted = "".join(run.text for run in runs if run.styles)
    assert "".join(marked.split()) == "".join(wanted.replace("\x00", "").split())
    text = "".join(run.text for run in runs).replace("\x00", "")
    assert flow(lines)[0].split() == text.split()
