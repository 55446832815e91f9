from pathlib import Path

from prometheus_client import Counter, Gauge, Histogram

from wasat import telemetry

GUIDE = Path(__file__).parents[2] / "docs" / "guides" / "operate.md"


def test_every_metric_is_in_the_guide_by_the_name_it_is_told_by() -> None:
    suffixes = {Counter: "_total", Gauge: "", Histogram: ""}
    names = [
        each._name + suffixes[type(each)]
        for each in vars(telemetry).values()
        if isinstance(each, Counter | Gauge | Histogram)
    ]
    guide = GUIDE.read_text()

    assert len(names) > 20
    assert [name for name in names if f"`{name}`" not in guide] == []
