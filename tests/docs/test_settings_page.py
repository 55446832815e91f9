from docs.reference.make_settings import PAGE, render


def test_the_settings_page_is_what_the_settings_say() -> None:
    assert PAGE.read_text() == render(), "run `.venv/bin/python -m docs.reference.make_settings`"
