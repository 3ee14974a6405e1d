# Two commands do everything: `make brief` and `make test`.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
TEST_STAMP := $(VENV)/.installed-for-tests
INSTALL := $(BIN)/uv pip install --quiet --python $(BIN)/python --compile-bytecode
# Data and the document that cannot be bundled; tests that need them are skipped where they are absent.
export COUNTERPOISE_DATA ?= $(abspath $(wildcard ../shared/data))
export COUNTERPOISE_BRIEFING ?= $(abspath $(wildcard ../shared/briefing/*.txt))

.PHONY: brief test picture check format types imports coverage benchmark requirements clean

brief: $(STAMP)  ## write the brief of the bundled case and say where the files are
	@$(BIN)/counterpoise brief mali --output build/brief

test: check types imports coverage  ## all that CI runs

$(STAMP): requirements.txt pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==0.13.9
	$(INSTALL) --require-hashes -r requirements.txt
	$(INSTALL) --no-deps --editable .
	@touch $@

$(TEST_STAMP): $(STAMP) requirements-test.txt
	$(INSTALL) --require-hashes -r requirements-test.txt
	@touch $@

check: $(TEST_STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: $(TEST_STAMP)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: $(TEST_STAMP)
	$(BIN)/mypy

imports: $(TEST_STAMP)
	$(BIN)/lint-imports

coverage: $(TEST_STAMP)
	$(BIN)/pytest -n 2 --cov --cov-report=term

benchmark: $(TEST_STAMP)  ## print the tables of docs/benchmarks.md
	$(BIN)/python -m benchmarks

PIN := $(BIN)/uv pip compile --quiet pyproject.toml --universal --python-version 3.11 --generate-hashes \
  --no-emit-index-url --no-annotate --no-header
requirements: pyproject.toml  ## pin every dependency by hash, without any registry's address
	$(PIN) $(foreach extra,postgresql docx export lake intake,--extra $(extra)) -o requirements.txt >/dev/null
	$(PIN) --all-extras --group dev --constraint requirements.txt -o requirements-test.txt >/dev/null

clean:
	rm -rf $(VENV) build .coverage .mypy_cache .pytest_cache .ruff_cache .hypothesis

picture: $(STAMP)  ## renew the picture of the README
	$(BIN)/counterpoise brief mali --length page --format pdf --output build/picture
	pdftoppm -r 110 -png -singlefile build/picture/mali.pdf docs/brief
