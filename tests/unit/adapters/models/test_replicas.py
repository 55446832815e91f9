from wasat.adapters.models.replicas import FAILURES_TO_OPEN, OPEN_SECONDS, Replicas

URLS = [f"http://10.0.0.{number}/v1" for number in range(4)]


class Clock:
    """Monotonic seconds that stand still until they are moved."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def first(replicas: Replicas, affinity: str) -> str:
    return replicas.choose(affinity)[0].base_url


def test_equal_beginnings_go_to_one_server() -> None:
    replicas = Replicas(URLS)

    assert len({first(replicas, "a.pdf") for _ in range(9)}) == 1


def test_different_beginnings_are_spread_over_all_servers() -> None:
    replicas = Replicas(URLS)

    assert {first(replicas, str(number)) for number in range(99)} == set(URLS)


def test_a_server_that_goes_takes_only_its_own_with_it() -> None:
    whole, rest = Replicas(URLS), Replicas(URLS[1:])

    for number in range(99):
        if first(whole, str(number)) != URLS[0]:
            assert first(rest, str(number)) == first(whole, str(number))


def test_a_server_that_cannot_be_reached_is_left_alone_a_while() -> None:
    clock = Clock()
    replicas = Replicas(URLS[:1], clock=clock)
    (only,) = replicas.choose("")
    for _ in range(FAILURES_TO_OPEN):
        replicas.fail(only)

    assert replicas.choose("") == []
    assert replicas.wait_seconds == OPEN_SECONDS
    clock.now += OPEN_SECONDS
    assert replicas.choose("") == [only]


def test_a_server_that_fails_its_trial_is_left_alone_again() -> None:
    clock = Clock()
    replicas = Replicas(URLS[:1], clock=clock)
    (only,) = replicas.choose("")
    for _ in range(FAILURES_TO_OPEN):
        replicas.fail(only)
    clock.now += OPEN_SECONDS

    replicas.fail(only)

    assert replicas.choose("") == []


def test_a_server_that_answers_starts_afresh() -> None:
    replicas = Replicas(URLS[:1])
    (only,) = replicas.choose("")
    for _ in range(FAILURES_TO_OPEN - 1):
        replicas.fail(only)
    replicas.succeed(only)
    replicas.fail(only)

    assert replicas.choose("") == [only]


def test_a_slash_at_the_end_of_an_address_is_left_out() -> None:
    assert first(Replicas(["http://a/v1/"]), "") == "http://a/v1"
