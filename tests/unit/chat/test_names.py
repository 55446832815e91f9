from hypothesis import given
from hypothesis import strategies as st

from wasat.chat.names import Names


def test_a_name_that_fits_stays() -> None:
    assert Names(["get_weather"]).to_model("get_weather") == "get_weather"


def test_what_servers_refuse_is_replaced_and_comes_back() -> None:
    names = Names(["weather.get", "weather:get", "weather_get"])

    told = [names.to_model(name) for name in ("weather.get", "weather:get", "weather_get")]

    assert told == ["weather_get_2", "weather_get_3", "weather_get"]
    assert [names.to_caller(name) for name in told] == ["weather.get", "weather:get", "weather_get"]


def test_what_the_model_made_up_stays_as_it_is() -> None:
    assert Names(["f"]).to_caller("g") == "g"


@given(st.lists(st.text("a.:_-é", max_size=70), max_size=6))
def test_every_name_comes_back_as_itself(wanted: list[str]) -> None:
    names = Names(wanted)

    assert [names.to_caller(names.to_model(name)) for name in wanted] == wanted
