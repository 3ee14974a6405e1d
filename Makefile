# Two commands do everything: `make brief` and `make test`.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
export COUNTERPOISE_DATA ?= $(abspath ../shared/data)
export COUNTERPOISE_BRIEFING ?= $(abspath ../shared/briefing/mali-avoiding-the-trap-of-isolation.txt)

.PHONY: brief test picture check format types imports coverage benchmark requirements clean

brief: $(STAMP)  ## write the brief of the bundled case and say where the files are
	@$(BIN)/counterpoise brief mali --output build/brief

test: check types imports coverage  ## all that CI runs

$(STAMP): requirements.txt pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==0.13.9
	$(BIN)/uv pip install --quiet --python $(BIN)/python --compile-bytecode --require-hashes -r requirements.txt
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --editable .
	@touch $@

check: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: $(STAMP)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: $(STAMP)
	$(BIN)/mypy

imports: $(STAMP)
	$(BIN)/lint-imports

coverage: $(STAMP)
	$(BIN)/pytest -n 2 --cov --cov-report=term

benchmark: $(STAMP)  ## print the tables of docs/benchmarks.md
	$(BIN)/python -m benchmarks

requirements: pyproject.toml  ## pin every dependency by hash, without any registry's address
	$(BIN)/uv pip compile pyproject.toml --all-extras --group dev --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-annotate --no-header --output-file requirements.txt

clean:
	rm -rf $(VENV) build .coverage .mypy_cache .pytest_cache .ruff_cache .hypothesis

picture: $(STAMP)  ## renew the picture of the README
	$(BIN)/counterpoise brief mali --length page --format pdf --output build/picture
	pdftoppm -r 110 -png -singlefile build/picture/mali.pdf docs/brief
