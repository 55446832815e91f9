import pytest

from wasat.evidence.language import all_languages
from wasat.reader.verdict.decide import decide


def judge(question: str, sentence: str, code: str = "en") -> bool | None:
    return decide(question, sentence, all_languages()[code], lambda _: 1.0)


@pytest.mark.parametrize(
    ("question", "sentence", "verdict"),
    [
        ("Is smoking allowed in the rooms?", "Smoking is not allowed in the rooms.", False),
        ("Is smoking forbidden in the rooms?", "Smoking is not allowed in the rooms.", True),
        ("Are candles allowed?", "Candles are forbidden everywhere.", False),
        ("Is the pool open in winter?", "The pool is closed in winter.", False),
        ("Are dogs welcome downstairs?", "Dogs are welcome downstairs.", True),
        ("Are visitors admitted at night?", "No visitors are admitted at night.", False),
        ("May the buyer assign it without consent?", "The buyer may not assign it without consent.",
         False),
        ("May the tenant sublet the flat?", "The tenant shall not sublet the flat.", False),
        ("May the tenant paint the flat?", "The tenant paints the flat.", None),
        ("Are towels included?", "Towels are included, but bathrobes are not.", True),
    ],
)  # fmt: skip
def test_a_sentence_says_yes_or_no(question: str, sentence: str, verdict: object) -> None:
    assert judge(question, sentence) is verdict


@pytest.mark.parametrize(
    ("code", "question", "sentence", "verdict"),
    [
        ("de", "Darf hier geraucht werden?", "Hier darf nicht geraucht werden.", False),
        ("de", "Sind Kerzen erlaubt?", "Kerzen sind verboten.", False),
        ("fr", "Est-il permis de fumer ?", "Il est interdit de fumer.", False),
        ("es", "¿Se permite fumar?", "No se permite fumar.", False),
        ("it", "La piscina è aperta?", "La piscina è chiusa.", False),
        ("pt", "A piscina está aberta?", "A piscina está fechada.", False),
        ("nl", "Is het zwembad open?", "Het zwembad is open.", True),
    ],
)
def test_so_it_does_in_other_languages(
    code: str, question: str, sentence: str, verdict: object
) -> None:
    assert judge(question, sentence, code) is verdict


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Are cats allowed?", "Smoking is not allowed."),
        ("Are bathrobes included in the price?", "Towels are included in it, bathrobes are not."),
        ("Is the pool open in winter?", "The pool has six lanes in winter."),
    ],
)
def test_a_sentence_about_something_else_decides_nothing(question: str, sentence: str) -> None:
    assert judge(question, sentence) is None


@pytest.mark.parametrize(
    ("code", "question", "sentence"),
    [
        ("en", "Is the deposit refundable?", "The deposit is forfeited."),
        ("en", "Was the motion approved?", "The motion was rejected."),
        ("de", "Wurde der Antrag genehmigt?", "Der Antrag wurde abgelehnt."),
        ("de", "Wird die Anzahlung erstattet?", "Die Anzahlung wird nicht erstattet."),
        ("fr", "La demande est-elle acceptée ?", "La demande est refusée."),
        ("es", "¿Es reembolsable la fianza?", "La fianza no es reembolsable."),
        ("it", "La proposta è stata approvata?", "La proposta è stata respinta."),
        ("pt", "O pedido foi aprovado?", "O pedido foi rejeitado."),
        ("nl", "Is de aanvraag goedgekeurd?", "De aanvraag is afgewezen."),
    ],
)
def test_what_was_granted_was_not_refused(code: str, question: str, sentence: str) -> None:
    assert judge(question, sentence, code) is False


@pytest.mark.parametrize("endless", ["a" * 60_000, "oak, " * 12_000])
def test_a_word_or_list_without_end_is_gone_through_once(endless: str) -> None:
    assert judge("Are cats allowed?", f"Cats are allowed. {endless}") is True


def test_what_is_listed_is_one_clause() -> None:
    sentence = "This licence does not permit use of the trade names, trademarks, marks or logos."
    assert judge("Does the licence permit use of trademarks?", sentence) is False
