# make          set up .venv and run the main job: reports/ in, build/ out
# make install  set up .venv only
# make test     set up, then lint, types, import contracts and tests
# make example  read the fictional reports anew, after a change of the reader
# make clean    remove what the above have made, .venv included

.POSIX:
.DELETE_ON_ERROR:
.PHONY: all install test lint types tests example clean

VENV  = .venv
BIN   = $(VENV)/bin
READY = $(VENV)/.ready
DEV   = $(VENV)/.ready-dev
INPUT = $(shell find analysis reports notebooks -type f -not -path '*/__pycache__/*' 2>/dev/null)

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

test: lint types tests

lint: $(DEV)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/lint-imports

types: $(DEV)
	$(BIN)/mypy

tests: $(DEV)
	$(BIN)/pytest --cov --cov-report=term

example: $(READY)
	$(BIN)/python .ci/example

clean:
	rm -rf $(VENV) build .coverage .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
