"""Models on the wire."""

from wasat.wire.models import ListModelsResponse, ListTunedModelsResponse, Model


def test_a_model_goes_out_without_what_it_does_not_tell() -> None:
    model = Model(name="models/reader", input_token_limit=5)

    assert ListModelsResponse(models=(model,)).to_json() == (
        '{"models":[{"name":"models/reader","inputTokenLimit":5}]}'
    )


def test_no_tuned_models_are_an_empty_object() -> None:
    assert ListTunedModelsResponse().to_json() == "{}"
