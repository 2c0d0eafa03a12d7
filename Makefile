# `make help` lists what can be made. Everything that is installed goes into .venv; the demo's data go into instance/.

PYTHON ?= python3
PORT ?= 5000
BIN := .venv/bin
TODAY := 2026-11-21
.DEFAULT_GOAL := help
.PHONY: help python setup setup-tests run test lint bench screenshots weights pins

help: ## list what can be made
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1\t\2/p' Makefile | expand -t 20

python:
	@command -v $(PYTHON) >/dev/null || { echo "Set-up stopped: Python 3.11 or newer is missing. On Debian or Ubuntu: sudo apt-get install python3 python3-venv"; exit 1; }

setup: python ## install everything that the service needs into .venv
	@$(PYTHON) -m setup service

setup-tests: python
	@$(PYTHON) -m setup tests

run: export FEEDBACK_TODAY = $(TODAY)
run: export PORT := $(PORT)
run: setup ## set up, load the demo council and serve it on 127.0.0.1 (PORT=5000)
	@$(BIN)/python -m setup.port
	@$(BIN)/flask db upgrade
	@$(BIN)/flask demo load
	@$(BIN)/flask demo sign-ins
	@$(BIN)/gunicorn app:app

test: setup-tests ## set up and run the tests (ARGS="tests/figures -x" chooses)
	$(BIN)/pytest $(ARGS)

lint: setup-tests ## check style, types, who imports whom, and templates
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint templates --lint --quiet

bench: setup-tests ## measure what the service costs, and write docs/performance.md
	$(BIN)/python -m benchmarks

screenshots: setup-tests ## photograph every page into docs/screenshots/
	$(BIN)/python -m tests.browser.screenshots

weights: python ## train the reading of comments again and compare with what is kept (two minutes)
	@test -x .venv-training/bin/python || $(PYTHON) -m venv .venv-training
	.venv-training/bin/pip install --quiet -r requirements.txt -r training/requirements.txt
	.venv-training/bin/python training/train.py --check

pins: setup-tests ## write requirements*.txt from requirements*.in, with the newest versions
	$(BIN)/pip-compile --upgrade --strip-extras --no-emit-index-url --no-emit-trusted-host --no-emit-find-links requirements.in
	$(BIN)/pip-compile --upgrade --strip-extras --no-emit-index-url --no-emit-trusted-host --no-emit-find-links requirements-dev.in
