import pytest

from wasat.reader.prose.structure import (
    Section,
    announces,
    count_cues,
    ends_with_abbreviation,
    is_aside,
    leans_back,
    name_section,
    split_run_in,
)


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("Abstract", Section.ABSTRACT),
        ("Executive Summary", Section.ABSTRACT),
        ("Zusammenfassung", Section.ABSTRACT),
        ("1 Introduction", Section.INTRODUCTION),
        ("I. INTRODUCTION", Section.INTRODUCTION),
        ("Section 2: Background", Section.INTRODUCTION),
        ("5. Conclusions and Future Work", Section.CONCLUSION),
        ("Fazit", Section.CONCLUSION),
        ("References", Section.EXCLUDED),
        ("Appendix A: Tables", Section.EXCLUDED),
        ("Index Terms", Section.KEYWORDS),
        ("3 Results", Section.BODY),
        ("Abstract interpretation", Section.BODY),
    ],
)
def test_headings_say_what_a_section_does(heading: str, section: Section) -> None:
    assert name_section(heading) is section


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Abstract. We show that", (Section.ABSTRACT, 10)),
        ("Abstract—We show that", (Section.ABSTRACT, 9)),
        ("Keywords: one, two", (Section.KEYWORDS, 10)),
        ("Abstract art is", (Section.BODY, 0)),
    ],
)
def test_a_heading_may_open_its_own_paragraph(text: str, found: tuple[Section, int]) -> None:
    assert split_run_in(text) == found


def test_cues_are_counted() -> None:
    assert count_cues("In this paper we propose a method.") >= 2
    assert count_cues("The cat sat on the mat.") == 0


@pytest.mark.parametrize("text", ["see below", "Figure 3 shows", "for example, cats", "z. B. hier"])
def test_asides_point_elsewhere(text: str) -> None:
    assert is_aside(text)


@pytest.mark.parametrize("text", ["However, it rains.", "This is why.", "Jedoch regnet es."])
def test_some_sentences_lean_on_the_one_before(text: str) -> None:
    assert leans_back(text)
    assert not leans_back("Rain falls. " + text)


@pytest.mark.parametrize(
    "text",
    [
        "This guide explains how nets are mended.",
        "The present user manual mainly describes the pump.",
        "Dieses Handbuch beschreibt die Pumpe.",
        "Ce document présente la pompe.",
        "Este informe describe la bomba.",
        "Questo manuale descrive la pompa.",
        "Este relatório descreve a bomba.",
        "Dit document beschrijft de pomp.",
    ],
)
def test_some_sentences_say_what_the_document_is_about(text: str) -> None:
    assert announces(text)
    assert not announces("We say: " + text)


@pytest.mark.parametrize("text", ["see e.g.", "by Dr.", "J.", "vgl.", "et al.", "z. B."])
def test_abbreviations_end_with_a_full_stop(text: str) -> None:
    assert ends_with_abbreviation(text)


def test_a_word_with_a_full_stop_is_no_abbreviation() -> None:
    assert not ends_with_abbreviation("It rained.")
