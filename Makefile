# Every target works as the first command on a machine with Python 3.11+, make and the package indexes.
PYTHON ?= python3
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: install develop serve demo check lint unit test test-long quality crash fuzz soak clean
.DEFAULT_GOAL := install

$(BIN)/python:
	$(PYTHON) -m venv .venv

.venv/installed: $(BIN)/python pyproject.toml requirements.txt
	$(BIN)/pip install --quiet --requirement requirements.txt --editable '.[ocr]'
	touch $@

.venv/developed: .venv/installed requirements-dev.txt
	$(BIN)/pip install --quiet --requirement requirements-dev.txt
	touch $@

install: .venv/installed  ## The server's environment in .venv, with what reads scans; no root

develop: .venv/developed  ## The same with linters and test tools

serve: install  ## Serve on 127.0.0.1:8080
	$(BIN)/wasat serve

.venv/demo: .venv/installed requirements-dev.txt
	$(BIN)/pip install --quiet --constraint requirements-dev.txt google-genai
	touch $@

demo: .venv/demo  ## Ask a real PDF through the official SDK, print answers with pages, stop
	$(BIN)/python examples/demo.py

check: develop  ## Lint, types, imports, unit tests: under a minute
	$(MAKE) --no-print-directory --jobs=2 $(filter --output-sync,$(.FEATURES:output-sync=--output-sync)) lint unit

lint: develop  ## Format, lint, import contracts, types twice
	$(BIN)/ruff format --check --quiet .
	$(BIN)/ruff check --quiet .
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/pyright

unit: develop  ## Unit tests and the rules of the house; the plugin left out takes a second to import
	$(BIN)/pytest -q -p no:schemathesis -n 2 tests/unit tests/test_house.py

test: develop  ## All tests, under 30 minutes
	$(BIN)/python -m tests.prepare
	$(BIN)/pytest -q -m "not long" -n 2 --dist loadfile --cov --cov-report=term:skip-covered

test-long: develop  ## The large sets, under 45 minutes
	$(BIN)/python -m tests.prepare
	$(BIN)/pytest -q -m long
	WASAT_SCHEMA_SEEDS=20 $(BIN)/pytest -q tests/models/test_schemas.py -k ends_by_itself
	HYPOTHESIS_PROFILE=thorough $(BIN)/pytest -q -n 2 --dist loadfile tests/unit

quality: develop  ## Score reading and answering on the benches; hold a model to 30 schemas
	$(BIN)/python -m benchmarks.quality
	WASAT_SCHEMA_SEEDS=200 $(BIN)/pytest -q tests/models/test_schemas.py -k ends_by_itself

crash: develop  ## Kill the server at 500 random points of uploads
	CRASH_ROUNDS=500 $(BIN)/pytest -q -m "not long" tests/crash/test_kill.py

fuzz: develop  ## Five minutes of atheris for each parser of texts and headers; then properties
	$(BIN)/python -m tests.fuzz.run
	HYPOTHESIS_PROFILE=fuzz $(BIN)/pytest -q -n 2 --dist loadfile tests/unit/documents tests/unit/api tests/property

soak: develop  ## Five minutes of mixed load
	$(BIN)/python -m benchmarks.soak

clean:
	rm -rf .venv .venvs
