import pytest

from wasat.reader.recognise.found import Habits
from wasat.reader.recognise.parties import find_companies, find_people, find_places

HABITS = Habits()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("made between Acme Tools, Inc., a Delaware corporation", "Acme Tools, Inc."),
        ("Sold by: WS Retail Services Pvt. Ltd.", "WS Retail Services Pvt. Ltd."),
        ("die Muster & Söhne GmbH & Co. KG mit Sitz", "Muster & Söhne GmbH & Co. KG"),
        ("Coolwater B.V.", "Coolwater B.V."),
        ("Bank of Upper Town, Ltd.", "Bank of Upper Town, Ltd."),
        ("for Example Foods S.p.A.", "Example Foods S.p.A."),
        ("Grupo Verde, S.A.B. de C.V.", "Grupo Verde, S.A.B. de C.V."),
        ("by Harbour Goods Pte Ltd of", "Harbour Goods Pte Ltd"),
        ("PASAR BARU S/B (884213-W)", "PASAR BARU S/B"),
        ("Skład Północ Sp. z o.o.", "Skład Północ Sp. z o.o."),
        ("株式会社青空商店 御中", "株式会社青空商店"),
        ("発行者：青空システム株式会社", "青空システム株式会社"),
        ("卖方：上海光明食品有限公司", "上海光明食品有限公司"),
    ],
)
def test_a_legal_form_ends_the_name_of_a_company(text: str, name: str) -> None:
    assert [match.value for match in find_companies(text, HABITS)] == [name]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "zwischen der Müller & Söhne GmbH & Co. KG, Berlin, und der Schmidt AG",
            ["Müller & Söhne GmbH & Co. KG", "Schmidt AG"],
        ),
        (
            "entre Construcciones Pérez, S.L. y la empresa Aguas del Norte S.A.",
            ["Construcciones Pérez, S.L.", "Aguas del Norte S.A."],
        ),
        (
            "tra Mario Rossi S.n.c. e Banca Verde S.p.A.",
            ["Mario Rossi S.n.c.", "Banca Verde S.p.A."],
        ),
        (
            "entre Silva & Filhos, Lda. e Porto Norte Unipessoal Lda",
            ["Silva & Filhos, Lda.", "Porto Norte Unipessoal Lda"],
        ),
        (
            "tussen Jansen Bouw B.V. en De Vries Holding N.V.",
            ["Jansen Bouw B.V.", "De Vries Holding N.V."],
        ),
        ("entre Iberdeja S.A.U. y Endalia S.L.U.", ["Iberdeja S.A.U.", "Endalia S.L.U."]),
        ("entre la société Dupont SARL et Martin SAS", ["Dupont SARL", "Martin SAS"]),
        ("Sociedade Porto, S.A. e Lisboa Lda.", ["Sociedade Porto, S.A.", "Lisboa Lda."]),
    ],
)
def test_parties_are_told_apart_in_every_language(text: str, names: list[str]) -> None:
    assert [match.value for match in find_companies(text, HABITS)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("zwischen Herrn Müller und Frau Dr. Anna Weber", ["Müller", "Anna Weber"]),
        ("entre Señora García y Mr. Smith", ["García", "Smith"]),
        ("signed by Max Mustermann for Herr Huber", ["Max Mustermann", "Huber"]),
    ],
)
def test_a_title_is_before_a_name_not_in_it(text: str, names: list[str]) -> None:
    assert [match.value for match in find_people(text, HABITS)] == names


@pytest.mark.parametrize("text", ["the Company", "Each Company", "company law", "Incense sticks"])
def test_what_only_looks_like_a_company_is_none(text: str) -> None:
    assert list(find_companies(text, HABITS)) == []


@pytest.mark.parametrize(
    "text", ["Nat Krishnan", "Joel S. Lawson IV", "Ludwig van Beethoven", "ANNA SCHMIDT"]
)
def test_people_are_capitalised_words(text: str) -> None:
    assert [match.value for match in find_people(text, HABITS)] == [text]


@pytest.mark.parametrize("text", ["This Agreement", "New York", "Main Street", "one word"])
def test_capitalised_words_of_contracts_are_no_people(text: str) -> None:
    assert list(find_people(text, HABITS)) == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("State of Washington (the", "Washington"),
        ("the Commonwealth of Massachusetts without", "Massachusetts"),
        ("New Jersey, without", "New Jersey"),
        ("Delaware applicable to", "Delaware"),
    ],
)
def test_places_are_read_without_what_they_are(text: str, place: str) -> None:
    assert next(find_places(text, HABITS)).value == place


def test_a_demonstrative_is_no_place() -> None:
    assert list(find_places("This shall", HABITS)) == []


def test_small_words_begin_no_place_though_they_are_shouted() -> None:
    assert list(find_places("by the laws of THIS", HABITS)) == []
    assert [match.value for match in find_places("Ohio, and not THE", HABITS)] == ["Ohio"]
