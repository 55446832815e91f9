"""Messages about models. Source: Model and its methods in the v1beta discovery document."""

from wasat.wire.base import Many, Wire
from wasat.wire.scalars import Flag, Float, Int32


class Model(Wire):
    """A name that can be asked, and what answers to it."""

    name: str = ""
    base_model_id: str = ""
    version: str = ""
    display_name: str = ""
    description: str = ""
    input_token_limit: Int32 = 0
    output_token_limit: Int32 = 0
    supported_generation_methods: Many[str] = ()
    temperature: Float | None = None
    max_temperature: Float | None = None
    top_p: Float | None = None
    top_k: Int32 | None = None
    thinking: Flag = False


class ListModelsResponse(Wire):
    """One page of models."""

    models: Many[Model] = ()
    next_page_token: str = ""


class ListTunedModelsResponse(Wire):
    """Models that the caller tuned: none here."""
