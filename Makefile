# Needs Python 3.11 to 3.13 with venv, make and a C compiler; everything else comes from the lock files.
# `make help` lists the targets. Set-up talks on stderr, so `make demo > file` holds advice only.

PYTHON ?= python3
VENV ?= .venv
JOBS ?= 2
TESTS ?=
PYTEST_ARGS ?=
LOCK_ARGS ?=
SITE_ARGS ?=
PEERS_ARGS ?=
BENCH_ARGS ?=
IMAGE_ARGS ?=
PEERS_VENV ?= .venv-peers
SPARK_VENV ?= .venv-spark

MAKEFLAGS += --no-builtin-rules
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
.PHONY: help venv deps demo test lint bench bench-peers bench-service nightly wheel lock lock-peers lock-spark spark-test must-fire boundaries page site image-check seal clean check-machine

BIN := $(VENV)/bin
# The stamps carry the version, so that another PYTHON makes a new environment.
PYVER := $(shell $(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null)
DEPS_STAMP := $(VENV)/.deps-$(PYVER)
VENV_STAMP := $(VENV)/.project-$(PYVER)
PEERS_STAMP := $(PEERS_VENV)/.peers-$(PYVER)
SPARK_STAMP := $(SPARK_VENV)/.spark-$(PYVER)
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
LOCKED := $(PIP) install -qq --require-hashes

# durable-rules calls PyEval_CallObject, which Python 3.13 removed; its setup.py overwrites CFLAGS but not CPPFLAGS.
ifeq ($(PYVER),3.13)
ENGINE_ENV := CPPFLAGS="$$CPPFLAGS -DPyEval_CallObject=PyObject_CallObject"
endif

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1\t\2/p' Makefile | expand -t 12

venv: $(VENV_STAMP) ## build .venv with this project in it, editable

deps: $(DEPS_STAMP) ## build .venv with the locked packages only

demo: $(VENV_STAMP) ## evaluate the example patients
	@for patient in examples/patients/*.json; do \
	  if [ ! -e "$$patient" ]; then echo "There are no patients in examples/patients." >&2; exit 1; fi; \
	  echo "== $$patient"; \
	  $(BIN)/cd38rules evaluate "$$patient" || exit $$?; \
	  echo; \
	done

test: $(VENV_STAMP) ## run the tests (TESTS=tests/unit PYTEST_ARGS=... JOBS=2)
	@$(BIN)/python -m pytest -q -n $(JOBS) --dist loadfile $(PYTEST_ARGS) $(TESTS)

nightly: $(VENV_STAMP) ## run the tests with many more generated cases
	@CD38RULES_NIGHTLY=1 $(BIN)/python -m pytest -q -n $(JOBS) --dist loadfile $(PYTEST_ARGS) $(TESTS)

lint: $(VENV_STAMP) ## check style, format and types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

spark-test: $(SPARK_STAMP) ## run the tests of the extra `spark`, in .venv-spark (needs Java 17; PYTEST_ARGS=...)
	@CD38RULES_REQUIRE_SPARK=1 $(SPARK_VENV)/bin/python -m pytest -q $(PYTEST_ARGS) tests/spark

bench: $(VENV_STAMP) ## measure speed
	@$(BIN)/python benchmarks/run.py

bench-peers: $(PEERS_STAMP) ## measure other rule engines on the same rules, in .venv-peers (PEERS_ARGS=--quick)
	@PYTHONPATH=. $(PEERS_VENV)/bin/python -m benchmarks.peers.run $(PEERS_ARGS)

bench-lists: $(VENV_STAMP) ## measure how fast a list is decided in columns
	@PYTHONPATH=. $(BIN)/python benchmarks/lists.py

bench-service: $(VENV_STAMP) ## measure the service on this machine (BENCH_ARGS=--quick)
	@$(BIN)/python benchmarks/service.py $(BENCH_ARGS)

image-check: ## build the container's image and run compose.yaml with it (needs an engine; docs/deployment.md)
	@bash deploy/check/image.sh $(IMAGE_ARGS)

wheel: $(DEPS_STAMP) ## build the sdist, and the wheel from it, into dist/
	@rm -rf dist
	@$(BIN)/python -m build --no-isolation --outdir dist . >&2

lock: check-machine ## write the lock files anew (LOCK_ARGS=--upgrade for newer versions)
	@$(PYTHON) -m venv .venv-lock
	@.venv-lock/bin/python -m pip --disable-pip-version-check install -qq uv==0.13.9 >&2
	@compile() { .venv-lock/bin/uv --quiet --no-config pip compile --universal --python-version 3.11 --generate-hashes \
	    --no-annotate --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" $(LOCK_ARGS) "$$@"; } && \
	  compile pyproject.toml --extra test --extra lint --extra check --extra site --extra lists --extra service --output-file requirements/dev.lock && \
	  compile requirements/build.in --constraint requirements/dev.lock --output-file requirements/build.lock && \
  compile pyproject.toml --extra service --constraint requirements/dev.lock --output-file requirements/service.lock
	@{ sed -n 1,2p requirements/dev.lock; \
	  awk '/^[a-z]/ { wanted = /^durable-rules==/ } wanted' requirements/dev.lock; } > requirements/engine.lock

# rule-engine takes no python-dateutil above 2; everything else is as in dev.lock.
lock-peers: check-machine ## write requirements/peers.lock anew
	@$(PYTHON) -m venv .venv-lock
	@.venv-lock/bin/python -m pip --disable-pip-version-check install -qq uv==0.13.9 >&2
	@awk '/^[a-z]/ { drop = /^python-dateutil==/ } !drop' requirements/dev.lock >.venv-lock/constraints.txt
	@.venv-lock/bin/uv --quiet --no-config pip compile --universal --python-version 3.11 --generate-hashes --no-annotate \
	  --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock-peers" $(LOCK_ARGS) pyproject.toml \
	  requirements/peers.in --extra site --extra lists --constraint .venv-lock/constraints.txt \
	  --output-file requirements/peers.lock

lock-spark: check-machine ## write requirements/spark.lock anew
	@$(PYTHON) -m venv .venv-lock
	@.venv-lock/bin/python -m pip --disable-pip-version-check install -qq uv==0.13.9 >&2
	@.venv-lock/bin/uv --quiet --no-config pip compile --universal --python-version 3.11 --generate-hashes --no-annotate \
	  --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock-spark" $(LOCK_ARGS) pyproject.toml \
	  --extra spark --extra test --constraint requirements/dev.lock --constraint requirements/build.lock \
	  --output-file requirements/spark.lock

must-fire: $(VENV_STAMP) ## write rules/must-fire.yaml anew: for each rule the smallest patient for whom it fires
	@$(BIN)/python -m tests.corpus.must_fire

boundaries: $(VENV_STAMP) ## write rules/boundaries.yaml anew: patients just below, at and above each limit of a rule
	@$(BIN)/python -m tests.corpus.boundaries

page: $(VENV_STAMP) ## write docs/rule-book.md anew, with the alerts that whole corpora of patients get
	@PYTHONPATH=. $(BIN)/python -m tests.corpus.rule_book_page

# The feature files run in one process: pytest-bdd writes no results when pytest-xdist is in use.
site: $(VENV_STAMP) ## build the review site into out/site, with the results of the feature files (SITE_ARGS=--gate)
	@mkdir -p out
	@$(BIN)/python -m pytest -q --no-header -p no:xdist -p no:cacheprovider --cucumberjson=out/scenarios.json tests/bdd \
	  >out/scenarios.txt || tail -n 20 out/scenarios.txt >&2
	@PYTHONPATH=. $(BIN)/python -m tests.corpus.fact_cases >out/fact-cases.json
	@$(BIN)/cd38rules site build out/site --rules rules --scenarios out/scenarios.json --cases out/fact-cases.json $(SITE_ARGS)

schemas: $(VENV_STAMP) ## write the JSON Schemas of all files, for editors, into schemas/
	@$(BIN)/cd38rules schema all --write schemas

seal: $(VENV_STAMP) ## write the hash of rules/ into the package, after a change of the rules
	@$(BIN)/python -c 'from pathlib import Path; from cd38rules.rules.load import read_files, sha256_of; \
	  home = Path("src/cd38rules/rules/shipped.py"); text = home.read_text(encoding="utf-8"); \
	  head = text.partition("SHIPPED_SHA256")[0]; \
	  home.write_text(head + "SHIPPED_SHA256 = \"" + sha256_of(read_files(Path("rules"))) + "\"\n", encoding="utf-8")'

clean: ## remove .venv and everything that was built
	rm -rf .venv .venv-lock .venv-peers .venv-spark dist build out .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find src tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

check-machine:
	@case "$(PYVER)" in \
	  3.11|3.12|3.13) ;; \
	  "") echo "cd38rules needs Python 3.11, 3.12 or 3.13, and '$(PYTHON)' doesn't run." \
	      "Name one that does: make PYTHON=python3.12 ..." >&2; exit 1;; \
	  *) echo "cd38rules needs Python 3.11, 3.12 or 3.13, and '$(PYTHON)' is $(PYVER)." \
	      "Name another: make PYTHON=python3.12 ..." >&2; exit 1;; \
	esac
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	  { echo "'$(PYTHON)' can't make virtual environments (on Debian and Ubuntu: apt install python$(PYVER)-venv)." >&2; exit 1; }

# In this order: the build tools; then durable-rules with them, past pip's cache, which may hold a build that
# Python 3.13 can't import; then the rest as wheels.
$(DEPS_STAMP): requirements/build.lock requirements/engine.lock requirements/dev.lock | check-machine
	@command -v $${CC:-cc} >/dev/null || command -v gcc >/dev/null || \
	  { echo "durable-rules is compiled here, and there is no C compiler (on Debian and Ubuntu: apt install gcc)." >&2; exit 1; }
	@$(PYTHON) -c 'import os, sys, sysconfig; sys.exit(not os.path.exists(os.path.join(sysconfig.get_paths()["include"], "Python.h")))' || \
	  { echo "durable-rules is compiled here, and Python.h is missing (on Debian and Ubuntu: apt install python$(PYVER)-dev)." >&2; exit 1; }
	@echo "Building $(VENV) for Python $(PYVER) (once; a minute or so)" >&2
	@rm -rf $(VENV)
	@$(PYTHON) -m venv $(VENV) >&2
	@$(LOCKED) -r requirements/build.lock >&2
	@$(ENGINE_ENV) $(LOCKED) --no-cache-dir --no-build-isolation -r requirements/engine.lock >&2
	@$(BIN)/python -c 'import durable.engine' || \
	  { echo "durable-rules was built but can't be imported; see the line above." >&2; exit 1; }
	@$(LOCKED) -r requirements/dev.lock >&2
	@touch $@

$(VENV_STAMP): $(DEPS_STAMP) pyproject.toml
	@$(PIP) install -qq --no-deps --no-build-isolation --editable . >&2
	@touch $@

# The peers stay out of the project's environment: this one has them, and the project with its locked packages.
$(PEERS_STAMP): requirements/build.lock requirements/engine.lock requirements/peers.lock pyproject.toml | check-machine
	@echo "Building $(PEERS_VENV) for Python $(PYVER) (once; a minute or so)" >&2
	@rm -rf $(PEERS_VENV)
	@$(PYTHON) -m venv $(PEERS_VENV) >&2
	@peers="$(PEERS_VENV)/bin/python -m pip --disable-pip-version-check --no-input install -qq" && \
	  $$peers --require-hashes -r requirements/build.lock >&2 && \
	  $(ENGINE_ENV) $$peers --require-hashes --no-cache-dir --no-build-isolation -r requirements/engine.lock >&2 && \
	  $$peers --require-hashes --no-build-isolation -r requirements/peers.lock >&2 && \
	  $$peers --no-deps --no-build-isolation --editable . >&2
	@touch $@

# pyspark comes as source only: it is built without isolation, by the locked setuptools.
$(SPARK_STAMP): requirements/build.lock requirements/engine.lock requirements/spark.lock pyproject.toml | check-machine
	@echo "Building $(SPARK_VENV) for Python $(PYVER) (once; a minute or two, 900 MiB)" >&2
	@rm -rf $(SPARK_VENV)
	@$(PYTHON) -m venv $(SPARK_VENV) >&2
	@spark="$(SPARK_VENV)/bin/python -m pip --disable-pip-version-check --no-input install -qq" && \
	  $$spark --require-hashes -r requirements/build.lock >&2 && \
	  $(ENGINE_ENV) $$spark --require-hashes --no-cache-dir --no-build-isolation -r requirements/engine.lock >&2 && \
	  $$spark --require-hashes --no-build-isolation -r requirements/spark.lock >&2 && \
	  $$spark --no-deps --no-build-isolation --editable . >&2
	@touch $@
