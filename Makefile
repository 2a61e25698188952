# `make serve` opens the dataset, `make test` runs the tests. Both install what they need into .venv.
PYTHON ?= python3
BIN := .venv/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
.DEFAULT_GOAL := help

.PHONY: help serve build test quick lint check wheel bench release lock clean

help:  ## Show what there is
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

.venv/ready: pyproject.toml requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "curate needs Python 3.11 or newer; try: make PYTHON=python3.12")'
	$(PYTHON) -m venv .venv
	$(INSTALL) --require-hashes -r requirements.lock
	$(INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

.venv/dev: .venv/ready requirements-dev.lock requirements-oracle.lock
	$(INSTALL) --require-hashes -r requirements-dev.lock
	$(INSTALL) --require-hashes --no-deps -r requirements-oracle.lock
	@touch $@

serve: .venv/ready  ## Build the dataset if needed and open it in Datasette on this machine
	$(BIN)/curate serve

build: .venv/ready  ## Build the database and its metadata
	$(BIN)/curate build

# As many at once as there are cores; -rs says why a test was skipped.
PYTEST := $(BIN)/python -m pytest -q -n auto --dist worksteal -rs

test: .venv/dev  ## Run the tests
	$(PYTEST) $(ARGS)

quick: .venv/dev  ## Run the quick tests of each room, in less than a minute
	$(PYTEST) -m "not slow" --durations=5 $(ARGS)

lint: .venv/dev  ## Check style and types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

check: .venv/dev  ## Check that nothing derived is stale
	$(BIN)/curate schema --check
	$(BIN)/python scripts/command_reference.py --check
	$(BIN)/python scripts/schema_reference.py --check
	$(BIN)/python scripts/check_reference.py --check

wheel: .venv/dev  ## Build the wheel and use it in an environment that has nothing else
	$(BIN)/python scripts/try_wheel.py

bench: .venv/dev  ## Measure the everyday commands and a million claims, for docs/benchmarks.md
	$(BIN)/python bench/commands.py
	$(BIN)/python bench/diff.py
	$(BIN)/python bench/build.py
	$(BIN)/python bench/faults.py
	$(BIN)/python bench/names.py
	$(BIN)/python bench/browse.py

release: .venv/dev  ## Make a release: make release VERSION=2024.12.1
	$(BIN)/curate release $(or $(VERSION),$(error say which: make release VERSION=2024.12.1))

# All systems and versions of Python; wheels alone, so that nothing of others runs while it is installed.
LOCK = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --only-binary :all: \
	--emit-build-options --custom-compile-command 'make lock' $(if $(UPGRADE),--upgrade) pyproject.toml

lock: .venv/dev  ## Lock what pyproject.toml asks for, with hashes; make lock UPGRADE=1 takes the newest versions
	$(LOCK) -o requirements.lock
	$(LOCK) --all-extras -c requirements.lock -o requirements-dev.lock

clean:  ## Delete the environment and what was built
	rm -rf .venv build
