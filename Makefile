# make demo     installs and draws the first year of visits in Sefton
# make test     installs, then linters, types, import contracts and every test that is not slow
# Everything lands in $(VENV), which needs nothing but Python 3.11 or later to begin with.
# make peers puts what make bench measures beside into $(PEERS); peers that are not there are named as absent.
# make test-browser needs Chromium and LibreOffice, which .ci/packages installs.
# make test-calendars asks other programs' readers, in $(CALENDARS): .ci/packages installs what they need besides.

VENV ?= .venv
CALENDARS ?= .venv-calendars
PEERS ?= $(VENV)/peers
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN = $(VENV)/bin
PIP = $(BIN)/python -m pip --disable-pip-version-check --quiet
OUT ?= out/sefton
SITE ?= out/docs
CODE = rota constraints tests $(wildcard benchmarks examples docs)
MAKEFLAGS += --no-print-directory

.DEFAULT_GOAL := help
.PHONY: help demo docs test test-quick test-slow test-mutants coverage test-browser test-calendars compare-calendars check \
	bench peers requirements clean

help:
	@echo "make demo            draw the example rota into $(OUT)"
	@echo "make docs            the documentation as a site that opens from disk, into $(SITE)"
	@echo "make test-quick      tests for every commit: under two minutes on two cores"
	@echo "make test            linters, types, import contracts and tests: under five"
	@echo "make test-slow       the tests that take longer, and six times as many examples of what is drawn"
	@echo "make coverage        make test's tests, and the branches of the code that they take"
	@echo "make test-mutants    single slips in rules, model and tracking, each of which must fail a test: hours"
	@echo "make test-browser    Chromium and LibreOffice show and print pages and papers: two minutes"
	@echo "make test-calendars  other programs read the calendars of 500 rotas: minutes"
	@echo "make compare-calendars FOLDER=...  what Rota and four other programs read of a folder of calendars"
	@echo "make bench           measurements, and other solvers on the same instances: about an hour and a quarter"
	@echo "make peers           what make bench needs besides, once: HiGHS (scipy), Timefold and matplotlib"
	@echo "make check           linters, types and import contracts only"
	@echo "make clean           remove what make has made"

demo: $(VENV)/.installed
	@$(BIN)/rota solve examples/sefton --out $(OUT) --force
	@echo; echo "Open $(OUT)/rota.html in a browser, or $(OUT)/rota.xlsx in a spreadsheet."

# Strict: a link or an anchor that leads nowhere stops it. NO_MKDOCS_2_WARNING hushes an advertisement of the theme's.
docs: $(VENV)/.installed-for-docs
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet --site-dir $(SITE)
	@echo "Open $(SITE)/index.html in a browser."

# Three tiers, which tests/support/tiers.py and the markers in pyproject.toml describe. What Hypothesis draws is drawn
# by all three: a tenth, 15 per cent and all of the examples that each test asks for.
# What Python compiles is kept, for the processes that tests begin: each else compiles all of Rota anew, 2 s of work.
PYTEST = PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n 2 --dist worksteal

test-quick: $(VENV)/.installed-for-tests
	@$(PYTEST) -m "not full and not slow and not calendars and not browser" --hypothesis-profile quick --durations 10

test: check
	@$(PYTEST) --durations 10

test-slow: $(VENV)/.installed-for-tests
	@$(PYTEST) -m "slow or drawn" --hypothesis-profile slow --durations 10

# Branches that make test takes, processes of its own too; the least is in pyproject.toml.
coverage: $(VENV)/.installed-for-tests
	@$(PYTEST) --cov --cov-report term

# Single slips, one at a time, in the rules, the model and tracking: hours, for a night. FILES="constraints/travel.py ..." tries
# some only. Each must fail a test but for the harmless; MUTANTS_FOUND is the least that must, in per cent.
MUTANTS_FOUND ?= 80
FILES ?=
MUTATED = $(patsubst %,"%.*",$(subst /,.,$(basename $(FILES))))

test-mutants: $(VENV)/.installed-for-mutants
	@rm -rf mutants
	@$(BIN)/mutmut run --max-children 2 $(MUTATED)
	@$(BIN)/mutmut export-cicd-stats
	@$(BIN)/python -m tests.support.mutation_score $(MUTANTS_FOUND)

bench: $(VENV)/.installed-for-tests
	@$(BIN)/python -m benchmarks.commands
	@$(BIN)/python -m benchmarks.small
	@$(BIN)/python -m benchmarks.seeds
	@$(BIN)/python -m benchmarks.diagnosing
	@$(BIN)/python -m benchmarks.replanning
	@$(BIN)/python -m benchmarks.tracking
	@$(BIN)/python -m benchmarks.national --work 2
	@PYTHONPATH=$(PEERS) $(BIN)/python -m benchmarks.growth
	@PYTHONPATH=$(PEERS) TIMEFOLD_WHEEL="$(wildcard $(PEERS)/timefold-*)" $(BIN)/python -m benchmarks.peers

# Beside the environment, not in it: Rota itself needs none of them. Timefold's jars run on a JDK of 17 or later.
# What matplotlib asks for besides numpy and python-dateutil, which the environment has.
DRAWING = contourpy==1.3.3 cycler==0.12.1 fonttools==4.68.0 kiwisolver==1.5.1 packaging==26.3 pillow==13.0.0 pyparsing==3.3.3

peers: $(VENV)/.installed
	@$(PIP) download --no-deps --dest $(PEERS) timefold==1.24.0b0
	@$(PIP) install --no-deps --upgrade --target $(PEERS) scipy==1.17.1
	@$(PIP) install --no-deps --upgrade --target $(PEERS) matplotlib==3.11.2 $(DRAWING)

test-browser: $(VENV)/.installed-for-tests
	@$(BIN)/python -m pytest tests/browser -m browser

test-calendars: $(VENV)/.installed-for-tests $(CALENDARS)/.installed
	@CALENDARS=$(CALENDARS) $(BIN)/python -m pytest tests/agreement tests/reading/calendars -m calendars

# make compare-calendars FOLDER=... [DAYS="2026-06-01 2027-05-31"]: docs/calendars-compared.md says what is compared.
compare-calendars: $(VENV)/.installed-for-tests $(CALENDARS)/.installed
	@test -n "$(FOLDER)" || { echo "Name a folder of calendars: make compare-calendars FOLDER=..." >&2; exit 2; }
	@CALENDARS=$(CALENDARS) $(BIN)/python -m benchmarks.calendars_compared $(FOLDER) $(DAYS)

check: $(VENV)/.installed-for-tests
	@$(BIN)/ruff check --quiet $(CODE)
	@$(BIN)/ruff format --check --quiet $(CODE)
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/lint-imports --no-logo

# The stamps are older than the requirements when these have changed: only then is anything installed.

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "Rota needs Python 3.11 or later; none was found." >&2; exit 2; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Rota needs Python 3.11 or later; $(PYTHON) is older. Name another: make PYTHON=..." >&2; exit 2; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements.txt pyproject.toml | $(VENV)/bin/python
	@echo "Installing Rota into $(VENV): a minute or two, once."
	@$(PIP) install --require-hashes --requirement requirements.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.installed-for-tests: requirements-test.txt $(VENV)/.installed
	@$(PIP) install --require-hashes --requirement requirements-test.txt
	@touch $@

$(VENV)/.installed-for-docs: requirements-docs.txt $(VENV)/.installed
	@$(PIP) install --require-hashes --requirement requirements-docs.txt
	@touch $@

$(VENV)/.installed-for-mutants: requirements-mutants.txt $(VENV)/.installed-for-tests
	@$(PIP) install --require-hashes --requirement requirements-mutants.txt
	@touch $@

$(CALENDARS)/.installed: requirements-calendars.txt $(addprefix tests/agreement/,install able package-lock.json) \
		| $(VENV)/bin/python
	@echo "Installing the readers of calendars into $(CALENDARS): a minute, once."
	@tests/agreement/install $(CALENDARS) $(BIN)/python
	@touch $@

# Run by hand when a dependency in pyproject.toml changes; the answer is for every platform that Rota runs on.
UV = $(VENV)-requirements/bin/uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --quiet
COMPILE = $(UV) pyproject.toml --group build

requirements:
	@test -x $(VENV)-requirements/bin/uv || $(PYTHON) -m venv $(VENV)-requirements
	@$(VENV)-requirements/bin/python -m pip --disable-pip-version-check --quiet install uv
	@$(COMPILE) --output-file requirements.txt
	@$(COMPILE) --extra test --constraint requirements.txt --no-annotate --output-file requirements-test.txt
	@$(COMPILE) --extra docs --constraint requirements-test.txt --no-annotate --output-file requirements-docs.txt
	@$(UV) --group pyproject.toml:mutants --constraint requirements-test.txt --no-annotate --output-file requirements-mutants.txt
	@$(UV) --group pyproject.toml:calendars --no-annotate --output-file requirements-calendars.txt
	@cd tests/agreement && npm install --package-lock-only --omit-lockfile-registry-resolved --no-audit --no-fund

clean:
	@test ! -f $(VENV)/pyvenv.cfg || rm -rf $(VENV)
	@test ! -f $(CALENDARS)/pyvenv.cfg || rm -rf $(CALENDARS)
	@rm -rf $(VENV)-requirements build dist out/sefton $(SITE) *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis \
		.import_linter_cache mutants .coverage
