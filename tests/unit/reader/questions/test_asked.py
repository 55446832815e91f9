import pytest

from wasat.reader.questions.asked import Asked, Wish, read_asked


@pytest.mark.parametrize(
    ("question", "wish"),
    [
        ("Who issued this invoice?", Wish.ISSUER),
        ("Wer hat die Rechnung ausgestellt?", Wish.ISSUER),
        ("Qui a émis la facture ?", Wish.ISSUER),
        ("¿Quién emitió la factura?", Wish.ISSUER),
        ("Chi ha emesso lo scontrino?", Wish.ISSUER),
        ("Quem emitiu o recibo?", Wish.ISSUER),
        ("Wie heeft de factuur gestuurd?", Wish.ISSUER),
        ("Who wrote this letter?", Wish.WRITER),
        ("Wer hat den Brief geschrieben?", Wish.WRITER),
        ("Qui a signé cette lettre ?", Wish.WRITER),
        ("¿Quién firmó la carta?", Wish.WRITER),
        ("Chi ha scritto questa lettera?", Wish.WRITER),
        ("Quem escreveu a carta?", Wish.WRITER),
        ("Wie heeft deze brief geschreven?", Wish.WRITER),
        ("When is it dated?", Wish.DATE),
        ("Von wann ist der Brief?", Wish.DATE),
        ("De quand date la facture ?", Wish.DATE),
        ("¿De qué fecha es la factura?", Wish.DATE),
        ("Di quando è la lettera?", Wish.DATE),
        ("Qual é a data da fatura?", Wish.DATE),
        ("Van wanneer is de brief?", Wish.DATE),
        ("How was it paid?", Wish.PAYMENT),
        ("Wie wurde bezahlt?", Wish.PAYMENT),
        ("Comment le client a-t-il payé ?", Wish.PAYMENT),
        ("¿Cómo se pagó?", Wish.PAYMENT),
        ("Come è stato pagato?", Wish.PAYMENT),
        ("Como foi pago?", Wish.PAYMENT),
        ("Hoe is er betaald?", Wish.PAYMENT),
        ("Where is the shop?", Wish.PLACE),
        ("Wo liegt das Geschäft?", Wish.PLACE),
        ("Où se trouve la boutique ?", Wish.PLACE),
        ("¿Dónde está la tienda?", Wish.PLACE),
        ("Dove si trova il negozio?", Wish.PLACE),
        ("Onde fica a loja?", Wish.PLACE),
        ("Waar is de winkel?", Wish.PLACE),
        ("Who was the invoice sent to?", Wish.RECIPIENT),
        ("An wen ist der Brief gerichtet?", Wish.RECIPIENT),
        ("À qui la lettre est-elle adressée ?", Wish.RECIPIENT),
        ("What is the address of the customer?", Wish.BUYER_PLACE),
        ("Who wrote the paper?", Wish.AUTHOR),
        ("When is the payment due?", Wish.DUE),
        ("How much is due?", Wish.DUE_AMOUNT),
    ],
)
def test_a_turn_of_speech_asks_for_a_field(question: str, wish: Wish) -> None:
    asked = read_asked(question)
    assert asked is not None
    assert asked.wish is wish


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("What is the invoice number?", "invoice number"),
        ("Who is the landlord of the contract?", "landlord"),
        ("Wie lautet die Rechnungsnummer?", "rechnungsnummer"),
        ("Quel est l'objet de la lettre ?", "objet"),
        ("¿Cuál es el número de cliente?", "número de cliente"),
        ("Qual è il codice fiscale?", "codice fiscale"),
        ("Qual é o prazo do contrato?", "prazo"),
        ("Wat is het kenmerk van de brief?", "kenmerk"),
    ],
)
def test_what_is_asked_for_by_name_is_the_property(question: str, name: str) -> None:
    assert read_asked(question) == Asked(wish=Wish.NAMED, names=(name,))


@pytest.mark.parametrize(
    "question",
    ["Why was the bridge closed?", "Who wrote the opera that opened the house?", "Who is " * 40],
)
def test_other_questions_ask_for_no_field(question: str) -> None:
    assert read_asked(question) is None


def test_one_word_may_have_been_taken_for_a_name() -> None:
    assert Asked(wish=Wish.NAMED, names=("kunde",)).is_plain
    assert not Asked(wish=Wish.NAMED, names=("income of acme",)).is_plain
    assert Asked(wish=Wish.PLACE, names=("seller address",)).is_plain
