# Everything runs from the environment that `make setup` builds in .venv; nothing needs root.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

VENV := .venv
BIN := $(VENV)/bin
# Any Python from 3.11 on; `make PYTHON=/path/to/python3 …` chooses another.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && command -v $$p && break; done)
# nbgrader calls alembic by name, so the environment's programs must be found first.
export PATH := $(CURDIR)/$(BIN):$(PATH)

.PHONY: help
help:  ## Show what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 16

.PHONY: setup
setup: $(VENV)/.models  ## Build the environment and install the language models (first time: some minutes)

$(VENV)/.installed: requirements.lock requirements-torch.txt pyproject.toml
	@test -n "$(PYTHON)" || { echo "No Python 3.11 or newer was found. Install one, or run: make PYTHON=/path/to/python3 setup"; exit 1; }
	@echo "1/4  Virtual environment with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv $(VENV) || { echo "python3 -m venv failed. On Debian or Ubuntu: apt install python3-venv"; exit 1; }
	@echo "2/4  Newest pip (older ones take very long over a set this size)"
	@$(BIN)/python -m pip install -qq --upgrade pip
	@echo "3/4  PyTorch, for the language models"
	@$(BIN)/python -m pip install -qq -r requirements-torch.txt
	@echo "4/4  All other packages, each checked against its hash in requirements.lock"
	@$(BIN)/python -m pip install -qq --no-deps --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install -qq --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.models: $(VENV)/.installed
	@$(BIN)/futurefit models install
	@touch $@

.PHONY: demo lab
demo: setup  ## Run the whole road on made-up officers, in the folder demo-course
	@$(BIN)/futurefit demo demo-course

lab: setup  ## Open JupyterLab on the demonstration's course, as its instructor (ARGS=--as-officer: as an officer)
	@test -d demo-course || { echo "There is no demonstration yet. First: make demo"; exit 1; }
	@echo "Both sides, each in a terminal of its own: make lab, and: make lab ARGS=--as-officer"
	@$(BIN)/futurefit --course demo-course lab $(ARGS)

.PHONY: test test-browser check verify bench build lock clean
test: setup  ## Pass the tests
	@$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder --durations 20 -m "not browser"

test-browser: setup  ## Pass the tests in a real browser (needs Debian's chromium); pictures of each step go to screenshots/
	@mkdir -p screenshots
	@FUTUREFIT_SCREENSHOTS=screenshots $(BIN)/python -m pytest -n 2 --dist loadfile -m browser

check: setup  ## Look for style, types, and stale generated notebooks
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/futurefit build --check

verify: setup  ## Prove the labs' tests (ARGS="--quick" for the answers only)
	@$(BIN)/futurefit verify $(ARGS)

bench: setup  ## Measure grading next to plain nbgrader (ARGS="--quick": below three minutes)
	@$(BIN)/python -m benchmarks $(ARGS)

build: setup  ## Build source/ and release/ from labs/
	@$(BIN)/futurefit build

lock:  ## Pin all packages anew (ARGS="--upgrade" for newer ones)
	@$(PYTHON) -m venv .venv-lock && .venv-lock/bin/python -m pip install -qq uv
	@.venv-lock/bin/python scripts/lock.py $(ARGS)
	@rm -rf .venv-lock

clean:  ## Remove the environment and the demonstration (models stay in the cache)
	@rm -rf $(VENV) demo-course
