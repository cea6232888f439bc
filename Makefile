PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed

.DEFAULT_GOAL := help
.PHONY: help install run test explore check bench lock docs clean

help: ## Show these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

$(STAMP): requirements/dev.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "RightPlace needs Python 3.11 or later. Name one: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

install: $(STAMP) ## Set up everything in .venv

run: install ## Open the product on the invented county
	@$(BIN)/rightplace run

test: install ## Run every test
	$(BIN)/python -m pytest

explore: install ## Look for what breaks a property, with examples drawn anew
	RIGHTPLACE_EXAMPLES=explore $(BIN)/python -m pytest -m hypothesis

check: install ## Lint, types, templates and import contracts
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/djlint --quiet --lint src/rightplace/web

bench: install ## Measure speed and memory
	$(BIN)/rightplace bench

lock: install ## Choose dependency versions anew
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-annotate --no-header pyproject.toml -o requirements/run.txt
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-annotate --no-header --extra dev pyproject.toml -o requirements/dev.txt

docs: install ## Write the generated pages of the manual
	$(BIN)/python -m rightplace.ops.manual

clean: ## Remove what was set up and all data of the demonstration
	rm -rf .venv node_modules var
