# All set-up happens by itself, inside .venv and node_modules, and is skipped when nothing changed.
# Extra arguments for the program behind a target: make run ARGS="--port 8080", make unit ARGS="-k ledger".

ARGS =
# Test processes at a time; JOBS=0 runs all in one, e.g. for a debugger.
# One more than a small machine has cores: a third of the time, a test waits for a clock.
JOBS = 3

BIN = .venv/bin
# Programs started by tests find our Node before the machine's.
WITH_NODE = PATH="$(CURDIR)/$(BIN):$$PATH"
WITH_BROWSER = CHROMIUM="$$(sh scripts/setup.sh browser)" && export CHROMIUM &&
NODE_TESTS = $(WITH_NODE) node --test "tests/js/**/*.test.{js,mjs}"

# Stamps: newer than what they were made from, or the stage runs again.
RUNTIME = .venv/.stamp-runtime
DEV = .venv/.stamp-dev
NODE_MODULES = node_modules/.package-lock.json

# Where this is set, every start compiles everything anew: a third of its time.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test unit check bench screenshots docs lock wheel bundle clean

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-12s %s\n", $$1, $$2}' Makefile

run: $(RUNTIME) ## start the server, with its data in var/
	$(BIN)/quizserver run --data var $(ARGS)

test: $(DEV) $(NODE_MODULES) ## every test, those in a browser included
	$(NODE_TESTS)
	$(WITH_BROWSER) $(WITH_NODE) $(BIN)/python -m pytest -n $(JOBS) --dist worksteal $(ARGS)

unit: $(DEV) $(NODE_MODULES) ## the fast tests: no browser, no server process
	$(NODE_TESTS)
	$(WITH_NODE) $(BIN)/python -m pytest -n $(JOBS) --dist worksteal -m "not browser and not server" $(ARGS)

check: $(DEV) $(NODE_MODULES) ## lint, types and import rules, for Python and JavaScript
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/node node_modules/typescript/bin/tsc

bench: $(RUNTIME) ## measure the server with simulated phones (ARGS=--import: beside a large import, too)
	$(BIN)/quizserver bench $(ARGS)

screenshots: $(DEV) $(NODE_MODULES) ## take the pictures for the docs
	$(WITH_BROWSER) $(WITH_NODE) $(BIN)/python -m tests.tools.screenshots $(ARGS)

docs: $(DEV) ## write docs/bank-format.md, docs/bank.schema.json and docs/formats.md anew, from the code
	$(BIN)/quizserver bank describe > docs/bank-format.md
	$(BIN)/quizserver bank schema > docs/bank.schema.json
	$(BIN)/quizserver bank formats --markdown > docs/formats.md

wheel: $(DEV) ## build sdist and wheel into dist/
	$(BIN)/python -m build --no-isolation

bundle: $(DEV) ## make the folder for a USB stick, in dist/peksos: for laptops without internet
	$(BIN)/python scripts/bundle.py $(ARGS)

COMPILE = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" pyproject.toml

lock: $(DEV) ## pin the requirements anew after a change (ARGS=--upgrade: take the newest of all)
	$(BIN)/python -m pip install --quiet uv
	$(COMPILE) $(ARGS) --group setup -o requirements.txt
	$(COMPILE) $(ARGS) --group setup --group dev -c requirements.txt -o requirements-dev.txt
	$(WITH_NODE) npm install --package-lock-only --cache .venv/npm-cache

clean: ## remove all that make made; your data in var/ stays
	rm -rf .venv node_modules dist test-output .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find quizserver tests -name __pycache__ -prune -exec rm -rf {} +

$(RUNTIME): requirements.txt pyproject.toml quizserver/__init__.py scripts/setup.sh
	@sh scripts/setup.sh runtime
	@touch $@

$(DEV): $(RUNTIME) requirements-dev.txt
	@sh scripts/setup.sh dev
	@touch $@

$(NODE_MODULES): $(DEV) package.json package-lock.json .npmrc
	@sh scripts/setup.sh node
	@touch $@
