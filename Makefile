# The commands of the project; `make` lists them.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# A stamp is written when everything before it has succeeded: an interrupted install leaves none.
INSTALLED := $(VENV)/.installed
INSTALLED_DEV := $(VENV)/.installed-dev

# Once everything is installed, nothing here asks the network.
export HF_HUB_OFFLINE := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

# What the browser tests look through; as root on Debian it is installed when it is missing.
CHROMIUM := { command -v chromium || command -v chromium-browser; } > /dev/null
INSTALL_CHROMIUM := { test "$$(id -u)" = 0 && command -v apt-get > /dev/null && apt-get update -qq && \
  apt-get install -y -qq --no-install-recommends chromium > /dev/null; }

.DEFAULT_GOAL := help
.PHONY: help chat test screenshots constraints clean

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# An ingest that left a file out ends with an error; the chat still starts on what was read.
chat: $(INSTALLED) ## Set up, read the papers in corpus/ and start the web chat
	@test -e index/current || $(BIN)/ofsted-qa ingest corpus || test -e index/current
	@$(BIN)/ofsted-qa serve

test: $(INSTALLED_DEV) ## Set up and run every check
	@echo "Format: every file is laid out by the formatter (ruff format)"
	@$(BIN)/ruff format --check .
	@echo "Rules: no rule of the linter is broken (ruff check)"
	@$(BIN)/ruff check .
	@echo "Types: every type is stated and fits (mypy)"
	@$(BIN)/mypy
	@echo "Floors: nothing lower knows anything higher (lint-imports)"
	@$(BIN)/lint-imports
	@echo "Unit tests: each module alone, without a model (pytest)"
	@$(BIN)/pytest -m "not stack"
	@$(CHROMIUM) || $(INSTALL_CHROMIUM) || echo "Chromium is missing and cannot be installed: the browser tests are skipped"
	@echo "Stack tests: the real models, Chroma, Gradio and whole processes (pytest)"
	@$(BIN)/pytest -m stack
	@echo "Fuzzing: mutated papers for a minute, and every offset holds (fuzz)"
	@$(BIN)/python fuzz/fuzz_reading.py --seconds 60

screenshots: $(INSTALLED_DEV) ## Take the pictures of docs/web-chat.md again
	@mkdir -p docs/screenshots
	@OFSTED_QA_SCREENSHOTS=docs/screenshots $(BIN)/pytest -q tests/browser

constraints: ## Work out constraints.txt again in a fresh environment (asks the network)
	rm -rf build/constraints
	$(PYTHON) -m venv build/constraints
	build/constraints/bin/python scripts/install_torch.py
	build/constraints/bin/python -m pip install '.[dev]'
	build/constraints/bin/python -m pip freeze --exclude ofsted-qa > build/constraints/frozen.txt
	sed -n '/^#/p' constraints.txt > build/constraints/new.txt
	sed 's/+cpu$$//' build/constraints/frozen.txt | grep -v -i -E '^(cuda|nvidia|triton)' >> build/constraints/new.txt
	mv build/constraints/new.txt constraints.txt

clean: ## Remove the environment, caches and builds (the index stays)
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find app.py scripts src tests -name __pycache__ -prune -exec rm -rf {} +

$(INSTALLED): pyproject.toml constraints.txt scripts/install_torch.py
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	  { echo "Python 3.11 or newer is needed; name one: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python scripts/install_torch.py
	$(BIN)/python -m pip install -c constraints.txt -e .
	@touch $@

$(INSTALLED_DEV): $(INSTALLED)
	$(BIN)/python -m pip install -c constraints.txt -e '.[dev]'
	@touch $@
