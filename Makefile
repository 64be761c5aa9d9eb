# Everything a newcomer needs. Each target sets up what it needs by itself; Python 3.11+ and make are enough.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: setup run example test test-slow check bench lock sbom clean

setup: $(READY)

$(READY): requirements-dev.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "asylia needs Python 3.11 or newer; say where with: make PYTHON=/path/to/python3.11"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(READY)

# Open the site on this machine; another port with: make run PORT=8080
PORT ?= 8000
run: setup
	@$(BIN)/asylia serve --port $(PORT)

# Assess a real, published case in the terminal, and say how to assess one's own.
example: setup
	@$(BIN)/asylia assess examples/opposition-member-overstayed.yaml
	@$(BIN)/asylia welcome

test: setup
	$(BIN)/python -m pytest

# The large matrices in a browser, a thousand readers at once, and three minutes of random traffic.
test-slow: setup
	$(BIN)/python -m pytest -m slow

check: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/asylia law check
	$(BIN)/asylia directory check
	$(BIN)/asylia figures check

bench: setup
	$(BIN)/python -m bench

# Renew the locks after a change in pyproject.toml.
lock: setup
	$(BIN)/python tools/lock.py

# The bill of materials of a release, in CycloneDX: dist/asylia-<version>.cdx.json
sbom: setup
	$(BIN)/python tools/sbom.py

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
