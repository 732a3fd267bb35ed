# Two commands matter: `make figures` and `make test`. Both install everything they need into .venv first.

PYTHON ?= python3
PY = .venv/bin/python
# Extra arguments for pip, e.g. PIP_ARGS="--extra-index-url https://download.pytorch.org/whl/cpu".
PIP_ARGS ?=
# Test processes; torch itself runs on one thread in the tests.
WORKERS ?= auto
FRESH ?=
# Of the figures: single (one column, 3.4 inches), double (two columns, 7 inches) or both.
WIDTH ?= both
# What `make experiments` measures: all, or quick; and whether it goes on with what was interrupted.
EXPERIMENTS ?= all
RESUME ?=

export PIP_ARGS

.DEFAULT_GOAL := help
.PHONY: help figures figure docs test test-slow test-gpu lint types bench experiments clean environment

help:
	@echo 'make environment      install everything into .venv, and do nothing else'
	@echo 'make figures          draw all figures from the committed tables (PNG and PDF; the paths are printed)'
	@echo 'make figures WIDTH=single   those for one column alone (or double; both by default)'
	@echo 'make figures FRESH=1  train and measure on this machine first, into ignored folders (ten minutes or so)'
	@echo 'make figure NAME=...  measure one figure from scratch, draw it, and fail where its caption does not hold then'
	@echo 'make docs             the manual as a site, in build/site (about five minutes on 2 cores)'
	@echo 'make test             the test suite (about 11 minutes on 2 cores)'
	@echo 'make test-slow        the tests that take longer'
	@echo 'make test-gpu         compression, certificates, quantities and cones on a CUDA device (a minute)'
	@echo 'make lint             ruff and mypy (strict)'
	@echo 'make types            pyright (basic); installs it first, which needs npm or a download of it'
	@echo 'make bench            speed relative to baselines, measured on this machine'
	@echo 'make experiments      measure all committed tables anew, into experiments/fresh (hours; says how long beforehand)'
	@echo 'make experiments EXPERIMENTS=quick   what takes no long training (under 20 minutes); RESUME=1 goes on'
	@echo 'make clean            remove figures, fresh tables, trained models, caches (keeps .venv)'
	@echo
	@echo 'Everything is installed into .venv on first use. Another Python: make test PYTHON=python3.12'
	@echo 'CPU-only torch on Linux: make test PIP_ARGS="--extra-index-url https://download.pytorch.org/whl/cpu"'

environment:
	@command -v "$(PYTHON)" >/dev/null 2>&1 || { echo 'lqtheory: there is no command `$(PYTHON)`; install' \
	  'Python 3.11, 3.12 or 3.13, or name one you have, for example `make test PYTHON=python3.12`.' >&2; exit 2; }
	@"$(PYTHON)" .ci/environment.py

figures: environment
ifneq ($(filter-out 0 no,$(FRESH)),)
	$(PY) -m experiments run all --fresh
	$(PY) -m paper_figures --width $(WIDTH) --results experiments/fresh --or-committed
else
	$(PY) -m paper_figures --width $(WIDTH)
endif

figure: environment
	@$(PY) -m paper_figures $(or $(NAME),NAME-is-missing) --tables > /dev/null
	$(PY) -m experiments run $$($(PY) -m paper_figures $(NAME) --tables) --fresh
	$(PY) -m paper_figures $(NAME) --width $(WIDTH) --results experiments/fresh --check

# Sphinx takes warnings for errors; links are then checked without a network.
docs: environment
	$(PY) -m paper_figures
	$(PY) -m lqtheory.manual

test: environment
	$(PY) -m pytest -q -n $(WORKERS) --maxprocesses 8 -m "not slow"

test-slow: environment
	$(PY) -m pytest -q -n $(WORKERS) --maxprocesses 8 -m slow

# CUDA builds of torch are the default on Linux; PIP_ARGS with the index for CPU-only torch would hide the device.
test-gpu: environment
	@$(PY) -c 'import sys, torch; sys.exit(not torch.cuda.is_available() and "test-gpu: torch sees no CUDA device (%s)" \
	  % torch.__version__)'
	$(PY) -m pytest -q -k cuda tests/devices

lint: environment
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy lqtheory

types: environment
	$(PY) -m pip install -q -c constraints.txt $(PIP_ARGS) pyright
	$(PY) -m pyright --pythonpath $(PY)

bench: environment
	$(PY) -m experiments.benchmarks.run

experiments: environment
ifeq ($(filter-out all quick,$(EXPERIMENTS)),)
	$(PY) -m experiments run all --fresh $(if $(filter quick,$(EXPERIMENTS)),,--long) \
	  $(if $(filter-out 0 no,$(RESUME)),--resume)
else
	@echo 'EXPERIMENTS=$(EXPERIMENTS) is neither `all` nor `quick`' >&2; exit 2
endif

clean:
	rm -rf build dist paper_figures/out experiments/fresh experiments/models
	rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -path ./.venv -prune -o -name __pycache__ -type d -exec rm -rf {} +
