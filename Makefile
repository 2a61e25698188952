# `make serve` opens the dataset, `make test` runs the tests. Both install what they need into .venv.
PYTHON ?= python3
BIN := .venv/bin
.DEFAULT_GOAL := help

.PHONY: help serve build test lint check browser bench release lock clean

help:  ## Show what there is
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

.venv/ready: pyproject.toml requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "curate needs Python 3.11 or newer; try: make PYTHON=python3.12")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c requirements.lock -e .
	@touch $@

.venv/dev: .venv/ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c requirements.lock -e '.[dev,publish]'
	@touch $@

serve: .venv/ready  ## Build the dataset if needed and open it in Datasette on this machine
	$(BIN)/curate serve

build: .venv/ready  ## Build the database and its metadata
	$(BIN)/curate build

test: .venv/dev  ## Run the tests
	$(BIN)/python -m pytest -q

lint: .venv/dev  ## Check style and types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

check: .venv/dev  ## Check that nothing derived is stale
	$(BIN)/curate schema --check
	$(BIN)/python scripts/command_reference.py --check
	$(BIN)/python scripts/schema_reference.py --check
	$(BIN)/python scripts/check_reference.py --check

bench: .venv/dev  ## Measure the everyday commands and a million claims, for docs/benchmarks.md
	$(BIN)/python bench/commands.py
	$(BIN)/python bench/diff.py
	$(BIN)/python bench/build.py
	$(BIN)/python bench/faults.py
	$(BIN)/python bench/names.py
	$(BIN)/python bench/browse.py

release: .venv/dev  ## Make a release: make release VERSION=2024.12.1
	$(BIN)/curate release $(or $(VERSION),$(error say which: make release VERSION=2024.12.1))

lock: .venv/dev  ## Write the versions that were tested
	$(BIN)/python -m pip freeze --exclude-editable > requirements.lock

clean:  ## Delete the environment and what was built
	rm -rf .venv build
