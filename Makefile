# make          set up .venv and run the main job: reports/ in, build/ out
# make install  set up .venv only
# make test     set up, then lint, types, import contracts and tests
# make notebooks run the four notebooks into notebooks/executed/
# make editions write both editions of the notebooks, after a change in notebooks/cells/
# make gallery  draw the pictures of docs/gallery/ from the shipped reports
# make docs     build the documentation into site/
# make bench    measure how quick it is beside what else there is; writes benchmarks/RESULTS.md
# make fuzz     change good files at random for a minute and look for what breaks
# make audit    look for risky code (bandit) and for known flaws of dependencies (pip-audit)
# make example  read the fictional reports anew, after a change of the reader
# make clean    remove what the above have made, .venv included

.POSIX:
.DELETE_ON_ERROR:
.PHONY: all install test lint types tests bench fuzz audit example notebooks editions gallery docs clean

VENV  = .venv
BIN   = $(VENV)/bin
READY = $(VENV)/.ready
DEV   = $(VENV)/.ready-dev
DOCS  = $(VENV)/.ready-docs
INPUT = $(shell find analysis reports notebooks -type f -not -path '*/__pycache__/*' \
	-not -path 'notebooks/executed/*' 2>/dev/null)

all: build/index.html
	@echo "完成：请用浏览器打开 build/index.html （数据表在 build/*.csv，图在 build/charts/）"

build/index.html: $(READY) $(INPUT)
	@$(BIN)/tongbi build --reports reports --out build
	@touch $@

install: $(READY)

$(READY): pyproject.toml constraints.txt .ci/setup
	@sh .ci/setup $(VENV) all
	@touch $@

$(DEV): $(READY)
	@sh .ci/setup $(VENV) all,dev
	@touch $@

$(DOCS): $(READY)
	@sh .ci/setup $(VENV) all,docs
	@touch $@

test: lint types tests

lint: $(DEV)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/lint-imports

types: $(DEV)
	$(BIN)/mypy

tests: $(DEV)
	$(BIN)/pytest --cov --cov-report=term

# The peers get an environment of their own in .venv-peers at the first run.
bench: $(READY)
	$(BIN)/python -m benchmarks

fuzz: $(DEV)
	@sh .ci/setup $(VENV) all,dev,fuzz
	$(BIN)/python tests/hostile/fuzz.py -max_total_time=60

audit: $(DEV)
	@sh .ci/setup $(VENV) all,dev,audit
	$(BIN)/bandit -q -ll -r analysis/tongbi
	$(BIN)/pip-audit --disable-pip --no-deps -r constraints.txt

example: $(READY)
	$(BIN)/python .ci/example

notebooks: $(READY)
	@$(BIN)/tongbi notebook run all --jobs 2 --out notebooks/executed

editions: $(READY)
	$(BIN)/python .ci/editions

gallery: $(READY)
	$(BIN)/python .ci/gallery

docs: $(DOCS)
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet --config-file docs/mkdocs.yml
	@echo "完成：请用浏览器打开 site/index.html"

clean:
	rm -rf $(VENV) .venv-peers build site notebooks/executed .coverage .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
